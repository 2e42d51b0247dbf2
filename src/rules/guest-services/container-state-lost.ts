import { containerStates } from './container-state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerStateLost: IRule = {
  code: 'CONTAINER_STATE_LOST',
  severity: Severity.WARNING,
  title: 'Services of containers that begin empty keep their state in a bind mount',
  reason: 'what lies in an ephemeral root or a tmpfs is gone when the container stops',
  source: 'NixOS: containers.<name>.ephemeral; systemd-nspawn(1): --ephemeral, --tmpfs=',
  breaks: `
const fleeting = new Host(app, 'fleeting', { ...machine });
new NixosContainer(fleeting, 'vault', {
  privateNetwork: false,
  ephemeral: true,
  config: { services: { vaultwarden: { enable: true } } },
});
`,
  holds: `
const fleeting = new Host(app, 'fleeting', { ...machine });
new NixosContainer(fleeting, 'vault', {
  privateNetwork: false,
  ephemeral: true,
  bindMounts: [{ mountPoint: '/var/lib', hostPath: '/var/lib/containers/vault', readOnly: false }],
  config: { services: { vaultwarden: { enable: true } } },
});
`,
  check(estate, report) {
    for (const { container, service, folder, on } of estate._table(containerStates)) {
      const { containerName, _props: props } = container;
      if (on ? !on.memory : !props.ephemeral) continue;
      report.found(container, {
        keyPath: on?.keyPath ?? 'ephemeral',
        message: `${containerName} forgets at every start what ${service} keeps in ${folder}`,
        mend: `mount a folder of the host there: bindMounts: [{ mountPoint: '${folder}', hostPath: '…', readOnly: false }]`,
        cause: container.node.path,
      });
    }
  },
};
