import { containerStates } from './container-state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerStateReadOnly: IRule = {
  code: 'CONTAINER_STATE_READ_ONLY',
  severity: Severity.ERROR,
  title: 'Services of containers may write where they keep their state',
  reason: 'bind mounts are read-only unless they are told otherwise: the service does not start',
  source: 'NixOS: containers.<name>.bindMounts.<mountPoint>.isReadOnly is true by default',
  breaks: `
const library = new Host(app, 'library', { ...machine });
new NixosContainer(library, 'cinema', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/var/lib/jellyfin' }],
  config: { services: { jellyfin: { enable: true } } },
});
`,
  holds: `
const library = new Host(app, 'library', { ...machine });
new NixosContainer(library, 'cinema', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/var/lib/jellyfin', readOnly: false }],
  config: { services: { jellyfin: { enable: true } } },
});
`,
  check(estate, report) {
    for (const { container, service, folder, on } of estate._table(containerStates)) {
      if (!on?.readOnly) continue;
      report.found(container, {
        keyPath: `${on.keyPath}.readOnly`,
        message: `${service} in ${container.containerName} keeps its state in ${folder}, and ${on.mountPoint} is mounted read-only`,
        mend: 'add readOnly: false',
        cause: `${container.node.path} ${on.mountPoint}`,
      });
    }
  },
};
