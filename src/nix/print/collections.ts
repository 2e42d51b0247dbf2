import { Assign, AttrSet, Binding, Inherit, Item, List, Mark, Node, Trivium } from '../ast';
import { application } from './application';
import { GroupKind, Spacing } from './doc';
import { absorbedExpr, attr, attrPath, closeParen, expression, wideTerm } from './expression';
import { firstMark, hasBefore, isMarked, withTriviaBefore, withoutAfter } from './marks';
import { firstOperand, isJoining, isMarkFree, lastOperand, operation } from './operators';
import { hasOnlyComments, isAbsorbable, isAbsorbableExpr, isLoose, isPlainPath, isTerm } from './shape';
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
  opening(w, '[', open, around);
  renderItems(w, items, separator);
  closing(w, ']', close, around);
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
  opening(w, '{', open, around);
  renderItems(w, items, Spacing.HARD_LINE);
  closing(w, '}', close, around);
}

function opening(w: Writer, text: string, mark: Mark | undefined, around: number): void {
  token(w, text, withoutAfter(mark));
  w.space(around);
  w.level += 1;
  if (mark?.after !== undefined) trailingComment(w, mark.after);
}

function closing(w: Writer, text: string, mark: Mark | undefined, around: number): void {
  w.level -= 1;
  w.space(around);
  token(w, text, mark);
}

/**
 * The items of a set, a list or a `let`, each a group of its own.
 *
 * Sets and lists nest deepest of all, hence few calls between one and what it
 * holds: here, in `set` and `list`, and in `boundValue`.
 */
export function renderItems(w: Writer, items: readonly Item<Node | Binding>[], separator: number): void {
  let isAnnotated = false;
  for (let i = 0; i < items.length; i += 1) {
    if (i > 0 && !isAnnotated) w.space(separator);
    const entry = items[i];
    if (isLoose(entry)) {
      isAnnotated = looseTrivia(w, entry.trivia, items[i + 1]);
      continue;
    }
    isAnnotated = false;
    w.open();
    if (entry.kind === 'assign') assign(w, entry);
    else if (entry.kind === 'inherit') inherit(w, entry);
    else expression(w, entry);
    w.close();
  }
}

/** Comments between items. Whether the last of them names the language of the item that follows, and stays with it. */
function looseTrivia(w: Writer, between: readonly Trivium[], next: Item<Node | Binding> | undefined): boolean {
  const last = between[between.length - 1];
  if (last?.kind !== 'language' || next === undefined || isLoose(next)) {
    trivia(w, between);
    return false;
  }
  trivia(w, between.slice(0, -1));
  writeTrivium(w, last);
  w.space(Spacing.SPACE);
  return true;
}

function inherit(w: Writer, node: Inherit): void {
  const onLine = !node.expanded && node.names.length <= INHERIT_ON_LINE;
  const separator = onLine ? Spacing.LINE : Spacing.HARD_LINE;
  const end = onLine ? Spacing.BREAK : Spacing.HARD_LINE;
  w.open();
  token(w, 'inherit', node.keyword);
  if (!node.from) w.space(separator);
  w.level += 1;
  if (node.from) {
    w.open();
    w.space(Spacing.LINE);
    expression(w, node.from);
    w.close();
    w.space(separator);
  }
  for (let i = 0; i < node.names.length; i += 1) {
    if (i > 0) w.space(separator);
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
  const wide = isAbsorbableExpr(node) && !isLoneInherit(node);
  if (wide || staysAttached(node)) {
    w.level += 1;
    w.space(Spacing.SPACE);
    w.open();
    if (node.kind === 'set') set(w, node, wide);
    else absorbedExpr(w, node, wide);
    w.close();
    w.level -= 1;
    return;
  }
  if (node.kind === 'binary' && boundOperation(w, node)) return;
  w.level += 1;
  if (node.kind === 'paren') {
    w.space(Spacing.SPACE);
    absorbedParen(w, node);
  } else if (node.kind === 'apply') {
    application(w, node, { breakBefore: true });
  } else if (isTerm(node) || node.kind === 'with') {
    w.open();
    w.space(Spacing.LINE);
    expression(w, node);
    w.close();
  } else {
    w.space(Spacing.LINE);
    w.open();
    expression(w, node);
    w.close();
  }
  w.level -= 1;
}

/** Moving a string or path below the `=` would gain nothing; a lone `inherit` may stay on its line. */
function staysAttached(node: Node): boolean {
  return node.kind === 'string' || node.kind === 'indented' || node.kind === 'path' || isLoneInherit(node);
}

function isLoneInherit(node: Node): boolean {
  return node.kind === 'set' && node.items.length === 1 && node.items[0].kind === 'inherit';
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
