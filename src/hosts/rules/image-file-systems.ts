import { isHostImage } from './facts/image-loaders';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { isSet } from '../host-image';
import { FORMATS } from '../image-format';

export const imageFileSystems: IRule = {
  code: 'IMAGE_FILE_SYSTEMS',
  severity: Severity.ERROR,
  title: 'The root of an image is not that of the machine',
  reason: 'both set fileSystems."/".device, and Nix refuses two values',
  source: 'NixOS: nixos/modules/virtualisation, such as vmware-image.nix',
  breaks: `
const fileSystems = { '/': { device: '/dev/disk/by-label/vm-root', fsType: 'ext4' } };
const vm = new Host(app, 'vm-image', { ...machine, fileSystems });
new HostImage(vm, 'disk', { format: ImageFormat.VMWARE });
`,
  holds: `
const fileSystems = { '/': { device: '/dev/disk/by-label/vm-root', fsType: 'ext4' } };
const vm = new Host(app, 'vm-image', { ...machine, fileSystems });
new HostImage(vm, 'disk', { format: ImageFormat.RAW_EFI });
`,
  check(estate, report) {
    for (const image of estate._all(isHostImage)) {
      const { host, format, _props: props } = image;
      const own = FORMATS[format].root;
      if (own === undefined || isSet(props.options, ['fileSystems', '/'])) continue;
      const roots = estate
        .optionsOf(host)
        ._at(['fileSystems', '/', 'device'])
        .filter(({ priority, conditional }) => priority === 100 && !conditional)
        .map(({ value }) => value)
        .filter((value) => typeof value === 'string');
      if (roots.every((device) => device === own)) continue;
      report.found(image, {
        message: `${host.systemName} mounts ${roots.join(', ')} at /, and its ${format} image has a disk of its own`,
        keyPath: 'format',
        mend: `${own === '' ? 'leave / out' : `mount ${own} at /`}, in a host that is meant for the image; or use QCOW2_EFI, RAW_EFI or ISO, which replace the file systems of the host`,
        related: [host],
      });
    }
  },
};
