import { MicrovmHypervisor, MicrovmImageType } from './microvm-enums';
import { MicrovmGuestProps } from './microvm-props';
import { ABILITIES, hypervisorOf, sharesOf, sharesStore, volumeSize } from './microvm-spec';
import { isDeviceId, parsePciAddress } from './passthrough';
import { no, Refusal, whole } from './refusal';

const FILE_SYSTEMS = ['ext4', 'ext3', 'ext2', 'xfs', 'btrfs', 'vfat'];

/** Disks. */
export function* volumes(props: MicrovmGuestProps): Generator<Refusal> {
  const hypervisor = hypervisorOf(props);
  const images = new Set<string>();
  for (const [index, volume] of (props.volumes ?? []).entries()) {
    const at = `volumes[${index}]`;
    const create = volume.autoCreate ?? true;
    if (
      !/^\/?[A-Za-z0-9_.@+:-]+(\/[A-Za-z0-9_.@+:-]+)*$/.test(volume.image) ||
      /(^|\/)\.\.?(\/|$)/.test(volume.image)
    ) {
      yield no(
        'MICROVM_VOLUME',
        `${at}.image`,
        `"${volume.image}" is no path of an image`,
        "give 'data.img', or an absolute path",
      );
    }
    if (images.has(volume.image)) {
      yield no(
        'MICROVM_VOLUME_TWICE',
        `${at}.image`,
        `the image ${volume.image} is given twice`,
        'give each volume its own',
      );
    }
    images.add(volume.image);
    if (volume.sizeMib !== undefined && volume.sizeGib !== undefined) {
      yield no('MICROVM_VOLUME', `${at}.sizeGib`, `${volume.image} has two sizes`, 'give one of sizeGib and sizeMib');
    }
    const size = volumeSize(volume);
    if (size === undefined ? create : !whole(size, 1)) {
      yield no(
        'MICROVM_VOLUME',
        `${at}.sizeMib`,
        size === undefined ? `${volume.image} is to be made, and has no size` : `${size} MiB is no size`,
        'give whole MiB or GiB, or autoCreate: false for one that is there',
      );
    }
    if (!FILE_SYSTEMS.includes(volume.fsType ?? 'ext4')) {
      yield no(
        'MICROVM_VOLUME',
        `${at}.fsType`,
        `microvm.nix makes no ${volume.fsType}`,
        `give one of ${FILE_SYSTEMS.join(', ')}`,
      );
    }
    if (volume.label !== undefined && !/^[A-Za-z0-9_.-]{1,16}$/.test(volume.label)) {
      yield no(
        'MICROVM_VOLUME',
        `${at}.label`,
        `"${volume.label}" is no label`,
        'use at most 16 letters, digits, . _ and -',
      );
    }
    if (volume.serial !== undefined && !ABILITIES[hypervisor].serial) {
      yield no('MICROVM_CANNOT', `${at}.serial`, `${hypervisor} gives disks no serial numbers`, 'leave it out');
    }
    const raw = (volume.imageType ?? MicrovmImageType.RAW) === MicrovmImageType.RAW;
    if (!raw && (hypervisor !== MicrovmHypervisor.CLOUD_HYPERVISOR || create)) {
      yield no(
        'MICROVM_VOLUME',
        `${at}.imageType`,
        create ? 'an image that is made is raw' : `${hypervisor} takes raw images`,
        create ? 'leave imageType out, or add autoCreate: false' : 'leave it out, or use Cloud Hypervisor',
      );
    }
    if (volume.mountPoint !== undefined && !isMountPoint(volume.mountPoint)) yield mountPoint(at, volume.mountPoint);
  }
}

/** Folders of the host, and the store. */
export function* shares(props: MicrovmGuestProps): Generator<Refusal> {
  const hypervisor = hypervisorOf(props);
  const able = ABILITIES[hypervisor];
  const tags = new Set<string>();
  const shift = sharesStore(props) ? 1 : 0;
  for (const [index, { share, source, tag, protocol }] of sharesOf(props).entries()) {
    const at = index < shift ? 'shareStore' : `shares[${index - shift}]`;
    if (!able.shares.includes(protocol)) {
      yield no(
        'MICROVM_CANNOT',
        at,
        `${hypervisor} has no shares by ${protocol}`,
        able.shares.length > 0 ? `use ${able.shares.join(' or ')}` : 'use a volume, or QEMU',
      );
    }
    if (protocol === '9p' && share.readOnly && !able.readOnly9p) {
      yield no(
        'MICROVM_CANNOT',
        at,
        `${hypervisor} lets guests write to every 9p share`,
        'leave the share out, or use QEMU',
      );
    }
    if (protocol === '9p' && share.cache !== undefined) {
      yield no('MICROVM_SHARE', `${at}.cache`, 'only virtiofs has a cache that can be chosen', 'leave it out');
    }
    if (!isMountPoint(source)) {
      yield no(
        'MICROVM_SHARE',
        `${at}.source`,
        `"${source}" is no folder`,
        'give an absolute path, or what is mounted',
      );
    }
    if (!isMountPoint(share.mountPoint)) yield mountPoint(at, share.mountPoint);
    if (!/^[A-Za-z0-9_.-]{1,31}$/.test(tag)) {
      yield no('MICROVM_SHARE', `${at}.tag`, `"${tag}" cannot be a tag`, 'give at most 31 letters, digits, . _ and -');
    }
    if (tags.has(tag)) {
      yield no('MICROVM_SHARE_TWICE', `${at}.tag`, `two shares are called ${tag}`, 'give one another tag');
    }
    tags.add(tag);
  }
  const overlay = props.writableStoreOverlay;
  if (overlay !== undefined && !isMountPoint(overlay)) yield mountPoint('writableStoreOverlay', overlay);
  if (overlay !== undefined && props.host.nix?.autoOptimiseStore) {
    yield no(
      'MICROVM_OPTIMISE',
      'host.nix.autoOptimiseStore',
      'a writable store over a read-only one cannot store identical files once',
      'leave it out',
    );
  }
}

/** PCI and USB devices. */
export function* devices(props: MicrovmGuestProps): Generator<Refusal> {
  const hypervisor = hypervisorOf(props);
  const seen = new Set<string>();
  for (const [index, address] of (props.pciDevices ?? []).entries()) {
    const at = `pciDevices[${index}]`;
    if (!ABILITIES[hypervisor].pci) yield no('MICROVM_CANNOT', at, `${hypervisor} takes no PCI devices`, 'use QEMU');
    if (!parsePciAddress(address)) {
      yield no(
        'MICROVM_DEVICE',
        at,
        `"${address}" is no address of a PCI device`,
        'give it as lspci -D prints it: 0000:01:00.0',
      );
    }
    if (seen.has(address)) yield no('MICROVM_DEVICE', at, `${address} is given twice`, 'leave one out');
    seen.add(address);
  }
  for (const [index, id] of (props.usbDevices ?? []).entries()) {
    const at = `usbDevices[${index}]`;
    if (!ABILITIES[hypervisor].usb) yield no('MICROVM_CANNOT', at, `${hypervisor} takes no USB devices`, 'use QEMU');
    if (!isDeviceId(id)) {
      yield no(
        'MICROVM_DEVICE',
        at,
        `"${id}" is no USB device`,
        'give vendor and product as lsusb prints them: 1a86:55d4',
      );
    }
    if (seen.has(id)) yield no('MICROVM_DEVICE', at, `${id} is given twice`, 'leave one out');
    seen.add(id);
  }
  if (props.balloon && (props.pciDevices ?? []).length > 0) {
    yield no(
      'MICROVM_BALLOON',
      'balloon',
      'a guest with PCI devices cannot have a balloon',
      'leave it out',
      'the device reaches all of its memory, so none of it can be taken back',
    );
  }
}

function isMountPoint(path: string): boolean {
  return path === '/' || (/^(\/[^/\s"'`$\\]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path));
}

function mountPoint(at: string, path: string): Refusal {
  return no('MICROVM_MOUNT_POINT', at, `"${path}" is no mount point`, "give an absolute path such as '/var/lib/app'");
}
