/**
 * `Map.of(…)` of Java has no order: another one each time the program runs, and what is written would
 * change with it. So maps that come from Java are taken in the order of their keys. The process that jsii
 * starts for a Java program reads all it is told by `JSON.parse`, and a map stands there behind its mark.
 */
const MARK = '$jsii.map';

/** Take maps in the order of their keys, in all that `parse` reads from now on. */
export function sortingMaps(parse: typeof JSON.parse): typeof JSON.parse {
  return (text, reviver) => {
    const value: unknown = parse(text, reviver);
    if (String(text).includes(MARK)) sortMaps(value);
    return value;
  };
}

function sortMaps(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const members = value as Record<string, unknown>;
  const map = members[MARK];
  if (typeof map === 'object' && map !== null && !Array.isArray(map)) {
    members[MARK] = Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  for (const key of Object.keys(members)) sortMaps(members[key]);
}

if (process.env.JSII_AGENT?.startsWith('Java/')) JSON.parse = sortingMaps(JSON.parse);
