import { states } from './state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../../guests';

/** What others lose their connections to when it stops. */
const DATABASES = new Set(['influxdb2', 'mongodb', 'mysql', 'openldap', 'postgresql']);

export const microvmRestartsDatabase: IRule = {
  code: 'MICROVM_RESTARTS_DATABASE',
  severity: Severity.INFO,
  title: 'A microvm with a database is restarted when its owner wants it',
  reason: 'a rebuild of the host stops and starts each microvm whose system has changed, be it by one package',
  source: 'microvm.nix: microvm.vms.<name>.restartIfChanged is true where the host says the config',
  breaks: `
const busbar = new Host(app, 'busbar', { ...machine });
new MicrovmGuest(busbar, 'accounts', {
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 20 }],
  host: { stateVersion: '25.11', allowNoLogin: true, options: { services: { postgresql: { enable: true } } } },
});
`,
  holds: `
const busbar = new Host(app, 'busbar', { ...machine });
new MicrovmGuest(busbar, 'accounts', {
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 20 }],
  restartIfChanged: false,
  host: { stateVersion: '25.11', allowNoLogin: true, options: { services: { postgresql: { enable: true } } } },
});
`,
  check(estate, report) {
    const all = estate._table(states);
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      // Who says either has thought of it.
      if (guest._props.restartIfChanged !== undefined) continue;
      const databases = all(guest.host).filter(({ service }) => DATABASES.has(service));
      if (databases.length === 0) continue;
      report.found(guest, {
        keyPath: 'restartIfChanged',
        message: `a rebuild of ${guest.machine.systemName} that changes ${guest.guestName} restarts it, and ${databases.map(({ service }) => service).join(', ')} with it`,
        mend: 'give restartIfChanged: false and restart it when it suits; or true, where that is meant',
      });
    }
  },
};
