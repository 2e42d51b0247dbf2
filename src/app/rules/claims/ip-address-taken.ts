import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const ipAddressTaken = takenRule({
  kind: ClaimKind.IP_ADDRESS,
  code: 'IP_ADDRESS_TAKEN',
  title: 'Every IP address has one owner',
  reason: "packets go now to one machine and now to the other, as the neighbours' ARP tables have it",
  source: 'RFC 5227',
  breaks: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(app, 'ip-a', { ...machine, ...lan('10.41.0.5/24') });
new Host(app, 'ip-b', { ...machine, ...lan('10.41.0.5/24') });
`,
  holds: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(app, 'ip-a', { ...machine, ...lan('10.41.0.5/24') });
new Host(app, 'ip-b', { ...machine, ...lan('10.41.0.6/24') });
`,
});
