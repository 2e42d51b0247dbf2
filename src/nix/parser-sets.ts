import {
  Assign,
  Attr,
  AttrName,
  AttrSet,
  Binding,
  Inherit,
  Item,
  Mark,
  Param,
  ParamAt,
  ParamItem,
  ParamName,
  ParamSet,
} from './ast';
import { simpleString, interpolation } from './parser-strings';
import type { Parser } from './parser';
import { syntaxError } from './syntax-error';

/** What stood before a set: how it opened. */
export interface SetHead {
  /** Where the node starts: at `rec` or `let`, if there is one. */
  readonly start: number;
  readonly openedAt: number;
  readonly openLine: number;
  readonly open?: Mark;
  readonly keyword?: { readonly name: 'rec' | 'let'; readonly mark?: Mark };
}

/** Bindings up to a closing token; `first` is the first name, where it was read already. */
export function bindings(parser: Parser, first?: AttrName): Item<Binding>[] {
  const { lexer } = parser;
  const items: Item<Binding>[] = [];
  if (first) {
    const { before, after } = first.mark ?? {};
    if (before) items.push({ kind: 'loose', trivia: before });
    items.push(assign(parser, before ? { ...first, mark: after === undefined ? undefined : { after } } : first));
  }
  for (;;) {
    const trivia = lexer.takeBefore();
    if (trivia) items.push({ kind: 'loose', trivia });
    switch (lexer.type) {
      case 'inherit':
        items.push(inherit(parser));
        break;
      case 'identifier':
      case 'or':
      case '"':
      case '${':
        items.push(assign(parser));
        break;
      default:
        return items;
    }
  }
}

/** The rest of a set behind its opening brace. */
export function setBody(parser: Parser, head: SetHead, first?: AttrName): AttrSet {
  const { lexer } = parser;
  const items = bindings(parser, first);
  if (lexer.type !== '}') parser.notABinding('}', '{', head.openedAt);
  const expanded = lexer.line !== head.openLine;
  const close = lexer.advance();
  return {
    kind: 'set',
    rec: head.keyword?.name === 'rec' || undefined,
    legacyLet: head.keyword?.name === 'let' || undefined,
    items,
    expanded: expanded || undefined,
    recMark: head.keyword?.mark,
    open: head.open,
    close,
    span: parser.span(head.start),
  };
}

function assign(parser: Parser, first?: AttrName): Assign {
  const { lexer } = parser;
  const start = first?.span?.start ?? lexer.start;
  const path = attrPath(parser, first);
  if (lexer.type !== '=') parser.missingEquals();
  const equals = lexer.advance();
  const value = parser.expression();
  if (!lexer.is(';')) parser.missingSemicolon('binding', start);
  const semicolon = lexer.advance();
  return {
    kind: 'assign',
    path,
    value,
    equals,
    semicolon,
    span: parser.span(start),
  };
}

function inherit(parser: Parser): Inherit {
  const { lexer } = parser;
  const { start, line } = lexer;
  const keyword = lexer.advance();
  const from = lexer.type === '(' ? parser.paren() : undefined;
  const names: Attr[] = [];
  for (;;) {
    const attr = selector(parser);
    if (!attr) break;
    if (attr.kind !== 'name' && !isPlain(attr)) {
      throw syntaxError(
        parser.source,
        attr.span?.start ?? start,
        '`inherit` cannot take a computed name.',
        'Write the name out, or a binding: `${name} = …;`.',
      );
    }
    names.push(attr);
  }
  if (lexer.type !== ';') parser.missingSemicolon('inherit', start);
  const expanded = lexer.line !== line;
  const semicolon = lexer.advance();
  return {
    kind: 'inherit',
    from,
    names,
    expanded: expanded || undefined,
    keyword,
    semicolon,
    span: parser.span(start),
  };
}

/** Whether a quoted or interpolated selector is a string without interpolation, which Nix treats like a name. */
function isPlain(attr: Attr): boolean {
  if (attr.kind === 'quoted') return attr.parts.every((part) => typeof part === 'string');
  if (attr.kind !== 'dynamic') return true;
  const { value } = attr.value;
  return value.kind === 'string' && value.parts.every((part) => typeof part === 'string');
}

/** `a."b".${c}`, or the rest of one whose first name was read already. */
export function attrPath(parser: Parser, first?: Attr, firstDot?: Mark): Attr[] {
  const { lexer } = parser;
  const path: Attr[] = [first ?? selector(parser, firstDot) ?? parser.missingName()];
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

/** The rest of `{ a, b ? c, ... }` behind its brace; `first` is the first name, where it was read already. */
export function paramSet(parser: Parser, head: SetHead, first?: ParamName): ParamSet {
  const { lexer } = parser;
  const params: ParamItem[] = [];
  let ellipsis = false;
  let ellipsisMark: Mark | undefined;
  let name = first;
  for (;;) {
    if (!name) {
      if (lexer.type === '...') {
        ellipsis = true;
        ellipsisMark = lexer.advance();
        break;
      }
      if (lexer.type !== 'identifier') break;
      name = paramName(parser);
    }
    const item = paramItem(parser, name);
    params.push(item.item);
    name = undefined;
    if (!item.more) break;
  }
  if (lexer.type !== '}') parser.notAParam(ellipsis, head.openedAt);
  const expanded = lexer.line !== head.openLine;
  const close = lexer.advance();
  return {
    kind: 'paramSet',
    params,
    ellipsis,
    ellipsisMark,
    expanded: expanded || undefined,
    open: head.open,
    close,
    span: parser.span(head.start),
  };
}

const NO_MARK: Mark = Object.freeze({});

function paramItem(parser: Parser, name: ParamName): { item: ParamItem; more: boolean } {
  const { lexer } = parser;
  const start = name.span?.start ?? lexer.start;
  let question: Mark | undefined;
  let fallback: ParamItem['fallback'];
  if (lexer.type === '?') {
    question = lexer.advance();
    fallback = parser.expression();
  }
  const span = parser.span(start);
  const more = lexer.type === ',';
  const comma = more ? (lexer.advance() ?? NO_MARK) : undefined;
  const item: ParamItem = {
    name: name.name,
    fallback,
    mark: name.mark,
    question,
    comma,
    span,
  };
  return { item, more };
}

export function paramName(parser: Parser): ParamName {
  const { lexer } = parser;
  const { start } = lexer;
  const name = lexer.text.slice(start, lexer.end);
  const mark = lexer.advance();
  return { kind: 'paramName', name, mark, span: parser.span(start) };
}

/** The other side of an `@`, if one follows. */
export function paramRest(parser: Parser, left: ParamName | ParamSet): Param {
  const { lexer } = parser;
  if (lexer.type !== '@') return left;
  const at = lexer.advance();
  let right: ParamName | ParamSet;
  if (left.kind === 'paramSet') {
    if (!lexer.is('identifier')) parser.unexpected('a name for all arguments', 'Write a name behind the `@`.');
    right = paramName(parser);
  } else {
    if (!lexer.is('{')) parser.unexpected('a set pattern', 'Write `{ … }` behind the `@`.');
    const { start: openedAt, line: openLine } = lexer;
    const open = lexer.advance();
    right = paramSet(parser, { start: openedAt, openedAt, openLine, open });
  }
  const start = left.span?.start ?? 0;
  const pattern: ParamAt = { kind: 'paramAt', left, right, at, span: parser.span(start) };
  return pattern;
}
