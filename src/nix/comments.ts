import { countSpaces } from './indentation';

/**
 * The column of an offset, counted from 0 in characters, with tab stops every
 * eight columns.
 */
export function columnOf(text: string, offset: number): number {
  let column = 0;
  for (let i = text.lastIndexOf('\n', offset - 1) + 1; i < offset; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 9) column += 8 - (column % 8);
    else if (code < 0xdc00 || code > 0xdfff) column += 1;
  }
  return column;
}

/** Whether nothing but white space stands between two offsets. */
export function isSpaceOnly(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return true;
}

/** Whether the text of a comment can be the name of a language. */
export function isLanguage(text: string): boolean {
  return /^[\p{L}\p{N}+._-]{1,30}$/u.test(text);
}

/**
 * The lines of a block comment, from what stands between its delimiters:
 * without the column of stars some write, without common indentation, without
 * empty lines at either end.
 */
export function blockComment(body: string, column: () => number): string[] {
  const lines = body
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  if (lines.length === 1) {
    const only = lines[0].trim();
    return only === '' ? [] : [only];
  }
  dropEmptyEnd(lines);
  if (lines.length === 0) return [];
  const indent = column();
  const [head, ...rest] = stripStars(lines, indent);
  let common = indent + (head.startsWith(' ') ? 3 : 2);
  for (const line of rest) if (line.trim() !== '') common = Math.min(common, countSpaces(line));
  const out = [
    head.trim(),
    ...rest.map((line) => (countSpaces(line) >= common ? line.slice(common) : line.trimStart())),
  ];
  const stripped = out.map((line) => line.trimEnd());
  dropEmptyEnd(stripped);
  const begin = stripped.findIndex((line) => line !== '');
  return begin < 0 ? [] : stripped.slice(begin);
}

function dropEmptyEnd(lines: string[]): void {
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
}

/** Blanks out the stars when every line but the first has one below the star that opened the comment. */
function stripStars(lines: string[], indent: number): string[] {
  const prefix = `${' '.repeat(indent)} *`;
  const [head, ...rest] = lines;
  if (!rest.every((line) => line.startsWith(prefix))) return lines;
  return [head, ...rest.map((line) => ' '.repeat(indent) + line.slice(prefix.length))];
}
