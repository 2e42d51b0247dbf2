import { serverOf, troubledUses, useOf } from './used';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const connectionUnserved: IRule = {
  code: 'CONNECTION_UNSERVED',
  severity: Severity.WARNING,
  title: 'Somebody serves what is used',
  reason: 'what connects to a port that nobody listens on is refused, each time again',
  source: 'Connections; the default ports of NixOS services',
  breaks: `
const mute = new Host(app, 'mute', { ...machine, options: { services: { postgresql: { enable: true } } } });
Connections.of(new NixModule(mute, 'wiki')).add(mute.endpoint(3306), { purpose: 'the wiki', keyPath: 'database' });
`,
  holds: `
const mute = new Host(app, 'mute', { ...machine, options: { services: { postgresql: { enable: true } } } });
Connections.of(new NixModule(mute, 'wiki')).add(mute.endpoint(5432), { purpose: 'the wiki', keyPath: 'database' });
`,
  check(estate, report) {
    for (const use of troubledUses(estate, Trouble.UNSERVED)) {
      const { entry, server } = use;
      report.found(entry.user, {
        message: `${useOf(use)} asks port ${entry.target.port} of ${serverOf(use)}, and nobody serves it there`,
        keyPath: entry.keyPath,
        mend: 'turn the service on there, or correct the endpoint',
        related: [server],
        cause: `${server.node.path}\0${entry.target.port}\0${entry.target.protocol}`,
      });
    }
  },
};
