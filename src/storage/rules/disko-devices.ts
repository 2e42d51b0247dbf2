import { IConstruct } from 'constructs';
import { Estate } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { Host } from '../../hosts';
import { DiskLayout } from '../disk-layout';
import { ZfsHost } from '../zfs-host';
import { ZfsPool } from '../zfs-pool';

type Tree = Record<string, any>;

/** A partition of a disk as options of disko have it. */
export interface DiskoPartition {
  readonly name: string;
  readonly keyPath: string;
  /** The label that disko gives it, or its owner. */
  readonly label: string;
  readonly tree: Tree;
}

/** A disk as options of disko have it. */
export interface DiskoDisk {
  readonly name: string;
  readonly owner: IConstruct;
  /** Whether the owner wrote it past the constructs, which check what they are told. */
  readonly raw: boolean;
  readonly tree: Tree;
  readonly keyPath: string;
  /** Those of its partition table; empty for none. */
  readonly partitions: readonly DiskoPartition[];
}

/** A pool as options of disko have it. */
export interface DiskoPool {
  readonly name: string;
  readonly owner: IConstruct;
  readonly raw: boolean;
  readonly tree: Tree;
  readonly keyPath: string;
}

/** What a host tells disko. */
export interface DiskoHost {
  readonly host: Host;
  readonly disks: readonly DiskoDisk[];
  readonly pools: readonly DiskoPool[];
}

/** What options tell disko, host by host. */
export function diskoHosts(estate: Estate): readonly DiskoHost[] {
  return estate._all(Host.isHost).flatMap((host): DiskoHost[] => {
    const options = estate.optionsOf(host);
    if (options._at(['disko', 'devices']).length === 0) return [];
    const of = (kind: string) =>
      options._at(['disko', 'devices', kind, '*']).flatMap(({ value, names, owner }) => {
        if (!isPlainSet(value)) return [];
        const name = names[0]!;
        return [{ name, owner, raw: isRaw(owner), tree: value as Tree, keyPath: `disko.devices.${kind}.${name}` }];
      });
    const disks = of('disk').map((disk) => ({ ...disk, partitions: partitionsOf(disk.name, disk.tree, disk.keyPath) }));
    return [{ host, disks, pools: of('zpool') }];
  });
}

/** Whether the owner of a host tells disko of devices past the constructs. */
export function hasRawDevices(estate: Estate, host: Host): boolean {
  return estate
    .optionsOf(host)
    ._at(['disko', 'devices'])
    .some(({ owner }) => isRaw(owner));
}

function isRaw(owner: IConstruct): boolean {
  return !ZfsPool.isZfsPool(owner) && !DiskLayout._isDiskLayout(owner) && !ZfsHost.isZfsHost(owner);
}

function partitionsOf(disk: string, { content }: Tree, keyPath: string): DiskoPartition[] {
  if (!isPlainSet(content) || content.type !== 'gpt' || !isPlainSet(content.partitions)) return [];
  return Object.entries(content.partitions as Tree).flatMap(([name, tree]): DiskoPartition[] => {
    if (!isPlainSet(tree)) return [];
    const label = typeof tree.label === 'string' ? tree.label : `disk-${disk}-${name}`;
    return [{ name, label, tree: tree as Tree, keyPath: `${keyPath}.content.partitions.${name}` }];
  });
}

/** Look at every content below a disk or a partition, with its key path. */
export function eachContent(tree: Tree, keyPath: string, visit: (content: Tree, keyPath: string) => void): void {
  const { content } = tree;
  if (!isPlainSet(content)) return;
  const at = `${keyPath}.content`;
  visit(content as Tree, at);
  eachContent(content as Tree, at, visit);
  if (!isPlainSet(content.partitions)) return;
  for (const [name, partition] of Object.entries(content.partitions as Tree)) {
    if (isPlainSet(partition)) eachContent(partition as Tree, `${at}.partitions.${name}`, visit);
  }
}

/** A vdev of a pool with its members as disko is told them. */
export interface DiskoVdev {
  readonly role: string;
  readonly mode: string;
  readonly members: readonly string[];
  readonly keyPath: string;
}

/** The vdevs of a pool's topology; undefined where it has none, or where it is not known. */
export function vdevsOf({ tree, keyPath }: DiskoPool): readonly DiskoVdev[] | undefined {
  const topology = isPlainSet(tree.mode) ? tree.mode.topology : undefined;
  if (!isPlainSet(topology)) return undefined;
  const found: DiskoVdev[] = [];
  for (const [role, given] of Object.entries(topology as Tree)) {
    if (role === 'type' || given === null || given === undefined) continue;
    const at = `${keyPath}.mode.topology.${role}`;
    const list: unknown[] = Array.isArray(given) ? given : [given];
    if (role === 'spare' || role === 'cache') {
      if (!list.every((one) => typeof one === 'string')) return undefined;
      if (list.length > 0) found.push({ role, mode: '', members: list as string[], keyPath: at });
      continue;
    }
    for (const [index, one] of list.entries()) {
      if (!isPlainSet(one) || !Array.isArray(one.members)) return undefined;
      if (!one.members.every((member: unknown) => typeof member === 'string')) return undefined;
      const { mode = '', members } = one as { mode?: unknown; members: string[] };
      if (typeof mode !== 'string') return undefined;
      found.push({ role, mode, members, keyPath: Array.isArray(given) ? `${at}[${index}]` : at });
    }
  }
  return found;
}
