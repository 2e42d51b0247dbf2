import { Attr, AttrSet, Item, Lambda, List, Loose, Node, ParamItem, ParamSet } from '../ast';
import { firstMark, isLanguage, isMarked } from './marks';

/** The kinds that stand as list items and arguments without parentheses. */
export function isTerm(node: Node): boolean {
  switch (node.kind) {
    case 'with':
    case 'assert':
    case 'let':
    case 'if':
    case 'lambda':
    case 'apply':
    case 'binary':
    case 'has':
    case 'unary':
      return false;
    default:
      return true;
  }
}

export function isLoose<T>(item: Item<T>): item is Loose {
  return (item as Loose).kind === 'loose';
}

/** Has items, all of them comments. */
export function hasOnlyComments(items: readonly Item<unknown>[]): boolean {
  return items.length > 0 && items.every(isLoose);
}

/** `a.b.c`, nothing quoted or computed. */
export function isPlainPath(path: readonly Attr[]): boolean {
  for (const attr of path) if (attr.kind !== 'name') return false;
  return true;
}

/** Terms that open on the line they stand in and go on below it: sets, lists, strings of several lines. */
export function isAbsorbable(node: Node): boolean {
  let at = node;
  while (at.kind === 'paren') {
    if (isMarked(at.open) || !isTerm(at.inner)) return false;
    const mark = firstMark(at.inner);
    if (mark?.before && !mark.before.every(isLanguage)) return false;
    at = at.inner;
  }
  switch (at.kind) {
    case 'indented':
      return at.lines.length > 1;
    case 'set':
    case 'list':
      return opensBelow(at);
    default:
      return false;
  }
}

function opensBelow(node: AttrSet | List): boolean {
  return node.items.length > 0 || node.expanded === true || isMarked(node.open);
}

/** Expressions that open on the line they stand in: absorbable terms, also behind a `with` or simple parameters. */
export function isAbsorbableExpr(node: Node): boolean {
  let at = node;
  while (at.kind === 'lambda') {
    const { param, body } = at;
    if (param.kind === 'paramName') {
      if (body.kind !== 'lambda') return isAbsorbable(body);
    } else if (param.kind !== 'paramSet' || isMarked(param.open) || !fitsOneLine(param) || isBodyBelow(at)) {
      return false;
    }
    at = body;
  }
  if (at.kind === 'with') return isAbsorbable(at.body);
  return isAbsorbable(at);
}

/**
 * Whether a function's body begins below its colon. In text the author
 * decides; what was made from values has it below, since every release of the
 * formatter leaves that alone.
 */
export function isBodyBelow(node: Lambda): boolean {
  return node.bodyBelow ?? node.span === undefined;
}

/** A parameter set that may stand on one line: at most two names, no defaults, no comments. */
export function fitsOneLine(param: ParamSet): boolean {
  const { params } = param;
  if (param.expanded || params.length > 2 || isMarked(param.close) || isMarked(param.ellipsisMark)) return false;
  return params.every(isBare);
}

function isBare(item: ParamItem): boolean {
  return item.fallback === undefined && !isMarked(item.mark) && !isMarked(item.comma);
}

/** Expressions that are short by nature: names, literals, and calls of such with one or two arguments. */
export function isSimple(node: Node): boolean {
  switch (node.kind) {
    case 'string':
    case 'indented':
    case 'path':
    case 'identifier':
    case 'int':
    case 'float':
    case 'searchPath':
      return !isMarked(node.mark);
    case 'select':
      return node.fallback === undefined && isPlainPath(node.path) && isSimple(node.target);
    case 'paren':
      return !isMarked(node.open) && !isMarked(node.close) && isSimple(node.inner);
    case 'apply':
      if (node.fn.kind === 'apply' && node.fn.fn.kind === 'apply') return false;
      return isSimple(node.fn) && isSimple(node.arg);
    default:
      return false;
  }
}
