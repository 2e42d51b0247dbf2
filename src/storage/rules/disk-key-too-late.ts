import { isLate } from './early-keys';
import { IRule, Severity } from '../../app';
import { DiskLayout } from '../disk-layout';

export const diskKeyTooLate: IRule = {
  code: 'DISK_KEY_TOO_LATE',
  severity: Severity.WARNING,
  title: 'The key of an encrypted device is there when the device is opened',
  reason: 'the initial RAM disk opens it, before any file system is mounted and any secret put in place',
  source: 'NixOS: boot.initrd.luks.devices.<name>.keyFile, boot.initrd.secrets',
  breaks: `
const host = new Host(app, 'luks-late', { ...machine });
const keyFile = SecretFile.at('/run/agenix/data');
const data = DiskContent.luks('late', DiskContent.ext4('/srv'), { keyFile });
new Disk(host, 'main', { device: '/dev/disk/by-id/ata-LUKS_LATE', content: data });
`,
  holds: `
const host = new Host(app, 'luks-late', { ...machine });
const keyFile = SecretFile.at('/dev/disk/by-id/usb-LUKS_LATE_KEY');
const data = DiskContent.luks('late', DiskContent.ext4('/srv'), { keyFile });
new Disk(host, 'main', { device: '/dev/disk/by-id/ata-LUKS_LATE', content: data });
`,
  check(estate, report) {
    for (const layout of estate._all(DiskLayout._isDiskLayout)) {
      for (const { content, place } of layout._reader.contents) {
        const spec = content._spec;
        if (spec.kind !== 'luks' || spec.props.fallbackToPassword || spec.props.initrdUnlock === false) continue;
        const key = spec.props.keyFile?.path;
        if (!isLate(estate, layout.machine, key)) continue;
        report.found(layout, {
          message: `${spec.name} is opened before its key ${key} is there`,
          keyPath: `${place.keyPath}.keyFile`,
          mend: 'give passwordFile, a key on a USB stick, or bring the key into the RAM disk (boot.initrd.secrets)',
        });
      }
    }
  },
};
