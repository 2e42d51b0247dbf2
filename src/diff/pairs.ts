import { isMachine, System } from './system';
import { keyOf } from './value';

/** A System as it was and as it is. */
export interface SystemPair {
  readonly before?: System;
  readonly after?: System;
}

/** How much of a System must be the same for it to be the same one under another name. */
const LEAST_SAME = 0.75;
/** Of fewer options nobody can tell. */
const LEAST_OPTIONS = 4;

/** What no two machines have in common. */
const IDENTITIES = [
  ['networking', 'hostId'],
  ['fileSystems', '/', 'device'],
];

/** Each System of two outputs with what it was: by its folder, or else by what it is made of. */
export function pairSystems(was: ReadonlyMap<string, System>, is: ReadonlyMap<string, System>): SystemPair[] {
  const pairs: SystemPair[] = [];
  const gone = [...was.values()].filter(({ folder }) => !is.has(folder));
  const come = [...is.values()].filter(({ folder }) => !was.has(folder));
  const renamed = new Map<System, System>();
  for (const after of come) {
    const scored = gone
      .filter((before) => isMachine(before) === isMachine(after) && ![...renamed.values()].includes(before))
      .map((before) => ({ before, score: likeness(before, after) }))
      .sort((a, b) => b.score - a.score);
    if (scored[0] && scored[0].score >= LEAST_SAME) renamed.set(after, scored[0].before);
  }
  for (const after of is.values()) pairs.push({ before: was.get(after.folder) ?? renamed.get(after), after });
  const found = new Set(renamed.values());
  for (const before of gone) if (!found.has(before)) pairs.push({ before });
  return pairs.sort((a, b) => ((a.after ?? a.before)!.folder < (b.after ?? b.before)!.folder ? -1 : 1));
}

/** Which share of the options of two Systems is the same. */
function likeness(a: System, b: System): number {
  const keys = (system: System) =>
    new Set(system.definitions.map(({ path, value }) => JSON.stringify(path) + keyOf(value)));
  const [left, right] = [keys(a), keys(b)];
  // Two machines with identities of their own are two machines.
  if (IDENTITIES.some((path) => isOther(a, b, path))) return 0;
  if (Math.min(left.size, right.size) < LEAST_OPTIONS) return 0;
  return [...left].filter((key) => right.has(key)).length / Math.max(left.size, right.size);
}

function isOther(a: System, b: System, path: readonly string[]): boolean {
  const [left, right] = [a, b].map(({ definitions }) =>
    definitions.find((one) => one.path.join('\0') === path.join('\0')),
  );
  return left !== undefined && right !== undefined && keyOf(left.value) !== keyOf(right.value);
}
