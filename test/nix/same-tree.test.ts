import { Node } from '../../src/nix/ast';
import { parseExpression } from '../../src/nix/parser';
import cases from '../fixtures/canonical-cases.json';
import { sameTree } from '../support/same-tree';

const same = (a: string, b: string): boolean => sameTree(parseExpression(a), parseExpression(b));

test('comments, blank lines, positions and layout do not count', () => {
  expect(same('{a=1;b=[x y];}', '{\n  # c\n  a = 1; # d\n\n  b = [\n    x\n    y\n  ];\n}')).toBe(true);
  expect(same('{ a, b ? 1 }: a', '{\n  a, # c\n  b ? 1,\n}:\n\na')).toBe(true);
  expect(same('{ inherit (a) b c; }', '{\n  inherit (a)\n b\n c\n ;\n}')).toBe(true);
  expect(same('"${ a }"', '"${ # c\n a # d\n # e\n}"')).toBe(true);
  expect(same("''\n  a\n''", "''\n      a\n    ''")).toBe(true);
});

test('the canonical form says the same as what it was made from', () => {
  expect(cases.filter((each) => !same(each.in, each.out))).toEqual([]);
});

test.each([
  ['a', 'b'],
  ['a', '"a"'],
  ['1', '1.'],
  ['1', '01'],
  ['(a)', 'a'],
  ['{ }', 'rec { }'],
  ['let { body = 1; }', '{ body = 1; }'],
  ['{ a = 1; b = 2; }', '{ b = 2; a = 1; }'],
  ['{ a.b = 1; }', '{ "a".b = 1; }'],
  ['[ a b ]', '[ a ]'],
  ['[ a b ]', '[ (a b) ]'],
  ['a + b', 'a - b'],
  ['(a + b) + c', 'a + (b + c)'],
  ['-a', '!a'],
  ['a.b', 'a.b or c'],
  ['a.b', 'a ? b'],
  ['{ a }: a', '{ a, ... }: a'],
  ['{ a }: a', '{ a ? 1 }: a'],
  ['a@{ }: a', '{ }@a: a'],
  ['{ inherit a; }', '{ inherit (a); }'],
  ['"a"', "''a\n''"],
  ["''a\n b''", "''a\nb''"],
  ['"a${b}"', '"a${c}"'],
  ['./a', './b'],
  ['with a; b', 'assert a; b'],
  ['let in a', 'let a = 1; in a'],
])('%s is not %s', (a, b) => expect(same(a, b)).toBe(false));

test('made trees compare with parsed ones', () => {
  const made: Node = {
    kind: 'set',
    items: [{ kind: 'assign', path: [{ kind: 'name', name: 'a' }], value: { kind: 'string', parts: ['x', 'y', ''] } }],
  };
  expect(sameTree(made, parseExpression('{ a = "xy"; }'))).toBe(true);
  expect(sameTree({ ...made, rec: false }, parseExpression('{ a = "xy"; }'))).toBe(true);
  expect(sameTree({ ...made, rec: true }, parseExpression('{ a = "xy"; }'))).toBe(false);
});

test('data compares by value', () => {
  const data = (value: unknown): Node => ({ kind: 'data', value });
  expect(sameTree(data({ a: [1n] }), data({ a: [1n] }))).toBe(true);
  expect(sameTree(data({ a: [1] }), data({ a: [2] }))).toBe(false);
});

test('trees of any depth compare', () => {
  const deep = (leaf: string): Node => {
    let node = parseExpression(leaf);
    for (let i = 0; i < 100_000; i += 1) node = { kind: 'paren', inner: node };
    return node;
  };
  expect(sameTree(deep('x'), deep('x'))).toBe(true);
  expect(sameTree(deep('x'), deep('y'))).toBe(false);
});
