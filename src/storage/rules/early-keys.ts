import { holding, MountFact, mounts } from './mounts';
import { Estate, System } from '../../app';
import { Host } from '../../hosts';
import type { Parent } from '../zfs-node';
import { ZfsZvol } from '../zfs-zvol';

/** Paths of the system proper: nothing of them is there in the initial RAM disk. */
const LATE = /^\/(run|tmp|root|etc|var|home)\//;
/** Paths that are in memory, or devices. */
const IN_MEMORY = /^\/(run|tmp|dev|proc|sys)\//;

/** Whether a file is put into the initial RAM disk. */
function isBrought(estate: Estate, system: System, path: string): boolean {
  const options = estate.optionsOf(system);
  return [
    ['boot', 'initrd', 'secrets', path],
    ['boot', 'initrd', 'systemd', 'contents', path],
  ].some((option) => options._at(option).length > 0);
}

/** The file system of a disk that a key lies on, as far as it is known; undefined for what is in memory. */
export function keyHolder(estate: Estate, system: System, key: string): MountFact | undefined {
  return IN_MEMORY.test(key) ? undefined : holding(estate._table(mounts).get(system as Host), key);
}

/** Whether a key is not there in the initial RAM disk. */
export function isLate(estate: Estate, system: System, key: unknown): key is string {
  if (typeof key !== 'string' || isBrought(estate, system, key)) return false;
  const holder = LATE.test(key) ? undefined : keyHolder(estate, system, key);
  return LATE.test(key) || (holder !== undefined && holder.point !== '/');
}

/** The dataset whose key opens what a key lies on, where ZFS holds it. */
function openedBy({ node }: MountFact): Parent | ZfsZvol | undefined {
  if (!node) return undefined;
  if (!ZfsZvol.isZfsZvol(node)) return node._encryptionRoot;
  return node._props.encryption ? node : node.pool._above(node._relativeName)._encryptionRoot;
}

/** Where a key lies. */
export interface KeyPlace {
  readonly key: string;
  readonly holder: MountFact;
}

/** The file system that must be open before a key can be read, and is opened by that very key. */
export function ownKeyHolder(estate: Estate, root: Parent | ZfsZvol): KeyPlace | undefined {
  const { system } = root.pool;
  const seen = new Set<unknown>();
  let first: KeyPlace | undefined;
  for (let at: Parent | ZfsZvol | undefined = root; at && !seen.has(at);) {
    seen.add(at);
    const key: unknown = at._props.encryption?.keyFile?.path;
    if (typeof key !== 'string' || isBrought(estate, system, key)) return undefined;
    const holder = keyHolder(estate, system, key);
    if (!holder) return undefined;
    first ??= { key, holder };
    at = openedBy(holder);
    if (at === root) return first;
  }
  return undefined;
}
