import { bootLoaders } from './facts/boot-loaders';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const bootLoaderTwice: IRule = {
  code: 'BOOT_LOADER_TWICE',
  severity: Severity.ERROR,
  title: 'A machine has one boot loader',
  reason: 'each says how boot loaders are installed, and the module system takes neither of two',
  source: 'NixOS: system.build.installBootLoader; Lanzaboote: "systemd-boot must be turned off"',
  breaks: `
const options = { boot: { loader: { grub: { enable: true, device: 'nodev', efiSupport: true } } } };
new Host(app, 'two-loaders', { ...machine, options });
`,
  holds: `
new Host(app, 'two-loaders', { ...machine, boot: { loader: BootLoader.grubEfi() } });
`,
  check(estate, report) {
    for (const [host, { on }] of estate._table(bootLoaders)) {
      if (on.length < 2) continue;
      const names = on.map(([name]) => name);
      report.found(host, {
        message: `${host.systemName} is started by ${names.join(' and ')}`,
        keyPath: on[1]![1],
        mend: `leave one of them on: boot: { loader: … } of the host, or override: { '${on[0]![1]}': false }`,
      });
    }
  },
};
