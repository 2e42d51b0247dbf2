import { Binary, BinaryOperator, Mark, Node } from '../ast';
import { application } from './application';
import { Spacing } from './doc';
import { expression, wideTerm } from './expression';
import { commentBefore, isMarked } from './marks';
import { isAbsorbable } from './shape';
import { token } from './trivia';
import { Writer } from './writer';

/** A longer chain of pipes has each on a line of its own. */
const PIPES_ON_LINE = 3;

/** Operators that join sets, lists or strings. */
export const isJoining = (op: BinaryOperator): boolean => op === '//' || op === '++' || op === '+';

export const isMarkFree = (node: Binary): boolean => !isMarked(node.mark);

export function isComparison(op: BinaryOperator): boolean {
  return op === '==' || op === '!=' || op === '<' || op === '>' || op === '<=' || op === '>=';
}

/** Comparisons do not chain. */
export function comparison(w: Writer, node: Binary): void {
  expression(w, node.left);
  w.space(Spacing.SOFT_LINE);
  token(w, node.op, node.mark);
  w.space(Spacing.SPACE);
  expression(w, node.right);
}

/** The first operand; of a chain of `+`, which associates to the left, that of the chain. */
export function firstOperand(node: Binary): Node {
  let { left } = node;
  if (node.op === '+') while (left.kind === 'binary' && left.op === '+') left = left.left;
  return left;
}

/** The second operand where there are two. */
export function lastOperand(node: Binary): Node | undefined {
  const chains = node.op === '+' && node.left.kind === 'binary' && node.left.op === '+';
  return chains ? undefined : node.right;
}

/** A chain of one operator: on one line, or each operator at the start of a line. */
export function operation(w: Writer, node: Binary, wideFirst: boolean): void {
  const { op } = node;
  const operands = chain(node);
  const isPipe = op === '|>' || op === '<|';
  const separator = isPipe && operands.length > PIPES_ON_LINE ? Spacing.HARD_LINE : Spacing.LINE;
  w.open();
  for (let i = 0; i < operands.length; i += 1) {
    const { value, mark } = operands[i];
    if (i === 0) {
      if (wideFirst && isAbsorbable(value)) wideTerm(w, value);
      else expression(w, value);
      continue;
    }
    w.space(separator);
    token(w, op, commentBefore(mark));
    w.level += 1;
    operand(w, value);
    w.level -= 1;
  }
  w.close();
}

/** An operand behind its operator. */
function operand(w: Writer, value: Node): void {
  if (value.kind === 'binary') {
    w.open();
    w.space(Spacing.LINE);
    expression(w, value);
    w.close();
    return;
  }
  if (value.kind === 'apply') {
    w.open();
    w.space(Spacing.SPACE);
    application(w, value, { breakBefore: true });
    w.close();
    return;
  }
  w.space(Spacing.SPACE);
  expression(w, value);
}

interface Operand {
  readonly value: Node;
  /** The mark of the operator before it. */
  readonly mark?: Mark;
}

/** The operands of a chain of one operator, however it associates. */
function chain(node: Binary): readonly Operand[] {
  const operands: Operand[] = [];
  const waiting: Operand[] = [{ value: node }];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    const { value } = next;
    if (value.kind === 'binary' && value.op === node.op) {
      waiting.push({ value: value.right, mark: value.mark }, { value: value.left, mark: next.mark });
    } else {
      operands.push(next);
    }
  }
  return operands;
}
