import { Lambda, List, Mark, Node, Paren, Trivium } from '../ast';
import { absorbedParen, list } from './collections';
import { GroupKind, Spacing } from './doc';
import { closeParen, expression, term, wideTerm } from './expression';
import { commentBefore, firstMark, isLanguage, isMarked, withFirstMark } from './marks';
import { isAbsorbable, isLoose, isSimple } from './shape';
import { token, trivia } from './trivia';
import { Writer } from './writer';

/** A list argument with more items is not kept on one line. */
const SHORT_LIST = 6;

export interface ApplicationOptions {
  /** The function goes below what stands before it when it has to break. */
  readonly indentFunction?: boolean;
  /** The call goes to the next line when more than its last argument has to break. */
  readonly breakBefore?: boolean;
  /** What follows the call goes to the next line when the call breaks. */
  readonly breakAfter?: boolean;
  /** A keyword in the place of the function: the node is its argument, or a call whose parts are. */
  readonly keyword?: { readonly name: string; readonly mark?: Mark };
}

/** A call with all its arguments. */
export function application(w: Writer, node: Node, options: ApplicationOptions): void {
  const args: Node[] = [];
  let head = node;
  while (head.kind === 'apply') {
    args.push(head.arg);
    head = head.fn;
  }
  const { keyword } = options;
  if (keyword) {
    args.push(head);
    head = { kind: 'identifier', name: keyword.name, mark: keyword.mark };
  }
  args.reverse();

  // Comments before the function stand before the whole call, so that they do not break it.
  let comments: readonly Trivium[] = [];
  const mark = commentBefore(firstMark(head));
  if (mark?.before) {
    comments = mark.before.filter((trivium) => !isLanguage(trivium));
    head = withFirstMark(head, { before: mark.before.filter(isLanguage) });
  }
  trivia(w, comments);

  const spaceBefore = options.breakBefore ? Spacing.LINE : undefined;
  const indentHead = options.indentFunction === true && comments.length === 0;
  const last = args[args.length - 1];
  const beforeLast = args[args.length - 2];
  w.open();
  if (beforeLast?.kind === 'list' && last.kind === 'list') {
    if (spaceBefore !== undefined) w.space(spaceBefore);
    w.open();
    call(w, head, args, args.length - 2, indentHead);
    w.close(GroupKind.TRANSPARENT);
    for (const arg of [beforeLast, last]) {
      w.space(Spacing.LINE);
      w.level += 1;
      w.open();
      argument(w, arg);
      w.close();
      w.level -= 1;
    }
    if (options.breakAfter) w.space(Spacing.BREAK);
  } else {
    const { breaks } = w;
    w.open();
    if (spaceBefore !== undefined) w.space(spaceBefore);
    w.open();
    call(w, head, args, args.length - 1, indentHead);
    w.close(GroupKind.TRANSPARENT);
    const docs = w.take();
    if (!keyword && node.kind === 'apply' && isSimple(node) && w.breaks === breaks) {
      w.pasteFlat(docs);
      w.space(Spacing.SPACE);
      lastArgument(w, last);
    } else {
      w.paste(docs);
      w.space(Spacing.LINE);
      lastArgument(w, last);
      if (options.breakAfter) w.space(Spacing.BREAK);
    }
  }
  w.close();
  if (options.breakAfter && comments.length > 0) w.space(Spacing.HARD_LINE);
}

/** The function and its first arguments. Each argument but the last may be broken when the rest then fits. */
function call(w: Writer, head: Node, args: readonly Node[], count: number, indentHead: boolean): void {
  // How many arguments each step takes, from the last: two lists in a row are broken together.
  const steps: number[] = [];
  for (let i = count; i > 0; i -= steps[steps.length - 1]) {
    const isPair = i > 1 && args[i - 1].kind === 'list' && args[i - 2].kind === 'list';
    steps.push(isPair ? 2 : 1);
    w.open();
    if (isPair) w.open();
  }
  if (indentHead) {
    w.level += 1;
    w.open();
    w.space(Spacing.BREAK);
    expression(w, head);
    w.close();
    w.level -= 1;
  } else {
    expression(w, head);
  }
  let index = 0;
  for (let step = steps.length - 1; step >= 0; step -= 1) {
    w.close(GroupKind.TRANSPARENT);
    const arg = args[index];
    if (steps[step] === 2) {
      w.level += 1;
      w.open();
      for (const one of [arg, args[index + 1]]) {
        w.space(Spacing.LINE);
        w.open();
        argument(w, one);
        w.close();
      }
      w.close();
      w.level -= 1;
      w.close(GroupKind.TRANSPARENT);
    } else {
      w.space(Spacing.LINE);
      w.level += 1;
      w.open();
      argument(w, arg);
      // A selection that was broken first would only put what is behind its dot on the next line.
      w.close(arg.kind === 'select' ? GroupKind.PLAIN : GroupKind.PRIORITY);
      w.level -= 1;
    }
    index += steps[step];
  }
}

function argument(w: Writer, node: Node): void {
  if (node.kind === 'list' && isShortList(node)) list(w, node, Spacing.LINE);
  else expression(w, node);
}

function isShortList(node: List): boolean {
  return node.items.length <= SHORT_LIST && node.items.every((entry) => isLoose(entry) || isSimple(entry));
}

/** The last argument opens on the line of the call where it can. */
function lastArgument(w: Writer, node: Node): void {
  if (isAbsorbable(node)) {
    w.open();
    w.level += 1;
    term(w, node);
    w.level -= 1;
    w.close(GroupKind.PRIORITY);
  } else if (node.kind !== 'paren') {
    w.open();
    w.level += 1;
    expression(w, node);
    w.level -= 1;
    w.close();
  } else if (opensFunction(node)) {
    const { param, body } = node.inner;
    openParen(w, `${param.name}:`, body, node);
  } else if (opensCall(node)) {
    openParen(w, node.inner.fn.name, node.inner.arg, node);
  } else {
    absorbedParen(w, node);
  }
}

/** `(x: {` and `(f {`: the body opens on the line of the parenthesis. */
function openParen(w: Writer, before: string, body: Node, node: Paren): void {
  w.open();
  w.level += 1;
  token(w, '(', node.open);
  w.text(before);
  w.space(Spacing.SPACE);
  wideTerm(w, body);
  if (node.close?.before) trivia(w, node.close.before);
  closeParen(w, node);
  w.level -= 1;
  w.close(GroupKind.PRIORITY);
}

type FunctionParen = Paren & {
  readonly inner: Lambda & { readonly param: { readonly kind: 'paramName'; readonly name: string } };
};
type CallParen = Paren & { readonly inner: { readonly fn: { readonly name: string }; readonly arg: Node } };

function opensFunction(node: Paren): node is FunctionParen {
  const { inner } = node;
  if (inner.kind !== 'lambda' || inner.param.kind !== 'paramName' || !isAbsorbable(inner.body)) return false;
  return !isMarked(node.open) && !isMarked(inner.param.mark) && !isMarked(inner.colon);
}

function opensCall(node: Paren): node is CallParen {
  const { inner } = node;
  if (inner.kind !== 'apply' || inner.fn.kind !== 'identifier' || !isAbsorbable(inner.arg)) return false;
  return !isMarked(node.open) && !isMarked(inner.fn.mark) && !isMarked(node.close);
}
