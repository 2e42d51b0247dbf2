import { Construct, IConstruct } from 'constructs';
import { ClaimKind, Claims, Diagnostics, NixModule, System } from '../app';
import { plainOptions } from '../app/plain-options';
import { Host } from '../hosts';
import { Nix } from '../nix';
import type { Disk } from './disk';
import type { DiskLayout } from './disk-layout';
import { ZfsHost } from './zfs-host';

const ID = '$disks';

/** What is known of how a host starts. */
interface BootFacts {
  readonly firmware: 'uefi' | 'bios' | undefined;
  readonly espMountPoint: string;
  /** The disks that GRUB is written to. */
  readonly grubDevices: readonly string[];
}

/**
 * What all layouts of a host share, and what only all of them together can
 * tell. Each layout asks for it; it is there once.
 *
 * @internal
 */
export class DiskHost extends Construct {
  public static of(host: Host): DiskHost {
    return (host.node.tryFindChild(ID) as DiskHost | undefined) ?? new DiskHost(host);
  }

  private readonly layouts: DiskLayout[] = [];
  private readonly disks = new Map<string, Disk>();
  private readonly biosBoot = new Set<string>();

  private constructor(private readonly host: Host) {
    super(host, ID);
    const module = new NixModule(this, 'module', { description: `${host.node.path}: disks` });
    module._supply(() => this.options());
    Diagnostics.of(this)._later((diagnostics) => this.check(diagnostics));
  }

  public add(layout: DiskLayout): void {
    this.layouts.push(layout);
  }

  /** Note a disk that disko gives a partition for GRUB. */
  public _hasBiosBoot(device: string): void {
    this.biosBoot.add(device);
  }

  /** Lay out a disk: pools that have a part of it leave it to its `Disk`. */
  public _lay(disk: Disk): void {
    if (!this.disks.has(disk.device)) this.disks.set(disk.device, disk);
    if (disk._reader.hasBiosBoot) this._hasBiosBoot(disk.device);
    if (disk._reader.zfsPartitions.length > 0) ZfsHost.of(this.host)._laidOut.add(disk.device);
  }

  /**
   * disko adds each disk with a BIOS boot partition to GRUB's disks. Where the
   * host names it too, NixOS refuses it as given twice: here it stands once.
   */
  private options(): Record<string, any> | undefined {
    const { grubDevices } = this.boot();
    const added = [...this.biosBoot];
    if (!added.some((device) => grubDevices.includes(device))) return undefined;
    const devices = [...new Set([...grubDevices, ...added])];
    return { boot: { loader: { grub: { devices: Nix.mkForce(devices) } } } };
  }

  private check(diagnostics: Diagnostics): void {
    if (this.layouts.length === 0) return;
    for (const layout of this.layouts) this.checkMembers(layout, diagnostics);
    this.checkPools(diagnostics);
    this.checkRoot(diagnostics);
    this.checkBoot(diagnostics);
  }

  private checkMembers(layout: DiskLayout, diagnostics: Diagnostics): void {
    const problem = layout._memberProblem();
    if (!problem) return;
    const [message, mend] = problem;
    diagnostics.error({ code: 'DISK_MEMBERS', message, mend, related: [layout.node.path] });
  }

  /** Partitions for ZFS and the pools that take them must agree. */
  private checkPools(diagnostics: Diagnostics): void {
    for (const [device, disk] of this.disks) {
      const wanted = disk._reader.zfsPartitions;
      if (wanted.length === 0) continue;
      const uses = ZfsHost.of(this.host)._usesOf(device);
      for (const partition of wanted) {
        const pools = uses.filter(({ member }) => member.partition === partition);
        if (pools.length === 1) continue;
        diagnostics.error({
          code: 'DISK_ZFS_POOLS',
          message:
            pools.length === 0
              ? `no ZFS pool takes the partition ${partition} of ${disk.diskName}`
              : `the pools ${pools.map(({ pool }) => pool).join(' and ')} take the same partition ${partition}`,
          mend: `give it to one pool that disko makes: ZfsVdev.stripe([disk.zfsMember('${partition}')])`,
          related: [disk.node.path],
        });
      }
      for (const { pool, path, member, protect } of uses) {
        const { espSize, swapSize, biosBoot } = member.disk;
        const problem = !wanted.includes(member.partition)
          ? `takes the partition ${member.partition} of ${device}, which ${disk.diskName} does not keep for ZFS`
          : member.diskName !== disk.diskName
            ? `calls the disk ${device} ${member.diskName}, and it is ${disk.diskName}`
            : espSize !== undefined || swapSize !== undefined || biosBoot
              ? `wants further partitions on ${device}, which the Disk ${disk.diskName} lays out`
              : protect && !disk._props.protect
                ? `protects its disks, and the Disk ${disk.diskName} is not protected`
                : undefined;
        if (problem === undefined) continue;
        diagnostics.error({
          code: 'DISK_ZFS_POOLS',
          message: `the pool ${pool} ${problem}`,
          mend: 'take its member from the Disk, disk.zfsMember(…), and say the rest there',
          related: [path, disk.node.path],
        });
      }
    }
  }

  private checkRoot(diagnostics: Diagnostics): void {
    const { host } = this;
    const claimed = mountPointsOf(host);
    const memory = this.layouts.some(({ _reader }) =>
      _reader.mounts.some(({ mountPoint, fsType }) => mountPoint === '/' && fsType === 'tmpfs'),
    );
    if (memory && !claimed.has('/nix') && !claimed.has('/nix/store') && !this.sets('fileSystems', '/nix')) {
      diagnostics.error({
        code: 'DISK_NIX_IN_MEMORY',
        message: `the root of ${host.systemName} is in memory, and /nix is on no disk`,
        why: 'the machine would forget its own system when it goes down',
        mend: 'mount a file system of a disk at /nix',
      });
    }
    if (claimed.has('/') || this.sets('fileSystems', '/') || hasForeign(host)) return;
    diagnostics.error({
      code: 'DISK_NO_ROOT',
      message: `the disks of ${host.systemName} are laid out, and none of its file systems is mounted at /`,
      why: 'NixOS refuses to build a machine without one',
      mend: "mount one there: DiskContent.ext4('/')",
    });
  }

  private checkBoot(diagnostics: Diagnostics): void {
    const { firmware, espMountPoint, grubDevices } = this.boot();
    const mounts = this.layouts.flatMap((layout) =>
      layout._reader.mounts.map((mount) => ({
        ...mount,
        esp: mount.esp || layout._isEsp,
      })),
    );
    const esps = this.layouts.filter(({ _reader }) => _reader.hasEsp);
    if (firmware === 'bios') {
      if (esps.length > 0) {
        diagnostics.warning({
          code: 'DISK_ESP_UNUSED',
          message: `${this.host.systemName} starts by a BIOS, and its disks have an EFI system partition`,
          mend: 'leave the partition out, or give the host a boot loader for UEFI',
          related: esps.map(({ node }) => node.path),
        });
      }
      for (const device of grubDevices) {
        const disk = this.disks.get(device);
        if (!disk || disk._reader.hasBiosBoot || !disk._props.partitions) continue;
        diagnostics.error({
          code: 'DISK_NO_BIOS_BOOT',
          message: `GRUB is to be written to ${device}, which has no partition for it`,
          why: 'on a GPT disk GRUB for a BIOS has no other place',
          mend: 'add a partition: boot: DiskPartition.biosBoot()',
          related: [disk.node.path],
        });
      }
      return;
    }
    const root = mounts.find(({ mountPoint }) => mountPoint === '/');
    if (firmware !== 'uefi' || (!root && esps.length === 0)) return;
    const boot = mounts.find(({ mountPoint }) => mountPoint === espMountPoint);
    if (boot ? boot.esp : mountPointsOf(this.host).has(espMountPoint)) return;
    if (!boot && (this.sets('fileSystems', espMountPoint) || hasForeign(this.host))) return;
    const elsewhere = mounts.filter(({ esp }) => esp).map(({ mountPoint }) => mountPoint);
    diagnostics.error({
      code: 'DISK_NO_ESP',
      message: boot
        ? `what is mounted at ${espMountPoint} of ${this.host.systemName} is no EFI system partition`
        : `no EFI system partition is mounted at ${espMountPoint} of ${this.host.systemName}`,
      why: 'its boot loader is for UEFI, whose firmware reads nothing else',
      mend:
        elsewhere.length > 0
          ? `there is one at ${elsewhere.join(', ')}: give the host boot: { efiMountPoint: '${elsewhere[0]}' }`
          : 'add a partition: ESP: DiskPartition.esp(); or give the host BootLoader.grubBios',
    });
  }

  /** Whether options of the host set one, as far as they are plain data. */
  private sets(...path: string[]): boolean {
    return plainOptions(this.host, path, this).length > 0;
  }

  private boot(): BootFacts {
    const values = (...path: string[]) => plainOptions(this.host, ['boot', 'loader', ...path], this);
    const has = (...path: string[]) => values(...path).includes(true);
    const uefi = has('systemd-boot', 'enable') || has('grub', 'efiSupport');
    const mountPoint = values('efi', 'efiSysMountPoint').find((value) => typeof value === 'string');
    const devices = [...values('grub', 'device'), ...values('grub', 'devices').flat()];
    return {
      firmware: uefi ? 'uefi' : has('grub', 'enable') ? 'bios' : undefined,
      espMountPoint: (mountPoint as string | undefined) ?? '/boot',
      grubDevices: devices.filter((device): device is string => typeof device === 'string' && device !== 'nodev'),
    };
  }
}

/** Every mount point that something on the host claims. */
function mountPointsOf(host: Host): Set<string> {
  const own = host.node.findAll().filter((construct: IConstruct) => System.find(construct) === host);
  const claims = own.flatMap((construct) => Claims._peek(construct)?._entries ?? []);
  return new Set(claims.filter(({ claim }) => claim.kind === ClaimKind.MOUNT_POINT).map(({ claim }) => claim.value));
}

/** Whether modules that are no data belong to the host: what they set is not known here. */
function hasForeign(host: Host): boolean {
  const imported = [...host._imports.keys()].some((text) => !/^inputs\.(?!self\b)/.test(text));
  return imported || host._modules.some((module) => module._props.source !== undefined);
}
