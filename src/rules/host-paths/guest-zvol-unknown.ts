import { Severity } from '../../app/diagnostics';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest, MicrovmGuest } from '../../guests';
import { Host } from '../../hosts';
import { ZfsPool } from '../../storage';

export const guestZvolUnknown: IRule = {
  code: 'GUEST_ZVOL_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The zvols of guests are there on a pool of their host',
  reason: 'a guest does not start without its disk',
  source: 'OpenZFS: zvols stand below /dev/zvol of the host that imported the pool',
  breaks: `
const silo = new Host(app, 'silo', { ...machine, hostId: '10110a01' });
const grain = new ZfsPool(silo, 'grain');
grain.addZvol('mill', { size: '20G' });
new LibvirtGuest(silo, 'mill', { memoryGib: 1, disks: [LibvirtDisk.block('/dev/zvol/grain/mil')] });
`,
  holds: `
const silo = new Host(app, 'silo', { ...machine, hostId: '10110a01' });
const grain = new ZfsPool(silo, 'grain');
const mill = grain.addZvol('mill', { size: '20G' });
new LibvirtGuest(silo, 'mill', { memoryGib: 1, disks: [LibvirtDisk.block(mill)] });
`,
  check(estate, report) {
    for (const { guest, machine, path, keyPath } of zvolsOf(estate)) {
      const [, , , poolName, ...names] = path.split('/');
      const zfsName = [poolName, ...names].join('/').replace(/-part\d+$/, '');
      const options = estate.optionsOf(machine);
      const pools = estate._table(poolsByName).get(poolName!) ?? [];
      const own = pools.find((pool) => pool.system === machine);
      const extra = options._at(['boot', 'zfs', 'extraPools']).flatMap(({ value }) => value);
      const known = options.unseen.length === 0 && extra.every((name) => typeof name === 'string' && name !== poolName);
      if (own ? own._nodes.has(zfsName) : !known) continue;
      const elsewhere = !own && pools[0] ? `: it is one of ${pools[0].system.systemName}` : '';
      report.found(guest, {
        keyPath,
        message: own
          ? `${guest.guestName} is given ${path}, and the pool ${poolName} of ${machine.systemName} has no zvol ${zfsName}`
          : `${guest.guestName} is given ${path}, and ${machine.systemName} has no pool ${poolName}${elsewhere}`,
        mend: own
          ? `describe it: pool.addZvol('${names.join('/')}', { size: '…' }), and give the construct: LibvirtDisk.block(zvol)`
          : 'describe the pool of this host, or correct the path',
        related: pools,
      });
    }
  },
};

function poolsByName(estate: Estate): ReadonlyMap<string, ZfsPool[]> {
  const found = new Map<string, ZfsPool[]>();
  for (const pool of estate._all(ZfsPool.isZfsPool)) {
    found.set(pool.poolName, [...(found.get(pool.poolName) ?? []), pool]);
  }
  return found;
}

function zvolsOf(estate: Estate) {
  const found: { guest: LibvirtGuest | MicrovmGuest; machine: Host; path: string; keyPath: string }[] = [];
  for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
    guest._spec.disks.forEach(({ path }, index) => {
      if (path?.startsWith('/dev/zvol/')) {
        found.push({ guest, machine: guest.machine, path, keyPath: `disks[${index}]` });
      }
    });
  }
  for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
    (guest._props.volumes ?? []).forEach(({ image: path }, index) => {
      if (!path.startsWith('/dev/zvol/')) return;
      found.push({ guest, machine: guest.machine, path, keyPath: `volumes[${index}].image` });
    });
  }
  return found;
}
