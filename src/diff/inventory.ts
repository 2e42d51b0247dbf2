import type { EstateDiff } from './diff';
import { Output } from './output';
import { flakeOf, isMachine, System, systemsOf } from './system';
import { Code, isSet, Value } from './value';

/** What a System is. */
export type SystemKind = 'host' | 'darwin' | 'home' | 'container' | 'profile' | 'module' | 'part';

/** How a System stands to the last output. */
export type SystemState = 'new' | 'changed' | 'written' | 'removed';

/** A System in a list. */
export interface Listed {
  readonly name: string;
  readonly kind: SystemKind;
  /** Where the flake names it. */
  readonly flake?: string;
  /** The path and class of its construct, and its folder in the output. */
  readonly construct: string;
  readonly type: string;
  readonly folder: string;
  /** `x86_64-linux` */
  readonly platform?: string;
  readonly stateVersion?: string;
  /** Fixed addresses; what DHCP gives is not known. */
  readonly addresses: readonly string[];
  /** Tags of the tailnet and of deployments. */
  readonly tags: readonly string[];
  /** Undefined where there is nothing to compare with. */
  readonly state?: SystemState;
}

/** All Systems of an output, machines first. With a comparison also those that are gone. */
export function inventoryOf(output: Output, diff?: EstateDiff): Listed[] {
  const systems = systemsOf(output, flakeOf(output));
  const outer = containersOf(systems);
  const rows = [...systems.values()].map((system) => listed(system, outer, diff ? stateOf(system, diff) : undefined));
  const gone = (diff?.systems ?? []).filter(({ kind }) => kind === 'removed');
  const before = gone.length > 0 && diff ? containersOf(systemsOf(diff.before, flakeOf(diff.before))) : outer;
  const all = [...rows, ...gone.map(({ system }) => listed(system, before, 'removed'))];
  return all.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.folder < b.folder ? -1 : 1));
}

const ORDER: readonly SystemKind[] = ['host', 'darwin', 'home', 'container', 'profile', 'module', 'part'];

function stateOf(system: System, { systems, affected }: EstateDiff): SystemState {
  const own = systems.find((one) => one.system.folder === system.folder);
  if (own?.kind === 'set') return 'new';
  return own || affected.some((one) => one.system.folder === system.folder) ? 'changed' : 'written';
}

/** A container as its host defines it. */
interface Outer {
  readonly host: System;
  readonly path: readonly string[];
}

/** Containers by the folders of their insides. */
function containersOf(systems: ReadonlyMap<string, System>): Map<string, Outer> {
  const found = new Map<string, Outer>();
  for (const host of systems.values()) {
    for (const { path, value } of host.definitions) {
      const isInside = path.length === 3 && path[0] === 'containers' && path[2] === 'config';
      if (isInside && value instanceof Code && value.isPath) found.set(value.nix, { host, path: path.slice(0, 2) });
    }
  }
  return found;
}

function listed(system: System, containers: ReadonlyMap<string, Outer>, state?: SystemState): Listed {
  const { name, flake, folder, type, path } = system;
  const outer = containers.get(folder);
  const platform = outer ? platformOf(outer.host) : platformOf(system);
  const stateVersion = textAt(system, ['system', 'stateVersion']) ?? textAt(system, ['home', 'stateVersion']);
  const number = scalarAt(system, ['system', 'stateVersion']);
  return {
    name,
    kind: outer ? 'container' : kindOf(system),
    ...(flake !== undefined ? { flake } : {}),
    construct: path,
    type,
    folder,
    ...(platform !== undefined ? { platform } : {}),
    ...(stateVersion !== undefined || number !== undefined ? { stateVersion: stateVersion ?? String(number) } : {}),
    addresses: [...new Set([...addressesOf(system), ...(outer ? addressesInside(outer) : [])])],
    tags: tagsOf(system),
    ...(state !== undefined ? { state } : {}),
  };
}

function kindOf(system: System): SystemKind {
  const { flake = '' } = system;
  if (isMachine(system)) return flake.startsWith('nixos') ? 'host' : flake.startsWith('darwin') ? 'darwin' : 'home';
  if (flake.startsWith('home')) return 'profile';
  return flake === '' ? 'part' : 'module';
}

function platformOf(system: System): string | undefined {
  const own =
    textAt(system, ['nixpkgs', 'hostPlatform']) ??
    textAt(system, ['nixpkgs', 'hostPlatform', 'system']) ??
    textAt(system, ['nixpkgs', 'system']);
  return own ?? /\b(x86_64|aarch64|i686|armv7l|riscv64)-(linux|darwin)\b/.exec(system.entry ?? '')?.[0];
}

/** Fixed addresses, without their prefixes. */
function addressesOf({ definitions }: System): string[] {
  return definitions.flatMap(({ path, value }) => {
    const [first, second] = path;
    const last = path[path.length - 1];
    if (first === 'networking' && second === 'interfaces' && last === 'addresses') return membersOf(value, 'address');
    if (first !== 'systemd' || second !== 'network' || path[2] !== 'networks') return [];
    if (last === 'address' || last === 'Address') return textsIn(value);
    return last === 'addresses' ? [...membersOf(value, 'Address'), ...membersOf(value, 'addressConfig')] : [];
  });
}

function addressesInside({ host, path }: Outer): string[] {
  return ['localAddress', 'localAddress6'].flatMap((name) => textsIn(textAt(host, [...path, name]) ?? []));
}

function tagsOf({ definitions, tags: deployed }: System): string[] {
  const found = definitions.flatMap(({ path, value }) => {
    const option = path.join('.');
    if (option === 'deployment.tags') return itemsOf(value).filter((one) => typeof one === 'string');
    if (!/^services\.tailscale\.extra(Up|Set)Flags$/.test(option)) return [];
    return itemsOf(value).flatMap((flag) => {
      const tags = typeof flag === 'string' ? /^--advertise-tags=(.*)$/.exec(flag)?.[1] : undefined;
      return tags?.split(',').filter((tag) => tag !== '') ?? [];
    });
  });
  return [...new Set([...deployed, ...(found as string[])])];
}

function membersOf(value: Value, name: string): string[] {
  return itemsOf(value).flatMap((item) => (isSet(item) ? textsIn(item[name] ?? []) : []));
}

function textsIn(value: Value): string[] {
  return itemsOf(value).flatMap((one) => (typeof one === 'string' ? [one.replace(/\/\d+$/, '')] : []));
}

function itemsOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

function scalarAt({ definitions }: System, path: readonly string[]): Value | undefined {
  const found = definitions.find(
    (one) => one.path.length === path.length && path.every((name, i) => one.path[i] === name),
  );
  return found && (typeof found.value === 'string' || typeof found.value === 'number') ? found.value : undefined;
}

function textAt(system: System, path: readonly string[]): string | undefined {
  const value = scalarAt(system, path);
  return typeof value === 'string' ? value : undefined;
}
