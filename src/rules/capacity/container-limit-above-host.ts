import { words } from './host-load';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';
import { Host } from '../../hosts';

export const containerLimitAboveHost: IRule = {
  code: 'CONTAINER_LIMIT_ABOVE_HOST',
  severity: Severity.WARNING,
  title: 'The limits of a container are below what its host has',
  reason: 'a limit that cannot be reached is none: the container can take all of the host',
  source: 'systemd.resource-control(5): MemoryMax=, CPUQuota=',
  breaks: `
const modest = new Host(app, 'modest', { ...machine, threads: 4 });
new NixosContainer(modest, 'encoder', { privateNetwork: false, cpuPercent: 800 });
`,
  holds: `
const modest = new Host(app, 'modest', { ...machine, threads: 4 });
new NixosContainer(modest, 'encoder', { privateNetwork: false, cpuPercent: 300 });
`,
  check(estate, report) {
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      const { system: host, containerName: name } = container;
      if (!Host.isHost(host)) continue;
      const { memoryMib, cpuPercent } = container._props;
      if (memoryMib !== undefined && host.memoryMib !== undefined && memoryMib >= host.memoryMib) {
        report.found(container, {
          keyPath: 'memoryMib',
          message: `${name} may take ${words(memoryMib)}, and ${host.systemName} has ${words(host.memoryMib)}`,
          mend: 'give a limit that leaves the host some memory',
        });
      }
      if (cpuPercent !== undefined && host.threads !== undefined && cpuPercent >= host.threads * 100) {
        report.found(container, {
          keyPath: 'cpuPercent',
          message: `${name} may take ${cpuPercent} % of a processor, and the ${host.threads} threads of ${host.systemName} are ${host.threads * 100} %`,
          mend: `give a limit below ${host.threads * 100}, or leave it out`,
        });
      }
    }
  },
};
