import { isHostImage, refusedLoaders } from './facts/image-loaders';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

const LOADERS: readonly [name: string, path: readonly string[]][] = [
  ['systemd-boot', ['boot', 'loader', 'systemd-boot', 'enable']],
  ['GRUB', ['boot', 'loader', 'grub', 'enable']],
];

export const imageBootLoader: IRule = {
  code: 'IMAGE_BOOT_LOADER',
  severity: Severity.ERROR,
  title: 'An image is started as its host is',
  reason: 'the image is made for one kind of firmware, and a boot loader of the other kind does not start it',
  source: 'NixOS: system.build.images; nixos/modules/image and virtualisation',
  breaks: `
const usb = new Host(app, 'bios-image', { ...machine });
new HostImage(usb, 'disk', { format: ImageFormat.QCOW2 });
`,
  holds: `
const usb = new Host(app, 'bios-image', { ...machine });
new HostImage(usb, 'disk', { format: ImageFormat.QCOW2_EFI });
`,
  check(estate, report) {
    for (const image of estate._all(isHostImage)) {
      const { host, format } = image;
      const refused = refusedLoaders(image);
      if (!refused) continue;
      const options = estate.optionsOf(host);
      const loaders = LOADERS.filter(([, path]) => options._value(path) === true).map(([name]) => name);
      if (!loaders.some((loader) => refused.loaders.includes(loader))) continue;
      report.found(image, {
        message: `${host.systemName} is started by ${loaders.join(' and ')}, and its ${format} image cannot be`,
        keyPath: 'format',
        why: refused.why,
        mend: refused.mend,
        related: [host],
      });
    }
  },
};
