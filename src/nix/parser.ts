import { Attr, BinaryOperator, Item, Mark, Node, Param, Paren, SourceFile, Span } from './ast';
import { TokenType } from './lexer';
import { MAX_DEPTH } from './limits';
import { BINARY, HAS_LEVEL, NEGATE_LEVEL, NOT_LEVEL, PIPE_LEVEL } from './operators';
import { ParserRefusals } from './parser-refusals';
import { attrPath, bindings, lambdaParam, setTerm } from './parser-sets';
import { indentedTerm, pathTerm, stringTerm } from './parser-strings';
import { tooDeep } from './syntax-error';
import { deeperThan } from './tree-depth';

export interface ParseOptions {
  /** The number of the text's first line, for errors in text that stands inside another file. 1 unless given. */
  readonly firstLine?: number;
}

/**
 * Parses the text of a Nix file: one expression, with the comments around it.
 *
 * @throws NixError `NIX_SYNTAX` where the text is not Nix, `NIX_TOO_DEEP` where it nests deeper than `MAX_DEPTH`.
 */
export function parseFile(text: string, options: ParseOptions = {}): SourceFile {
  const source = { text, firstLine: options.firstLine ?? 1 };
  try {
    return new Parser(source).file();
  } catch (error) {
    // The caller may have left less of the stack than the limit needs.
    if (error instanceof RangeError) throw tooDeep(source, MAX_DEPTH);
    throw error;
  }
}

/** Parses one expression and refuses anything behind it but comments. Throws as `parseFile` does. */
export function parseExpression(text: string, options: ParseOptions = {}): Node {
  return parseFile(text, options).root;
}

const INT_MAX = 9223372036854775807n;

/** An operator that waits for its right operand. */
interface Pending {
  readonly op: BinaryOperator | 'not' | 'negate';
  readonly level: number;
  readonly start: number;
  readonly mark?: Mark;
}

/** A function that waits for its body. */
interface Head {
  readonly param: Param;
  readonly colon?: Mark;
  readonly bodyBelow?: boolean;
}

/**
 * A recursive descent over expressions. Chains of operators, arguments and
 * parameters are loops; what nests recurses, in as few frames a level as can
 * be: `expression`, `operators`, `term` and the term's own method.
 */
export class Parser extends ParserRefusals {
  file(): SourceFile {
    const { lexer } = this;
    lexer.begin(0);
    const root = this.expression();
    if (lexer.type !== 'end') this.trailing();
    // One level of the text makes at most two chains and a few nodes more; only where that may be too much, count.
    const deep = this.deepest * (2 * this.longest + 4) > MAX_DEPTH && deeperThan(root, MAX_DEPTH);
    if (deep) throw tooDeep(this.source, MAX_DEPTH, deep.span?.start);
    return { root, trailing: lexer.finish() };
  }

  /**
   * Operators and their operands, by precedence. An operand is a term, or a
   * function and its arguments. What ends in a whole expression stands at the
   * beginning of one only.
   */
  expression(): Node {
    this.enter();
    const { lexer } = this;
    const heads = this.lambdas();
    let node = this.keyword();
    if (!node) {
      const operands: Node[] = [];
      const pending: Pending[] = [];
      let count = 0;
      do {
        while (lexer.type === '-' || lexer.type === '!') count = this.prefix(pending, count);
        node = this.term() ?? this.missingOperand();
        let argument = this.term(node);
        for (let i = 1; argument; i += 1) {
          this.chain(i);
          node = { kind: 'apply', fn: node, arg: argument, span: joined(node, argument) };
          argument = this.term(argument);
        }
        operands.push(node);
        while (lexer.is('?')) count = this.has(operands, pending, count);
        count = this.operator(count);
      } while (this.infix(operands, pending));
      node = operands[0];
    }
    this.leave();
    return heads ? this.wrap(heads, node) : node;
  }

  /** `let`, `if`, `with` or `assert`, and the expression that ends it. */
  private keyword(): Node | undefined {
    switch (this.lexer.type) {
      case 'let':
        return this.lexer.bracesFollow() ? undefined : this.let();
      case 'if':
        return this.if();
      case 'with':
      case 'assert':
        return this.withOrAssert(this.lexer.type);
      default:
        return undefined;
    }
  }

  /** `(inner)`; the lexer stands at its bracket. */
  paren(): Paren {
    const { lexer } = this;
    const { start } = lexer;
    const open = lexer.advance();
    const inner = this.expression();
    if (lexer.type !== ')') this.unclosed(')', '(', start);
    const close = lexer.advance();
    return { kind: 'paren', inner, open, close, span: this.span(start) };
  }

  /** The parameters of the functions that begin here, if any do. */
  private lambdas(): Head[] | undefined {
    const { lexer } = this;
    let heads: Head[] | undefined;
    while (lexer.startsLambda()) {
      const param = lambdaParam(this);
      if (lexer.type !== ':') this.missingColon();
      const { line } = lexer;
      const colon = lexer.advance();
      (heads ??= []).push({ param, colon, bodyBelow: lexer.line !== line || undefined });
      this.chain(heads.length);
    }
    return heads;
  }

  private wrap(heads: readonly Head[], body: Node): Node {
    let node = body;
    for (let i = heads.length - 1; i >= 0; i -= 1) {
      const { param, colon, bodyBelow } = heads[i];
      node = { kind: 'lambda', param, body: node, colon, bodyBelow, span: this.span(param.span?.start ?? 0) };
    }
    return node;
  }

  private let(): Node {
    const { lexer } = this;
    const { start } = lexer;
    const keyword = lexer.advance();
    const items = bindings(this);
    if (lexer.type !== 'in') this.notABinding('in', 'let', start);
    const inMark = lexer.advance();
    const body = this.expression();
    return { kind: 'let', items, body, keyword, inMark, span: this.span(start) };
  }

  private if(): Node {
    const { lexer } = this;
    const { start } = lexer;
    const keyword = lexer.advance();
    const condition = this.expression();
    if (lexer.type !== 'then') this.missingKeyword('then', start);
    const thenMark = lexer.advance();
    const then = this.expression();
    if (!lexer.is('else')) this.missingKeyword('else', start);
    const elseMark = lexer.advance();
    const otherwise = this.expression();
    return { kind: 'if', condition, then, otherwise, keyword, thenMark, elseMark, span: this.span(start) };
  }

  private withOrAssert(kind: 'with' | 'assert'): Node {
    const { lexer } = this;
    const { start } = lexer;
    const keyword = lexer.advance();
    const first = this.expression();
    if (lexer.type !== ';') this.missingSemicolon(kind, start);
    const semicolon = lexer.advance();
    const body = this.expression();
    const span = this.span(start);
    if (kind === 'with') return { kind, scope: first, body, keyword, semicolon, span };
    return { kind, condition: first, body, keyword, semicolon, span };
  }

  private prefix(pending: Pending[], count: number): number {
    const { lexer } = this;
    const { type, start } = lexer;
    const mark = lexer.advance();
    pending.push(
      type === '-' ? { op: 'negate', level: NEGATE_LEVEL, start, mark } : { op: 'not', level: NOT_LEVEL, start, mark },
    );
    return this.operator(count);
  }

  private has(operands: Node[], pending: Pending[], count: number): number {
    reduce(operands, pending, HAS_LEVEL);
    const target = operands.pop() as Node;
    const mark = this.lexer.advance();
    const names = attrPath(this);
    operands.push({ kind: 'has', target, path: names, mark, span: this.span(target.span?.start ?? 0) });
    return this.operator(count);
  }

  /** Takes the operator between two operands. Without one, applies all that wait and says so. */
  private infix(operands: Node[], pending: Pending[]): boolean {
    const { lexer } = this;
    const precedence = BINARY[lexer.type];
    if (!precedence) {
      reduce(operands, pending, -1);
      return false;
    }
    const { level, associativity } = precedence;
    const op = lexer.type as BinaryOperator;
    reduce(operands, pending, level + 0.5);
    const top = pending[pending.length - 1];
    if (top?.level === level) {
      if (associativity === 'none' || (level === PIPE_LEVEL && top.op !== op)) this.cannotChain(top.op, op);
      if (associativity === 'left') reduce(operands, pending, level);
    }
    const { start } = lexer;
    pending.push({ op, level, start, mark: lexer.advance() });
    return true;
  }

  /**
   * A term with its selection, or undefined where none begins. `last` is the
   * term before it, for arguments and list items: behind a term without a
   * selection, `or` is an ordinary name, an oddity that old code depends on.
   */
  private term(last?: Node): Node | undefined {
    const { lexer } = this;
    const { type } = lexer;
    let node: Node;
    if (type === 'identifier') {
      node = this.identifier();
    } else if (type === '(') {
      node = this.paren();
    } else if (type === '{' || type === 'rec' || type === 'let') {
      node = setTerm(this);
    } else if (type === '[') {
      node = this.list();
    } else if (type === '"') {
      node = stringTerm(this);
    } else if (type === "''") {
      node = indentedTerm(this);
    } else if (type === 'path') {
      node = pathTerm(this);
    } else if (type === 'or') {
      return last && canPrecedeOr(last) ? this.identifier() : undefined;
    } else {
      const atom = this.atom(type);
      if (!atom) return undefined;
      node = atom;
    }
    return lexer.type === '.' ? this.select(node) : node;
  }

  private select(target: Node): Node {
    const { lexer } = this;
    const dot = lexer.advance();
    const names: Attr[] = attrPath(this, dot);
    let orMark: Mark | undefined;
    let fallback: Node | undefined;
    if (lexer.type === 'or') {
      orMark = lexer.advance();
      this.enter();
      fallback = this.term() ?? this.missingOperand();
      this.leave();
    }
    return { kind: 'select', target, path: names, fallback, orMark, span: this.span(target.span?.start ?? 0) };
  }

  private identifier(): Node {
    const { lexer } = this;
    const { start } = lexer;
    const name = lexer.text.slice(start, lexer.end);
    const mark = lexer.advance();
    return { kind: 'identifier', name, mark, span: this.span(start) };
  }

  private atom(type: TokenType): Node | undefined {
    if (type !== 'int' && type !== 'float' && type !== 'uri' && type !== 'searchPath') return undefined;
    const { lexer } = this;
    const { start } = lexer;
    const text = lexer.text.slice(start, lexer.end);
    if (type === 'int' && text.length > 18 && BigInt(text) > INT_MAX) this.tooLarge(INT_MAX);
    const mark = lexer.advance();
    const span = this.span(start);
    if (type === 'uri') return { kind: 'string', parts: [text], mark, span };
    return { kind: type, text, mark, span };
  }

  private list(): Node {
    const { lexer } = this;
    const { start, line } = lexer;
    const open = lexer.advance();
    const items: Item<Node>[] = [];
    // An empty list has no level inside it.
    const nested = lexer.type !== ']';
    if (nested) this.enter();
    let item: Node | undefined;
    for (;;) {
      const trivia = lexer.takeBefore();
      if (trivia) items.push({ kind: 'loose', trivia });
      item = this.term(item);
      if (!item) break;
      items.push(item);
    }
    if (nested) this.leave();
    if (lexer.type !== ']') this.notAnItem(start);
    const expanded = lexer.line !== line || undefined;
    const close = lexer.advance();
    return { kind: 'list', items, expanded, open, close, span: this.span(start) };
  }
}

/** Applies the operators that bind at least so tightly. */
function reduce(operands: Node[], pending: Pending[], level: number): void {
  while (pending.length > 0 && pending[pending.length - 1].level >= level) {
    const { op, start, mark } = pending.pop() as Pending;
    const right = operands.pop() as Node;
    const end = right.span?.end ?? start;
    if (op === 'negate' || op === 'not') {
      operands.push({ kind: 'unary', op: op === 'not' ? '!' : '-', operand: right, mark, span: { start, end } });
    } else {
      const left = operands.pop() as Node;
      operands.push({ kind: 'binary', op, left, right, mark, span: { start: left.span?.start ?? start, end } });
    }
  }
}

function canPrecedeOr(node: Node): boolean {
  if (node.kind === 'select') return node.fallback !== undefined && canPrecedeOr(node.fallback);
  return !(node.kind === 'identifier' && node.name === 'or');
}

function joined(first: Node, last: Node): Span {
  return { start: first.span?.start ?? 0, end: last.span?.end ?? 0 };
}
