import { ZfsMount, ZfsMountProps } from './zfs-mount';
import { mountPointProblem } from './zfs-names';
import { ZfsCanmount } from './zfs-property-enums';
import type { Refuse } from '../app/refuse';

/** Mount points that NixOS mounts in the initial RAM disk by itself. */
const BOOT_MOUNTS = new Set([
  '/',
  '/nix',
  '/nix/store',
  '/var',
  '/var/log',
  '/var/lib',
  '/var/lib/nixos',
  '/etc',
  '/usr',
]);

/** Where and how one dataset is mounted, checked. */
export class Mount {
  /** The place; undefined for nowhere. */
  public readonly point: string | undefined;
  public readonly mode: ZfsMount;
  /** Whether it only follows from the parent's. */
  public readonly inherited: boolean;

  constructor(
    private readonly props: ZfsMountProps & { readonly canmount?: ZfsCanmount },
    public readonly zfsName: string,
    fromParent: string | undefined,
    refuse: Refuse,
  ) {
    const { mountPoint, mount } = props;
    this.inherited = mountPoint === undefined && fromParent !== undefined;
    this.point = mountPoint === 'none' ? undefined : (mountPoint ?? fromParent);
    this.mode = this.inherited ? ZfsMount.ZFS : (mount ?? ZfsMount.LEGACY);
    const problem = this.point === undefined ? undefined : mountPointProblem(this.point);
    if (problem) {
      refuse(
        'ZFS_MOUNT_POINT',
        `"${this.point}" is no mount point: ${problem}`,
        "give a path such as '/mnt/media'",
        'mountPoint',
      );
    }
    if (this.point !== undefined && this.mode === ZfsMount.LEGACY && props.canmount === ZfsCanmount.OFF) {
      refuse(
        'ZFS_MOUNT_CANMOUNT_OFF',
        `${zfsName} is to be mounted at ${this.point} and has canmount=off`,
        'leave out one of the two; to hand a mount point down to others use mount: ZfsMount.ZFS',
        'canmount',
        'the machine would wait for the mount and not start',
      );
    }
    if (this.point === '/' && props.canmount === ZfsCanmount.OFF) {
      refuse('ZFS_ROOT_CANMOUNT', 'the root file system cannot have canmount=off', 'leave canmount out', 'canmount');
    }
    if (this.point === '/' && props.mountOptions?.some((option) => option === 'nofail' || option === 'noauto')) {
      refuse(
        'ZFS_ROOT_OPTIONS',
        'the machine cannot start without its root file system',
        'leave nofail and noauto out',
        'mountOptions',
      );
    }
  }

  /** Whether NixOS mounts it. */
  public get hasEntry(): boolean {
    return this.point !== undefined && !this.inherited && this.props.canmount !== ZfsCanmount.OFF;
  }

  /** Whether it is mounted before the system proper starts. */
  public get atBoot(): boolean {
    return this.hasEntry && (this.props.neededForBoot === true || BOOT_MOUNTS.has(this.point!));
  }

  public get neededForBoot(): boolean {
    return this.hasEntry && this.props.neededForBoot === true;
  }

  /** Its mount options where disko writes the entry; it adds zfsutil itself. */
  public get extraOptions(): string[] | undefined {
    return this.props.mountOptions && this.props.mountOptions.length > 0 ? this.props.mountOptions : undefined;
  }

  /** The entry of `fileSystems`. */
  public get entry(): Record<string, any> {
    const options = [...(this.mode === ZfsMount.ZFS ? ['zfsutil'] : []), ...(this.props.mountOptions ?? [])];
    return {
      device: this.zfsName,
      fsType: 'zfs',
      ...(options.length > 0 ? { options } : {}),
      ...(this.props.neededForBoot ? { neededForBoot: true } : {}),
    };
  }

  /** The property `mountpoint`; undefined where it is inherited. */
  public get property(): string | undefined {
    if (this.inherited) return undefined;
    if (this.point === undefined) return 'none';
    return this.mode === ZfsMount.LEGACY ? 'legacy' : this.point;
  }
}
