import { IConstruct } from 'constructs';
import { IRule, Severity } from '../../app';
import { DiskLayout } from '../disk-layout';
import { zfsUses } from './zfs-use';

export const zfsHibernation: IRule = {
  code: 'ZFS_HIBERNATION',
  severity: Severity.WARNING,
  title: 'A machine with ZFS does not hibernate',
  reason: 'a pool that is imported while a hibernated system still has it open is damaged for good',
  source: 'NixOS: boot.zfs.allowHibernation, unsafeAllowHibernation (kernel parameter nohibernate); OpenZFS issue 260',
  breaks: `
const host = new Host(app, 'sleeper', { ...machine, boot: { loader: BootLoader.none() } });
new ZfsPool(host, 'tank');
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-SLEEPER',
  partitions: { swap: DiskPartition.swap('16G', { resumeDevice: true }) },
});
`,
  holds: `
const host = new Host(app, 'sleeper', { ...machine, boot: { loader: BootLoader.none() } });
new ZfsPool(host, 'tank');
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-SLEEPER',
  partitions: { swap: DiskPartition.swap('16G') },
});
`,
  check(estate, report) {
    const uses = estate._table(zfsUses);
    const resumed = new Map<IConstruct, { construct: IConstruct; keyPath: string }>();
    for (const layout of uses.length > 0 ? estate._all(DiskLayout._isDiskLayout) : []) {
      for (const { content, place } of layout._reader.contents) {
        if (content._spec.kind !== 'swap' || !content._spec.props.resumeDevice) continue;
        resumed.set(layout.machine, { construct: layout, keyPath: `${place.keyPath}.resumeDevice` });
      }
    }
    for (const { host, what } of uses) {
      const options = estate.optionsOf(host);
      const device = options._at(['boot', 'resumeDevice']).find(({ value }) => value !== '');
      const asked = resumed.get(host) ?? (device && { construct: device.owner, keyPath: 'boot.resumeDevice' });
      const allowed = ['allowHibernation', 'unsafeAllowHibernation']
        .map((key) => ({ key, by: options._taken(['boot', 'zfs', key]).find(({ value }) => value === true) }))
        .find(({ by }) => by !== undefined);
      if (allowed) {
        report.found(allowed.by!.owner, {
          message: `${host.systemName} may hibernate with ${what} imported`,
          keyPath: `boot.zfs.${allowed.key}`,
          mend: 'leave it out, and suspend to memory instead',
        });
      } else if (asked) {
        report.found(asked.construct, {
          message: `${host.systemName} has swap to hibernate to and will not hibernate: it has ${what}`,
          keyPath: asked.keyPath,
          why: 'NixOS forbids the kernel to hibernate where there is ZFS, because a pool that is open then is damaged',
          mend: 'leave resumeDevice out',
        });
      }
    }
  },
};
