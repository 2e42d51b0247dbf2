import { Diagnostics } from '../app';
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

/** What pools that share a disk must agree on. */
export function checkSharedDisks(
  pools: readonly ZfsPool[],
  laidOut: ReadonlySet<string>,
  diagnostics: Diagnostics,
): void {
  for (const [device, uses] of sharedDisks(pools)) {
    if (laidOut.has(device)) continue;
    const problem = disagreement(uses);
    if (problem === undefined) continue;
    diagnostics.error({
      code: 'ZFS_DISK_SHARED',
      message: `pools share the disk ${device}: ${problem}`,
      mend: 'give each part the same name, a partition of its own, and all but one of them a size',
      related: [...new Set(uses.map(({ path }) => path))],
    });
  }
}

function disagreement(uses: readonly DiskUse[]): string | undefined {
  const members = uses.map(({ member }) => member);
  if (!uses.every(leavesRoom)) return 'one of them takes it whole';
  if (new Set(members.map(({ diskName }) => diskName)).size > 1) return 'they call it by different names';
  if (new Set(members.map(({ partition }) => partition)).size < members.length) return 'two have the same partition';
  if (members.filter(({ disk }) => (disk.size ?? '100%') === '100%').length > 1) return 'two want all that is left';
  for (const key of ['espSize', 'swapSize'] as const) {
    if (members.filter(({ disk }) => disk[key] !== undefined).length > 1) return `two of them set ${key}`;
  }
  return undefined;
}
