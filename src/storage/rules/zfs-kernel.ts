import { IRule, Severity } from '../../app';
import { kernelIsTooNew, kernelText, kernelTextOf } from '../zfs-kernel';
import { zfsUses } from './zfs-use';

export const zfsKernel: IRule = {
  code: 'ZFS_KERNEL',
  severity: Severity.ERROR,
  title: 'A host with ZFS has a kernel that ZFS is built for',
  reason: 'nixpkgs marks ZFS as broken for a kernel that is too new, and the system can then not be built',
  source: 'nixpkgs: zfs, kernelMaxSupportedMajorMinor; a homelab whose nightly updates stopped there',
  breaks: `
const host = new Host(app, 'kernel-new', { ...machine, kernel: { packages: 'linuxPackages_latest' } });
new ZfsPool(host, 'tank');
`,
  holds: `
const host = new Host(app, 'kernel-new', { ...machine, kernel: { packages: 'linuxPackages_6_12' } });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host } of estate._table(zfsUses)) {
      const options = estate.optionsOf(host);
      const newerZfs = options._at(['boot', 'zfs', 'package']).length > 0;
      for (const { value, owner, conditional } of options._taken(['boot', 'kernelPackages'])) {
        const source = kernelText(value);
        if (source === undefined || !kernelIsTooNew(source)) continue;
        report.found(owner, {
          message: `ZFS may not support the kernel ${kernelTextOf(source)}`,
          keyPath: 'boot.kernelPackages',
          severity: newerZfs || conditional ? Severity.WARNING : Severity.ERROR,
          mend: "leave the kernel out (NixOS takes one with long-term support), or pin one: 'linuxPackages_6_12'",
        });
      }
    }
  },
};
