import { nixConfs } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixGcTwice: IRule = {
  code: 'NIX_GC_TWICE',
  severity: Severity.WARNING,
  title: 'One program removes old generations',
  reason: 'each keeps what it is told to keep, and the other removes it all the same',
  source: 'NixOS: programs.nh.clean.enable, "programs.nh.clean.enable and nix.gc.automatic are both enabled"',
  breaks: `
const options = { programs: { nh: { enable: true, clean: { enable: true, extraArgs: '--keep 5' } } } };
new Host(app, 'swept-twice', { ...machine, options, nix: { gc: {} } });
`,
  holds: `
const options = { programs: { nh: { enable: true, clean: { enable: true, extraArgs: '--keep 5' } } } };
new Host(app, 'swept-twice', { ...machine, options });
`,
  check(estate, report) {
    for (const { system, options } of estate._table(nixConfs)) {
      if (options._value(['nix', 'gc', 'automatic']) !== true) continue;
      const [nh] = options._taken(['programs', 'nh', 'clean', 'enable']);
      if (nh?.value !== true || nh.conditional) continue;
      report.found(nh.owner, {
        message: `nix.gc and nh clean both remove generations of ${system.systemName}`,
        keyPath: 'programs.nh.clean.enable',
        mend: 'leave one of them out: nix: { gc: … } of the host, or programs.nh.clean',
      });
    }
  },
};
