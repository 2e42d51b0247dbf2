import { Attr, Mark, Node, Param, ParamAt, ParamName, ParamSet, Trivium } from '../ast';

/** Whether comments or blank lines stand at a token. */
export const isMarked = (mark: Mark | undefined): boolean =>
  mark !== undefined && (mark.after !== undefined || hasBefore(mark));

export const hasBefore = (mark: Mark | undefined): boolean => mark?.before !== undefined && mark.before.length > 0;

export const isLanguage = (trivium: Trivium): boolean => trivium.kind === 'language';

/** A mark whose comment behind the token stands before it. */
export function commentBefore(mark: Mark | undefined): Mark | undefined {
  if (mark?.after === undefined) return mark;
  return { before: [...(mark.before ?? []), { kind: 'line', text: ` ${mark.after}` }] };
}

/** A mark without its comment behind the token. */
export function withoutAfter(mark: Mark | undefined): Mark | undefined {
  if (mark?.after === undefined) return mark;
  return mark.before ? { before: mark.before } : undefined;
}

/** A mark's trivia as comments that may stand before another token. */
export function movable(mark: Mark | undefined): readonly Trivium[] {
  return commentBefore(mark)?.before ?? [];
}

/** The mark of an expression's first token. */
export function firstMark(node: Node): Mark | undefined {
  let at = node;
  for (;;) {
    switch (at.kind) {
      case 'select':
      case 'has':
        at = at.target;
        continue;
      case 'apply':
        at = at.fn;
        continue;
      case 'binary':
        at = at.left;
        continue;
      case 'lambda':
        return firstParamMark(at.param);
      case 'list':
      case 'paren':
        return at.open;
      case 'set':
        return at.rec || at.legacyLet ? at.recMark : at.open;
      case 'with':
      case 'assert':
      case 'let':
      case 'if':
        return at.keyword;
      case 'outputFile':
      case 'data':
        return undefined;
      default:
        return at.mark;
    }
  }
}

/** The expression with another mark at its first token. */
export function withFirstMark(node: Node, mark: Mark | undefined): Node {
  const spine: Node[] = [];
  let at = node;
  for (;;) {
    if (at.kind === 'select' || at.kind === 'has') {
      spine.push(at);
      at = at.target;
    } else if (at.kind === 'apply') {
      spine.push(at);
      at = at.fn;
    } else if (at.kind === 'binary') {
      spine.push(at);
      at = at.left;
    } else {
      break;
    }
  }
  let result = remark(at, mark);
  for (let i = spine.length - 1; i >= 0; i -= 1) {
    const outer = spine[i];
    if (outer.kind === 'apply') result = { ...outer, fn: result };
    else if (outer.kind === 'binary') result = { ...outer, left: result };
    else if (outer.kind === 'select' || outer.kind === 'has') result = { ...outer, target: result };
  }
  return result;
}

/** The expression with more comments before its first token. */
export function withTriviaBefore(node: Node, before: readonly Trivium[]): Node {
  if (before.length === 0) return node;
  const mark = firstMark(node);
  return withFirstMark(node, { ...mark, before: [...before, ...(mark?.before ?? [])] });
}

/** The expression without the comment behind its last token, and that comment. */
export function splitLastComment(node: Node): { readonly node: Node; readonly comment: string | undefined } {
  const [changed, mark] = splitLast(node);
  return { node: mark?.after === undefined ? node : changed, comment: mark?.after };
}

function remark(node: Node, mark: Mark | undefined): Node {
  switch (node.kind) {
    case 'lambda':
      return { ...node, param: remarkParam(node.param, mark) };
    case 'list':
    case 'paren':
      return { ...node, open: mark };
    case 'set':
      return node.rec || node.legacyLet ? { ...node, recMark: mark } : { ...node, open: mark };
    case 'with':
    case 'assert':
    case 'let':
    case 'if':
      return { ...node, keyword: mark };
    case 'outputFile':
    case 'data':
    case 'select':
    case 'has':
    case 'apply':
    case 'binary':
      return node;
    default:
      return { ...node, mark };
  }
}

function firstParamMark(param: Param): Mark | undefined {
  const first = param.kind === 'paramAt' ? param.left : param;
  return first.kind === 'paramSet' ? first.open : first.mark;
}

function remarkParam<T extends Param>(param: T, mark: Mark | undefined): T;
function remarkParam(param: ParamName | ParamSet | ParamAt, mark: Mark | undefined): Param {
  if (param.kind === 'paramAt') return { ...param, left: remarkParam(param.left, mark) };
  return param.kind === 'paramSet' ? { ...param, open: mark } : { ...param, mark };
}

function splitLast(node: Node): [Node, Mark | undefined] {
  switch (node.kind) {
    case 'list':
    case 'set':
    case 'paren':
      return [{ ...node, close: withoutAfter(node.close) }, node.close];
    case 'select':
      if (node.fallback) {
        const [fallback, mark] = splitLast(node.fallback);
        return [{ ...node, fallback }, mark];
      }
      return splitLastAttr(node);
    case 'has':
      return splitLastAttr(node);
    case 'with':
    case 'assert':
    case 'let':
    case 'lambda': {
      const [body, mark] = splitLast(node.body);
      return [{ ...node, body }, mark];
    }
    case 'if': {
      const [otherwise, mark] = splitLast(node.otherwise);
      return [{ ...node, otherwise }, mark];
    }
    case 'apply': {
      const [arg, mark] = splitLast(node.arg);
      return [{ ...node, arg }, mark];
    }
    case 'binary': {
      const [right, mark] = splitLast(node.right);
      return [{ ...node, right }, mark];
    }
    case 'unary': {
      const [operand, mark] = splitLast(node.operand);
      return [{ ...node, operand }, mark];
    }
    case 'outputFile':
    case 'data':
      return [node, undefined];
    default:
      return [{ ...node, mark: withoutAfter(node.mark) }, node.mark];
  }
}

function splitLastAttr<T extends Node & { readonly path: readonly Attr[] }>(node: T): [T, Mark | undefined] {
  const last = node.path[node.path.length - 1];
  const path = [...node.path.slice(0, -1), { ...last, mark: withoutAfter(last.mark) }];
  return [{ ...node, path }, last.mark];
}
