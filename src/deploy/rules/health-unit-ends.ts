import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { UnitHealth } from '../unit-health';

export const healthUnitEnds: IRule = {
  code: 'HEALTH_UNIT_ENDS',
  severity: Severity.WARNING,
  title: 'A unit that is to be active does not end by itself',
  reason: 'a service of the type oneshot is inactive once it has done its work: the check fails though all is well',
  source: 'systemd.service(5): Type=oneshot, RemainAfterExit=',
  breaks: `
const once = new Host(app, 'once', {
  ...machine,
  options: { systemd: { services: { thumbs: { script: 'make-thumbs', serviceConfig: { Type: 'oneshot' } } } } },
});
new UnitHealth(once, 'well', { unit: 'thumbs' });
`,
  holds: `
const once = new Host(app, 'once', {
  ...machine,
  options: {
    systemd: {
      services: { thumbs: { script: 'make-thumbs', serviceConfig: { Type: 'oneshot', RemainAfterExit: true } } },
    },
  },
});
new UnitHealth(once, 'well', { unit: 'thumbs' });
`,
  check(estate, report) {
    for (const check of estate._all(UnitHealth.isUnitHealth)) {
      const name = /^(.+)\.service$/.exec(check.unit)?.[1];
      if (name === undefined) continue;
      const options = estate.optionsOf(check.system);
      const settings = ['systemd', 'services', name, 'serviceConfig'];
      if (options._value([...settings, 'Type']) !== 'oneshot') continue;
      if (options._at([...settings, 'RemainAfterExit']).length > 0) continue;
      const hasTimer = options._at(['systemd', 'timers', name]).length > 0;
      report.found(check, {
        message: `${check.unit} is to be active, and ends when its work is done`,
        keyPath: 'unit',
        mend: hasTimer
          ? `look at its timer: unit: '${name}.timer'`
          : `give the service RemainAfterExit: true, or ask whether it failed: new CommandHealth(host, …, { command: ['sh', '-c', '! systemctl is-failed ${name}'] })`,
      });
    }
  },
};
