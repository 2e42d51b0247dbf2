import { IConstruct } from 'constructs';
import { containerStates } from './container-state';
import { microvmMounts } from './microvm-state';
import { Mounted, mountOf, states } from './state';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { System } from '../../app/system';
import { LibvirtGuest, MicrovmGuest } from '../../guests';
import { Host } from '../../hosts';

export const stateShared: IRule = {
  code: 'STATE_SHARED',
  severity: Severity.ERROR,
  title: 'The state of a service belongs to one of its instances',
  reason: 'two that write one database or index destroy it: neither knows what the other has in memory',
  source: 'PostgreSQL: postmaster.pid, which guards one machine alone; SQLite: file locking',
  breaks: `
const twins = new Host(app, 'twins', { ...machine });
new ContainerNetwork(twins, 'container-network', { externalInterface: 'eno1' });
for (const [name, HTTP_PORT] of Object.entries({ 'twin-a': 3001, 'twin-b': 3002 })) {
  new NixosContainer(twins, name, {
    subnet: '10.114.1.0/24',
    bindMounts: [{ mountPoint: '/var/lib/gitea', hostPath: '/srv/gitea', readOnly: false }],
    config: { services: { gitea: { enable: true, settings: { server: { HTTP_PORT } } } } },
  });
}
`,
  holds: `
const twins = new Host(app, 'twins', { ...machine });
new ContainerNetwork(twins, 'container-network', { externalInterface: 'eno1' });
for (const [name, HTTP_PORT] of Object.entries({ 'twin-a': 3001, 'twin-b': 3002 })) {
  new NixosContainer(twins, name, {
    subnet: '10.114.1.0/24',
    bindMounts: [{ mountPoint: '/var/lib/gitea', hostPath: \`/srv/\${name}/gitea\`, readOnly: false }],
    config: { services: { gitea: { enable: true, settings: { server: { HTTP_PORT } } } } },
  });
}
`,
  check(estate, report) {
    const keepers = new Map<string, { who: IConstruct; name: string }>();
    const keep = (machine: System, folder: string, who: IConstruct, name: string, service: string, on?: Mounted) => {
      if (on && (on.source === undefined || on.readOnly)) return;
      const path = on ? onHost(folder, on) : folder;
      const key = `${machine.node.path}\0${service}\0${path}`;
      const before = keepers.get(key);
      if (!before) {
        keepers.set(key, { who, name });
      } else if (before.who !== who) {
        report.found(who, {
          keyPath: on?.keyPath,
          message: `${service} of ${before.name} and of ${name} both keep their state in ${path} of ${machine.systemName}`,
          mend: 'give each a folder of its own',
          related: [before.who],
        });
      }
    };
    const all = estate._table(states);
    for (const host of estate._all(Host.isHost)) {
      for (const { service, folder } of all(host)) keep(host, folder, host, host.systemName, service);
    }
    for (const { container, service, folder, on } of estate._table(containerStates)) {
      if (on) keep(container.system, folder, container, container.containerName, service, on);
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      for (const { service, folder } of all(guest.host)) {
        const on = mountOf(folder, microvmMounts(guest));
        if (on) keep(guest.machine, folder, guest, guest.guestName, service, on);
      }
    }
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      if (!guest.hasHost) continue;
      const mounts = (guest._props.shares ?? []).flatMap(({ mountPoint, source, readOnly }): Mounted[] =>
        mountPoint === undefined ? [] : [{ mountPoint, source, readOnly, keyPath: 'shares' }],
      );
      for (const { service, folder } of all(guest.host)) {
        const on = mountOf(folder, mounts);
        if (on) keep(guest.machine, folder, guest, guest.guestName, service, on);
      }
    }
  },
};

/** Where a folder of the inside is on the host. */
function onHost(folder: string, { mountPoint, source }: Mounted): string {
  return folder.startsWith(`${mountPoint}/`) ? `${source}${folder.slice(mountPoint.length)}` : source!;
}
