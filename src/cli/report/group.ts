import type { Located } from './finding';
import type { Diagnostic } from '../../app/diagnostics';

const NUMERIC = new Intl.Collator('en', { numeric: true });

/** Findings of one code that one line of the program is the cause of. */
export interface Group {
  readonly first: Located;
  readonly others: readonly Located[];
}

/** So many findings of which no line is known are told one by one, though they say the same. */
const FEW = 3;

/** Bring findings of one code from one line of the program together, such as those of a loop that makes hosts. */
export function grouped(found: readonly Located[]): Group[] {
  const groups = new Map<string, { first: Located; others: Located[] }>();
  for (const one of found) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.others.push(one);
    else groups.set(key, { first: one, others: [] });
  }
  for (const { others } of groups.values()) others.sort((a, b) => NUMERIC.compare(a.finding.path, b.finding.path));
  return [...groups.values()].flatMap(({ first, others }) =>
    first.places.length === 0 && others.length < FEW
      ? [first, ...others].map((one) => ({ first: one, others: [] }))
      : [{ first, others }],
  );
}

/** Where the lines are not known, findings that say the same but for the names of their constructs are one group. */
function keyOf({ finding, places }: Located): string {
  const { severity, code, keyPath = '', message } = finding;
  const cause = places.length > 0 ? places.map(({ file, line }) => `${file}:${line}`) : [anonymous(finding, message)];
  return [severity, code, anonymous(finding, keyPath), ...cause].join('\0');
}

/** What a finding says, without the names on the path of its construct. */
export function anonymous({ path }: Diagnostic, text: string): string {
  return [path, ...path.split('/')]
    .filter((name) => name !== '')
    .reduce((rest, name) => rest.split(name).join('…'), text);
}
