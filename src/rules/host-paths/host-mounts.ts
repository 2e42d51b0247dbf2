import { IConstruct } from 'constructs';
import { ClaimKind } from '../../app/claims';
import { eachLeaf } from '../../app/definitions/definitions';
import type { SystemOptions } from '../../app/definitions/system-options';
import { isPlainSet } from '../../app/option-tree';
import { isWithin } from '../../app/paths';
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

/** Folders that every NixOS has. */
const USUAL = new Set('bin boot dev etc home lib lib64 media mnt nix opt proc root run srv sys tmp usr var'.split(' '));

/** Where what a machine has is told in ways that are not read. */
const UNCLEAR = [
  ['services', 'autofs'],
  ['system', 'activationScripts'],
  ['environment', 'persistence'],
];

/** The folders of a machine, as far as its modules say; each read when it is asked for. */
export class HostMounts {
  private readonly options: SystemOptions;
  private mountList?: readonly HostMount[];
  private madeList?: readonly string[];
  private sure?: boolean;

  constructor(
    estate: Estate,
    system: System,
    private readonly claims: readonly HostMount[],
    private readonly pools: readonly string[],
  ) {
    this.options = estate.optionsOf(system);
  }

  /** What it mounts. */
  public get mounts(): readonly HostMount[] {
    return (this.mountList ??= [...this.claims, ...mountsIn(this.options, this.claims)]);
  }

  /** Folders that systemd-tmpfiles makes, and pools that mount themselves. */
  public get made(): readonly string[] {
    return (this.madeList ??= [...this.pools, ...madeIn(this.options)]);
  }

  /** Whether all of its modules can be looked into. */
  public get known(): boolean {
    return (this.sure ??=
      this.options.unseen.length === 0 &&
      UNCLEAR.every((path) => this.options._at(path).length === 0) &&
      ['fileSystems', 'disko'].every((name) => !this.options._at([name]).some(({ value }) => Expr.isExpr(value))));
  }
}

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
      found = new HostMounts(estate, system, claims.get(system) ?? [], pools.get(system) ?? []);
      known.set(system, found);
    }
    return found;
  };
}

function mountsIn(options: SystemOptions, claims: readonly HostMount[]): HostMount[] {
  const mounts: HostMount[] = [];
  for (const path of [
    ['fileSystems', '*'],
    ['disko', 'devices', 'nodev', '*'],
  ]) {
    for (const { names, value } of options._at(path)) {
      const memory = isPlainSet(value) && (value.fsType === 'tmpfs' || value.fsType === 'ramfs');
      mounts.push({ path: names[0]!, memory });
    }
  }
  const owners = new Set(claims.map(({ owner }) => owner));
  for (const { value, owner } of options._at(['disko', 'devices'])) {
    // Constructs claim what they mount.
    if (owners.has(owner)) continue;
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
    if (options._value(['boot', 'tmp', name]) === true) mounts.push({ path: '/tmp', memory: true });
  }
  return mounts;
}

function madeIn(options: SystemOptions): string[] {
  const made: string[] = [];
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
  return made;
}

/** The deepest mount that a path lies on; undefined where nothing is known. */
export function mountOn({ mounts }: HostMounts, path: string): HostMount | undefined {
  let best: HostMount | undefined;
  for (const mount of mounts) {
    if (!isWithin(path, mount.path)) continue;
    // Of two that speak of one place, the one that knows that it is memory.
    if (!best || mount.path.length > best.path.length || (mount.path === best.path && mount.memory)) best = mount;
  }
  return best;
}

/** Whether every machine has the folder that a path begins with. */
export function isUsual(path: string): boolean {
  return USUAL.has(path.split('/')[1] ?? '');
}

/** Whether a machine has something at a path, or may have. */
export function provides(host: HostMounts, path: string): boolean {
  if (isUsual(path) || !host.known) return true;
  const near = (there: string) => there !== '/' && (isWithin(path, there) || isWithin(there, path));
  return host.mounts.some((mount) => near(mount.path)) || host.made.some(near);
}
