import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { Monitoring } from '../monitoring';

export const monitoringHostMissed: IRule = {
  code: 'MONITORING_HOST_MISSED',
  severity: Severity.WARNING,
  title: 'Every host is watched, or left out on purpose',
  reason: 'a list that is kept by hand forgets the newest host: nobody is told when its disk is full',
  source: 'Monitoring: hosts, exclude',
  breaks: `
const hub = new Host(app, 'missed-hub', { ...machine });
const attic = new Host(app, 'missed-attic', { ...machine });
new Monitoring(hub, 'monitoring', { hosts: [hub] });
`,
  holds: `
const hub = new Host(app, 'missed-hub', { ...machine });
const attic = new Host(app, 'missed-attic', { ...machine });
new Monitoring(hub, 'monitoring', { hosts: [hub], exclude: [attic] });
`,
  check(estate, report) {
    const all = estate._all(Monitoring.isMonitoring);
    // Without a list it watches all that there are.
    const [first] = all.filter(({ _props: { hosts } }) => hosts !== undefined);
    if (!first || all.some(({ _props: { hosts } }) => hosts === undefined)) return;
    const known = new Set(all.flatMap(({ _props: { hosts = [], exclude = [] } }) => [...hosts, ...exclude]));
    const missed = estate._all(Host.isHost).filter((host) => host.canBoot && !known.has(host));
    if (missed.length === 0) return;
    const names = missed.map(({ systemName }) => systemName);
    report.found(first, {
      message: `nobody watches ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} others` : ''}`,
      keyPath: 'hosts',
      related: missed.slice(0, 5),
      mend: 'leave hosts out, which watches all; or say who is not watched: exclude',
    });
  },
};
