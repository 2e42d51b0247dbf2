import { IRule, Severity } from '../../app';
import { DiskLayout } from '../disk-layout';
import { ESP_TYPE } from '../disk-partition';
import { sizeInBytes } from '../zfs-size';

const LEAST = 256 * 1024 ** 2;

export const diskEspSmall: IRule = {
  code: 'DISK_ESP_SMALL',
  severity: Severity.WARNING,
  title: 'An EFI system partition has room for the kernels of several generations',
  reason: 'a kernel and an initial RAM disk of every generation stand in it; when it is full, no rebuild works',
  source: 'NixOS: boot.loader.systemd-boot.configurationLimit',
  breaks: `
const host = new Host(app, 'esp-tight', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ESP_TIGHT',
  partitions: { ESP: DiskPartition.esp({ size: '100M' }), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  holds: `
const host = new Host(app, 'esp-tight', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ESP_TIGHT',
  partitions: { ESP: DiskPartition.esp({ size: '1G' }), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  check(estate, report) {
    for (const layout of estate._all(DiskLayout._isDiskLayout)) {
      for (const { partition, keyPath } of layout._reader.partitions) {
        const { size, _props: props } = partition;
        if (props.type?.toUpperCase() !== ESP_TYPE || (sizeInBytes(size) ?? LEAST) >= LEAST) continue;
        report.found(layout, {
          message: `the EFI system partition has ${size}`,
          keyPath: `${keyPath}.size`,
          mend: "give it '1G'",
        });
      }
    }
  },
};
