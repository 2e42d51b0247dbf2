import { Interpolation, Mark, Node, Part } from './ast';
import { Code } from './chars';
import { asSimpleString, stripIndentation } from './indentation';
import type { ParserCore } from './parser-core';
import { syntaxError } from './syntax-error';

/** What a string or path literal was read into. */
export interface Literal<T> {
  readonly content: T;
  readonly mark?: Mark;
}

/** Reads `${ … }`; the offset is of the dollar sign. Leaves the lexer at the closing brace, and gives the end of it. */
export function interpolation(parser: ParserCore, dollar: number): Interpolation {
  const { lexer } = parser;
  lexer.begin(dollar + 2);
  parser.enter();
  const value = parser.expression();
  parser.leave();
  if (lexer.type !== '}') parser.unclosed('}', '${', dollar);
  const trailing = lexer.takeBefore();
  return trailing ? { kind: 'interpolation', value, trailing } : { kind: 'interpolation', value };
}

/** A `"…"` term. */
export function stringTerm(parser: ParserCore): Node {
  const { start } = parser.lexer;
  const { content, mark } = simpleString(parser);
  return { kind: 'string', parts: content, mark, span: parser.span(start) };
}

/** Reads a `"…"` string; the lexer stands at its opening quote. */
export function simpleString(parser: ParserCore): Literal<Part[]> {
  const { lexer } = parser;
  const { text } = lexer;
  const open = lexer.start;
  const before = lexer.takeBefore();
  const parts: Part[] = [];
  let start = open + 1;
  let pos = start;
  let carriage = false;
  const flush = (): void => {
    if (pos > start) parts.push(carriage ? unixNewlines(text.slice(start, pos)) : text.slice(start, pos));
    carriage = false;
  };
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === Code.QUOTE) {
      flush();
      return { content: parts, mark: lexer.leave(pos + 1, before) };
    } else if (code === Code.BACKSLASH) {
      if (text.charCodeAt(pos + 1) === Code.LF) lexer.countLines(1);
      pos += 2;
    } else if (code === Code.DOLLAR) {
      const next = text.charCodeAt(pos + 1);
      if (next === Code.OPEN_BRACE) {
        flush();
        parts.push(interpolation(parser, pos));
        start = pos = lexer.end;
      } else {
        // Two dollars stand for themselves, also before a brace.
        pos += next === Code.DOLLAR ? 2 : 1;
      }
    } else if (code === Code.LF) {
      lexer.countLines(1);
      pos += 1;
    } else if (code === Code.CR) {
      if (text.charCodeAt(pos + 1) !== Code.LF) lexer.countLines(1);
      carriage = true;
      pos += 1;
    } else if (pos >= text.length) {
      throw unclosedString(parser, open, '"');
    } else {
      pos += 1;
    }
  }
}

/** Nix reads CR and CRLF inside a `"…"` string as LF, unless escaped. */
function unixNewlines(text: string): string {
  return text.replace(/\\[^]|\r\n?/g, (match) => (match.startsWith('\r') ? '\n' : match));
}

/** Reads a `''…''` string into raw lines (nothing stripped yet); the lexer stands at its opening quotes. */
function indentedString(parser: ParserCore): Literal<Part[][]> & { readonly cut: boolean } {
  const { lexer } = parser;
  const { text } = lexer;
  const open = lexer.start;
  const before = lexer.takeBefore();
  const lines: Part[][] = [];
  let cut = false;
  let line: Part[] = [];
  let start = open + 2;
  let pos = start;
  const flush = (): void => {
    if (pos > start) line.push(text.slice(start, pos));
  };
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === Code.APOSTROPHE) {
      if (text.charCodeAt(pos + 1) !== Code.APOSTROPHE) {
        pos += 1;
        continue;
      }
      const third = text.charCodeAt(pos + 2);
      if (third === Code.DOLLAR || third === Code.APOSTROPHE) {
        pos += 3;
      } else if (third === Code.BACKSLASH) {
        if (text.charCodeAt(pos + 3) === Code.LF) lexer.countLines(1);
        pos += 4;
      } else {
        flush();
        lines.push(line);
        return { content: lines, mark: lexer.leave(pos + 2, before), cut };
      }
    } else if (code === Code.DOLLAR) {
      const next = text.charCodeAt(pos + 1);
      if (next === Code.OPEN_BRACE) {
        flush();
        const { region } = lexer;
        line.push(interpolation(parser, pos));
        cut ||= region !== lexer.region;
        start = pos = lexer.end;
      } else {
        pos += next === Code.DOLLAR ? 2 : 1;
      }
    } else if (code === Code.LF) {
      flush();
      lines.push(line);
      line = [];
      lexer.countLines(1);
      start = pos = pos + 1;
    } else if (pos >= text.length) {
      throw unclosedString(parser, open, "''");
    } else {
      pos += 1;
    }
  }
}

/** A `''…''` term: as the formatter writes it, so in plain quotes where those say the same more simply. */
export function indentedTerm(parser: ParserCore): Node {
  const { start } = parser.lexer;
  const { content, mark, cut } = indentedString(parser);
  const { lines, indentation } = stripIndentation(content);
  const span = parser.span(start);
  if (cut) return { kind: 'indented', lines, cut: indentation, mark, span };
  const parts = asSimpleString(lines);
  return parts ? { kind: 'string', parts, mark, span } : { kind: 'indented', lines, mark, span };
}

/** Reads a path with its interpolations; the lexer stands at its first piece. */
export function pathTerm(parser: ParserCore): Node {
  const { lexer } = parser;
  const { text } = lexer;
  const from = lexer.start;
  const before = lexer.takeBefore();
  const parts: Part[] = [];
  let start = from;
  let pos = lexer.end;
  while (lexer.opensInterpolation(pos)) {
    if (pos > start) parts.push(text.slice(start, pos));
    parts.push(interpolation(parser, pos));
    start = lexer.end;
    pos = lexer.pathPiece(start);
  }
  if (pos > start) parts.push(text.slice(start, pos));
  if (text.charCodeAt(pos - 1) === Code.SLASH) {
    throw syntaxError(
      parser.source,
      pos - 1,
      'A path cannot end in a slash.',
      'Remove the slash; for a folder, name the folder.',
    );
  }
  if (parts.length === 1 && text.slice(from, pos).includes('//')) {
    const problem = 'A path cannot hold two slashes in a row.';
    throw syntaxError(
      parser.source,
      text.indexOf('//', from),
      problem,
      'Write one slash, or spaces around the operator `//`.',
    );
  }
  const mark = lexer.leave(pos, before);
  return { kind: 'path', parts, mark, span: parser.span(from) };
}

function unclosedString(parser: ParserCore, open: number, quotes: string): Error {
  return syntaxError(
    parser.source,
    open,
    `The string that opens here with \`${quotes}\` is never closed.`,
    quotes === '"'
      ? 'Write `"` where it ends, and `\\"` for a quotation mark inside it.'
      : "Write `''` where it ends, and `'''` for two quotation marks inside it.",
  );
}
