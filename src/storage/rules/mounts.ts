import { IConstruct } from 'constructs';
import { Estate } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { EARLY_MOUNTS } from '../../app/paths';
import { Host } from '../../hosts';
import { DiskLayout } from '../disk-layout';
import { ZfsDataset } from '../zfs-dataset';
import { ZfsPool } from '../zfs-pool';
import { ZfsZvol } from '../zfs-zvol';

/** A file system that a host mounts, as far as it is known. */
export interface MountFact {
  readonly point: string;
  /** The construct that mounts it, and the prop where it says so. */
  readonly construct: IConstruct;
  readonly keyPath: string;
  readonly fsType?: string;
  readonly device?: string;
  readonly options: readonly string[];
  /** Whether the initial RAM disk mounts it. */
  readonly early: boolean;
  /** The dataset or zvol, where it is one of the estate. */
  readonly node?: ZfsPool | ZfsDataset | ZfsZvol;
}

/** What each host mounts, one a mount point, by mount point. */
export function mounts(estate: Estate): ReadonlyMap<Host, ReadonlyMap<string, MountFact>> {
  const found = new Map<Host, Map<string, MountFact>>();
  for (const host of estate._all(Host.isHost)) {
    if (host.canBoot) found.set(host, fromOptions(estate, host));
  }
  for (const layout of estate._all(DiskLayout._isDiskLayout)) {
    for (const { mountPoint, fsType, devicePath, keyPath, neededForBoot, options } of layout._reader.mounts) {
      add(found.get(layout.machine), {
        point: mountPoint,
        construct: layout,
        keyPath,
        fsType,
        device: devicePath,
        options,
        early: neededForBoot || EARLY_MOUNTS.has(mountPoint),
      });
    }
  }
  for (const pool of estate._all(ZfsPool.isZfsPool)) {
    for (const node of [pool, ...pool._nodes.values()]) add(found.get(pool.system as Host), ofNode(node));
  }
  return found;
}

function fromOptions(estate: Estate, host: Host): Map<string, MountFact> {
  const found = new Map<string, MountFact>();
  for (const { value, names, owner } of estate.optionsOf(host)._at(['fileSystems', '*'])) {
    if (!isPlainSet(value)) continue;
    const point = names[0]!;
    const { fsType, device, options, neededForBoot } = value;
    const before = found.get(point);
    found.set(point, {
      point,
      construct: before?.construct ?? owner,
      keyPath: `fileSystems.${JSON.stringify(point)}`,
      fsType: before?.fsType ?? text(fsType),
      device: before?.device ?? text(device),
      options: [...(before?.options ?? []), ...strings(options)],
      early: before?.early || neededForBoot === true || EARLY_MOUNTS.has(point),
    });
  }
  return found;
}

function ofNode(node: ZfsPool | ZfsDataset | ZfsZvol): MountFact | undefined {
  const common = { construct: node, keyPath: 'mountPoint', device: node.zfsName, node };
  if (ZfsZvol.isZfsZvol(node)) {
    const { mountPoint: point, mountOptions: options = [], fsType } = node._props;
    if (point === undefined) return undefined;
    return { ...common, device: node.devicePath, point, fsType, options, early: EARLY_MOUNTS.has(point) };
  }
  const { point, hasEntry, atBoot } = node._mount;
  if (point === undefined || !hasEntry) return undefined;
  return { ...common, point, fsType: 'zfs', options: node._props.mountOptions ?? [], early: atBoot };
}

/** What a construct says of itself is more than the options that it sets. */
function add(to: Map<string, MountFact> | undefined, fact: MountFact | undefined): void {
  if (!to || !fact) return;
  const before = to.get(fact.point);
  to.set(
    fact.point,
    before ? { ...fact, options: [...before.options, ...fact.options], early: fact.early || before.early } : fact,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The paths above one, the nearest first: `/a/b`, `/a`, `/` for `/a/b/c`. */
export function pathsAbove(path: string): string[] {
  const parts = path.split('/').slice(1);
  if (path === '/') return [];
  return [...parts.slice(1).map((_, index) => `/${parts.slice(0, parts.length - 1 - index).join('/')}`), '/'];
}

/** What is mounted there, or holds what stands there. */
export function holding(of: ReadonlyMap<string, MountFact> | undefined, path: string): MountFact | undefined {
  if (!of) return undefined;
  for (const one of [path, ...pathsAbove(path)]) {
    const found = of.get(one);
    if (found) return found;
  }
  return undefined;
}
