import { HostImage, isSet } from '../../host-image';
import { FORMATS } from '../../image-format';

/** Which boot loaders of a host an image cannot have, by how it is started. */
export interface RefusedLoaders {
  readonly loaders: readonly string[];
  readonly why: string;
  readonly mend: string;
}

const REFUSED: Readonly<Record<string, RefusedLoaders>> = {
  bios: {
    loaders: ['systemd-boot'],
    why: 'systemd-boot needs UEFI firmware; the image is for BIOS',
    mend: 'use ImageFormat.QCOW2_EFI or RAW_EFI, or give the host boot: { loader: BootLoader.grubBios(…) }',
  },
  efi: {
    loaders: ['GRUB'],
    why: 'the image is started by systemd-boot unless it is told otherwise, and Nix would refuse two',
    mend: 'leave GRUB out of the image, options: { boot: { loader: { grub: { enable: Nix.mkForce(false) } } } }; or use QCOW2 or RAW',
  },
  own: {
    loaders: ['systemd-boot', 'GRUB'],
    why: 'the image brings what starts it, and Nix would refuse two',
    mend: 'give the host boot: { loader: BootLoader.none() }',
  },
};

/** What an image refuses of its host; undefined where it takes any loader, or sets its own. */
export function refusedLoaders({ format, _props: { options } }: HostImage): RefusedLoaders | undefined {
  if (isSet(options, ['boot', 'loader']) || isSet(options, ['proxmox', 'qemuConf', 'bios'])) return undefined;
  const { firmware, sized } = FORMATS[format];
  return firmware === undefined || (firmware === 'efi' && !sized) ? undefined : REFUSED[firmware];
}

/** Whether `construct` is an image of a host. */
export function isHostImage(construct: any): construct is HostImage {
  return construct instanceof HostImage;
}
