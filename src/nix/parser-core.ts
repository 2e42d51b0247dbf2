import { Node, Span } from './ast';
import { Lexer, TokenType } from './lexer';
import { MAX_DEPTH } from './limits';
import { placeOf, Source, syntaxError, tooDeep } from './syntax-error';

/** What the parts of the parser share: the lexer, the depth, and how to refuse. */
export abstract class ParserCore {
  readonly lexer: Lexer;
  /** The levels open now. */
  protected depth = 0;
  /** The deepest that it was, and the longest chain of one level. */
  protected deepest = 0;
  protected longest = 0;

  constructor(readonly source: Source) {
    this.lexer = new Lexer(source);
  }

  abstract expression(): Node;

  /** The span of what began at an offset and ends with the token before the current one. */
  span(start: number): Span {
    return { start, end: this.lexer.previousEnd };
  }

  /** One level deeper. */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.deepest) {
      if (this.depth > MAX_DEPTH) throw tooDeep(this.source, MAX_DEPTH, this.lexer.start);
      this.deepest = this.depth;
    }
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Notes a chain of so many parameters or arguments, which makes a tree as deep. */
  protected chain(length: number): void {
    if (length <= this.longest) return;
    if (length > MAX_DEPTH) throw tooDeep(this.source, MAX_DEPTH, this.lexer.start);
    this.longest = length;
  }

  /** Counts an operator or operand of an expression. By their precedence, they make a tree as deep or less deep. */
  protected operator(count: number): number {
    if (count >= this.longest) this.longest = count + 1;
    return count + 1;
  }

  /** Refuses the current token. */
  unexpected(expected: string, mend: string): never {
    throw syntaxError(this.source, this.lexer.start, `Found ${this.describe()} where ${expected} was expected.`, mend);
  }

  /** Refuses the current token, or the end of the text, where a bracket should have been closed. */
  unclosed(close: TokenType, open: string, openedAt: number, mend?: string): never {
    const place = placeOf(this.source, openedAt);
    if (this.lexer.type === 'end') {
      throw syntaxError(
        this.source,
        openedAt,
        `The \`${open}\` that opens at ${place} is never closed: the text ends before its \`${close}\`.`,
        `Write \`${close}\` where it ends.`,
      );
    }
    throw syntaxError(
      this.source,
      this.lexer.start,
      `Found ${this.describe()} where \`${close}\` was expected, to close the \`${open}\` of ${place}.`,
      mend ?? `Close it with \`${close}\`, or remove what does not belong there.`,
    );
  }

  /** The current token in words. */
  describe(): string {
    const { lexer } = this;
    const text = lexer.text.slice(lexer.start, Math.min(lexer.end, lexer.start + 40));
    switch (lexer.type) {
      case 'end':
        return 'the end of the text';
      case '"':
      case "''":
        return 'a string';
      case 'int':
      case 'float':
        return `the number \`${text}\``;
      case 'identifier':
        return `the name \`${text}\``;
      case 'path':
        return `the path \`${text}\``;
      case 'searchPath':
        return `the search path \`${text}\``;
      case 'uri':
        return `the URI \`${text}\``;
      default:
        return /^[a-z]/.test(text) ? `the keyword \`${text}\`` : `\`${text}\``;
    }
  }
}
