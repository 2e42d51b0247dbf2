import { Lambda, Mark, Param, ParamItem, ParamSet, Trivium } from '../ast';
import { boundValue } from './collections';
import { GroupKind, Spacing, TextKind } from './doc';
import { absorbedExpr, expression, wideTerm } from './expression';
import { commentBefore, isMarked, splitLastComment } from './marks';
import { fitsOneLine, isAbsorbable, isAbsorbableExpr, isBodyBelow } from './shape';
import { token, trailingComment, trivia } from './trivia';
import { Writer } from './writer';

/** A function of more parameters in a row has its body below. */
const PARAMS_ON_LINE = 2;

export function lambda(w: Writer, node: Lambda): void {
  if (node.param.kind === 'paramName') {
    named(w, node);
    return;
  }
  const { param, body } = node;
  const isSet = param.kind === 'paramSet';
  const below = isSet && isBodyBelow(node);
  parameter(w, param);
  token(w, ':', node.colon);
  if (below) {
    w.space(Spacing.HARD_LINE);
    expression(w, body);
  } else if (isSet && fitsOneLine(param) && isAbsorbableExpr(body)) {
    w.space(Spacing.SPACE);
    w.open();
    expression(w, body);
    w.close(GroupKind.PRIORITY);
  } else {
    w.space(Spacing.LINE);
    if (isAbsorbable(body)) {
      w.open();
      wideTerm(w, body);
      w.close();
    } else {
      expression(w, body);
    }
  }
}

/** `a: b: body` */
function named(w: Writer, node: Lambda): void {
  w.open();
  w.space(Spacing.BREAK);
  let at = node;
  let count = 0;
  for (;;) {
    parameter(w, at.param);
    token(w, ':', at.colon);
    count += 1;
    const { body } = at;
    if (body.kind !== 'lambda' || body.param.kind !== 'paramName') break;
    w.space(Spacing.SPACE);
    at = body;
  }
  if (isAbsorbableExpr(at.body)) {
    w.space(Spacing.SPACE);
    w.open();
    absorbedExpr(w, at.body, false);
    w.close(GroupKind.PRIORITY);
  } else {
    w.space(count <= PARAMS_ON_LINE ? Spacing.LINE : Spacing.HARD_LINE);
    expression(w, at.body);
  }
  w.close();
}

function parameter(w: Writer, param: Param): void {
  switch (param.kind) {
    case 'paramName':
      token(w, param.name, param.mark);
      return;
    case 'paramSet':
      parameterSet(w, param);
      return;
    case 'paramAt':
      parameter(w, param.left);
      token(w, '@', param.at);
      parameter(w, param.right);
  }
}

function parameterSet(w: Writer, param: ParamSet): void {
  const { close } = param;
  const isEmpty = param.params.length === 0 && !param.ellipsis;
  w.open();
  token(w, '{', commentBefore(param.open));
  if (isEmpty) {
    w.space(param.expanded ? Spacing.HARD_LINE : Spacing.SPACE);
    token(w, '}', close);
    w.close();
    return;
  }
  const separator = fitsOneLine(param) ? Spacing.LINE : Spacing.HARD_LINE;
  const { items, ellipsisMark } = settleComments(param);
  w.space(separator);
  w.level += 1;
  for (let i = 0; i < items.length; i += 1) {
    if (i > 0) w.space(separator);
    parameterItem(w, items[i], i === items.length - 1 && !param.ellipsis);
  }
  if (param.ellipsis) {
    if (items.length > 0) w.space(separator);
    token(w, '...', ellipsisMark);
  }
  w.level -= 1;
  w.space(separator);
  if (close?.before) {
    w.level += 1;
    trivia(w, close.before);
    w.level -= 1;
  }
  w.text('}');
  if (close?.after !== undefined) trailingComment(w, close.after);
  w.close();
}

function parameterItem(w: Writer, item: ParamItem, isLast: boolean): void {
  if (item.fallback) w.open();
  token(w, item.name, item.mark);
  if (item.fallback) {
    w.space(Spacing.SPACE);
    w.level += 1;
    token(w, '?', item.question);
    boundValue(w, item.fallback);
    w.level -= 1;
  }
  const onlyWhenBroken = isLast && !isMarked(item.comma);
  if (!onlyWhenBroken) token(w, ',', item.comma);
  if (item.fallback) w.close();
  if (onlyWhenBroken) w.piece(TextKind.WHEN_BROKEN, ',');
}

/**
 * Moves comments to where they belong with the comma at the end of its line:
 * those before a comma to what follows it, one behind a parameter behind its
 * comma.
 */
function settleComments(param: ParamSet): { readonly items: readonly ParamItem[]; readonly ellipsisMark?: Mark } {
  const items = [...param.params];
  let { ellipsisMark } = param;
  for (let i = 0; i < items.length; i += 1) {
    const { comma } = items[i];
    const isLast = i === items.length - 1;
    if (comma?.before === undefined || comma.after !== undefined || hasRegion(comma.before)) continue;
    if (!isLast) items[i + 1] = { ...items[i + 1], mark: prepend(comma.before, items[i + 1].mark) };
    else if (param.ellipsis) ellipsisMark = prepend(comma.before, ellipsisMark);
    else continue;
    items[i] = { ...items[i], comma: undefined };
  }
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    // The comma behind the last parameter is ours where the text has none.
    if (isMarked(item.comma)) continue;
    items[i] = commentBehindComma(item);
  }
  return { items, ellipsisMark };
}

function commentBehindComma(item: ParamItem): ParamItem {
  if (!item.fallback) {
    if (item.mark?.after === undefined) return item;
    return { ...item, mark: { before: item.mark.before }, comma: { after: item.mark.after } };
  }
  const { node, comment } = splitLastComment(item.fallback);
  return comment === undefined ? item : { ...item, fallback: node, comma: { after: comment } };
}

function prepend(before: readonly Trivium[], mark: Mark | undefined): Mark {
  return { ...mark, before: [...before, ...(mark?.before ?? [])] };
}

function hasRegion(list: readonly Trivium[]): boolean {
  return list.some((trivium) => trivium.kind === 'verbatim' || (trivium.kind === 'line' && trivium.directive));
}
