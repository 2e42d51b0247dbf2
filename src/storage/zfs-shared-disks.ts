import { DiskUse, diskoDisks } from './zfs-disko';
import type { ZfsPool } from './zfs-pool';

/** Whether a use of a disk leaves room for others: it has a name, and a size or partition of its own. */
export function leavesRoom({ member: { disk } }: DiskUse): boolean {
  return disk.name !== undefined && (disk.size !== undefined || disk.partition !== undefined);
}

/** The disks of which several pools that disko makes have a part, by their path. */
export function sharedDisks(pools: readonly ZfsPool[]): Map<string, DiskUse[]> {
  const uses = new Map<string, DiskUse[]>();
  for (const use of pools.flatMap((pool) => pool._diskUses)) {
    const { device } = use.member;
    uses.set(device, [...(uses.get(device) ?? []), use]);
  }
  return new Map([...uses].filter(([, of]) => new Set(of.map(({ pool }) => pool)).size > 1));
}

/** `disko.devices.disk` for them: disko takes each disk from one place only. */
export function sharedDiskDevices(pools: readonly ZfsPool[], laidOut: ReadonlySet<string>): Record<string, any> {
  const uses = [...sharedDisks(pools).values()].flat();
  return diskoDisks(uses.filter(({ member }) => !laidOut.has(member.device)));
}
