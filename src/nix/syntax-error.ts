import { NixError, SourcePosition } from './error';

/** A text being parsed, and at which line of the user's file it begins. */
export interface Source {
  readonly text: string;
  readonly firstLine: number;
}

/** Longest piece of a line that an excerpt shows. */
const EXCERPT_WIDTH = 96;

/** Line and column of an offset. Lines end in LF, CRLF or a lone CR. */
export function positionOf(source: Source, offset: number): SourcePosition {
  const { text } = source;
  let line = source.firstLine;
  let start = 0;
  for (let i = 0; i < offset; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) {
      line += 1;
      start = i + 1;
    }
  }
  return { line, column: [...text.slice(start, offset)].length + 1 };
}

/** `line 3, column 7`, for the place of something else inside a sentence. */
export function placeOf(source: Source, offset: number): string {
  const { line, column } = positionOf(source, offset);
  return `line ${line}, column ${column}`;
}

/** The line of the text that holds the offset, with a caret below it. Long lines are cut around the place. */
export function excerptOf(source: Source, offset: number): string {
  const { text } = source;
  const { line } = positionOf(source, offset);
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
  let head = text.slice(start, offset);
  let tail = text.slice(offset, end);
  const room = EXCERPT_WIDTH / 2;
  if (head.length + tail.length > EXCERPT_WIDTH) {
    if (head.length > room) head = `…${head.slice(-room)}`;
    if (tail.length > EXCERPT_WIDTH - head.length) tail = `${tail.slice(0, EXCERPT_WIDTH - head.length)}…`;
  }
  const gutter = `  ${line} | `;
  const blank = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${head}${tail}\n${blank}${head.replace(/[^\t]/gu, ' ')}^`;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** A `NIX_SYNTAX` error that points at the offset. */
export function syntaxError(source: Source, offset: number, problem: string, mend: string): NixError {
  return new NixError('NIX_SYNTAX', problem, mend, [], positionOf(source, offset), excerptOf(source, offset));
}

/** The `NIX_TOO_DEEP` error, pointing at the place where the limit was passed, if that is known. */
export function tooDeep(source: Source, limit: number, offset?: number): NixError {
  return new NixError(
    'NIX_TOO_DEEP',
    `The Nix expression is nested more than ${limit} levels deep.`,
    'Give inner parts a name with `let`, or split the expression over several files.',
    [],
    offset === undefined ? undefined : positionOf(source, offset),
    offset === undefined ? undefined : excerptOf(source, offset),
  );
}
