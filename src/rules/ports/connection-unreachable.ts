import { serverOf, troubledUses, useOf } from './used';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const connectionUnreachable: IRule = {
  code: 'CONNECTION_UNREACHABLE',
  severity: Severity.ERROR,
  title: 'A machine reaches what it uses of another',
  reason: 'no network that both are in is known: every attempt ends in a timeout',
  source: 'Connections; how hosts, containers and guests reach one another',
  breaks: `
const cellar = new Host(app, 'cellar', { ...machine });
new ContainerNetwork(cellar, 'net', { externalInterface: 'eno1' });
const lost = new NixosContainer(cellar, 'lost', {
  config: { services: { postgresql: { enable: true, enableTCPIP: true } } },
});
const seeker = new Host(app, 'seeker', { ...machine });
Connections.of(new NixModule(seeker, 'wiki')).add(lost.endpoint(5432), { purpose: 'the wiki', keyPath: 'database' });
`,
  holds: `
const cellar = new Host(app, 'cellar', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.128.0.5/24'] } } },
});
new ContainerNetwork(cellar, 'net', { externalInterface: 'eno1' });
const lost = new NixosContainer(cellar, 'lost', {
  forwardPorts: [{ hostPort: 5432 }],
  config: { services: { postgresql: { enable: true, enableTCPIP: true } } },
});
const seeker = new Host(app, 'seeker', { ...machine });
Connections.of(new NixModule(seeker, 'wiki')).add(lost.endpoint(5432), { purpose: 'the wiki', keyPath: 'database' });
`,
  check(estate, report) {
    for (const use of troubledUses(estate, Trouble.UNREACHABLE)) {
      const { entry, server, no } = use;
      report.found(entry.user, {
        message: `${useOf(use)} does not reach port ${entry.target.port} of ${serverOf(use)}`,
        why: no!.why,
        mend: no!.mend,
        keyPath: entry.keyPath,
        related: [server],
      });
    }
  },
};
