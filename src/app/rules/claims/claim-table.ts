import { ClaimEntry, ClaimKind } from '../../claims';
import { canonicalAddress } from '../../ip';
import { System } from '../../system';
import type { Estate } from '../estate';

/** A thing that several constructs claim: who, in the order of the tree. */
export interface Contest {
  readonly kind: ClaimKind;
  /** At least two, by different constructs. */
  readonly entries: readonly ClaimEntry[];
}

/** Kinds that are unique in the estate; the others are unique in the System they are claimed in. */
const ESTATE_WIDE = new Set([
  ClaimKind.HOST_NAME,
  ClaimKind.HOST_ID,
  ClaimKind.IP_ADDRESS,
  ClaimKind.MAC_ADDRESS,
  ClaimKind.UUID,
  ClaimKind.OTHER,
]);
/** Kinds whose values are the same in either case. */
const CASELESS = new Set([ClaimKind.HOST_NAME, ClaimKind.HOST_ID, ClaimKind.MAC_ADDRESS, ClaimKind.UUID]);

/** What is claimed by more than one, by kind; in one pass over the claims. */
export function contests(estate: Estate): ReadonlyMap<ClaimKind, readonly Contest[]> {
  const realms = new Map<unknown, Map<string, ClaimEntry[]>>();
  const several: ClaimEntry[][] = [];
  for (const entry of estate._claims) {
    const realm = realmOf(entry);
    let byKey = realms.get(realm);
    if (!byKey) realms.set(realm, (byKey = new Map()));
    const { kind, what, value } = entry.claim;
    const key = `${kind}\0${what ?? ''}\0${spelling(kind, value)}`;
    const before = byKey.get(key);
    if (!before) byKey.set(key, [entry]);
    else if (before.push(entry) === 2) several.push(before);
  }
  const found = new Map<ClaimKind, Contest[]>();
  for (const entries of several) {
    const { kind } = entries[0]!.claim;
    for (const group of entries[0]!.address === undefined ? [entries] : byAddress(entries)) {
      const once = onePerOwner(group);
      if (once.length < 2) continue;
      const all = found.get(kind);
      if (all) all.push({ kind, entries: once });
      else found.set(kind, [{ kind, entries: once }]);
    }
  }
  return found;
}

/** Where a claim is unique: a System, the path that the claim names, or the estate. */
function realmOf({ claim, owner, address }: ClaimEntry): unknown {
  if (claim.within !== undefined) return claim.within;
  if (ESTATE_WIDE.has(claim.kind)) return ESTATE;
  const nearest = System.find(owner);
  if (!nearest) return ESTATE;
  return (address !== undefined ? nearest._networkRealm() : nearest)._path;
}

const ESTATE = Symbol('estate');

function spelling(kind: ClaimKind, value: string): string {
  if (kind === ClaimKind.IP_ADDRESS) return canonicalAddress(value);
  return CASELESS.has(kind) ? value.toLowerCase() : value;
}

/** Claims of one port, by address; one of every address collides with each. */
function byAddress(entries: readonly ClaimEntry[]): ClaimEntry[][] {
  const wildcard = entries.find(({ address }) => address === '*');
  if (wildcard) {
    // Told is the second of them: one of every address collides with the first for sure.
    const [first, ...others] = entries.filter((entry) => entry !== wildcard);
    return [entries[0] === wildcard || !first ? [...entries] : [first, wildcard, ...others]];
  }
  const groups = new Map<string, ClaimEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.address!);
    if (group) group.push(entry);
    else groups.set(entry.address!, [entry]);
  }
  return [...groups.values()];
}

function onePerOwner(entries: readonly ClaimEntry[]): ClaimEntry[] {
  const owners = new Map(entries.map((entry) => [entry.owner, entry]).reverse() as [ClaimEntry['owner'], ClaimEntry][]);
  return [...owners.values()].reverse();
}
