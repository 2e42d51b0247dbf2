import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Types of lines, with what may follow them: tmpfiles.d(5). */
const TYPE = /^(?:[fFwdDevqQpLcbCxXrRzZtThHaA]\+?)[-!=~^$?+]*$/;

export const tmpfilesRule: IRule = {
  code: 'TMPFILES_RULE',
  severity: Severity.WARNING,
  title: 'Rules of systemd-tmpfiles can be read',
  reason: 'systemd-tmpfiles logs the line that it cannot read, and makes nothing of it',
  source: 'tmpfiles.d(5)',
  breaks: `
new Host(app, 'folders', {
  ...machine,
  options: { systemd: { tmpfiles: { rules: ['d srv/photos 0755 root root -'] } } },
});
`,
  holds: `
new Host(app, 'folders', {
  ...machine,
  options: { systemd: { tmpfiles: { rules: ['d /srv/photos 0755 root root -'] } } },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (system.kind === SystemKind.DARWIN) continue;
      const options = estate.optionsOf(system);
      for (const path of [
        ['systemd', 'tmpfiles', 'rules'],
        ['systemd', 'user', 'tmpfiles', 'rules'],
      ]) {
        for (const { owner, value } of options._at(path)) {
          for (const line of Array.isArray(value) ? value : []) {
            const problem = typeof line === 'string' ? problemOf(line) : undefined;
            if (problem === undefined) continue;
            report.found(owner, {
              message: `the line ${JSON.stringify(line)} cannot be read: ${problem}`,
              keyPath: path.join('.'),
              mend: "write type, path, mode, user, group and age: 'd /srv/photos 0755 root root -'",
            });
          }
        }
      }
    }
  },
};

function problemOf(line: string): string | undefined {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  const [type, path, mode] = text.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g) ?? [];
  if (!TYPE.test(type!)) return `${type} is no type of line`;
  if (path === undefined) return 'it has no path';
  if (!/^["']?[/%]/.test(path)) return `${path} is no absolute path`;
  if (mode !== undefined && mode !== '-' && !/^[~:]*[0-7]{3,4}$/.test(mode) && !/^[LCxXrRatTAhH]/.test(type!)) {
    return `${mode} is no mode`;
  }
  return undefined;
}
