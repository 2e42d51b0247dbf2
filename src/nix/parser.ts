import {
  Attr,
  AttrName,
  BinaryOperator,
  If,
  Item,
  Lambda,
  Let,
  Mark,
  Node,
  NumberLiteral,
  Param,
  ParamName,
  Paren,
  Select,
  SourceFile,
} from './ast';
import { asSimpleString, stripIndentation } from './indentation';
import { BINARY, HAS_LEVEL, NEGATE_LEVEL, NOT_LEVEL, PIPE_LEVEL } from './operators';
import { MAX_DEPTH } from './parser-core';
import { ParserRefusals } from './parser-refusals';
import { attrPath, bindings, paramName, paramRest, paramSet, setBody, SetHead } from './parser-sets';
import { indentedString, path, simpleString } from './parser-strings';
import { syntaxError, tooDeep } from './syntax-error';
import { isDeeperThan } from './tree-depth';

export { MAX_DEPTH } from './parser-core';

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

/** A recursive descent over expressions; chains of operators, arguments and parameters are loops. */
export class Parser extends ParserRefusals {
  file(): SourceFile {
    const { lexer } = this;
    lexer.begin(0);
    const root = this.expression();
    if (lexer.type !== 'end') this.trailing();
    // One level of the text makes at most two chains and a few nodes more; only where that may be too much, count.
    if (this.deepest * (2 * this.longest + 4) > MAX_DEPTH && isDeeperThan(root, MAX_DEPTH)) {
      throw tooDeep(this.source, MAX_DEPTH);
    }
    return { root, trailing: lexer.finish() };
  }

  expression(): Node {
    this.enter();
    const node = this.function();
    this.depth -= 1;
    return node;
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

  private function(): Node {
    const { lexer } = this;
    const lambdas: { param: Param; colon?: Mark; colonLine: number; bodyLine: number }[] = [];
    let body: Node;
    for (;;) {
      const head = this.lambdaOrBody();
      if ('param' in head) {
        const colonLine = lexer.line;
        const colon = lexer.advance();
        lambdas.push({ param: head.param, colon, colonLine, bodyLine: lexer.line });
        this.chain(lambdas.length);
      } else {
        body = head.body;
        break;
      }
    }
    for (let i = lambdas.length - 1; i >= 0; i -= 1) {
      const { param, colon, colonLine, bodyLine } = lambdas[i];
      const bodyBelow = colonLine !== bodyLine || undefined;
      const lambda: Lambda = { kind: 'lambda', param, body, colon, bodyBelow, span: this.span(param.span?.start ?? 0) };
      body = lambda;
    }
    return body;
  }

  /** A parameter, with the lexer at its colon, or an expression that is no function. */
  private lambdaOrBody(): { param: Param } | { body: Node } {
    const { lexer } = this;
    const { start } = lexer;
    switch (lexer.type) {
      case 'identifier': {
        const name = paramName(this);
        const next: string = lexer.type;
        if (next === ':' || next === '@') return { param: this.colonAfter(paramRest(this, name)) };
        return {
          body: this.operators(this.operand({ kind: 'identifier', name: name.name, mark: name.mark, span: name.span })),
        };
      }
      case '{': {
        const openLine = lexer.line;
        const head: SetHead = { start, openedAt: start, openLine, open: lexer.advance() };
        return this.patternOrSet(head);
      }
      case 'let':
        return { body: this.let() };
      case 'if':
        return { body: this.if() };
      case 'with':
      case 'assert':
        return { body: this.withOrAssert(lexer.type) };
      default:
        return { body: this.operators() };
    }
  }

  private patternOrSet(head: SetHead): { param: Param } | { body: Node } {
    const { lexer } = this;
    if (lexer.type === '}') {
      const trivia = lexer.before;
      const empty = setBody(this, head);
      const next: string = lexer.type;
      if (next !== ':' && next !== '@') return { body: this.operators(this.operand(empty)) };
      const { expanded, open, span } = empty;
      const close = trivia ? { ...empty.close, before: trivia } : empty.close;
      const left = { kind: 'paramSet', params: [], ellipsis: false, expanded, open, close, span } as const;
      return { param: this.colonAfter(paramRest(this, left)) };
    }
    if (lexer.type === '...') return { param: this.colonAfter(paramRest(this, paramSet(this, head))) };
    if (lexer.type === 'identifier') {
      const name: ParamName = paramName(this);
      const next: string = lexer.type;
      if (next === ',' || next === '?' || next === '}') {
        return { param: this.colonAfter(paramRest(this, paramSet(this, head, name))) };
      }
      return { body: this.operators(this.operand(setBody(this, head, asAttr(name)))) };
    }
    return { body: this.operators(this.operand(setBody(this, head))) };
  }

  private colonAfter(param: Param): Param {
    if (this.lexer.type !== ':') {
      this.unexpected(
        '`:` behind the parameters of a function',
        'Write `:` and the body of the function, or `=` to bind a name.',
      );
    }
    return param;
  }

  private let(): Node {
    const { lexer } = this;
    const { start } = lexer;
    const keyword = lexer.advance();
    if (lexer.type === '{') return this.operators(this.operand(this.setBehind('let', start, keyword)));
    const items = bindings(this);
    if (lexer.type !== 'in') this.notABinding('in', 'let', start);
    const inMark = lexer.advance();
    const body = this.expression();
    const node: Let = { kind: 'let', items, body, keyword, inMark, span: this.span(start) };
    return node;
  }

  private if(): If {
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

  /** Operators and their operands, by precedence; `first` is the first operand, where it was read already. */
  private operators(first?: Node): Node {
    const { lexer } = this;
    const operands: Node[] = [];
    const pending: Pending[] = [];
    let operand = first;
    let count = 0;
    for (;;) {
      this.chain((count += 1));
      if (!operand) {
        const { start } = lexer;
        if (lexer.type === '-' || lexer.type === '!') {
          const op = lexer.type === '-' ? 'negate' : 'not';
          pending.push({ op, level: op === 'negate' ? NEGATE_LEVEL : NOT_LEVEL, start, mark: lexer.advance() });
          continue;
        }
        operand = this.operand();
      }
      operands.push(operand);
      operand = undefined;
      while (lexer.type === '?') {
        this.chain((count += 1));
        reduce(operands, pending, HAS_LEVEL);
        const target = operands[operands.length - 1];
        const mark = lexer.advance();
        const names = attrPath(this);
        operands[operands.length - 1] = {
          kind: 'has',
          target,
          path: names,
          mark,
          span: this.span(target.span?.start ?? 0),
        };
      }
      const precedence = BINARY[lexer.type];
      if (!precedence) break;
      const op = lexer.type as BinaryOperator;
      reduce(operands, pending, precedence.level + 0.5);
      const top = pending[pending.length - 1];
      if (top?.level === precedence.level) {
        if (precedence.associativity === 'none' || (precedence.level === PIPE_LEVEL && top.op !== op)) {
          this.cannotChain(top.op, op);
        }
        if (precedence.associativity === 'left') reduce(operands, pending, precedence.level);
      }
      const { start } = lexer;
      pending.push({ op, level: precedence.level, start, mark: lexer.advance() });
    }
    reduce(operands, pending, -1);
    return operands[0];
  }

  /** One operand: a term, or a function and its arguments. */
  private operand(first?: Node): Node {
    const { lexer } = this;
    let node = this.select(first ?? this.simple() ?? this.missingOperand());
    let last = node;
    let count = 0;
    for (;;) {
      const argument = this.argument(last);
      if (!argument) return node;
      this.chain((count += 1));
      last = argument;
      node = { kind: 'apply', fn: node, arg: argument, span: { start: node.span?.start ?? 0, end: lexer.previousEnd } };
    }
  }

  /**
   * The next argument or list item. After a term without a selection, `or` is
   * an ordinary name: an oddity that old code depends on.
   */
  private argument(last: Node | undefined): Node | undefined {
    if (this.lexer.type === 'or' && last && canPrecedeOr(last)) return this.identifier();
    const term = this.simple();
    return term && this.select(term);
  }

  private select(target: Node): Node {
    const { lexer } = this;
    if (lexer.type !== '.') return target;
    const dot = lexer.advance();
    const names: Attr[] = attrPath(this, undefined, dot);
    let orMark: Mark | undefined;
    let fallback: Node | undefined;
    if (lexer.is('or')) {
      orMark = lexer.advance();
      this.enter();
      fallback = this.select(this.simple() ?? this.missingOperand());
      this.depth -= 1;
    }
    const node: Select = {
      kind: 'select',
      target,
      path: names,
      fallback,
      orMark,
      span: { start: target.span?.start ?? 0, end: lexer.previousEnd },
    };
    return node;
  }

  private identifier(): Node {
    const { lexer } = this;
    const { start } = lexer;
    const name = lexer.text.slice(start, lexer.end);
    const mark = lexer.advance();
    return { kind: 'identifier', name, mark, span: this.span(start) };
  }

  /** A term without its selection, or undefined where none begins. */
  private simple(): Node | undefined {
    const { lexer } = this;
    const { start } = lexer;
    switch (lexer.type) {
      case 'identifier':
        return this.identifier();
      case 'int':
      case 'float':
        return this.number(lexer.type);
      case '"': {
        const { content, mark } = simpleString(this);
        return { kind: 'string', parts: content, mark, span: this.span(start) };
      }
      case "''": {
        const { content, mark } = indentedString(this);
        const lines = stripIndentation(content);
        const span = this.span(start);
        const parts = asSimpleString(lines);
        return parts ? { kind: 'string', parts, mark, span } : { kind: 'indented', lines, mark, span };
      }
      case 'uri': {
        const text = lexer.text.slice(start, lexer.end);
        const mark = lexer.advance();
        return { kind: 'string', parts: [text], mark, span: this.span(start) };
      }
      case 'path': {
        const { content, mark } = path(this);
        return { kind: 'path', parts: content, mark, span: this.span(start) };
      }
      case 'searchPath': {
        const text = lexer.text.slice(start, lexer.end);
        const mark = lexer.advance();
        return { kind: 'searchPath', text, mark, span: this.span(start) };
      }
      case '(':
        return this.paren();
      case '[':
        return this.list();
      case '{': {
        const { line: openLine } = lexer;
        return setBody(this, { start, openedAt: start, openLine, open: lexer.advance() });
      }
      case 'rec':
        return this.setBehind('rec', start, lexer.advance());
      case 'let': {
        const keyword = lexer.advance();
        return this.setBehind('let', start, keyword);
      }
      default:
        return undefined;
    }
  }

  private number(kind: 'int' | 'float'): NumberLiteral {
    const { lexer } = this;
    const { start } = lexer;
    const text = lexer.text.slice(start, lexer.end);
    if (kind === 'int' && text.length > 18 && BigInt(text) > INT_MAX) {
      throw syntaxError(
        this.source,
        start,
        `The integer ${text.length > 40 ? `${text.slice(0, 40)}…` : text} is larger than Nix can hold (${INT_MAX}).`,
        'Write it as a string, or as a float with a `.`.',
      );
    }
    const mark = lexer.advance();
    return { kind, text, mark, span: this.span(start) };
  }

  private setBehind(name: 'rec' | 'let', start: number, mark: Mark | undefined): Node {
    const { lexer } = this;
    if (lexer.type !== '{') this.afterRecOrLet(name);
    const { start: openedAt, line: openLine } = lexer;
    return setBody(this, { start, openedAt, openLine, open: lexer.advance(), keyword: { name, mark } });
  }

  private list(): Node {
    const { lexer } = this;
    const { start, line } = lexer;
    const open = lexer.advance();
    const items: Item<Node>[] = [];
    let last: Node | undefined;
    for (;;) {
      const trivia = lexer.takeBefore();
      if (trivia) items.push({ kind: 'loose', trivia });
      const item = this.argument(last);
      if (!item) break;
      items.push(item);
      last = item;
    }
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

function asAttr(name: ParamName): AttrName {
  return { kind: 'name', name: name.name, mark: name.mark, span: name.span };
}
