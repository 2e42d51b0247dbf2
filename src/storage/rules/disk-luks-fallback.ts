import { isOn } from './host-facts';
import { IRule, Severity } from '../../app';
import { DiskLayout } from '../disk-layout';

export const diskLuksFallback: IRule = {
  code: 'DISK_LUKS_FALLBACK',
  severity: Severity.ERROR,
  title: 'The option fallbackToPassword is not set where systemd runs in the initial RAM disk',
  reason: 'systemd asks for a passphrase by itself, and NixOS refuses the option there',
  source: 'NixOS: assertion of boot.initrd.luks.devices.<name>.fallbackToPassword',
  breaks: `
const boot = { systemdInitrd: true };
const host = new Host(app, 'luks-asks', { stateVersion: '25.11', allowNoLogin: true, boot });
const keyFile = SecretFile.at('/dev/disk/by-id/usb-LUKS_ASKS');
const root = DiskContent.luks('asks', DiskContent.ext4('/'), { keyFile, fallbackToPassword: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-LUKS_ASKS',
  partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(root) },
});
`,
  holds: `
const boot = { systemdInitrd: true };
const host = new Host(app, 'luks-asks', { stateVersion: '25.11', allowNoLogin: true, boot });
const keyFile = SecretFile.at('/dev/disk/by-id/usb-LUKS_ASKS');
const root = DiskContent.luks('asks', DiskContent.ext4('/'), { keyFile });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-LUKS_ASKS',
  partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(root) },
});
`,
  check(estate, report) {
    for (const layout of estate._all(DiskLayout._isDiskLayout)) {
      for (const { content, place } of layout._reader.contents) {
        const spec = content._spec;
        if (spec.kind !== 'luks' || !spec.props.fallbackToPassword) continue;
        const { machine } = layout;
        if (!isOn(estate, machine, 'boot', 'initrd', 'systemd', 'enable')) continue;
        report.found(layout, {
          message: `${spec.name} sets fallbackToPassword, and ${machine.systemName} runs systemd in the initial RAM disk`,
          keyPath: `${place.keyPath}.fallbackToPassword`,
          mend: 'leave it out',
        });
      }
    }
  },
};
