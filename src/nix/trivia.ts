import { Trivium } from './ast';
import { Code } from './chars';
import { blockComment, columnOf, isLanguage, isSpaceOnly } from './comments';
import { Source, syntaxError } from './syntax-error';

/** What stands between two tokens, as it is read. */
type Raw =
  | { readonly kind: 'newlines'; readonly count: number }
  | { readonly kind: 'line'; readonly text: string; readonly start: number }
  | { readonly kind: 'block'; readonly doc: boolean; readonly lines: readonly string[] }
  | { readonly kind: 'language'; readonly text: string }
  | { readonly kind: 'directive'; readonly disable: boolean; readonly start: number; readonly end: number };

const BLANK: Trivium = Object.freeze({ kind: 'blank' });
const BLANKS: readonly Trivium[] = Object.freeze([BLANK]);
const DIRECTIVE = /\/\*nixfmt:(disable|enable)\*\/[^\S\n\r]*(?=[\n\r]|$)/y;

/**
 * Reads white space and comments, and decides what a comment belongs to: the
 * token before it on its line (`after`), or the token that follows (`before`).
 * The decisions are those of the official formatter.
 */
export class TriviaReader {
  /** Where reading stopped: the start of the next token. */
  pos = 0;
  /** Newlines passed so far. */
  line = 0;
  after: string | undefined;
  before: readonly Trivium[] | undefined;
  /** Where the line with an open `nixfmt:disable` starts. */
  private disabledFrom: number | undefined;

  constructor(private readonly source: Source) {}

  /** Reads from an offset. At the start of a text or an interpolation there is no token that could own a comment. */
  read(from: number, atStart: boolean): void {
    const { text } = this.source;
    let pos = from;
    let newlines = 0;
    this.after = undefined;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code === Code.SPACE || code === Code.TAB) {
        pos += 1;
      } else if (code === Code.LF) {
        newlines += 1;
        pos += 1;
      } else if (code === Code.CR) {
        if (text.charCodeAt(pos + 1) !== Code.LF) newlines += 1;
        pos += 1;
      } else {
        if (code === Code.HASH || (code === Code.SLASH && text.charCodeAt(pos + 1) === Code.STAR)) {
          this.pos = pos;
          this.line += newlines;
          this.readComments(newlines, atStart);
          return;
        }
        break;
      }
    }
    this.pos = pos;
    this.line += newlines;
    this.before = newlines > 1 ? BLANKS : undefined;
  }

  /** Which region the formatter leaves alone is open, if one is. */
  get region(): number | undefined {
    return this.disabledFrom;
  }

  /** What is left at the end of the text: the trivia, and a region that was never closed. */
  finish(trivia: readonly Trivium[]): readonly Trivium[] {
    if (this.disabledFrom === undefined) return trivia;
    return [...trivia, { kind: 'verbatim', text: this.source.text.slice(this.disabledFrom), toEnd: true }];
  }

  private readComments(newlinesBefore: number, atStart: boolean): void {
    const { text } = this.source;
    const raws: Raw[] = [];
    let newlines = newlinesBefore;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === Code.SPACE || code === Code.TAB) {
        this.pos += 1;
      } else if (code === Code.LF || code === Code.CR) {
        if (code === Code.CR && text.charCodeAt(this.pos + 1) === Code.LF) this.pos += 1;
        this.pos += 1;
        this.line += 1;
        newlines += 1;
      } else {
        if (newlines > 0) raws.push({ kind: 'newlines', count: newlines });
        newlines = 0;
        if (code === Code.HASH) raws.push(this.lineComment());
        else if (code === Code.SLASH && text.charCodeAt(this.pos + 1) === Code.STAR) raws.push(this.starComment());
        else break;
      }
    }
    this.assign(raws, atStart);
  }

  private lineComment(): Raw {
    const { text } = this.source;
    const start = this.pos;
    let end = start + 1;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === Code.LF || code === Code.CR) break;
      end += 1;
    }
    this.pos = end;
    return { kind: 'line', text: text.slice(start + 1, end).trimEnd(), start };
  }

  private starComment(): Raw {
    const { text } = this.source;
    const start = this.pos;
    const close = text.indexOf('*/', start + 2);
    if (close < 0) {
      throw syntaxError(
        this.source,
        start,
        'This comment is never closed.',
        'Write `*/` where the comment ends, or use `#` for a comment of one line.',
      );
    }
    DIRECTIVE.lastIndex = start;
    const directive = DIRECTIVE.exec(text);
    if (directive) {
      this.pos = start + directive[0].length;
      return { kind: 'directive', disable: directive[1] === 'disable', start, end: this.pos };
    }
    this.pos = close + 2;
    const doc = text.charCodeAt(start + 2) === Code.STAR && close > start + 2;
    const body = text.slice(start + (doc ? 3 : 2), close);
    const lines = blockComment(body, () => columnOf(text, start));
    this.line += countNewlines(body);
    if (!doc && lines.length === 1 && isLanguage(lines[0].trim()) && this.stringFollows()) {
      return { kind: 'language', text: lines[0].trim() };
    }
    return { kind: 'block', doc, lines };
  }

  /** Whether a string opens behind a comment, at most one line below it. */
  private stringFollows(): boolean {
    const next = /[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*(?:"|'')/y;
    next.lastIndex = this.pos;
    return next.test(this.source.text);
  }

  private assign(raws: readonly Raw[], atStart: boolean): void {
    const { text } = this.source;
    let split = 0;
    if (!atStart) while (split < raws.length && canTrail(raws[split])) split += 1;
    const first = raws[0];
    // A comment that lines up with what stands below it belongs there.
    if (split === 1 && first.kind === 'line') {
      const [, newlines, below] = raws;
      if (newlines?.kind === 'newlines' && newlines.count === 1) {
        const next = below === undefined ? this.pos : below.kind === 'line' ? below.start : undefined;
        if (next !== undefined && columnOf(text, next) === columnOf(text, first.start)) split = 0;
      }
    }
    if (split > 0) {
      const joined = raws.slice(0, split).map(trailingText).filter(Boolean).join(' ');
      this.after = joined === '' ? undefined : joined;
    }
    const leading: Trivium[] = [];
    for (let i = split; i < raws.length; i += 1) {
      const trivium = this.leading(raws[i]);
      if (trivium) leading.push(trivium);
    }
    this.before = leading.length > 0 ? leading : undefined;
  }

  private leading(raw: Raw): Trivium | undefined {
    switch (raw.kind) {
      case 'newlines':
        return raw.count > 1 ? BLANK : undefined;
      case 'line':
        return { kind: 'line', text: raw.text };
      case 'language':
        return { kind: 'language', text: raw.text };
      case 'block':
        if (raw.lines.length === 0) return undefined;
        if (!raw.doc && raw.lines.length === 1) return { kind: 'line', text: ` ${raw.lines[0].trim()}` };
        return { kind: 'block', doc: raw.doc, lines: raw.lines };
      case 'directive':
        return this.directive(raw.disable, raw.start, raw.end);
    }
  }

  /** A directive that shares its line with code is a plain comment. */
  private directive(disable: boolean, start: number, end: number): Trivium {
    const { text } = this.source;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (!isSpaceOnly(text, lineStart, start)) {
      return { kind: 'line', text: ` nixfmt:${disable ? 'disable' : 'enable'}` };
    }
    if (disable) {
      if (this.disabledFrom !== undefined) return { kind: 'verbatim', text: '', toEnd: false, opens: true };
      this.disabledFrom = lineStart;
      return { kind: 'verbatim', text: '', toEnd: false, opens: true };
    }
    if (this.disabledFrom === undefined) return { kind: 'line', text: 'nixfmt:enable', directive: true };
    const region = text.slice(this.disabledFrom, end);
    this.disabledFrom = undefined;
    return { kind: 'verbatim', text: region, toEnd: false };
  }
}

/** Where the next token starts, without reading what stands before it. */
export function skipTrivia(text: string, from: number): number {
  let pos = from;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === Code.SPACE || code === Code.TAB || code === Code.LF || code === Code.CR) {
      pos += 1;
    } else if (code === Code.HASH) {
      while (pos < text.length && text.charCodeAt(pos) !== Code.LF && text.charCodeAt(pos) !== Code.CR) pos += 1;
    } else if (code === Code.SLASH && text.charCodeAt(pos + 1) === Code.STAR) {
      const close = text.indexOf('*/', pos + 2);
      if (close < 0) return text.length;
      pos = close + 2;
    } else {
      return pos;
    }
  }
}

function canTrail(raw: Raw): boolean {
  if (raw.kind === 'block') return !raw.doc && raw.lines.length <= 1;
  return raw.kind === 'line' || raw.kind === 'directive';
}

function trailingText(raw: Raw): string {
  if (raw.kind === 'line') return raw.text.trim();
  if (raw.kind === 'block') return (raw.lines[0] ?? '').trim();
  if (raw.kind === 'directive') return raw.disable ? 'nixfmt:disable' : 'nixfmt:enable';
  return '';
}

function countNewlines(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === Code.LF || (code === Code.CR && text.charCodeAt(i + 1) !== Code.LF)) count += 1;
  }
  return count;
}
