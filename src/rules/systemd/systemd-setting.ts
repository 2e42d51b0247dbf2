import { SECTIONS } from './settings';
import { unitSections } from './units';
import { Severity } from '../../app';
import { nearest } from '../../app/nearest';
import type { IRule } from '../../app/rules/rule';

export const systemdSetting: IRule = {
  code: 'SYSTEMD_SETTING',
  severity: Severity.WARNING,
  title: 'Settings of units are spelled as systemd spells them',
  reason: 'systemd logs "Unknown key" once, ignores the setting, and the unit runs without it',
  source: 'systemd.directives(7)',
  breaks: `
new Host(app, 'spelling', {
  ...machine,
  options: { systemd: { services: { sync: { script: 'sync-photos', serviceConfig: { MemoryMaximum: '2G' } } } } },
});
`,
  holds: `
new Host(app, 'spelling', {
  ...machine,
  options: { systemd: { services: { sync: { script: 'sync-photos', serviceConfig: { MemoryMax: '2G' } } } } },
});
`,
  check(estate, report) {
    for (const { owner, unit, section, settings, keyPath, optionOf } of estate._table(unitSections)) {
      const known = SECTIONS[section];
      if (!known) continue;
      for (const key of Object.keys(settings)) {
        // What begins with X- is for other programs; what another section has, has a rule of its own.
        if (known.has(key) || /^(X-|-)/.test(key) || settings[key] === undefined) continue;
        if (Object.entries(SECTIONS).some(([name, has]) => has.has(key) && optionOf(name) !== undefined)) continue;
        const meant = nearest(key, known, key.length < 6 ? 1 : Math.min(4, Math.floor(key.length / 3)));
        if (meant === undefined) continue;
        report.found(owner, {
          message: `[${section}] of ${unit} has ${key}, which systemd does not know`,
          keyPath: `${keyPath}.${key}`,
          mend: `did you mean ${meant}?`,
        });
      }
    }
  },
};
