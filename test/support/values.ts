import * as fc from 'fast-check';
import { Expr, Nix } from '../../src/nix';

/** Text that any Nix string can hold, with much of what is apt to go wrong. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).map((value) => value.replace(/\0/g, '0')),
  fc.string({ minLength: 60, maxLength: 130 }),
  fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('', ' ', '\t', '  indented', "''", "'", '${x}', '$', '$$', '\\', "''\\n", "it's $'x'", 'x '),
      ),
      { maxLength: 5 },
    )
    .map((lines) => lines.join('\n')),
  fc
    .array(fc.constantFrom("'", '$', '{', '}', '\\', '"', '\n', ' ', 'n', '\r', '\t', '#', '/*'), { maxLength: 10 })
    .map((characters) => characters.join('')),
  fc.constantFrom('', 'pkgs.hello', '${pkgs.hello}', '\r\n', '/nix/store', '<nixpkgs>', '# c', '$${', '$$${', "'${"),
);

export const key: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('a', 'enable', 'x.y', '${x}', "a'b", 'a-b', '1a', '', '-', '__curPos', 'true', '__proto__'),
  fc.constantFrom('assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with'),
  fc.stringMatching(/^[a-z]{1,70}$/),
  text,
);

const plainLeaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);

/** Numbers whose exact value JSON from Nix does not tell. */
export const float: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  fc.constantFrom(0.1, -0.5, 1e-7, 5e-324, -5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 123456.789),
);
export const bigInteger: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 0n, -1n),
);

/** Data as JSON has it too. */
export const jsonTree: fc.Arbitrary<unknown> = treeOf(plainLeaf);

/** All data that Nix can hold. */
export const dataTree: fc.Arbitrary<unknown> = treeOf(fc.oneof(plainLeaf, float, bigInteger));

/** Data among which `Expr`s stand. */
export const mixedTree: fc.Arbitrary<unknown> = treeOf(
  fc.oneof(
    { weight: 4, arbitrary: fc.oneof(plainLeaf, float, bigInteger) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        Nix.ref('config.a.b'),
        Nix.raw('x: x'),
        Nix.comment('why\n\nand how', 5),
        Nix.comment('above', Nix.raw('f x')),
        Nix.mkIf(Nix.ref('a'), { b: [1, 2], c: 'x\ny' }),
        Nix.raw('{ a = 1; }'),
        Nix.raw('{ inherit a; }'),
        Nix.raw('# lead\n{\n  a = 1;\n}'),
        Nix.raw("''\n  a\n    b\n''"),
        Nix.raw('[ /* x */ 1 ]'),
        Nix.raw('/* multi\n line */ f x'),
        Nix.raw('a + b'),
        Nix.path('./a b'),
        Expr._outputFile('assets/x y'),
      ),
    },
  ),
);

function treeOf(leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      fc.array(tie('tree'), { minLength: 1, maxLength: 1 }),
      fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 1 }),
    ),
  })).tree;
}
