import { IRule, Severity } from '../../app';
import { kernelIsDeprecated, kernelIsKnown, kernelIsTooNew, kernelText, kernelTextOf } from '../zfs-kernel';
import { zfsUses } from './zfs-use';

export const zfsKernelUnknown: IRule = {
  code: 'ZFS_KERNEL_UNKNOWN',
  severity: Severity.WARNING,
  title: 'A host with ZFS has a kernel with long-term support',
  reason: 'a kernel without long-term support leaves nixpkgs within months',
  source: 'kernel.org releases; nixpkgs: linuxPackages',
  breaks: `
const host = new Host(app, 'kernel-odd', { ...machine, kernel: { packages: 'linuxPackages_6_15' } });
new ZfsPool(host, 'tank');
`,
  holds: `
const host = new Host(app, 'kernel-odd', { ...machine, kernel: { packages: 'linuxPackages_6_12' } });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host } of estate._table(zfsUses)) {
      for (const { value, owner } of estate.optionsOf(host)._taken(['boot', 'kernelPackages'])) {
        const source = kernelText(value);
        if (source === undefined || kernelIsTooNew(source) || kernelIsKnown(source) || kernelIsDeprecated(source)) {
          continue;
        }
        report.found(owner, {
          message: `it is not known here whether ZFS supports the kernel ${kernelTextOf(source)}`,
          keyPath: 'boot.kernelPackages',
          mend: "prefer one with long-term support, such as 'linuxPackages_6_12'",
        });
      }
    }
  },
};
