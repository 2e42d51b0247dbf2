import { STATE_FOLDERS } from './state-folders';
import { IMountPoint } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { isWithin } from '../../app/paths';
import type { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';

/** A service that runs in a System, and where it keeps its state. */
export interface State {
  readonly service: string;
  readonly folder: string;
}

/** Something mounted in a guest or container. */
export interface Mounted {
  readonly mountPoint: string;
  /** The folder of the host, where it is one. */
  readonly source?: string;
  /** Whether it lies in memory. */
  readonly memory?: boolean;
  readonly readOnly?: boolean;
  /** The prop that says it. */
  readonly keyPath?: string;
}

/** The services with state that a System runs: looked up when the first rule asks. */
export function states(estate: Estate): (system: System) => readonly State[] {
  const known = new Map<System, readonly State[]>();
  return (system) => {
    let found = known.get(system);
    if (!found) known.set(system, (found = look(estate, system)));
    return found;
  };
}

function look(estate: Estate, system: System): State[] {
  const options = estate.optionsOf(system);
  const enabled = new Set<string>();
  for (const { names, value } of options._at(['services', '*', 'enable'])) {
    if (value === true && STATE_FOLDERS.has(names[0]!)) enabled.add(names[0]!);
  }
  return [...enabled].flatMap((service) => {
    // Where somebody switches it off with more weight, it does not run.
    if (options._value(['services', service, 'enable']) !== true) return [];
    const { folder, option } = STATE_FOLDERS.get(service)!;
    const moved = option === undefined ? undefined : options._value(['services', service, option]);
    if (moved !== undefined && typeof moved !== 'string') return [];
    return [{ service, folder: moved ?? folder }];
  });
}

/** What a folder lies on: the deepest mount above it, or one within it. */
export function mountOf(folder: string, mounts: readonly Mounted[]): Mounted | undefined {
  const above = mounts.filter(({ mountPoint }) => isWithin(folder, mountPoint) || isWithin(hidden(folder), mountPoint));
  if (above.length > 0) return above.reduce((a, b) => (b.mountPoint.length >= a.mountPoint.length ? b : a));
  return mounts.find(({ mountPoint }) => isWithin(mountPoint, folder) || isWithin(mountPoint, hidden(folder)));
}

/** Where systemd puts the state of services with users that are made as they start. */
function hidden(folder: string): string {
  return folder.replace(/^\/var\/lib\//, '/var/lib/private/');
}

/** The mounts that a System's own options say, with those in memory. */
export function mountsOf(estate: Estate, system: System): Mounted[] {
  return estate
    .optionsOf(system)
    ._at(['fileSystems', '*'])
    .map(({ names, value }) => ({
      mountPoint: names[0]!,
      memory: isPlainSet(value) && (value.fsType === 'tmpfs' || value.fsType === 'ramfs'),
    }));
}

/** Whether a System keeps folders by a list, as impermanence does. */
export function persists(estate: Estate, system: System): boolean {
  const options = estate.optionsOf(system);
  return options.unseen.length > 0 || options._at(['environment', 'persistence']).length > 0;
}

/** Whether it is something that is mounted. */
export function isMountPoint(value: unknown): value is IMountPoint {
  return typeof value === 'object' && value !== null && typeof (value as IMountPoint).mountPoint === 'string';
}
