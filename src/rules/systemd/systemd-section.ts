import { SECTIONS } from './settings';
import { unitSections } from './units';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const systemdSection: IRule = {
  code: 'SYSTEMD_SECTION',
  severity: Severity.WARNING,
  title: 'Settings of a unit stand in the section that systemd reads them in',
  reason: 'systemd logs "Unknown key" once, ignores the setting, and the unit runs without it',
  source: 'systemd.unit(5), systemd.service(5), systemd.directives(7); StartLimitBurst stood in [Service] for months',
  breaks: `
new Host(app, 'section', {
  ...machine,
  options: {
    systemd: { services: { sync: { script: 'sync-photos', serviceConfig: { StartLimitBurst: 3 } } } },
  },
});
`,
  holds: `
new Host(app, 'section', {
  ...machine,
  options: {
    systemd: { services: { sync: { script: 'sync-photos', unitConfig: { StartLimitBurst: 3 } } } },
  },
});
`,
  check(estate, report) {
    for (const { owner, unit, section, settings, keyPath, optionOf } of estate._table(unitSections)) {
      const known = SECTIONS[section];
      if (!known) continue;
      for (const key of Object.keys(settings)) {
        if (settings[key] === undefined || (known.has(key) && !MOVED.has(`${section}.${key}`))) continue;
        const right = Object.keys(SECTIONS).find(
          (name) => name !== section && SECTIONS[name]!.has(key) && optionOf(name) !== undefined,
        );
        if (right === undefined) continue;
        report.found(owner, {
          message: `${key} of ${unit} stands in [${section}], and systemd reads it in [${right}]`,
          keyPath: `${keyPath}.${key}`,
          mend: `set it there: ${optionOf(right)}.${key}`,
        });
      }
    }
  },
};

/** Settings that a section takes for the sake of old units only. */
const MOVED = new Set([
  'Service.StartLimitInterval',
  'Service.StartLimitBurst',
  'Service.StartLimitAction',
  'Service.FailureAction',
  'Service.RebootArgument',
]);
