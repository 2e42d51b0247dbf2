import { IRule, Severity } from '../../app';
import { kernelIsDeprecated, kernelText } from '../zfs-kernel';
import { zfsUses } from './zfs-use';

export const zfsKernelDeprecated: IRule = {
  code: 'ZFS_KERNEL_DEPRECATED',
  severity: Severity.WARNING,
  title: 'The kernel is not taken from latestCompatibleLinuxPackages',
  reason:
    'nixpkgs deprecates it: it drops back to an older kernel by itself when a newer one leaves nixpkgs, and the machine is downgraded',
  source: 'nixpkgs: zfs.latestCompatibleLinuxPackages; NixOS release notes 24.11',
  breaks: `
const packages = Nix.ref('config.boot.zfs.package.latestCompatibleLinuxPackages');
const host = new Host(app, 'kernel-floats', { ...machine, kernel: { packages } });
new ZfsPool(host, 'tank');
`,
  holds: `
const host = new Host(app, 'kernel-floats', { ...machine });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host } of estate._table(zfsUses)) {
      for (const { value, owner } of estate.optionsOf(host)._taken(['boot', 'kernelPackages'])) {
        if (!kernelIsDeprecated(kernelText(value) ?? '')) continue;
        report.found(owner, {
          message: `the kernel of ${host.systemName} is latestCompatibleLinuxPackages`,
          keyPath: 'boot.kernelPackages',
          mend: "leave the kernel out (NixOS takes one with long-term support), or pin one: 'linuxPackages_6_12'",
        });
      }
    }
  },
};
