import { bootLoaders } from './facts/boot-loaders';
import { hasHandWritten } from './facts/hand-written';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const bootLoaderNone: IRule = {
  code: 'BOOT_LOADER_NONE',
  severity: Severity.WARNING,
  title: 'Something starts a machine that boots by itself',
  reason: 'NixOS falls back to GRUB, which has no disk to be written to, and refuses to build',
  source: 'NixOS: boot.loader.grub.enable, "You must set the option boot.loader.grub.devices"',
  breaks: `
new Host(app, 'unstarted', { ...machine, override: { 'boot.loader.systemd-boot.enable': false } });
`,
  holds: `
new Host(app, 'unstarted', { ...machine, boot: { loader: BootLoader.none() } });
`,
  check(estate, report) {
    for (const [host, { maybe }] of estate._table(bootLoaders)) {
      // Who says none() means it.
      if (maybe || host._props.boot?.loader?._kind === 'none' || hasHandWritten(host)) continue;
      const options = estate.optionsOf(host);
      if ([...host._imports.keys()].some((text) => text.startsWith('inputs.'))) continue;
      if (options._at(['microvm', 'hypervisor']).length > 0 || options._at(['boot', 'isContainer']).length > 0) {
        continue;
      }
      report.found(host, {
        message: `nothing starts ${host.systemName}: its boot loader is turned off, and no other one is on`,
        keyPath: 'boot.loader',
        mend: 'give boot: { loader: BootLoader.grubEfi() } or another one; or, where something else starts it, BootLoader.none()',
      });
    }
  },
};
