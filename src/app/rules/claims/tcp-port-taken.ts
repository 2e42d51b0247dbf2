import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const tcpPortTaken = takenRule({
  kind: ClaimKind.TCP_PORT,
  code: 'TCP_PORT_TAKEN',
  title: 'One service listens on a TCP port of an address',
  reason:
    'the second service cannot bind the port and does not start; a wildcard address takes the port on every address',
  source: 'bind(2), EADDRINUSE',
  breaks: `
const web = new Host(app, 'tcp-port', { ...machine });
Claims.of(new NixModule(web, 'blog')).tcpPort(8080, { purpose: 'blog' });
Claims.of(new NixModule(web, 'wiki')).tcpPort(8080, { purpose: 'wiki', address: '127.0.0.1' });
`,
  holds: `
const web = new Host(app, 'tcp-port', { ...machine });
Claims.of(new NixModule(web, 'blog')).tcpPort(8080, { purpose: 'blog' });
Claims.of(new NixModule(web, 'wiki')).tcpPort(8081, { purpose: 'wiki', address: '127.0.0.1' });
`,
});
