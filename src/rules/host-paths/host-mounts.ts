import { IConstruct } from 'constructs';
import { ClaimKind } from '../../app/claims';
import { eachLeaf } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';
import { Expr } from '../../nix';
import { ZfsPool } from '../../storage';

/** Something that a machine mounts. */
export interface HostMount {
  readonly path: string;
  /** The construct that says so; undefined where only an option does. */
  readonly owner?: IConstruct;
  /** Whether it lies in memory, or is emptied at boot. */
  readonly memory: boolean;
}

/** The folders of a machine, as far as its modules say. */
export interface HostMounts {
  readonly mounts: readonly HostMount[];
  /** Folders that systemd-tmpfiles makes, and pools that mount themselves. */
  readonly made: readonly string[];
  /** Whether all of its modules can be looked into. */
  readonly known: boolean;
}

/** Folders that every NixOS has. */
const USUAL = new Set('bin boot dev etc home lib lib64 media mnt nix opt proc root run srv sys tmp usr var'.split(' '));

/** The folders of a machine: looked up when the first rule asks. */
export function hostMounts(estate: Estate): (system: System) => HostMounts {
  const claims = new Map<System, HostMount[]>();
  for (const { claim, owner } of estate._claims) {
    const system = claim.kind === ClaimKind.MOUNT_POINT && claim.within === undefined ? System.find(owner) : undefined;
    if (system) claims.set(system, [...(claims.get(system) ?? []), { path: claim.value, owner, memory: false }]);
  }
  const pools = new Map<System, string[]>();
  for (const { system, poolName } of estate._all(ZfsPool.isZfsPool)) {
    pools.set(system, [...(pools.get(system) ?? []), `/${poolName}`]);
  }
  const known = new Map<System, HostMounts>();
  return (system) => {
    let found = known.get(system);
    if (!found) {
      found = look(estate, system, claims.get(system) ?? [], pools.get(system) ?? []);
      known.set(system, found);
    }
    return found;
  };
}

function look(estate: Estate, system: System, claims: readonly HostMount[], pools: readonly string[]): HostMounts {
  const options = estate.optionsOf(system);
  const mounts = [...claims];
  const made = [...pools];
  const memory = (path: string) => mounts.push({ path, memory: true });
  for (const { names, value } of options._at(['fileSystems', '*'])) {
    const inMemory = isPlainSet(value) && (value.fsType === 'tmpfs' || value.fsType === 'ramfs');
    mounts.push({ path: names[0]!, memory: inMemory });
  }
  for (const { names, value } of options._at(['disko', 'devices', 'nodev', '*'])) {
    const inMemory = isPlainSet(value) && value.fsType === 'tmpfs';
    mounts.push({ path: names[0]!, memory: inMemory });
  }
  for (const { value } of options._at(['disko', 'devices'])) {
    eachLeaf(value, (leaf, path) => {
      if (path[path.length - 1] === 'mountpoint' && typeof leaf === 'string') {
        mounts.push({ path: leaf, memory: false });
      }
    });
  }
  for (const { value } of options._at(['systemd', 'mounts'])) {
    for (const one of Array.isArray(value) ? value : []) {
      if (isPlainSet(one) && typeof one.where === 'string') mounts.push({ path: one.where, memory: false });
    }
  }
  for (const name of ['useTmpfs', 'cleanOnBoot']) {
    if (options._value(['boot', 'tmp', name]) === true) memory('/tmp');
  }
  for (const { value } of options._at(['boot', 'zfs', 'extraPools'])) {
    for (const pool of Array.isArray(value) ? value : []) made.push(`/${String(pool)}`);
  }
  for (const { value } of options._at(['systemd', 'tmpfiles', 'rules'])) {
    for (const rule of Array.isArray(value) ? value : []) {
      const [, path] = typeof rule === 'string' ? (/^\s*\S+\s+"?(\/[^\s"]*)/.exec(rule) ?? []) : [];
      if (path !== undefined) made.push(path);
    }
  }
  for (const { names } of options._at(['systemd', 'tmpfiles', 'settings', '*', '*'])) made.push(names[1]!);
  const unclear = [['fileSystems'], ['disko'], ['services', 'autofs'], ['system', 'activationScripts']];
  const known =
    options.unseen.length === 0 &&
    options._at(['environment', 'persistence']).length === 0 &&
    !unclear.some((path) => options._at(path).some(({ value }) => Expr.isExpr(value) || path.length > 1));
  return { mounts, made, known };
}

/** The deepest mount that a path lies on; the root where nothing else is known. */
export function mountOn({ mounts }: HostMounts, path: string): HostMount | undefined {
  let best: HostMount | undefined;
  for (const mount of mounts) {
    if (!isWithin(path, mount.path)) continue;
    // Of two that speak of one place, the one that knows that it is memory.
    if (!best || mount.path.length > best.path.length || (mount.path === best.path && mount.memory)) best = mount;
  }
  return best;
}

/** Whether a machine has something at a path, or may have. */
export function provides(host: HostMounts, path: string): boolean {
  const [, first] = path.split('/');
  if (!host.known || first === undefined || USUAL.has(first)) return true;
  const near = (there: string) => there !== '/' && (isWithin(path, there) || isWithin(there, path));
  return host.mounts.some((mount) => near(mount.path)) || host.made.some(near);
}

/** Whether a path is a folder, or stands below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}
