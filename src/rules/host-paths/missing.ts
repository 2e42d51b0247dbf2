import { IConstruct } from 'constructs';
import { hostMounts, isUsual, provides } from './host-mounts';
import { isWithin } from '../../app/paths';
import type { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';
import { Host } from '../../hosts';

/** Says that a machine has nothing at a path that somebody needs, and who has it. */
export interface Missing {
  readonly message: string;
  readonly mend: string;
  readonly cause: string;
  readonly related?: IConstruct[];
}

/**
 * What is told of a path that a machine does not have; undefined where it has it, or may.
 * @param what who needs it, and for what: `photos keeps its disk in`
 * @param source the construct that is mounted there, where it was given
 */
export function missing(
  estate: Estate,
  machine: System,
  path: string,
  what: string,
  source?: IConstruct,
): Missing | undefined {
  const of = estate._table(hostMounts);
  const home = source && System.find(source);
  if (home && home !== machine) {
    return {
      message: `${what} ${path}, which ${home.systemName} mounts; it runs on ${machine.systemName}`,
      mend: `give something of ${machine.systemName}, or mount it there over the network`,
      cause: `${machine.node.path} ${source.node.path}`,
      related: [source],
    };
  }
  if (isUsual(path) || provides(of(machine), path)) return undefined;
  const [other] = estate._table(mountsByTop).get(topOf(path)) ?? [];
  const elsewhere = other && other.owner !== machine ? `; ${other.owner.systemName} mounts ${other.path}` : '';
  return {
    message: `${what} ${path}, and ${machine.systemName} mounts nothing there${elsewhere}`,
    mend: 'mount it, have systemd-tmpfiles make the folder, or correct the path',
    cause: `${machine.node.path} ${topOf(path)}`,
    ...(other && elsewhere ? { related: [other.owner] } : {}),
  };
}

/** Mounts of all hosts, by the first folder of their paths. */
function mountsByTop(estate: Estate): ReadonlyMap<string, readonly { owner: Host; path: string }[]> {
  const found = new Map<string, { owner: Host; path: string }[]>();
  for (const owner of estate._all(Host.isHost)) {
    for (const { path } of estate._table(hostMounts)(owner).mounts) {
      if (path === '/') continue;
      const top = topOf(path);
      const before = found.get(top);
      if (!before) found.set(top, [{ owner, path }]);
      else if (!before.some((one) => isWithin(path, one.path))) before.push({ owner, path });
    }
  }
  return found;
}

function topOf(path: string): string {
  return path.split('/')[1] ?? '';
}
