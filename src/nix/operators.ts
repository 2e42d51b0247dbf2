import { BinaryOperator } from './ast';

export type Associativity = 'left' | 'right' | 'none';

/** How tightly an operator binds, higher is tighter, and how a chain of it groups. */
export interface Precedence {
  readonly level: number;
  readonly associativity: Associativity;
}

const levels: readonly (readonly [Associativity, ...BinaryOperator[]])[] = [
  ['none', '|>', '<|'],
  ['right', '->'],
  ['left', '||'],
  ['left', '&&'],
  ['none', '==', '!='],
  ['none', '<', '>', '<=', '>='],
  ['right', '//'],
  // `!` stands here
  ['left'],
  ['left', '+', '-'],
  ['left', '*', '/'],
  ['right', '++'],
];

/** The operators between two operands. The pipes group by themselves, but not with each other. */
export const BINARY: Readonly<Record<string, Precedence | undefined>> = Object.freeze(
  Object.assign(
    Object.create(null) as Record<string, Precedence>,
    ...levels.map(([associativity, ...operators], level) =>
      Object.fromEntries(operators.map((operator) => [operator, { level, associativity }])),
    ),
    { '|>': { level: 0, associativity: 'left' }, '<|': { level: 0, associativity: 'right' } },
  ) as Record<string, Precedence>,
);

/** The level of the two pipes. */
export const PIPE_LEVEL = 0;
/** `!` binds looser than arithmetic, tighter than `//`. */
export const NOT_LEVEL = 7;
/** `?` binds tighter than every operator between operands. */
export const HAS_LEVEL = levels.length;
/** `-x` binds tighter still. */
export const NEGATE_LEVEL = levels.length + 1;
