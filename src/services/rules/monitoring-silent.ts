import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Monitoring } from '../monitoring';

export const monitoringSilent: IRule = {
  code: 'MONITORING_SILENT',
  severity: Severity.WARNING,
  title: 'Somebody is told of alerts',
  reason: 'the rules are judged, and nobody hears of it',
  source: 'Prometheus: alerting.alertmanagers',
  breaks: `
const host = new Host(app, 'silent', { ...machine });
new Monitoring(host, 'monitoring', { hosts: [host], alerts: { diskFreePercent: 10 } });
`,
  holds: `
const host = new Host(app, 'silent', { ...machine });
new Monitoring(host, 'monitoring', { hosts: [host], alerts: { diskFreePercent: 10 }, alertmanager: { receiver: AlertReceiver.telegram(4711, SecretFile.at('/run/keys/bot')) } });
`,
  check(estate, report) {
    for (const monitoring of estate._all(Monitoring.isMonitoring)) {
      const { alerts, rules = [], alertmanager } = monitoring._props;
      if (alertmanager || (alerts === undefined && rules.length === 0)) continue;
      // One that is set by hand is another one.
      if (estate.optionsOf(monitoring.system)._at(['services', 'prometheus', 'alertmanagers']).length > 0) continue;
      report.found(monitoring, {
        message: `${monitoring.node.path} has alerts, and nobody is told of them`,
        keyPath: alerts === undefined ? 'rules' : 'alerts',
        mend: 'say who is told: alertmanager: { receiver: AlertReceiver.telegram(…) }',
      });
    }
  },
};
