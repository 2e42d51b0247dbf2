import { Part } from './ast';

export interface Stripped {
  readonly lines: Part[][];
  /** What was taken off each line. */
  readonly indentation: string;
}

/**
 * The lines of a `''…''` string as the tree holds them, from its raw lines:
 * the indentation that all lines share is taken off, as Nix does, an empty
 * first line is dropped and a blank last one emptied. Only spaces count.
 */
export function stripIndentation(raw: readonly (readonly Part[])[]): Stripped {
  const lines = raw.slice(raw.length > 1 && isBlank(raw[0]) ? 1 : 0);
  const last = lines.length - 1;
  let common = Infinity;
  for (const line of lines) if (!isBlank(line)) common = Math.min(common, indentOf(line));
  const indentation = Number.isFinite(common) ? ' '.repeat(common) : '';
  const stripped = lines.map((line, index) => {
    if (index === last && isBlank(line)) return [];
    const [head, ...rest] = line;
    if (typeof head !== 'string') return [...line];
    const text = head.slice(Math.min(common, countSpaces(head)));
    return text === '' ? rest : [text, ...rest];
  });
  return { lines: stripped, indentation };
}

/**
 * The parts of the `"…"` string that says the same, or undefined when the
 * official formatter leaves the string as it is: with several lines, a
 * quotation mark or a backslash.
 */
export function asSimpleString(lines: readonly (readonly Part[])[]): Part[] | undefined {
  if (lines.length !== 1) return undefined;
  const [line] = lines;
  for (const part of line) if (typeof part === 'string' && /["\\\r\n]/.test(part)) return undefined;
  return line.map((part) =>
    typeof part === 'string' ? part.replace(/''\$|'''/g, (escape) => (escape === "'''" ? "''" : '\\$')) : part,
  );
}

function isBlank(line: readonly Part[]): boolean {
  if (line.length === 0) return true;
  const [head] = line;
  return line.length === 1 && typeof head === 'string' && countSpaces(head) === head.length;
}

function indentOf(line: readonly Part[]): number {
  const [head] = line;
  return typeof head === 'string' ? countSpaces(head) : 0;
}

/** How many spaces a text begins with. */
export function countSpaces(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === 32) count += 1;
  return count;
}
