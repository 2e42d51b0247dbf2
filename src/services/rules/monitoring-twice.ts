import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Monitoring } from '../monitoring';

export const monitoringTwice: IRule = {
  code: 'MONITORING_TWICE',
  severity: Severity.ERROR,
  title: 'One Monitoring watches a host',
  reason: 'a host has one set of exporters, which one machine is let in to',
  source: 'NixOS: services.prometheus.exporters',
  breaks: `
const first = new Host(app, 'eyes-a', { ...machine });
const second = new Host(app, 'eyes-b', { ...machine });
new Monitoring(first, 'monitoring', { hosts: [first] });
new Monitoring(second, 'monitoring', { hosts: [first], exclude: [second], addresses: { 'eyes-a': '10.151.32.2' } });
`,
  holds: `
const first = new Host(app, 'eyes-a', { ...machine });
const second = new Host(app, 'eyes-b', { ...machine });
new Monitoring(first, 'monitoring', { hosts: [first] });
new Monitoring(second, 'monitoring', { hosts: [second] });
`,
  check(estate, report) {
    for (const monitoring of estate._all(Monitoring.isMonitoring)) {
      for (const [host, before] of monitoring._exporters.taken) {
        report.found(monitoring, {
          message: `${host.systemName} has exporters already: ${before.node.path}`,
          mend: 'have one Monitoring watch it: hosts, exclude',
          related: [before],
        });
      }
    }
  },
};
