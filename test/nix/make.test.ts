import * as fc from 'fast-check';
import { Expr, Nix, NixBinding } from '../../src/nix';
import { NixError } from '../../src/nix/error';
import { parseExpression } from '../../src/nix/parser';
import { printNode } from '../../src/nix/print';
import { describeWithNix, nixEval, nixParses } from '../support/nix';
import { sameTree } from '../support/same-tree';
import { dataTree, key, text } from '../support/values';

const name = fc.oneof(
  fc.constantFrom('a', 'lib', "x'", 'f-g', 'or_', 'rec1'),
  fc.stringMatching(/^v[a-zA-Z_][a-z0-9_'-]{0,8}$/),
);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
const METHODS = [
  'plus',
  'minus',
  'times',
  'dividedBy',
  'concat',
  'update',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'and',
  'or',
  'implies',
] as const;

/** Expressions of all kinds that the makers make. */
const expression: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr; value: unknown; binding: NixBinding; leaf: Expr }>(
  (tie) => ({
    leaf: fc.oneof(
      name.map((value) => Nix.ref(value)),
      fc.tuple(name, key).map(([variable, attribute]) => Nix.ref(variable).attr(attribute)),
      dataTree.map((value) => Nix.value(value)),
      fc.constantFrom(
        Nix.path('./a/b'),
        Nix.path('./a b'),
        Nix.searchPath('nixpkgs'),
        Nix.floating(1),
        Nix.pkg('git'),
        Nix.inputPackage('a b'),
        Nix.raw('rec { x = 1; y.${x} = [ x (-x) ]; }'),
      ),
    ),
    value: fc.oneof({ weight: 3, arbitrary: tie('expr') }, { weight: 1, arbitrary: dataTree }),
    binding: fc.oneof(
      fc
        .tuple(fc.array(key, { minLength: 1, maxLength: 5 }), tie('value'))
        .map(([path, value]) => Nix.bindingAt(path, value)),
      fc
        .tuple(tie('expr'), tie('value'))
        .map(([at, value]) => Nix.bindingAt(['k', Nix.str(['x', at.attr('y')])], value)),
      fc.tuple(tie('expr'), names).map(([from, attributes]) => Nix.inheritFrom(from, attributes)),
      names.map((attributes) => Nix.inherit(attributes)),
      fc.tuple(name, tie('value')).map(([variable, value]) => Nix.bindingAt([variable], value).commented('why')),
    ),
    expr: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      fc
        .tuple(fc.constantFrom(...METHODS), tie('expr'), tie('value'))
        .map(([method, left, right]) => left[method](right)),
      tie('expr').map((operand) => operand.not()),
      tie('expr').map((operand) => operand.negate()),
      fc
        .tuple(tie('expr'), fc.array(tie('value'), { minLength: 1, maxLength: 3 }))
        .map(([fn, args]) => fn.call(...args)),
      fc
        .tuple(tie('expr'), key, tie('value'))
        .map(([target, attribute, fallback]) => target.attr(attribute).call().attr('x').orDefault(fallback)),
      fc.tuple(tie('expr'), key).map(([target, attribute]) => target.has(attribute)),
      fc
        .array(
          fc.oneof(
            text,
            tie('expr').map((part) => part.attr('p')),
          ),
          { maxLength: 4 },
        )
        .map((parts) => Nix.str(parts)),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => Nix.list(items)),
      fc.array(tie('binding'), { maxLength: 3 }).chain((bindings) => fc.boolean().map((rec) => setOf(bindings, rec))),
      fc.tuple(tie('value'), tie('value')).map(([scope, body]) => Nix.withScope(scope, body)),
      fc
        .tuple(tie('value'), tie('value'), tie('value'))
        .map(([condition, then, otherwise]) => Nix.ifElse(condition, then, otherwise)),
      fc.tuple(tie('value'), tie('value')).map(([condition, body]) => Nix.assertThen(condition, body)),
      fc
        .tuple(name, tie('value'), tie('value'))
        .map(([variable, value, body]) => Nix.letIn([Nix.bindingAt([variable], value)], body)),
      fc.tuple(names, tie('value')).map(([parameters, body]) => Nix.fn(parameters, body)),
      fc
        .tuple(names, tie('value'), fc.boolean(), fc.boolean(), tie('value'))
        .map(([parameters, fallback, ellipsis, alias, body]) =>
          Nix.fnSet(
            { names: parameters, defaults: { dflt: fallback }, ellipsis, alias: alias ? 'args' : undefined },
            body,
          ),
        ),
      fc.tuple(tie('value'), tie('value')).map(([condition, value]) => Nix.mkIf(condition, value)),
      tie('value').map((value) => Nix.comment('a comment\nof two lines', value)),
    ),
  }),
).expr;

/** A set of those bindings that do not clash. */
function setOf(bindings: readonly NixBinding[], rec: boolean): Expr {
  const kept = bindings.slice(0, 1);
  return rec ? Nix.recAttrs(kept) : Nix.attrs(kept);
}

test('what the makers make prints to text that parses to the same tree and prints the same again', () => {
  fc.assert(
    fc.property(expression, (expr) => {
      const printed = printNode(expr._node);
      const parsed = parseExpression(printed);
      expect(sameTree(parsed, expr._node)).toBe(true);
      expect(printNode(parsed)).toBe(printed);
    }),
    { numRuns: 3000 },
  );
});

describeWithNix('real Nix', () => {
  test('accepts what the makers make', async () => {
    const texts = fc.sample(expression, 1200).map((expr) => expr.source());
    const accepted = await nixParses(texts);
    expect(texts.filter((_, index) => accepted[index] === false)).toEqual([]);
    // What is bound twice is refused for its meaning; it is rare.
    expect(accepted.filter((result) => result === undefined).length).toBeLessThan(texts.length / 20);
  });

  test('reads strings with references as they were given', () => {
    const parts = fc.sample(fc.array(fc.oneof(text, fc.constant(Nix.ref('v'))), { maxLength: 6 }), 1500);
    const values = nixEval(
      `let v = "<v>"; in [ ${parts.map((list) => `(${Nix.str(list).source()})`).join('\n')} ]`,
    ) as string[];
    expect(values).toEqual(parts.map((list) => list.map((part) => (typeof part === 'string' ? part : '<v>')).join('')));
  });

  test('calculates as the methods say', () => {
    const number = fc.integer({ min: -9, max: 9 });
    const sum = fc.letrec<{ sum: [Expr, number] }>((tie) => ({
      sum: fc.oneof(
        { depthSize: 'medium' },
        number.map((value): [Expr, number] => [Nix.value(value), value]),
        fc.tuple(tie('sum'), tie('sum')).map(([[x, m], [y, n]]): [Expr, number] => [x.plus(y), m + n]),
        fc.tuple(tie('sum'), tie('sum')).map(([[x, m], [y, n]]): [Expr, number] => [x.minus(y), m - n]),
        fc.tuple(tie('sum'), number).map(([[x, m], n]): [Expr, number] => [x.times(n), m * n]),
        tie('sum').map(([x, m]): [Expr, number] => [x.negate(), -m]),
      ),
    })).sum;
    const sums = fc.sample(sum, 500).filter(([, value]) => Number.isSafeInteger(value));
    const values = nixEval(`[ ${sums.map(([expr]) => `(${expr.source()})`).join('\n')} ]`) as number[];
    expect(values.map((value) => value + 0)).toEqual(sums.map(([, value]) => value + 0));
  });
});

test.each<[string, number, (expr: Expr) => Expr]>([
  ['sums', 10_000, (expr) => expr.plus(1)],
  ['lists joined', 1_500, (expr) => expr.concat([1])],
  ['calls', 10_000, (expr) => expr.call(1)],
  ['nested calls', 10_000, (expr) => Nix.ref('f').call(expr)],
  ['lists', 10_000, (expr) => Nix.list([expr])],
  ['commented sets', 10_000, (expr) => Nix.comment('x', Nix.value({ a: expr }))],
])('%s, %d in one another, are refused and never exhaust the stack', (_, count, grow) => {
  let expr = Nix.ref('x');
  for (let i = 0; i < count; i += 1) expr = grow(expr);
  expect(() => expr.source()).toThrow(NixError);
  expect(() => expr.source()).toThrow(/levels deep/);
});
