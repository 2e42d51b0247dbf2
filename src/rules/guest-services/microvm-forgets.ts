import { forgotten } from './microvm-state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../../guests';

export const microvmForgets: IRule = {
  code: 'MICROVM_FORGETS',
  severity: Severity.INFO,
  title: 'Microvms keep their logs and host keys',
  reason: 'its root is in memory: logs, the state of services and the SSH host keys are made anew',
  source: 'microvm.nix: the root file system is a tmpfs unless a volume is mounted there',
  breaks: `
const fishbowl = new Host(app, 'fishbowl', { ...machine });
new MicrovmGuest(fishbowl, 'goldfish', { host: { stateVersion: '25.11', allowNoLogin: true } });
`,
  holds: `
const fishbowl = new Host(app, 'fishbowl', { ...machine });
new MicrovmGuest(fishbowl, 'goldfish', {
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    const worse = estate._table(forgotten);
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      const { volumes = [], shares = [] } = guest._props;
      const kept = [...volumes, ...shares].map(({ mountPoint }) => mountPoint);
      if (worse.has(guest) || kept.some((path) => path === '/' || path?.startsWith('/var'))) continue;
      report.found(guest, {
        message: `${guest.guestName} forgets at every start what it wrote to /var and /etc`,
        mend: "give it a volume: { image: 'var.img', mountPoint: '/var', sizeGib: 4 }",
      });
    }
  },
};
