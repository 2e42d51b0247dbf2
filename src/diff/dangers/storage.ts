import { DangerRule, Found, goneWith, has, Situation } from './danger';

/** Options of a file system that say which one it is. */
const IDENTITY = new Set(['device', 'fsType', 'label', 'overlay']);

/** What holds data, or says where it is. */
export const storage: DangerRule = (situation) => {
  const { path } = situation;
  const [first, second, third, fourth] = path;
  if (first === 'fileSystems') return fileSystem(situation);
  if (first === 'disko' && second === 'devices') return disko(situation);
  if (first === 'boot' && second === 'initrd' && third === 'luks') return lost(situation, 5, 'an encrypted device');
  if (first === 'boot' && second === 'zfs' && third === 'extraPools') return lost(situation, 3, 'a pool');
  if (first === 'swapDevices') return lost(situation, 1, 'swap');
  if (first === 'networking' && second === 'hostId') {
    return lost(situation, 2, 'the host id, by which ZFS takes a pool for its own,');
  }
  if (first === 'containers' && third === 'bindMounts' && fourth !== undefined) {
    if (goneWith(situation, 2)) return undefined;
    return lost(situation, 4, 'a folder of the host that the container has');
  }
  if (first === 'microvm' && (second === 'volumes' || second === 'shares')) {
    return lost(situation, 2, 'what the microvm keeps its data on');
  }
  if (first === 'services' && /^(dataDir|stateDir|dataPath|databaseDir)$/.test(path[path.length - 1]!)) {
    return lost(situation, path.length, 'where a service keeps its data');
  }
  return undefined;
};

function fileSystem(situation: Situation): Found | undefined {
  const { change, path } = situation;
  const whole = goneWith(situation, 2);
  if (whole) return { code: 'STORAGE', at: whole, message: `the file system ${path[1]} is removed` };
  const options = [...(change.added ?? []), ...(change.removed ?? [])];
  const isPart = path[2] === 'options' && options.some((one) => /^(subvol|subvolid|zfsutil|bind)/.test(String(one)));
  if (!isPart && !IDENTITY.has(path[2] ?? '')) return undefined;
  return lost(situation, path.length, `what is mounted at ${path[1]}`, isPart);
}

/** Something of a disk, pool or the like that is there already. */
function disko(situation: Situation): Found | undefined {
  const { change, path, outer, before } = situation;
  const device = change.path.slice(0, outer.length + 4);
  if (path.length < 4 || !has(before, device)) return undefined;
  const whole = goneWith(situation, 4);
  if (whole) return { code: 'STORAGE', at: whole, message: `${path[2]} ${path[3]} is removed` };
  return {
    code: 'STORAGE',
    at: change.path,
    message: `the layout of ${path[2]} ${path[3]} is another one; disko does not change what is there: an installation anew would`,
  };
}

function lost(situation: Situation, length: number, what: string, always = false): Found | undefined {
  const { change, outer } = situation;
  if (change.kind === 'set' && !always) return undefined;
  // New items of a list take nothing away.
  if (change.added && change.removed?.length === 0 && !always) return undefined;
  if (change.isReordered) return undefined;
  const whole = goneWith(situation, length);
  if (!whole) return { code: 'STORAGE', at: change.path, message: `${what} changes` };
  return { code: 'STORAGE', at: outer.length + length > 0 ? whole : change.path, message: `${what} is removed` };
}
