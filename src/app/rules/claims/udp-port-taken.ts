import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const udpPortTaken = takenRule({
  kind: ClaimKind.UDP_PORT,
  code: 'UDP_PORT_TAKEN',
  title: 'One service listens on a UDP port of an address',
  reason:
    'the second service cannot bind the port and does not start; a wildcard address takes the port on every address',
  source: 'bind(2), EADDRINUSE',
  breaks: `
const dns = new Host(app, 'udp-port', { ...machine });
Claims.of(new NixModule(dns, 'unbound')).udpPort(53, { purpose: 'unbound' });
Claims.of(new NixModule(dns, 'dnsmasq')).udpPort(53, { purpose: 'dnsmasq' });
`,
  holds: `
const dns = new Host(app, 'udp-port', { ...machine });
Claims.of(new NixModule(dns, 'unbound')).udpPort(53, { purpose: 'unbound', address: '127.0.0.1' });
Claims.of(new NixModule(dns, 'dnsmasq')).udpPort(53, { purpose: 'dnsmasq', address: '10.40.0.1' });
`,
});
