import { runInNewContext } from 'node:vm';
import { Expr, Nix } from '../../src/nix';
import { toNode } from '../../src/nix/convert';
import { formatKeyPath, NixError } from '../../src/nix/error';
import { printNode } from '../../src/nix/print';
import { printData, printModuleBody } from '../../src/nix/print-data';

const print = (value: unknown): string => printNode(toNode(value));

describe('data', () => {
  test.each<[unknown, string]>([
    [true, 'true'],
    [null, 'null'],
    [0, '0'],
    [-0, '0'],
    [-1, '-1'],
    [[-1, -1.5], '[\n  (-1)\n  (-1.5)\n]'],
    [1.5, '1.5'],
    [1e-7, '1.0e-7'],
    [1.5e-7, '1.5e-7'],
    [5e-324, '5.696189077778436e-306 / 1152921504606847000.0'],
    [2 ** 53 + 2, '9007199254740994'],
    [2 ** 60, '1152921504606846976'],
    [-(2 ** 63), '-9223372036854775807 - 1'],
    [2n ** 63n - 1n, '9223372036854775807'],
    [-(2n ** 63n), '-9223372036854775807 - 1'],
    [[-(2n ** 63n)], '[ (-9223372036854775807 - 1) ]'],
    ['', '""'],
    ['pkgs.hello', '"pkgs.hello"'],
    ['${x}', '"\\${x}"'],
    ['$${x}', '"$\\${x}"'],
    ['a"\\\t\r', '"a\\"\\\\\\t\\r"'],
    ['\u0001\u2028', '"\u0001\u2028"'],
    ['a\nb', "''\n  a\n  b''"],
    ['a\n\n  b\n', "''\n  a\n\n    b\n''"],
    ["it''s ${x}\n", "''\n  it'''s ''${x}\n''"],
    ['\tmake\nall:\n', "''\n  \tmake\n  all:\n''"],
    // What '' would change stays between quotes.
    ['\n', '"\\n"'],
    ['  a\n  b\n', '"  a\\n  b\\n"'],
    ['a \nb', '"a \\nb"'],
    ['a\n b ', '"a\\n b "'],
    ['a\r\nb', '"a\\r\\nb"'],
    ["a\nb'", '"a\\nb\'"'],
    ["a\n'${b}", '"a\\n\'\\${b}"'],
    [[], '[ ]'],
    [{}, '{ }'],
    [{ a: undefined }, '{ }'],
    [{ a: undefined, b: 1 }, '{ b = 1; }'],
    [{ if: 1 }, '{ "if" = 1; }'],
    [{ 'a b': 1 }, '{ "a b" = 1; }'],
    [{ '': 1 }, '{ "" = 1; }'],
    [{ "a'-_9": 1 }, "{ a'-_9 = 1; }"],
    [Object.assign(Object.create(null) as object, { a: 1 }), '{ a = 1; }'],
    [JSON.parse('{"__proto__":1}'), '{ __proto__ = 1; }'],
    [runInNewContext('({ a: [1] })'), '{ a = [ 1 ]; }'],
  ])('%j is %s', (value, text) => {
    expect(print(value)).toBe(text);
    expect(printData(value)).toBe(text);
  });

  test('the same object in two places is no cycle', () => {
    const shared = { x: 1 };
    expect(print({ a: shared, b: [shared] })).toBe(print({ a: { x: 1 }, b: [{ x: 1 }] }));
  });

  test('hidden members are left alone', () => {
    const value = Object.defineProperties({ a: 1 }, { hidden: { value: 2 }, [Symbol.for('mark')]: { value: 3 } });
    expect(print(value)).toBe('{ a = 1; }');
    expect(printData(value)).toBe('{ a = 1; }');
  });

  test('Exprs stand among data, in parentheses where a list needs them', () => {
    const call = Nix.ref('f').call(1);
    expect(print({ a: call })).toBe('{ a = f 1; }');
    expect(print([call])).toBe('[ (f 1) ]');
  });

  test('an Expr of another copy of the library is one', () => {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const other = require('../../src/nix') as typeof import('../../src/nix');
      expect(other.Expr).not.toBe(Expr);
      const foreign = other.Nix.ref('a.b');
      expect(Expr.isExpr(foreign)).toBe(true);
      expect(print({ x: foreign })).toBe('{ x = a.b; }');
    });
  });

  test('what only looks like an Expr is none', () => {
    expect(Expr.isExpr({ _node: toNode(1) })).toBe(false);
    expect(Expr.isExpr('a')).toBe(false);
    expect(Expr.isExpr(undefined)).toBe(false);
    expect(print({ _node: { kind: 'identifier', name: 'x' } })).toContain('"identifier"');
  });
});

class Server {
  readonly port = 1;
}

describe('refused, with the key path', () => {
  const inner: Record<string, unknown> = { list: [{}] };
  (inner.list as Record<string, unknown>[])[0].up = inner;
  const own: unknown[] = [];
  own.push(own);

  test.each<[string, unknown, string, RegExp]>([
    ['NaN', { a: [NaN] }, 'a[0]', /from NaN/],
    ['Infinity', { a: Infinity }, 'a', /from Infinity/],
    ['-Infinity', [-Infinity], '[0]', /from -Infinity/],
    ['a function', { 'a b': { f: () => 1 } }, '"a b".f', /the function `f`/],
    ['a class', [Server], '[0]', /the function `Server`/],
    ['a symbol', [Symbol('s')], '[0]', /the symbol Symbol\(s\)/],
    ['a symbol as key', { a: { [Symbol('s')]: 1 } }, 'a', /symbol key Symbol\(s\)/],
    ['a Date', { at: new Date(0) }, 'at', /class Date\.[^]*toISOString/],
    ['a Map', { a: new Map() }, 'a', /class Map\.[^]*fromEntries/],
    ['a Set', { a: new Set() }, 'a', /class Set\.[^]*\[\.\.\.set\]/],
    ['a promise', { a: Promise.resolve(1) }, 'a', /class Promise\.[^]*Await/],
    ['an instance', { a: [new Server()] }, 'a[0]', /class Server/],
    ['a boxed string', [new String('x')], '[0]', /class String/],
    ['bytes', [new Uint8Array(1)], '[0]', /class Uint8Array/],
    ['undefined in an array', { a: [1, undefined] }, 'a[1]', /undefined in an array/],
    ['a hole in an array', { a: [1, , 3] }, 'a[1]', /undefined in an array/], // eslint-disable-line no-sparse-arrays
    ['undefined itself', undefined, '', /from undefined/],
    ['a high surrogate alone', { a: 'x\ud800' }, 'a', /half of a surrogate pair \(at index 1\)/],
    ['a low surrogate alone', { a: ['\udc00'] }, 'a[0]', /half of a surrogate pair/],
    ['NUL', { a: 'x\0' }, 'a', /NUL character \(at index 1\)/],
    ['NUL in a key', { a: { 'b\0': 1 } }, 'a."b\\u0000"', /a key with a NUL/],
    ['half a pair in a key', { '\ud800': 1 }, '"\\ud800"', /a key with half/],
    ['an integer of 2^63', { a: 2 ** 63 }, 'a', /9223372036854775000|9223372036854776000/],
    ['a whole number like 1e21', [1e21], '[0]', /1e\+21, which does not fit in 64 bits[^]*Nix\.floating/],
    ['a big integer of 2^63', [2n ** 63n], '[0]', /9223372036854775808/],
    ['a big integer below -2^63', [-(2n ** 63n) - 1n], '[0]', /-9223372036854775809/],
    ['an object inside itself', { a: { b: inner } }, 'a.b.list[0].up', /this is the value at a\.b again/],
    ['an array inside itself', own, '[0]', /this is the whole value again/],
  ])('%s', (_, value, path, message) => {
    for (const run of [() => toNode(value), () => printData(value)]) {
      const error = errorOf(run);
      expect(error.code).toBe('NIX_NOT_DATA');
      expect(formatKeyPath(error.keyPath)).toBe(path);
      expect(error.message).toMatch(message);
    }
  });

  test('in a module body, below collapsed keys', () => {
    expect(formatKeyPath(errorOf(() => printModuleBody({ a: { b: { c: [NaN] } } })).keyPath)).toBe('a.b.c[0]');
    expect(formatKeyPath(errorOf(() => printModuleBody({ a: { b: { c: new Date() } } })).keyPath)).toBe('a.b.c');
    expect(formatKeyPath(errorOf(() => printModuleBody({ a: inner })).keyPath)).toBe('a.list[0].up');
  });

  test('a chain of objects that goes in a circle, in a module body', () => {
    const circle: Record<string, unknown> = {};
    circle.on = { and: circle };
    const error = errorOf(() => printModuleBody({ a: circle }));
    expect(error.message).toMatch(/contains itself/);
    expect(formatKeyPath(error.keyPath)).toBe('a.on.and');
  });

  test.each([2_000, 10_000, 1_000_000])('data %d levels deep', (depth) => {
    let list: unknown = 1;
    let set: unknown = 1;
    for (let i = 0; i < depth; i += 1) {
      list = [list];
      set = { a: set, b: i };
    }
    for (const value of [list, set, { chain: set }]) {
      for (const run of [() => toNode(value), () => printData(value), () => printModuleBody(value)]) {
        expect(errorOf(run).code).toBe('NIX_TOO_DEEP');
      }
    }
    let chain: unknown = 1;
    for (let i = 0; i < depth; i += 1) chain = { a: chain };
    expect(errorOf(() => printModuleBody(chain)).code).toBe('NIX_TOO_DEEP');
  });

  test('data as deep as may be prints both ways', () => {
    let value: unknown = -(2n ** 63n);
    for (let i = 0; i < 996; i += 1) value = i % 2 ? [value] : { a: value };
    expect(printData(value)).toBe(print(value));
  });

  test('a wide object that contains itself is found without walking it often', () => {
    const wide: Record<string, unknown> = {};
    for (let i = 0; i < 20_000; i += 1) wide[`k${i}`] = { v: i };
    wide.self = wide;
    const start = Date.now();
    expect(errorOf(() => printData(wide)).message).toMatch(/contains itself/);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});

function errorOf(run: () => unknown): NixError {
  try {
    run();
  } catch (error) {
    if (error instanceof NixError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
