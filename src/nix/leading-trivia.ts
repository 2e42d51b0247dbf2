import { Node, Trivium } from './ast';
import { firstMark, hasBefore, isLanguage, withFirstMark, withTriviaBefore } from './print/marks';

/** A node whose first token carries the comments. */
export function withTrivia(node: Node, before: readonly Trivium[]): Node {
  const marked = withTriviaBefore(node, before);
  if (hasBefore(firstMark(marked))) return marked;
  // A file of the output has no token that could carry them.
  return { kind: 'paren', inner: node, open: { before } };
}

/** Takes the comments off the node's first token. The language of a string stays with it. */
export function takeTrivia(node: Node): { readonly node: Node; readonly trivia: readonly Trivium[] } {
  const mark = firstMark(node);
  if (!mark?.before || !hasBefore(mark) || mark.before.some(isLanguage)) return { node, trivia: [] };
  const bare = withFirstMark(node, mark.after === undefined ? undefined : { after: mark.after });
  const inner = bare.kind === 'paren' && bare.inner.kind === 'outputFile' ? bare.inner : bare;
  return { node: inner, trivia: mark.before };
}
