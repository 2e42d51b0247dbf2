import fc from 'fast-check';
import { compareModule, memorySources } from './round-trip';
import { adopt } from '../../src/adopt';
import { Expr, Nix } from '../../src/index';

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc
      .array(fc.constantFrom('a', ' ', '\n', '$', '{', '}', "'", '"', '\\', '`', '#', '\t'), { maxLength: 14 })
      .map((all) => all.join('')),
  )
  .filter((one) => !one.includes('\0'));
const key = fc.oneof(fc.constantFrom('a', 'b', 'enable', 'x-y', "q'", '1', 'a b', 'let', 'constructor', ''), text);
const path = fc
  .array(fc.constantFrom('a', 'b', 'c', '"x y"', '"1"'), { minLength: 1, maxLength: 3 })
  .map((keys) => keys.join('.'));
const reference = fc
  .tuple(fc.constantFrom('config', 'lib', 'pkgs'), path)
  .map(([root, keys]) => Nix.ref(`${root}.${keys}`));
const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => Nix.floating(one)),
  text,
  fc.constant(null),
  reference,
);

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.tuple(reference, tie('value')).map(([condition, one]) => Nix.mkIf(condition, one)),
    tie('value').map((one) => Nix.mkForce(one)),
    fc.tuple(reference, fc.array(tie('value'), { minLength: 1, maxLength: 3 })).map(([fn, args]) => fn.call(...args)),
    fc.tuple(text, reference, text).map((parts) => Nix.str(parts)),
    fc.tuple(reference, tie('value')).map(([left, right]) => left.eq(right)),
    fc.tuple(reference, tie('value'), tie('value')).map(([a, b, c]) => Nix.ifElse(a, b, c)),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => Nix.concat(a, b)),
    tie('value').map((one) => Nix.fn(['x'], one)),
    tie('value').map((one) => Nix.letIn([Nix.binding('y', one)], Nix.ref('y'))),
    fc.tuple(reference, tie('value')).map(([scope, one]) => Nix.withScope(scope, one)),
    fc.tuple(reference, tie('value')).map(([name, one]) => Nix.attrs([Nix.bindingAt(['a', name], one)])),
    fc.tuple(text, tie('value')).map(([comment, one]) => Nix.comment(comment.replace(/[\r\u2028\u2029]/g, ''), one)),
  ),
})).value;

const TOP = fc.constantFrom('a', 'b', 'services', 'x-y', '1');

test('a module that is adopted means what it meant', () => {
  fc.assert(
    fc.property(fc.dictionary(TOP, value, { maxKeys: 4 }), (body) => {
      const source = `{ config, lib, pkgs, ... }:\n${Expr._body(body).source()}\n`;
      const { graph, modules } = adopt({ sources: memorySources({ 'm.nix': source }), entry: 'm.nix', out: 'src' });
      expect(modules[0].included).toBeUndefined();
      expect(compareModule(graph, graph.modules.get('m.nix')!)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('so does one with a let and a with around it', () => {
  fc.assert(
    fc.property(value, value, fc.dictionary(TOP, value, { maxKeys: 3 }), (one, other, body) => {
      const uses = { ...body, used: [Nix.raw('one'), Nix.raw('[ other (x: one) two.a ]'), Nix.raw('one.a or mkIf')] };
      const source = `{ config, lib, pkgs, ... }: with lib; let
        one = ${Nix.value(one).source()};
        other = [ one (${Nix.value(other).source()}) ];
        two.a = config.x; two.b = other;
      in ${Expr._body(uses).source()}`;
      const { graph } = adopt({ sources: memorySources({ 'm.nix': source }), entry: 'm.nix', out: 'src' });
      const module = graph.modules.get('m.nix')!;
      fc.pre(module.stays === undefined);
      expect(compareModule(graph, module)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test('no text at all makes it fail', () => {
  const word = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ';',
    '=',
    ':',
    ',',
    '...',
    'let',
    'in',
    'with',
    'rec',
    'inherit',
    'if',
    'then',
    'else',
    'config',
    'lib',
    'a',
    '.',
    '"',
    "''",
    '${',
    './x',
    '# c\n',
    '/* d */',
    '1',
    '++',
    '//',
    '@',
    '?',
    'or',
    'assert',
    'imports',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      const source = `{ config, lib, ... }: { ${words.join(' ')} }`;
      const sources = memorySources({ 'm.nix': source, x: '' });
      const { graph } = adopt({ sources, entry: 'm.nix', out: 'src' });
      const module = graph.modules.get('m.nix')!;
      if (module.stays === undefined) graph.moduleText(module);
    }),
    { numRuns: 2000 },
  );
});
