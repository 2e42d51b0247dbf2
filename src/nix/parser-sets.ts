import { Attr, AttrSet, Binding, Inherit, Item, Mark, Param, ParamItem, ParamName, ParamSet, Span } from './ast';
import { attrName } from './attr-name';
import type { Parser } from './parser';
import { NextName, nextName } from './parser-refusals';
import { simpleString, interpolation } from './parser-strings';

/** Bindings up to a token that begins none. One function, since each frame counts where sets nest. */
export function bindings(parser: Parser): Item<Binding>[] {
  const { lexer } = parser;
  const items: Item<Binding>[] = [];
  for (;;) {
    const trivia = lexer.takeBefore();
    if (trivia) items.push({ kind: 'loose', trivia });
    const { start, type } = lexer;
    if (type === 'inherit') {
      items.push(inherit(parser));
    } else if (type === 'identifier' || type === 'or' || type === '"' || type === '${') {
      const path = attrPath(parser);
      if (lexer.type !== '=') parser.missingEquals();
      const equals = lexer.advance();
      const value = parser.expression();
      if (!lexer.is(';')) parser.missingSemicolon('binding', start, nextName(value));
      const semicolon = lexer.advance();
      items.push({ kind: 'assign', path, value, equals, semicolon, span: parser.span(start) });
    } else {
      return items;
    }
  }
}

/** `{ … }`, `rec { … }` or the old `let { … }`; the lexer stands at its first token. */
export function setTerm(parser: Parser): AttrSet {
  const { lexer } = parser;
  const { start, type } = lexer;
  let recMark: Mark | undefined;
  if (type !== '{') {
    recMark = lexer.advance();
    if (!lexer.is('{')) parser.afterRecOrLet(type === 'rec' ? 'rec' : 'let');
  }
  const { start: openedAt, line } = lexer;
  const open = lexer.advance();
  const items = bindings(parser);
  if (!lexer.is('}')) parser.notABinding('}', '{', openedAt);
  const expanded = lexer.line !== line || undefined;
  const close = lexer.advance();
  return {
    kind: 'set',
    rec: type === 'rec' || undefined,
    legacyLet: type === 'let' || undefined,
    items,
    expanded,
    recMark,
    open,
    close,
    span: parser.span(start),
  };
}

function inherit(parser: Parser): Inherit {
  const { lexer } = parser;
  const { start, line } = lexer;
  const keyword = lexer.advance();
  const from = lexer.type === '(' ? parser.paren() : undefined;
  const names: Attr[] = [];
  let behind = lexer.previousEnd;
  let next: NextName | undefined;
  for (let attr = selector(parser); attr; attr = selector(parser)) {
    if (attrName(attr) === undefined) parser.computedInherit(attr.span?.start ?? start);
    names.push(attr);
    next = { name: attr.span as Span, behind };
    behind = lexer.previousEnd;
  }
  if (lexer.type !== ';') parser.missingSemicolon('inherit', start, next);
  const expanded = lexer.line !== line || undefined;
  const semicolon = lexer.advance();
  return { kind: 'inherit', from, names, expanded, keyword, semicolon, span: parser.span(start) };
}

/** `a."b".${c}`; `firstDot` is the mark of a dot before it. */
export function attrPath(parser: Parser, firstDot?: Mark): Attr[] {
  const { lexer } = parser;
  const path: Attr[] = [selector(parser, firstDot) ?? parser.missingName()];
  while (lexer.type === '.') {
    const dot = lexer.advance();
    path.push(selector(parser, dot) ?? parser.missingName());
  }
  return path;
}

function selector(parser: Parser, dot?: Mark): Attr | undefined {
  const { lexer } = parser;
  const { start } = lexer;
  switch (lexer.type) {
    case 'identifier':
    case 'or': {
      const name = lexer.text.slice(start, lexer.end);
      const mark = lexer.advance();
      return { kind: 'name', name, mark, dot, span: parser.span(start) };
    }
    case '"': {
      const { content, mark } = simpleString(parser);
      return { kind: 'quoted', parts: content, mark, dot, span: parser.span(start) };
    }
    case '${': {
      const before = lexer.takeBefore();
      const value = interpolation(parser, start);
      const mark = lexer.leave(lexer.end, before);
      return { kind: 'dynamic', value, mark, dot, span: parser.span(start) };
    }
    default:
      return undefined;
  }
}

/** The parameter of a function: `name`, `{ … }`, or both with an `@`. */
export function lambdaParam(parser: Parser): Param {
  const { lexer } = parser;
  const { start } = lexer;
  const left = lexer.type === '{' ? paramSet(parser) : paramName(parser);
  if (lexer.type !== '@') return left;
  const at = lexer.advance();
  let right: ParamName | ParamSet;
  if (left.kind === 'paramSet') {
    if (!lexer.is('identifier')) parser.unexpected('a name for all arguments', 'Write a name behind the `@`.');
    right = paramName(parser);
  } else {
    if (!lexer.is('{')) parser.unexpected('a set pattern', 'Write `{ … }` behind the `@`.');
    right = paramSet(parser);
  }
  return { kind: 'paramAt', left, right, at, span: parser.span(start) };
}

const NO_MARK: Mark = Object.freeze({});

function paramSet(parser: Parser): ParamSet {
  const { lexer } = parser;
  const { start, line } = lexer;
  const open = lexer.advance();
  const params: ParamItem[] = [];
  let ellipsis = false;
  let ellipsisMark: Mark | undefined;
  let more = true;
  while (more && lexer.type === 'identifier') {
    const { name, mark, span: nameSpan } = paramName(parser);
    let question: Mark | undefined;
    let fallback: ParamItem['fallback'];
    if (lexer.is('?')) {
      question = lexer.advance();
      fallback = parser.expression();
    }
    const span = parser.span(nameSpan?.start ?? 0);
    more = lexer.is(',');
    const comma = more ? (lexer.advance() ?? NO_MARK) : undefined;
    params.push({ name, fallback, mark, question, comma, span });
  }
  if (more && lexer.type === '...') {
    ellipsis = true;
    ellipsisMark = lexer.advance();
  }
  if (lexer.type !== '}') parser.notAParam(ellipsis, start);
  const expanded = lexer.line !== line || undefined;
  const close = lexer.advance();
  return { kind: 'paramSet', params, ellipsis, ellipsisMark, expanded, open, close, span: parser.span(start) };
}

function paramName(parser: Parser): ParamName {
  const { lexer } = parser;
  const { start } = lexer;
  const name = lexer.text.slice(start, lexer.end);
  const mark = lexer.advance();
  return { kind: 'paramName', name, mark, span: parser.span(start) };
}
