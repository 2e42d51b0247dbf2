import { CosmoError } from '../app';
import { Expr } from '../nix';

/** The controller that a disk hangs on. */
export enum LibvirtDiskBus {
  /** virtio-blk: fastest, `/dev/vda`. */
  VIRTIO = 'virtio',
  /** virtio-scsi, `/dev/sda`. */
  SCSI = 'scsi',
  /** SATA, `/dev/sda`: for systems without virtio drivers. */
  SATA = 'sata',
  /** USB, `/dev/sda`. */
  USB = 'usb',
}

/** How the host caches a disk. */
export enum LibvirtDiskCache {
  /** Not at all: the guest's flushes reach the disk. */
  NONE = 'none',
  /** The host caches reads and writes; flushes are kept. QEMU's default. */
  WRITEBACK = 'writeback',
  /** The host caches reads; each write reaches the disk. */
  WRITETHROUGH = 'writethrough',
  /** Not at all, and each write reaches the disk at once. */
  DIRECTSYNC = 'directsync',
  /** Flushes are ignored: a crash of the host may destroy what is on it. */
  UNSAFE = 'unsafe',
}

/** How QEMU does input and output. */
export enum LibvirtDiskIo {
  /** A pool of threads. */
  THREADS = 'threads',
  /** Linux AIO: needs `cache` NONE or DIRECTSYNC. */
  NATIVE = 'native',
  /** io_uring. */
  IO_URING = 'io_uring',
}

/** The format of an image file. */
export enum LibvirtImageFormat {
  /** qcow2: grows as it is filled, can hold snapshots. */
  QCOW2 = 'qcow2',
  /** Raw bytes. */
  RAW = 'raw',
}

/** What all disks of a guest have. */
export interface LibvirtDiskProps {
  /**
   * The controller it hangs on.
   * @default LibvirtDiskBus.VIRTIO; for a CD SATA (SCSI where the machine has no SATA)
   */
  readonly bus?: LibvirtDiskBus;
  /**
   * How the host caches it.
   * @default - what QEMU does: writeback
   */
  readonly cache?: LibvirtDiskCache;
  /**
   * How QEMU does input and output.
   * @default - what QEMU does: threads
   */
  readonly io?: LibvirtDiskIo;
  /**
   * Hand blocks that the guest trims back to the host.
   * @default true; not for CDs
   */
  readonly discard?: boolean;
  /**
   * The serial number that the guest sees, in `/dev/disk/by-id`. At most 20
   * characters for virtio.
   * @default - none
   */
  readonly serial?: string;
  /**
   * Place in the order of what is booted, from 1.
   * @default - disks as they are listed, then CDs; where any device of the guest has one, only those that have
   */
  readonly bootOrder?: number;
  /**
   * The guest cannot write to it.
   * @default false; CDs always
   */
  readonly readOnly?: boolean;
}

/** An image file as a disk. */
export interface LibvirtImageProps extends LibvirtDiskProps {
  /**
   * Size in GiB.
   * @default - none: the file must be there
   */
  readonly sizeGib?: number;
  /**
   * Size in MiB, for what is no whole number of GiB.
   * @default - none
   */
  readonly sizeMib?: number;
  /**
   * The file's format.
   * @default LibvirtImageFormat.QCOW2
   */
  readonly format?: LibvirtImageFormat;
  /**
   * The folder on the host.
   * @default "/var/lib/libvirt/images"
   */
  readonly directory?: string;
  /**
   * The file's name.
   * @default - the guest's name and the format: `router.qcow2`; `router-2.qcow2` for the second
   */
  readonly fileName?: string;
  /**
   * Make the file where it is missing. One that is there is never touched,
   * nor is it resized.
   * @default - true where a size is given
   */
  readonly create?: boolean;
  /**
   * An image to copy when the file is made: a path on the host, or an Expr
   * such as a fetched cloud image. It is grown to the size given.
   * @default - empty
   */
  readonly from?: any;
  /**
   * Copy the guest's own NixOS image when the file is made, so that the guest
   * boots into its system at once. The image becomes part of what the host's
   * rebuild builds.
   * @default false
   */
  readonly fromGuestImage?: boolean;
}

/** @internal the kinds of disk. */
export type DiskKind = 'image' | 'block' | 'cdrom';

/**
 * A disk or CD of a guest.
 *
 * @example
 * import { Host, LibvirtDisk, LibvirtGuest, LibvirtInterface, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const tank: ZfsPool;
 *
 * new LibvirtGuest(laddie, 'appliance', {
 *   memoryGib: 4,
 *   vcpus: 2,
 *   disks: [
 *     LibvirtDisk.block(tank.addZvol('appliance', { size: '40G' })),
 *     LibvirtDisk.cdrom('/var/lib/libvirt/images/appliance.iso'),
 *   ],
 *   interfaces: [LibvirtInterface.bridge('br0')],
 * });
 */
export class LibvirtDisk {
  /**
   * An image file.
   * @throws where a size is no number above 0, the folder is not absolute, or a file name holds a `/`
   */
  public static image(props: LibvirtImageProps = {}): LibvirtDisk {
    const size = sizeOf(props);
    const directory = props.directory ?? '/var/lib/libvirt/images';
    absolute(directory, 'directory');
    if (props.fileName !== undefined && !/^[^/\0\n]+$/.test(props.fileName)) {
      refuse('fileName', `"${props.fileName}" is no file name`, 'give a name without /; the folder is `directory`');
    }
    const making = props.create ?? size !== undefined;
    if (making && size === undefined && props.from === undefined && !props.fromGuestImage) {
      refuse('create', 'an image is to be made and has no size', 'give sizeGib');
    }
    if (!making && (props.from !== undefined || props.fromGuestImage)) {
      refuse('create', 'an image is to be copied, and not to be made', 'leave out `create: false`, or the source');
    }
    if (props.from !== undefined && props.fromGuestImage) {
      refuse('from', 'an image has two sources', 'give one of `from` and `fromGuestImage`');
    }
    if (typeof props.from === 'string') absolute(props.from, 'from');
    return new LibvirtDisk('image', undefined, { ...props, directory }, size, making);
  }

  /**
   * A block device of the host.
   * @param device its path (`/dev/disk/by-id/…`), or a construct that has one, such as a ZFS volume (`devicePath`).
   * @throws where there is no absolute path
   */
  public static block(device: any, props: LibvirtDiskProps = {}): LibvirtDisk {
    const path = typeof device === 'string' ? device : device?.devicePath;
    if (typeof path !== 'string') {
      refuse('device', 'a block device has no path', "give '/dev/disk/by-id/…' or a construct with a devicePath");
    }
    absolute(path, 'device');
    return new LibvirtDisk('block', path, props, undefined, false, typeof device === 'string');
  }

  /**
   * A CD drive.
   * @param iso the path of the ISO image on the host, or an Expr such as a fetched one; leave it out for an empty drive.
   * @throws where the path is not absolute, or the bus is virtio
   */
  public static cdrom(iso?: any, props: LibvirtDiskProps = {}): LibvirtDisk {
    if (typeof iso === 'string') {
      absolute(iso, 'iso');
    } else if (iso !== undefined && !Expr.isExpr(iso)) {
      refuse(
        'iso',
        'a CD is neither a path nor an Expr',
        "give '/var/lib/libvirt/images/x.iso' or Nix.raw('pkgs.fetchurl { … }')",
      );
    }
    if (props.bus === LibvirtDiskBus.VIRTIO) {
      refuse('bus', 'a CD drive cannot hang on virtio', 'use SATA, SCSI or USB');
    }
    return new LibvirtDisk('cdrom', iso, { ...props, readOnly: true });
  }

  /** @internal */
  public readonly _kind: DiskKind;
  /** @internal the device or ISO; none for images, whose path follows from the guest. */
  public readonly _source: any;
  /** @internal */
  public readonly _props: LibvirtImageProps;
  /** @internal size in MiB. */
  public readonly _sizeMib?: number;
  /** @internal whether the host makes the file. */
  public readonly _create: boolean;
  /** @internal whether the device was named by its path, and is nobody's construct. */
  public readonly _bare: boolean;

  private constructor(
    kind: DiskKind,
    source: any,
    props: LibvirtImageProps,
    size?: number,
    create = false,
    bare = true,
  ) {
    this._kind = kind;
    this._source = source;
    this._props = props;
    this._sizeMib = size;
    this._create = create;
    this._bare = bare;
    if (props.io === LibvirtDiskIo.NATIVE && !DIRECT.has(props.cache ?? LibvirtDiskCache.WRITEBACK)) {
      refuse('io', 'native input and output goes past the cache of the host', 'give cache: LibvirtDiskCache.NONE too');
    }
    if (props.serial !== undefined && !/^[A-Za-z0-9_.+ -]{1,20}$/.test(props.serial)) {
      refuse(
        'serial',
        `"${props.serial}" cannot be a disk's serial number`,
        'use at most 20 letters, digits and _ . + -',
      );
    }
    if (props.bootOrder !== undefined && !(Number.isInteger(props.bootOrder) && props.bootOrder > 0)) {
      refuse('bootOrder', `${props.bootOrder} is no place in an order`, 'give a whole number from 1');
    }
  }
}

const DIRECT = new Set<string>([LibvirtDiskCache.NONE, LibvirtDiskCache.DIRECTSYNC]);

function sizeOf(props: LibvirtImageProps): number | undefined {
  const { sizeGib, sizeMib } = props;
  if (sizeGib !== undefined && sizeMib !== undefined) {
    refuse('sizeMib', 'a disk has two sizes', 'give one of sizeGib and sizeMib');
  }
  const size = sizeMib ?? (sizeGib !== undefined ? sizeGib * 1024 : undefined);
  if (size !== undefined && !(Number.isInteger(size) && size > 0)) {
    refuse('sizeGib', `${sizeMib ?? sizeGib} is no size of a disk`, 'give a number above 0, in whole MiB');
  }
  return size;
}

function absolute(path: string, key: string): void {
  if (/^\/[^\0\n]*$/.test(path) && !path.split('/').includes('..')) return;
  refuse(key, `${JSON.stringify(path)} is no absolute path`, 'begin with / and leave out ..');
}

function refuse(keyPath: string, message: string, mend: string): never {
  throw new CosmoError({ code: 'GUEST_DISK', message, mend, keyPath: `disks.${keyPath}` });
}
