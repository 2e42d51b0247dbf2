import { forgotten } from './microvm-state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const microvmStateLost: IRule = {
  code: 'MICROVM_STATE_LOST',
  severity: Severity.WARNING,
  title: 'Services of microvms keep their state on a volume or share',
  reason: 'the root of a microvm is in memory: what lies on no volume is gone when it stops',
  source: 'microvm.nix: the root file system is a tmpfs unless a volume is mounted there',
  breaks: `
const amnesia = new Host(app, 'amnesia', { ...machine });
new MicrovmGuest(amnesia, 'ledger', {
  volumes: [{ image: 'log.img', mountPoint: '/var/log', sizeGib: 1 }],
  host: { stateVersion: '25.11', allowNoLogin: true, options: { services: { vaultwarden: { enable: true } } } },
});
`,
  holds: `
const amnesia = new Host(app, 'amnesia', { ...machine });
new MicrovmGuest(amnesia, 'ledger', {
  volumes: [
    { image: 'log.img', mountPoint: '/var/log', sizeGib: 1 },
    { image: 'lib.img', mountPoint: '/var/lib', sizeGib: 20 },
  ],
  host: { stateVersion: '25.11', allowNoLogin: true, options: { services: { vaultwarden: { enable: true } } } },
});
`,
  check(estate, report) {
    for (const [guest, lost] of estate._table(forgotten)) {
      const list = lost.map(({ service, folder }) => `${service} (${folder})`).join(', ');
      report.found(guest, {
        keyPath: 'volumes',
        message: `${guest.guestName} forgets at every start what its services keep: ${list}`,
        mend: "give it a volume: { image: 'lib.img', mountPoint: '/var/lib', sizeGib: 20 }, or a share of the host",
      });
    }
  },
};
