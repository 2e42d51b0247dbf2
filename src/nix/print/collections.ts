import { Assign, AttrSet, Binding, Inherit, Item, List, Mark, Node, Trivium } from '../ast';
import { application } from './application';
import { GroupKind, Spacing } from './doc';
import { absorbedExpr, attr, attrPath, closeParen, expression, wideTerm } from './expression';
import { firstMark, hasBefore, isMarked, withTriviaBefore, withoutAfter } from './marks';
import { firstOperand, isJoining, isMarkFree, lastOperand, operation } from './operators';
import { hasOnlyComments, isAbsorbable, isAbsorbableExpr, isLoose, isPlainPath } from './shape';
import { token, trailingComment, trivia, writeTrivium } from './trivia';
import { Writer } from './writer';

/** More names than this on one `inherit`, and each has its line. */
const INHERIT_ON_LINE = 3;
/** A binding whose path is longer moves its value below when that helps. */
const SHORT_PATH = 4;

export function list(w: Writer, node: List, separator: number): void {
  const { items, open, close } = node;
  if (items.length === 0 && open?.after === undefined && !hasBefore(close)) {
    token(w, '[', open);
    w.space(node.expanded ? Spacing.HARD_LINE : Spacing.SPACE);
    token(w, ']', close);
    return;
  }
  let around: number = Spacing.LINE;
  if (node.expanded || hasOnlyComments(items)) around = Spacing.HARD_LINE;
  else if (items.length === 0) around = isMarked(open) ? Spacing.HARD_LINE : Spacing.SPACE;
  between(w, '[', ']', open, close, around, items, separator);
}

export function set(w: Writer, node: AttrSet, wide: boolean): void {
  const { items, open, close } = node;
  if (node.rec || node.legacyLet) {
    token(w, node.rec ? 'rec' : 'let', node.recMark);
    w.space(Spacing.SPACE);
  }
  if (items.length === 0 && !isMarked(open) && !hasBefore(close)) {
    w.text('{');
    w.space(node.expanded ? Spacing.HARD_LINE : Spacing.SPACE);
    token(w, '}', close);
    return;
  }
  const around = (wide && items.length > 0) || node.expanded ? Spacing.HARD_LINE : Spacing.LINE;
  between(w, '{', '}', open, close, around, items, Spacing.HARD_LINE);
}

function between(
  w: Writer,
  opening: string,
  closing: string,
  open: Mark | undefined,
  close: Mark | undefined,
  around: number,
  items: readonly Item<Node | Binding>[],
  separator: number,
): void {
  token(w, opening, withoutAfter(open));
  w.space(around);
  w.level += 1;
  if (open?.after !== undefined) trailingComment(w, open.after);
  renderItems(w, items, separator);
  w.level -= 1;
  w.space(around);
  token(w, closing, close);
}

/** The items of a set, a list or a `let`. */
export function renderItems(w: Writer, items: readonly Item<Node | Binding>[], separator: number): void {
  for (let i = 0; i < items.length; i += 1) {
    if (i > 0) w.space(separator);
    const entry = items[i];
    if (!isLoose(entry)) {
      item(w, entry);
      continue;
    }
    const last = entry.trivia[entry.trivia.length - 1];
    const next = items[i + 1];
    if (last?.kind === 'language' && next !== undefined && !isLoose(next)) {
      annotated(w, entry.trivia, next);
      i += 1;
    } else {
      trivia(w, entry.trivia);
    }
  }
}

/** An item whose language the last of the comments before it names. */
function annotated(w: Writer, before: readonly Trivium[], next: Node | Binding): void {
  trivia(w, before.slice(0, -1));
  writeTrivium(w, before[before.length - 1]);
  w.space(Spacing.SPACE);
  item(w, next);
}

/** One item, a group of its own. */
export function item(w: Writer, node: Node | Binding): void {
  w.open();
  if (node.kind === 'assign') assign(w, node);
  else if (node.kind === 'inherit') inherit(w, node);
  else expression(w, node);
  w.close();
}

function inherit(w: Writer, node: Inherit): void {
  const onLine = !node.expanded && node.names.length <= INHERIT_ON_LINE;
  const between = onLine ? Spacing.LINE : Spacing.HARD_LINE;
  const end = onLine ? Spacing.BREAK : Spacing.HARD_LINE;
  w.open();
  token(w, 'inherit', node.keyword);
  if (!node.from) w.space(between);
  w.level += 1;
  if (node.from) {
    w.open();
    w.space(Spacing.LINE);
    expression(w, node.from);
    w.close();
    w.space(between);
  }
  for (let i = 0; i < node.names.length; i += 1) {
    if (i > 0) w.space(between);
    attr(w, node.names[i]);
  }
  w.space(end);
  token(w, ';', node.semicolon);
  w.level -= 1;
  w.close();
}

function assign(w: Writer, node: Assign): void {
  w.open();
  attrPath(w, node.path);
  w.level += 1;
  w.space(Spacing.SPACE);
  token(w, '=', node.equals);
  // Under a short name a value gains little by going to the next line.
  if (node.path.length <= SHORT_PATH && isPlainPath(node.path)) {
    boundValue(w, node.value);
  } else {
    w.space(Spacing.BREAK);
    w.open();
    boundValue(w, node.value);
    w.close(GroupKind.PRIORITY);
  }
  w.level -= 1;
  token(w, ';', node.semicolon);
  w.close();
}

/** What stands behind the `=` of a binding or the `?` of a parameter. */
export function boundValue(w: Writer, node: Node): void {
  if (node.kind === 'set' && node.items.length === 1 && node.items[0].kind === 'inherit') {
    attached(w, node, false);
  } else if (isAbsorbableExpr(node)) {
    attached(w, node, true);
  } else {
    switch (node.kind) {
      case 'paren':
        w.level += 1;
        w.space(Spacing.SPACE);
        absorbedParen(w, node);
        w.level -= 1;
        return;
      case 'string':
      case 'indented':
      case 'path':
        attached(w, node, false);
        return;
      case 'apply':
        w.level += 1;
        application(w, node, { breakBefore: true });
        w.level -= 1;
        return;
      case 'binary':
        if (boundOperation(w, node)) return;
        break;
      case 'identifier':
      case 'int':
      case 'float':
      case 'searchPath':
      case 'list':
      case 'set':
      case 'select':
      case 'with':
        w.level += 1;
        w.open();
        w.space(Spacing.LINE);
        expression(w, node);
        w.close();
        w.level -= 1;
        return;
    }
    w.level += 1;
    w.space(Spacing.LINE);
    w.open();
    expression(w, node);
    w.close();
    w.level -= 1;
  }
}

function attached(w: Writer, node: Node, wide: boolean): void {
  w.level += 1;
  w.space(Spacing.SPACE);
  w.open();
  absorbedExpr(w, node, wide);
  w.close();
  w.level -= 1;
}

/** Operations on sets, lists and strings of several lines, which open on the line of the `=`. */
function boundOperation(w: Writer, node: Node & { readonly kind: 'binary' }): boolean {
  if (!isJoining(node.op)) return false;
  const first = firstOperand(node);
  if (isAbsorbable(first) && !hasBefore(firstMark(first))) {
    w.space(Spacing.SPACE);
    operation(w, node, true);
    return true;
  }
  const last = lastOperand(node);
  if (!last || !isMarkFree(node) || !isAbsorbable(last)) return false;
  w.level += 1;
  w.open();
  w.space(Spacing.LINE);
  expression(w, node.left);
  w.space(Spacing.LINE);
  w.open();
  w.text(node.op);
  w.space(Spacing.SPACE);
  w.open();
  wideTerm(w, last);
  w.close(GroupKind.PRIORITY);
  w.close(GroupKind.TRANSPARENT);
  w.close();
  w.level -= 1;
  return true;
}

/** Parentheses that open on the line they stand in. */
export function absorbedParen(w: Writer, node: Node & { readonly kind: 'paren' }): void {
  const { open, close } = node;
  const moved: readonly Trivium[] = open?.after === undefined ? [] : [{ kind: 'line', text: ` ${open.after}` }];
  w.open();
  w.level += 1;
  token(w, '(', withoutAfter(open));
  w.space(Spacing.BREAK);
  w.open();
  w.level += 1;
  expression(w, withTriviaBefore(node.inner, moved));
  if (close?.before) trivia(w, close.before);
  w.level -= 1;
  w.close();
  w.space(Spacing.BREAK);
  closeParen(w, node);
  w.level -= 1;
  w.close(GroupKind.PRIORITY);
}
