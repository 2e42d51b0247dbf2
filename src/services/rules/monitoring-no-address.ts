import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Monitoring } from '../monitoring';
import { isReach } from '../reach';

export const monitoringNoAddress: IRule = {
  code: 'MONITORING_NO_ADDRESS',
  severity: Severity.WARNING,
  title: 'Every host that is watched can be reached',
  reason: 'what is not watched is missed when it is gone',
  source: 'Monitoring; Prometheus: scrape_configs',
  breaks: `
const host = new Host(app, 'watcher', { ...machine });
const laptop = new Host(app, 'watched-laptop', { ...machine });
new Monitoring(host, 'monitoring', { hosts: [laptop], exclude: [host] });
`,
  holds: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const host = new Host(app, 'watcher', { ...machine, ...lan('10.151.31.2/24') });
const laptop = new Host(app, 'watched-laptop', { ...machine, ...lan('10.151.31.3/24') });
new Monitoring(host, 'monitoring', { hosts: [laptop], exclude: [host] });
`,
  check(estate, report) {
    for (const monitoring of estate._all(Monitoring.isMonitoring)) {
      for (const { host, way } of monitoring._exporters.all) {
        if (isReach(way)) continue;
        report.found(monitoring, {
          message: `${host.systemName} is not watched: nobody knows how ${monitoring.system.systemName} reaches it`,
          why: way.why,
          mend: `${way.mend}; or say it, addresses: { '${host.systemName}': … }, or leave the host out: exclude`,
          keyPath: 'addresses',
          related: [host],
        });
      }
    }
  },
};
