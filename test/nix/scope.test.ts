import { parseExpression } from '../../src/nix/parser';
import { freeVariables, isGlobal, scoping } from '../../src/nix/scope';

const free = (text: string): string => [...freeVariables(parseExpression(text)).keys()].join(' ');

describe('free variables', () => {
  test.each([
    ['a', 'a'],
    ['a.b or c', 'a c'],
    ['a.${b}."x${c}" ? d.${e}', 'a b c e'],
    ['[ a (b c) "x${d}" ./x/${e} ]', 'a b c d e'],
    ["''\n x ${a}\n ${b}\n''", 'a b'],
    ['if a then b else c', 'a b c'],
    ['assert a; -b + !c', 'a b c'],
    ['f x f', 'f x'],
    // functions
    ['x: x y', 'y'],
    ['x: y: x y z', 'z'],
    ['{ a, b ? a + c, ... }: a b d', 'c d'],
    ['{ a ? b, b }: a', ''],
    ['args@{ a ? args.x, ... }: args', ''],
    ['{ a }@args: args a c', 'c'],
    ['(x: x) x', 'x'],
    // let
    ['let a = b; b = a; in a b c', 'c'],
    ['let a = 1; in let b = a; in a b', ''],
    ['let a.b = c; in a', 'c'],
    ['let "a b" = 1; "c" = 2; ${"d"} = 3; in c d', ''],
    ['let inherit a; in a', 'a'],
    ['let inherit (a) b; a = { }; in b', ''],
    ['let inherit (x) b; in b x', 'x'],
    ['let b = 1; in { inherit b c; inherit "d"; }', 'c d'],
    // sets
    ['{ a = b; b = 1; }', 'b'],
    ['rec { a = b; b = c; }', 'c'],
    ['rec { inherit a; b = a; }', 'a'],
    ['rec { inherit (a) b; c = b; a = 1; }', ''],
    ['rec { ${a} = b; a = 1; }', 'b'],
    ['{ ${a} = 1; "x${b}" = 2; }', 'a b'],
    ['let { a = b; body = a; }', 'b'],
    // globals
    ['map toString [ true false null builtins.x (import ./x) (throw "y") __curPos __add ]', ''],
    ['let map = x; in map', 'x'],
  ])('%s: %s', (text, expected) => expect(free(text)).toBe(expected));

  test('a name under a `with` is unknowable, unless something binds it', () => {
    const of = (text: string): string[][] => {
      const { free: certain, unknowable } = scoping(parseExpression(text));
      return [[...certain.keys()], [...unknowable.keys()]];
    };
    expect(of('with a; b')).toEqual([['a'], ['b']]);
    expect(of('with a; with b; c')).toEqual([['a'], ['b', 'c']]);
    expect(of('x: with a; x y')).toEqual([['a'], ['y']]);
    expect(of('with a; x: x y')).toEqual([['a'], ['y']]);
    expect(of('with a; let b = 1; in b')).toEqual([['a'], []]);
    expect(of('[ (with a; b) b ]')).toEqual([['a', 'b'], ['b']]);
    expect(of('with a; { inherit b; inherit (c) d; }')).toEqual([['a'], ['b', 'c']]);
    expect(of('with a; map')).toEqual([['a'], []]);
  });

  test('come with the place of their first use', () => {
    const text = 'let x = 1; in x + pkgs.a + pkgs.b';
    const at = text.indexOf('pkgs');
    expect(freeVariables(parseExpression(text)).get('pkgs')).toEqual({ start: at, end: at + 4 });
    expect(freeVariables({ kind: 'identifier', name: 'y' })).toEqual(new Map([['y', undefined]]));
  });

  test('are found in a tree of any depth', () => {
    let node = parseExpression('x');
    for (let i = 0; i < 100_000; i += 1) node = { kind: 'paren', inner: node };
    expect([...freeVariables(node).keys()]).toEqual(['x']);
  });
});

test('globals are what Nix itself brings', () => {
  expect(['true', 'derivation', 'placeholder', '__anything'].every(isGlobal)).toBe(true);
  expect(['pkgs', 'lib', 'config', 'toJSON', '_x', 'constructor'].some(isGlobal)).toBe(false);
});
