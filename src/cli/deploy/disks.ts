import type { System } from '../../diff';

/** A disk that installing a host erases. */
export interface ErasedDisk {
  /** Its name in disko. */
  readonly name: string;
  /** `/dev/disk/by-id/…`; undefined where only Nix knows. */
  readonly device?: string;
}

/** The disks that disko lays out for a host. */
export function disksOf({ definitions }: System): ErasedDisk[] {
  const found = new Map<string, ErasedDisk>();
  for (const { path, value } of definitions) {
    const [first, second, third, name] = path;
    if (first !== 'disko' || second !== 'devices' || third !== 'disk' || name === undefined) continue;
    const isDevice = path.length === 5 && path[4] === 'device' && typeof value === 'string';
    const known = found.get(name);
    found.set(name, isDevice ? { name, device: value } : (known ?? { name }));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The ZFS pools that disko makes for a host. */
export function poolsOf({ definitions }: System): string[] {
  const names = definitions.flatMap(({ path }) =>
    path[0] === 'disko' && path[1] === 'devices' && path[2] === 'zpool' && path[3] !== undefined ? [path[3]] : [],
  );
  return [...new Set(names)].sort();
}
