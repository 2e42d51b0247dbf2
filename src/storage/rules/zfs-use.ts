import { IConstruct } from 'constructs';
import { zfsHosts } from './host-facts';
import { mounts } from './mounts';
import { Estate } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { Host } from '../../hosts';
import type { ZfsHost } from '../zfs-host';

/** That a host uses ZFS, and what says so. */
export interface ZfsUse {
  readonly host: Host;
  /** Its pools, where constructs have them. */
  readonly zfs?: ZfsHost;
  /** What it is used for, as a reader would call it. */
  readonly what: string;
  readonly construct: IConstruct;
  readonly keyPath?: string;
  /** Whether there is a pool; else ZFS is only at hand. */
  readonly hasPool: boolean;
}

/** The hosts that use ZFS, by constructs or by options. */
export function zfsUses(estate: Estate): readonly ZfsUse[] {
  const found = new Map<Host, ZfsUse>();
  for (const zfs of zfsHosts(estate)) {
    const { host, pools } = zfs;
    const what = pools.map(({ poolName }) => `the pool ${poolName}`).join(' and ');
    if (pools.length > 0) found.set(host, { host, zfs, what, construct: pools[0]!, hasPool: true });
  }
  const mounted = estate._table(mounts);
  for (const host of estate._all(Host.isHost)) {
    const use = host.canBoot && !found.has(host) ? byOptions(estate, host, mounted) : undefined;
    if (use) found.set(host, use);
  }
  return [...found.values()];
}

function byOptions(estate: Estate, host: Host, mounted: ReturnType<typeof mounts>): ZfsUse | undefined {
  for (const { fsType, point, construct, keyPath } of mounted.get(host)!.values()) {
    if (fsType === 'zfs') return { host, what: `the file system at ${point}`, construct, keyPath, hasPool: true };
  }
  const options = estate.optionsOf(host);
  let at: ZfsUse | undefined;
  for (const { value, owner } of options._at(['boot', 'supportedFilesystems'])) {
    const named = Array.isArray(value) ? value.includes('zfs') : isPlainSet(value) && value.zfs === true;
    if (named) {
      at = { host, what: 'ZFS at hand', construct: owner, keyPath: 'boot.supportedFilesystems', hasPool: false };
    }
  }
  for (const path of [
    ['boot', 'zfs', 'extraPools'],
    ['disko', 'devices', 'zpool'],
  ]) {
    const [first] = options
      ._at(path)
      .filter(({ value }) => value !== null && typeof value === 'object' && Object.keys(value).length > 0);
    if (first) return { host, what: path.join('.'), construct: first.owner, keyPath: path.join('.'), hasPool: true };
  }
  return at;
}
