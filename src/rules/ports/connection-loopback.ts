import { serverOf, troubledUses, useOf } from './used';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const connectionLoopback: IRule = {
  code: 'CONNECTION_LOOPBACK',
  severity: Severity.ERROR,
  title: 'A service that others use listens where they come',
  reason: 'nobody but the machine itself reaches what listens on the loopback: the others are refused',
  source: 'RFC 1122, section 3.2.1.3 (g); NixOS: the default addresses of services',
  breaks: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const tables = new Host(app, 'tables', {
  ...machine,
  ...wired('10.128.2.5/24'),
  options: { services: { postgresql: { enable: true } } },
});
const reader = new Host(app, 'reader', { ...machine, ...wired('10.128.2.6/24') });
Connections.of(new NixModule(reader, 'wiki')).add(tables.endpoint(5432), { purpose: 'the wiki', keyPath: 'database' });
tables.firewall.trust('eno1');
`,
  holds: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const tables = new Host(app, 'tables', {
  ...machine,
  ...wired('10.128.2.5/24'),
  options: { services: { postgresql: { enable: true, enableTCPIP: true } } },
});
const reader = new Host(app, 'reader', { ...machine, ...wired('10.128.2.6/24') });
Connections.of(new NixModule(reader, 'wiki')).add(tables.endpoint(5432), { purpose: 'the wiki', keyPath: 'database' });
tables.firewall.trust('eno1');
`,
  check(estate, report) {
    for (const use of troubledUses(estate, Trouble.LOOPBACK)) {
      const { entry, server, served } = use;
      report.found(entry.user, {
        message: `${useOf(use)} asks port ${entry.target.port} of ${serverOf(use)}, which is served on ${served!.join(', ')} alone`,
        keyPath: entry.keyPath,
        mend: `have the service listen on an address of ${serverOf(use)} too`,
        related: [server],
        cause: `${server.node.path}\0${entry.target.port}`,
      });
    }
  },
};
