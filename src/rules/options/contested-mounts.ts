import { ClaimKind, System } from '../../app';
import { contests } from '../../app/rules/claims/claim-table';
import type { Estate } from '../../app/rules/estate';

/**
 * The mount points that several constructs claim, by the System whose options
 * mount them: their own, or the host of their container. MOUNT_POINT_TAKEN
 * speaks for them, and for the options that differ there.
 */
export function contestedMounts(estate: Estate): ReadonlyMap<System, ReadonlySet<string>> {
  const found = new Map<System, Set<string>>();
  for (const { entries } of estate._table(contests).get(ClaimKind.MOUNT_POINT) ?? []) {
    const { claim, owner } = entries[0]!;
    const system = System.find(owner);
    for (const one of [system, system?.parentSystem]) {
      if (!one) continue;
      const points = found.get(one);
      if (points) points.add(claim.value);
      else found.set(one, new Set([claim.value]));
    }
  }
  return found;
}
