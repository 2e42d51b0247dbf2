import { IConstruct } from 'constructs';
import { hasRawDevices } from './disko-devices';
import { ClaimKind, Estate, System } from '../../app';
import { Host } from '../../hosts';
import type { Disk } from '../disk';
import { DiskHost } from '../disk-host';
import { DiskLayout } from '../disk-layout';
import type { LayoutMount } from '../disk-reader';
import { bootPartitions } from '../zfs-disko';
import { ZfsHost } from '../zfs-host';

/** The ZFS of each host that has a pool. */
export function zfsHosts(estate: Estate): readonly ZfsHost[] {
  return estate._all(ZfsHost.isZfsHost);
}

/** The disks of each host that lays some out. */
export function diskHosts(estate: Estate): readonly DiskHost[] {
  return estate._all(DiskHost.isDiskHost).filter(({ layouts }) => layouts.length > 0);
}

/** What is mounted by constructs, System by System. */
export function claimedMountPoints(estate: Estate): ReadonlyMap<System, ReadonlySet<string>> {
  const found = new Map<System, Set<string>>();
  for (const { claim, owner } of estate._claims) {
    if (claim.kind !== ClaimKind.MOUNT_POINT) continue;
    const system = System.find(owner);
    if (!system) continue;
    const points = found.get(system);
    if (points) points.add(claim.value);
    else found.set(system, new Set([claim.value]));
  }
  return found;
}

/** Whether anything of the host that can be seen mounts something there, or disko may. */
export function mountsAt(estate: Estate, host: Host, ...points: string[]): boolean {
  const claimed = estate._table(claimedMountPoints).get(host);
  const options = estate.optionsOf(host);
  return (
    points.some((point) => claimed?.has(point) || options._at(['fileSystems', point]).length > 0) ||
    hasRawDevices(estate, host)
  );
}

/** Whether modules that nobody can look into belong to the host: what they set is not known. */
export function hasUnseen(estate: Estate, system: System): boolean {
  return estate.optionsOf(system).unseen.length > 0;
}

/** Whether an option that is a boolean is known to be true. */
export function isOn(estate: Estate, system: System, ...path: string[]): boolean {
  return estate.optionsOf(system)._value(path) === true;
}

/** What is known of how a host starts. */
export interface BootFacts {
  readonly firmware: 'uefi' | 'bios' | undefined;
  readonly espMountPoint: string;
  /** The disks that GRUB is written to. */
  readonly grubDevices: readonly string[];
}

/** How the hosts with laid out disks start. */
export function bootFacts(estate: Estate): (host: Host) => BootFacts {
  const known = new Map<Host, BootFacts>();
  return (host) => {
    let facts = known.get(host);
    if (!facts) known.set(host, (facts = factsOf(estate, host)));
    return facts;
  };
}

function factsOf(estate: Estate, host: Host): BootFacts {
  const options = estate.optionsOf(host);
  const on = (...path: string[]) => isOn(estate, host, 'boot', 'loader', ...path);
  const uefi = on('systemd-boot', 'enable') || on('grub', 'efiSupport');
  const mountPoint = options._value(['boot', 'loader', 'efi', 'efiSysMountPoint']);
  const grub = (key: string) => options._at(['boot', 'loader', 'grub', key]).map(({ value }) => value);
  const devices = [...grub('device'), ...grub('devices').flat()];
  return {
    firmware: uefi ? 'uefi' : on('grub', 'enable') ? 'bios' : undefined,
    espMountPoint: typeof mountPoint === 'string' ? mountPoint : '/boot',
    grubDevices: [...new Set(devices)].filter((one): one is string => typeof one === 'string' && one !== 'nodev'),
  };
}

/** The mounts of a host's layouts; those of a RAID over EFI system partitions are marked as such. */
export function layoutMounts({ layouts }: DiskHost): LayoutMount[] {
  return layouts.flatMap((layout) =>
    layout._reader.mounts.map((mount) => ({ ...mount, esp: mount.esp || layout._isEsp })),
  );
}

/** Where pools that disko makes mount the EFI system partitions of their disks. */
export function poolEspMounts({ pools }: ZfsHost): string[] {
  return pools
    .filter((pool) => pool._formats)
    .flatMap((pool) => bootPartitions(pool._topology!))
    .flatMap(({ mountPoint }) => (mountPoint === undefined ? [] : [mountPoint]));
}

/** The disk that a construct lays out; undefined where it is none. */
export function diskOf(construct: IConstruct): Disk | undefined {
  return DiskLayout._isDiskLayout(construct) && 'diskName' in construct ? (construct as Disk) : undefined;
}
