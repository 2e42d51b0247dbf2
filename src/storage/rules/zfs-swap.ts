import { holding, mounts } from './mounts';
import { ZfsPool } from '../zfs-pool';
import { ZfsZvol } from '../zfs-zvol';
import { zfsUses } from './zfs-use';
import { IRule, Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';

export const zfsSwap: IRule = {
  code: 'ZFS_SWAP',
  severity: Severity.WARNING,
  title: 'Swap is not on ZFS',
  reason: 'ZFS needs memory to write, so a machine that is out of memory can lock up when it swaps to a zvol',
  source: 'OpenZFS FAQ: Using a zvol for a swap device; issue 7734; swapon(8) takes no file with holes',
  breaks: `
const swapDevices = [{ device: '/dev/zvol/tank/swap' }];
const host = new Host(app, 'swap-zvol', { ...machine, swapDevices });
new ZfsPool(host, 'tank', { zvols: { swap: { size: '8G' } } });
`,
  holds: `
const swapDevices = [{ device: '/dev/disk/by-partlabel/swap-zvol' }];
const host = new Host(app, 'swap-zvol', { ...machine, swapDevices });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      for (const node of pool._nodes.values()) {
        if (!ZfsZvol.isZfsZvol(node) || node._props.fsType !== 'swap') continue;
        report.found(node, {
          message: `the zvol ${node.zfsName} is to be swap`,
          keyPath: 'fsType',
          mend: 'swap to a partition (swapSize of a disk of the pool), or to memory: zramSwap',
        });
      }
    }
    for (const { host } of estate._table(zfsUses)) {
      for (const { value, owner } of estate.optionsOf(host)._at(['swapDevices'])) {
        for (const entry of Array.isArray(value) ? value : []) {
          const device = isPlainSet(entry) ? entry.device : undefined;
          if (typeof device !== 'string') continue;
          if (/^\/dev\/(zvol\/|zd\d)/.test(device)) {
            report.found(owner, {
              message: `${host.systemName} swaps to the zvol ${device}`,
              keyPath: 'swapDevices',
              mend: 'swap to a partition (swapSize of a disk of the pool), or to memory: zramSwap',
            });
          } else if (!device.startsWith('/dev/')) {
            const on = holding(estate._table(mounts).get(host), device);
            if (on?.fsType !== 'zfs') continue;
            report.found(owner, {
              severity: Severity.ERROR,
              message: `the swap file ${device} of ${host.systemName} is on ZFS (${on.device} at ${on.point})`,
              keyPath: 'swapDevices',
              why: 'the kernel refuses to swap to a file on ZFS',
              mend: 'swap to a partition (swapSize of a disk of the pool), or to memory: zramSwap',
              related: [on.construct],
            });
          }
        }
      }
    }
  },
};
