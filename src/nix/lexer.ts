import { Mark, Trivium } from './ast';
import { Code, isDigit, isIdentifier, isIdentifierStart, isPath, isScheme, isUri } from './chars';
import { Source, syntaxError } from './syntax-error';
import { skipTrivia, TriviaReader } from './trivia';

const KEYWORDS = ['assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with'] as const;
const SYMBOLS = [
  '...',
  '++',
  '//',
  '->',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '|>',
  '<|',
  '${',
  "''",
  '"',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '=',
  ';',
  ':',
  ',',
  '.',
  '@',
  '?',
  '+',
  '-',
  '*',
  '/',
  '<',
  '>',
  '!',
] as const;

/**
 * The kind of a token: a keyword or symbol stands for itself. A string and a
 * path are entered at their first piece (`"`, `''`, `path`), and the parser
 * reads the rest of them character by character.
 */
export type TokenType =
  | (typeof KEYWORDS)[number]
  | (typeof SYMBOLS)[number]
  | 'identifier'
  | 'int'
  | 'float'
  | 'path'
  | 'searchPath'
  | 'uri'
  | 'end';

const KEYWORD_TYPES: ReadonlyMap<string, TokenType> = new Map(KEYWORDS.map((word) => [word, word]));
/** The symbols by their first character, longest first. */
const SYMBOLS_BY_CODE: readonly (readonly TokenType[] | undefined)[] = (() => {
  const byCode: TokenType[][] = [];
  for (const symbol of [...SYMBOLS].sort((a, b) => b.length - a.length)) {
    (byCode[symbol.charCodeAt(0)] ??= []).push(symbol);
  }
  return byCode;
})();

const FLOAT = /(?:[1-9][0-9]*\.[0-9]*|0?\.[0-9]+)(?:[Ee][+-]?[0-9]+)?/y;

/** Reads a text token by token. The fields describe the current token. */
export class Lexer {
  type: TokenType = 'end';
  start = 0;
  end = 0;
  /** Where the token before ended. */
  previousEnd = 0;
  /** The line of the token's start, from 0. */
  line = 0;
  /** The trivia before the token that nobody has taken yet. */
  before: readonly Trivium[] | undefined;

  readonly text: string;
  private readonly trivia: TriviaReader;
  /** No path, and no URI, begins before these offsets: what an earlier search found. */
  private noPathBefore = 0;
  private noUriBefore = 0;

  constructor(readonly source: Source) {
    this.text = source.text;
    this.trivia = new TriviaReader(source);
  }

  /** Whether the current token is of a type; unlike a comparison it is not remembered over `advance` by the compiler. */
  is(type: TokenType): boolean {
    return this.type === type;
  }

  /** Begins at an offset where no token is that could own a comment. */
  begin(offset: number): void {
    this.trivia.read(offset, true);
    this.before = this.trivia.before;
    this.scan();
  }

  /** Goes to the next token and gives the mark of this one, unless it has none. */
  advance(): Mark | undefined {
    return this.leave(this.end, this.before);
  }

  /** Ends a token that the caller has read up to `end` itself. */
  leave(end: number, before: readonly Trivium[] | undefined): Mark | undefined {
    this.previousEnd = end;
    const { trivia } = this;
    trivia.read(end, false);
    const { after } = trivia;
    this.before = trivia.before;
    this.scan();
    if (before === undefined) return after === undefined ? undefined : { after };
    return after === undefined ? { before } : { before, after };
  }

  /** Takes the trivia before the token away from it. */
  takeBefore(): readonly Trivium[] | undefined {
    const { before } = this;
    this.before = undefined;
    return before;
  }

  /** Tells the line count of newlines that the caller has read itself. */
  countLines(count: number): void {
    this.trivia.line += count;
  }

  /** Which region the formatter leaves alone is open, if one is. */
  get region(): number | undefined {
    return this.trivia.region;
  }

  /** The trivia at the end of the text. */
  finish(): readonly Trivium[] {
    return this.trivia.finish(this.takeBefore() ?? []);
  }

  /** The end of the piece of a path that begins at the offset: up to an interpolation or the path's end. */
  pathPiece(start: number): number {
    const { text } = this;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(end);
      if (!isPath(code) && code !== Code.SLASH) return end;
      end += 1;
    }
  }

  /** Whether a function begins at the current token: a name or a set pattern, with `:` or `@` behind it. */
  startsLambda(): boolean {
    if (this.type === 'identifier') return this.isParamEnd(skipTrivia(this.text, this.end));
    if (this.type !== '{') return false;
    const { text } = this;
    let pos = skipTrivia(text, this.end);
    if (text.startsWith('...', pos)) return true;
    if (text.charCodeAt(pos) === Code.CLOSE_BRACE) return this.isParamEnd(skipTrivia(text, pos + 1));
    if (!isIdentifierStart(text.charCodeAt(pos))) return false;
    while (isIdentifier(text.charCodeAt(pos))) pos += 1;
    const next = text.charCodeAt(skipTrivia(text, pos));
    return next === Code.COMMA || next === Code.QUESTION || next === Code.CLOSE_BRACE;
  }

  /** Whether an opening brace stands behind the current token. */
  bracesFollow(): boolean {
    return this.text.charCodeAt(skipTrivia(this.text, this.end)) === Code.OPEN_BRACE;
  }

  private isParamEnd(offset: number): boolean {
    const code = this.text.charCodeAt(offset);
    return code === Code.COLON || code === Code.AT;
  }

  opensInterpolation(offset: number): boolean {
    return this.text.charCodeAt(offset) === Code.DOLLAR && this.text.charCodeAt(offset + 1) === Code.OPEN_BRACE;
  }

  private scan(): void {
    const start = this.trivia.pos;
    const { text } = this;
    this.start = start;
    this.line = this.trivia.line;
    const code = text.charCodeAt(start);
    if (isIdentifierStart(code)) {
      let end = start + 1;
      while (isIdentifier(text.charCodeAt(end))) end += 1;
      const next = text.charCodeAt(end);
      if ((isPath(next) || next === Code.SLASH) && this.scanPath(start)) return;
      if ((isScheme(next) || next === Code.COLON) && this.scanUri(start)) return;
      const length = end - start;
      const keyword = length <= 7 && length >= 2 ? KEYWORD_TYPES.get(text.slice(start, end)) : undefined;
      this.set(keyword ?? 'identifier', end);
    } else if (isDigit(code)) {
      this.scanNumber(start);
    } else if (code === Code.DOT || code === Code.MINUS || code === Code.PLUS || code === Code.SLASH) {
      if (this.scanPath(start)) return;
      if (code === Code.DOT && isDigit(text.charCodeAt(start + 1))) this.scanNumber(start);
      else this.scanSymbol(code);
    } else if (code === Code.LESS) {
      if (!this.scanSearchPath()) this.scanSymbol(code);
    } else if (code === Code.TILDE && this.continuesPath(start + 1)) {
      this.set('path', this.pathPiece(start + 1));
    } else if (start >= text.length) {
      this.set('end', start);
    } else {
      this.scanSymbol(code);
    }
  }

  private set(type: TokenType, end: number): void {
    this.type = type;
    this.end = end;
  }

  private scanSymbol(code: number): void {
    const symbols = SYMBOLS_BY_CODE[code];
    if (symbols !== undefined) {
      for (const symbol of symbols) {
        if (symbol.length === 1 || this.text.startsWith(symbol, this.start)) {
          this.set(symbol, this.start + symbol.length);
          return;
        }
      }
    }
    this.refuse();
  }

  private scanNumber(start: number): void {
    if (this.scanPath(start)) return;
    const { text } = this;
    let end = start;
    while (isDigit(text.charCodeAt(end))) end += 1;
    if (text.charCodeAt(end) === Code.DOT) {
      FLOAT.lastIndex = start;
      const match = FLOAT.exec(text);
      if (match && match[0].length > end - start) {
        this.set('float', start + match[0].length);
        return;
      }
    }
    this.set('int', end);
  }

  /** A path wins over every other token, since it is the longest. */
  private scanPath(start: number): boolean {
    if (start < this.noPathBefore) return false;
    const run = this.pathRun(start);
    if (this.continuesPath(run)) {
      this.set('path', this.pathPiece(start));
      return true;
    }
    this.noPathBefore = run;
    return false;
  }

  /** Whether a slash stands at the offset that makes what is around it a path. */
  private continuesPath(offset: number): boolean {
    if (this.text.charCodeAt(offset) !== Code.SLASH) return false;
    return isPath(this.text.charCodeAt(offset + 1)) || this.opensInterpolation(offset + 1);
  }

  private pathRun(start: number): number {
    let end = start;
    while (isPath(this.text.charCodeAt(end))) end += 1;
    return end;
  }

  private scanUri(start: number): boolean {
    if (start < this.noUriBefore || this.text.charCodeAt(start) === 95) return false;
    const { text } = this;
    let end = start;
    while (isScheme(text.charCodeAt(end))) end += 1;
    if (text.charCodeAt(end) !== Code.COLON || !isUri(text.charCodeAt(end + 1))) {
      this.noUriBefore = end;
      return false;
    }
    end += 1;
    while (isUri(text.charCodeAt(end))) end += 1;
    this.set('uri', end);
    return true;
  }

  private scanSearchPath(): boolean {
    const { text } = this;
    let end = this.start;
    do {
      const next = this.pathRun(end + 1);
      if (next === end + 1) return false;
      end = next;
    } while (text.charCodeAt(end) === Code.SLASH);
    if (text.charCodeAt(end) !== Code.GREATER) return false;
    this.set('searchPath', end + 1);
    return true;
  }

  private refuse(mend?: string): never {
    const character = String.fromCodePoint(this.text.codePointAt(this.start) ?? 0);
    const code = character.codePointAt(0) ?? 0;
    const shown =
      code < 0x20 || code === 0x7f || code === 0xa0 || code === 0xfeff ? 'The character' : `\`${character}\``;
    throw syntaxError(
      this.source,
      this.start,
      `${shown} (U+${code.toString(16).toUpperCase().padStart(4, '0')}) begins nothing in Nix.`,
      mend ?? advice(character),
    );
  }
}

function advice(character: string): string {
  switch (character) {
    case "'":
      return "Write strings in `\"…\"` or `''…''`: Nix has none in single quotes.";
    case '&':
      return 'Write `&&` for "and".';
    case '|':
      return 'Write `||` for "or".';
    case '%':
      return 'Nix has no remainder operator; use `lib.mod a b`.';
    case '$':
      return 'Write `${…}` to interpolate, inside a string, a path or an attribute name.';
    case '\\':
      return 'Escapes belong inside strings; a function is written `x: …`.';
    case '`':
      return 'Write strings in `"…"`.';
    case '~':
      return 'Write a path in the home folder as `~/name`.';
    case '\u00a0':
    case '\ufeff':
      return 'Replace this invisible character with an ordinary space.';
    case '“':
    case '”':
    case '‘':
    case '’':
      return 'Replace the typographic quotation mark with `"`.';
    default:
      return 'Remove it, or put it into a string.';
  }
}
