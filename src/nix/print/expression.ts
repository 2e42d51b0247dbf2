import { Assert, Attr, If, Let, Node, Paren, Select, With } from '../ast';
import { application } from './application';
import { list, renderItems, set } from './collections';
import { GroupKind, Spacing } from './doc';
import { lambda } from './lambda';
import { commentBefore, movable, withTriviaBefore } from './marks';
import { comparison, isComparison, operation } from './operators';
import { isAbsorbable, isAbsorbableExpr } from './shape';
import { interpolation, stringLine, stringLiteral } from './strings';
import { token, trailingComment, trivia } from './trivia';
import { Writer } from './writer';

/** Any expression. */
export function expression(w: Writer, node: Node): void {
  switch (node.kind) {
    case 'with':
      withScope(w, node, false);
      return;
    case 'let':
      letIn(w, node);
      return;
    case 'assert':
      assertion(w, node);
      return;
    case 'if':
      condition(w, node);
      return;
    case 'lambda':
      lambda(w, node);
      return;
    case 'apply':
      application(w, node, {});
      return;
    case 'binary':
      if (isComparison(node.op)) comparison(w, node);
      else operation(w, node, false);
      return;
    case 'has':
      expression(w, node.target);
      w.space(Spacing.SOFT_LINE);
      token(w, '?', node.mark);
      w.space(Spacing.SPACE);
      attrPath(w, node.path);
      return;
    case 'unary':
      token(w, node.op, node.mark);
      expression(w, node.operand);
      return;
    case 'list':
      w.open();
      list(w, node, Spacing.HARD_LINE);
      w.close();
      return;
    case 'set':
      set(w, node, false);
      return;
    case 'string':
    case 'indented':
      stringLiteral(w, node);
      return;
    default:
      term(w, node);
  }
}

/** A term, without the group of its own that a list has as an expression. */
export function term(w: Writer, node: Node): void {
  switch (node.kind) {
    case 'identifier':
      token(w, node.name, node.mark);
      return;
    case 'int':
    case 'float':
    case 'searchPath':
      token(w, node.text, node.mark);
      return;
    case 'string':
    case 'indented':
      stringLiteral(w, node);
      return;
    case 'path':
      if (node.mark?.before) trivia(w, node.mark.before);
      stringLine(w, node.parts);
      if (node.mark?.after !== undefined) trailingComment(w, node.mark.after);
      return;
    case 'list':
      list(w, node, Spacing.HARD_LINE);
      return;
    case 'set':
      set(w, node, false);
      return;
    case 'select':
      selection(w, node);
      return;
    case 'paren':
      parenthesized(w, node);
      return;
    default:
      expression(w, node);
  }
}

/** A term that opens on the line it stands in: a set goes onto several lines. */
export function wideTerm(w: Writer, node: Node): void {
  if (node.kind === 'set') set(w, node, true);
  else term(w, node);
}

/** An absorbable expression, its set on several lines where `wide`. */
export function absorbedExpr(w: Writer, node: Node, wide: boolean): void {
  if (isAbsorbable(node)) {
    if (wide) wideTerm(w, node);
    else term(w, node);
  } else if (node.kind === 'with' && isAbsorbable(node.body)) {
    withScope(w, node, true);
  } else {
    expression(w, node);
  }
}

/** What stands in brackets of some kind: against them where it opens on their line, else below. */
export function absorbed(w: Writer, node: Node): void {
  if (isAbsorbableExpr(node)) {
    w.open();
    absorbedExpr(w, node, false);
    w.close();
    return;
  }
  if (node.kind === 'apply') {
    application(w, node, { indentFunction: true, breakAfter: true });
    return;
  }
  if (node.kind !== 'select' || isAbsorbable(node.target)) w.space(Spacing.BREAK);
  w.open();
  expression(w, node);
  w.close();
  w.space(Spacing.BREAK);
}

/** Selectors with the dots between them. */
export function attrPath(w: Writer, path: readonly Attr[]): void {
  for (let i = 0; i < path.length; i += 1) {
    if (i > 0) token(w, '.', path[i].dot);
    attr(w, path[i]);
  }
}

/** One selector. */
export function attr(w: Writer, node: Attr): void {
  if (node.kind === 'name') {
    token(w, node.name, node.mark);
    return;
  }
  if (node.kind === 'quoted') {
    stringLiteral(w, { kind: 'string', parts: node.parts, mark: node.mark });
    return;
  }
  if (node.mark?.before) trivia(w, node.mark.before);
  interpolation(w, node.value);
  if (node.mark?.after !== undefined) trailingComment(w, node.mark.after);
}

function selection(w: Writer, node: Select): void {
  const { target } = node;
  expression(w, target);
  switch (target.kind) {
    case 'int':
    case 'float':
      // `1.a` would be read as a number.
      w.space(Spacing.SPACE);
      break;
    case 'identifier':
    case 'searchPath':
      break;
    case 'paren':
      w.space(Spacing.SOFT_BREAK);
      break;
    default:
      w.space(Spacing.BREAK);
  }
  token(w, '.', node.path[0]?.dot);
  attrPath(w, node.path);
  if (!node.fallback) return;
  w.space(Spacing.SOFT_LINE);
  w.level += 1;
  token(w, 'or', node.orMark);
  w.space(Spacing.SPACE);
  expression(w, node.fallback);
  w.level -= 1;
}

function parenthesized(w: Writer, node: Paren): void {
  w.open();
  token(w, '(', commentBefore(node.open));
  w.level += 1;
  absorbed(w, node.inner);
  if (node.close?.before) trivia(w, node.close.before);
  w.level -= 1;
  closeParen(w, node);
  w.close();
}

/** `)`, with the comments before it written already. */
export function closeParen(w: Writer, node: Paren): void {
  w.text(')');
  if (node.close?.after !== undefined) trailingComment(w, node.close.after);
}

function withScope(w: Writer, node: With, absorbBody: boolean): void {
  w.open();
  if (absorbBody) w.space(Spacing.BREAK);
  token(w, 'with', node.keyword);
  w.space(Spacing.SPACE);
  w.level += 1;
  w.open();
  expression(w, node.scope);
  w.close();
  w.level -= 1;
  token(w, ';', node.semicolon);
  if (absorbBody) {
    w.space(Spacing.SPACE);
    w.open();
    wideTerm(w, node.body);
    w.close(GroupKind.PRIORITY);
    w.close();
  } else {
    w.close();
    w.space(Spacing.LINE);
    expression(w, node.body);
  }
}

function letIn(w: Writer, node: Let): void {
  w.open();
  token(w, 'let', node.keyword);
  w.space(Spacing.HARD_LINE);
  w.level += 1;
  renderItems(w, node.items, Spacing.HARD_LINE);
  w.level -= 1;
  w.close();
  w.space(Spacing.HARD_LINE);
  w.open();
  w.text('in');
  w.space(Spacing.HARD_LINE);
  // What stood around `in` belongs to the body.
  expression(w, withTriviaBefore(node.body, movable(node.inMark)));
  w.close();
}

function assertion(w: Writer, node: Assert): void {
  w.open();
  application(w, node.condition, { keyword: { name: 'assert', mark: node.keyword } });
  token(w, ';', node.semicolon);
  w.space(Spacing.HARD_LINE);
  expression(w, node.body);
  w.close();
}

function condition(w: Writer, node: If): void {
  w.open();
  let at: If = { ...node, keyword: commentBefore(node.keyword) };
  let separator: number = Spacing.LINE;
  for (;;) {
    w.open();
    token(w, 'if', at.keyword);
    w.space(Spacing.LINE);
    w.level += 1;
    expression(w, at.condition);
    w.level -= 1;
    w.space(Spacing.LINE);
    token(w, 'then', at.thenMark);
    w.close();
    w.space(separator);
    branch(w, at.then);
    w.space(separator);
    token(w, 'else', commentBefore(at.elseMark));
    w.space(Spacing.SPACE);
    if (at.otherwise.kind !== 'if') break;
    at = at.otherwise;
    separator = Spacing.HARD_LINE;
  }
  w.space(Spacing.LINE);
  branch(w, at.otherwise);
  w.close();
}

function branch(w: Writer, node: Node): void {
  w.level += 1;
  w.open();
  expression(w, node);
  w.close();
  w.level -= 1;
}
