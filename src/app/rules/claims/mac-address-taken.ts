import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const macAddressTaken = takenRule({
  kind: ClaimKind.MAC_ADDRESS,
  code: 'MAC_ADDRESS_TAKEN',
  title: 'Every MAC address has one owner',
  reason: "switches and DHCP servers know machines by it: two of them take one another's packets and leases",
  source: 'IEEE 802',
  breaks: `
const wired = (macAddress: string) => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { macAddress } } },
});
new Host(app, 'mac-a', { ...machine, ...wired('52:54:00:12:34:56') });
new Host(app, 'mac-b', { ...machine, ...wired('52:54:00:12:34:56') });
`,
  holds: `
const wired = (macAddress: string) => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { macAddress } } },
});
new Host(app, 'mac-a', { ...machine, ...wired('52:54:00:12:34:56') });
new Host(app, 'mac-b', { ...machine, ...wired('52:54:00:12:34:57') });
`,
});
