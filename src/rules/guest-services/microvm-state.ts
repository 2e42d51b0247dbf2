import { Mounted, mountOf, mountsOf, persists, State, states } from './state';
import type { Estate } from '../../app/rules/estate';
import { MicrovmGuest } from '../../guests';

/** What of a microvm's services is gone when it stops; by guest. */
export function forgotten(estate: Estate): ReadonlyMap<MicrovmGuest, readonly State[]> {
  const found = new Map<MicrovmGuest, readonly State[]>();
  for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
    const all = estate._table(states)(guest.host);
    if (all.length === 0 || persists(estate, guest.host)) continue;
    const mounts = [...microvmMounts(guest), ...mountsOf(estate, guest.host)];
    const lost = all.filter(({ folder }) => {
      const on = mountOf(folder, mounts);
      return !on || on.memory;
    });
    if (lost.length > 0) found.set(guest, lost);
  }
  return found;
}

/** The volumes and shares of a microvm, where they are mounted. */
export function microvmMounts({ _props: props }: MicrovmGuest): Mounted[] {
  const volumes = (props.volumes ?? []).map(({ mountPoint, readOnly }, index) => ({
    mountPoint,
    readOnly,
    keyPath: `volumes[${index}]`,
  }));
  const shares = (props.shares ?? []).map(({ mountPoint, readOnly, source }, index) => ({
    mountPoint,
    readOnly,
    source: typeof source === 'string' ? source : source.mountPoint,
    keyPath: `shares[${index}]`,
  }));
  return [...volumes, ...shares].filter((one): one is Mounted & typeof one => one.mountPoint !== undefined);
}
