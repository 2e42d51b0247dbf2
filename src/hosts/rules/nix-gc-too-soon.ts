import { nixConfs } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Days after which a new generation has shown whether it works. */
const ENOUGH = 3;

export const nixGcTooSoon: IRule = {
  code: 'NIX_GC_TOO_SOON',
  severity: Severity.WARNING,
  title: 'Old generations stay until the new one has shown that it works',
  reason: 'a machine that does not start goes back to an older generation, if there is one',
  source: 'nix-collect-garbage(1): --delete-old, --delete-older-than; NixOS: nix.gc.options',
  breaks: `
new Host(app, 'no-way-back', { ...machine, nix: { gc: { olderThan: '1d' } } });
`,
  holds: `
new Host(app, 'no-way-back', { ...machine, nix: { gc: { olderThan: '14d' } } });
`,
  check(estate, report) {
    for (const { system, options } of estate._table(nixConfs)) {
      if (options._value(['nix', 'gc', 'automatic']) !== true) continue;
      for (const { value, owner, conditional } of options._taken(['nix', 'gc', 'options'])) {
        if (typeof value !== 'string' || conditional) continue;
        const days = /--delete-older-than\s+"?(\d+)d/.exec(value)?.[1];
        const all = /(^|\s)(-d|--delete-old)(\s|$)/.test(value);
        if (!all && (days === undefined || Number(days) >= ENOUGH)) continue;
        report.found(owner, {
          message: `${system.systemName} removes ${all ? 'all generations but the one that runs' : `generations after ${days} ${days === '1' ? 'day' : 'days'}`}`,
          keyPath: all ? 'nix.gc.options' : 'nix.gc.olderThan',
          mend: "keep them for some weeks: nix: { gc: { olderThan: '30d' } }",
        });
      }
    }
  },
};
