import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Attr, Lambda, Node } from '../../src/nix/ast';
import { MAX_DEPTH } from '../../src/nix/limits';
import { parseExpression, parseFile } from '../../src/nix/parser';
import { printBinding, printFile, printItem, printNode } from '../../src/nix/print';

interface Case {
  readonly name: string;
  readonly in: string;
  readonly out: string;
}

const fixture = (name: string): string => readFileSync(join(__dirname, '..', 'fixtures', name), 'utf8');

const CANONICAL = (JSON.parse(fixture('canonical-cases.json')) as Omit<Case, 'name'>[]).map((one, index): Case => ({
  ...one,
  name: String(index),
}));

const FURTHER = fixture('print-cases.txt')
  .split(/^=== /m)
  .slice(1)
  .map((text): Case => {
    const [, name, input, output] = /^(.*)\n([^]*?)\n--->\n([^]*)\n$/.exec(text)!;
    return { name, in: `${input}\n`, out: `${output}\n` };
  });

/** The first cases that do not come out as they should, told by their first different line. */
function failures(cases: readonly Case[], text: (one: Case) => string, most = 3): string[] {
  const found: string[] = [];
  for (const one of cases) {
    const got = attempt(text(one));
    if (got === one.out) continue;
    found.push(`case ${one.name}: ${firstDifference(one.out, got)}`);
    if (found.length === most) break;
  }
  return found;
}

function attempt(text: string): string {
  try {
    return printFile(parseFile(text));
  } catch (error) {
    return String(error);
  }
}

function firstDifference(wanted: string, got: string): string {
  const want = wanted.split('\n');
  const have = got.split('\n');
  const line = want.findIndex((text, i) => text !== have[i]);
  return `line ${line + 1}\n- ${want[line]}\n+ ${have[line]}`;
}

const id = (name: string): Node => ({ kind: 'identifier', name });
const name = (text: string): Attr => ({ kind: 'name', name: text });
const path = (...names: string[]): Attr[] => names.map(name);

describe('canonical form', () => {
  test('what the official formatter gives for 1,284 texts', () => {
    expect(CANONICAL).toHaveLength(1284);
    expect(failures(CANONICAL, (one) => one.in)).toEqual([]);
  });

  test('canonical text is left as it is', () => {
    expect(failures(CANONICAL, (one) => one.out)).toEqual([]);
  });

  test('windows line ends make no difference', () => {
    const cases = CANONICAL.slice(0, 200).map((one) => ({ ...one, in: one.out.replace(/\n/g, '\r\n') }));
    const plain = cases.filter((one) => !one.out.includes("''") && !/"[^"\n]*\n/.test(one.out));
    expect(plain.length).toBeGreaterThan(50);
    expect(failures(plain, (one) => one.in)).toEqual([]);
  });
});

describe('further cases', () => {
  test.each(FURTHER)('$name', (one) => {
    expect(printFile(parseFile(one.in))).toBe(one.out);
    expect(printFile(parseFile(one.out))).toBe(one.out);
  });
});

describe('trees made from values', () => {
  test('the body of a function that takes a set stands below', () => {
    const lambda: Lambda = {
      kind: 'lambda',
      param: { kind: 'paramSet', params: [{ name: 'pkgs' }], ellipsis: true },
      body: { kind: 'set', items: [{ kind: 'assign', path: path('a'), value: id('b') }] },
    };
    expect(printNode(lambda)).toBe('{ pkgs, ... }:\n{\n  a = b;\n}');
    expect(printNode({ ...lambda, bodyBelow: false })).toBe('{ pkgs, ... }: { a = b; }');
    expect(printBinding(path('f'), lambda)).toBe('f =\n  { pkgs, ... }:\n  {\n    a = b;\n  };');
  });

  test('an item that is no term gets parentheses', () => {
    expect(printItem(parseExpression('f x'))).toBe('(f x)');
    expect(printItem(parseExpression('-1'))).toBe('(-1)');
    expect(printItem(parseExpression('a.b or c'))).toBe('a.b or c');
  });

  test('so do arguments and what is selected from', () => {
    const lambda = parseExpression('x: x');
    expect(printNode({ kind: 'apply', fn: lambda, arg: parseExpression('f x') })).toBe('(x: x) (f x)');
    expect(printNode({ kind: 'select', target: lambda, path: path('a') })).toBe('(x: x).a');
  });
});

describe('data', () => {
  const convert = (value: unknown): Node => parseExpression(String(value));
  const data = (value: unknown): Node => ({ kind: 'data', value });

  test('is converted where it stands', () => {
    expect(printNode({ kind: 'apply', fn: id('f'), arg: data('[ 1 ]') }, { convert })).toBe('f [ 1 ]');
    expect(printBinding(path('a'), data('{ b = 1; }'), { convert })).toBe('a = {\n  b = 1;\n};');
  });

  test('gets parentheses only where its text needs them', () => {
    const inside = (value: unknown): Node => ({ kind: 'paren', inner: data(value) });
    expect(printNode({ kind: 'apply', fn: id('f'), arg: inside('1') }, { convert })).toBe('f 1');
    expect(printNode({ kind: 'apply', fn: id('f'), arg: inside('-1') }, { convert })).toBe('f (-1)');
    const sum = (value: unknown): Node => ({ kind: 'binary', op: '+', left: id('a'), right: data(value) });
    expect(printNode(sum('x: x'), { convert })).toBe('a + (x: x)');
    expect(printNode(sum('f x'), { convert })).toBe('a + f x');
  });

  test('is refused without a converter', () => {
    expect(() => printNode(data(1))).toThrow(/convert/);
  });
});

describe('files of the output', () => {
  const from = 'hosts/a/default.nix';
  const file = (target: string): Node => ({ kind: 'outputFile', target });

  test.each([
    ['hosts/a/x.nix', './x.nix'],
    ['hosts/a/sub/x.nix', './sub/x.nix'],
    ['hosts/b/x.nix', '../b/x.nix'],
    ['assets/x.txt', '../../assets/x.txt'],
    ['hosts/a', './.'],
    ['hosts', '../.'],
    ['hosts/a/a b.txt', './. + "/a b.txt"'],
    ['assets/sub/${x}/@y', '../../assets/sub + "/\\${x}/@y"'],
    ['hosts/a~', '../. + "/a~"'],
  ])('%s', (target, text) => {
    expect(printNode(file(target), { from })).toBe(text);
  });

  test('from the root of the output', () => {
    expect(printNode(file('assets/x.txt'), { from: 'flake.nix' })).toBe('./assets/x.txt');
    expect(printNode(file('assets/x.txt'))).toBe('./assets/x.txt');
  });

  test('a name that needs a string stands in parentheses where only a term may', () => {
    const odd = file('hosts/a/a b');
    expect(printItem(odd, { from })).toBe('(./. + "/a b")');
    expect(printNode({ kind: 'apply', fn: id('import'), arg: odd }, { from })).toBe('import (./. + "/a b")');
    expect(printNode({ kind: 'binary', op: '==', left: odd, right: id('x') }, { from })).toBe('(./. + "/a b") == x');
    expect(printBinding(path('a'), odd, { from })).toBe('a = ./. + "/a b";');
  });
});

describe('parts', () => {
  test('are indented, but for empty lines and lines inside a string', () => {
    const node = parseExpression("{ a = \"x\n  y\"; b = ''\n  one\n\n  two\n''; }");
    expect(printBinding(path('s', 't'), node, { indent: 4 })).toBe(
      [
        '    s.t = {',
        '      a = "x',
        '  y";',
        "      b = ''",
        '        one',
        '',
        '        two',
        "      '';",
        '    };',
      ].join('\n'),
    );
    expect(printItem(parseExpression('[ 1 2 ]'), { indent: 2 })).toBe('  [\n    1\n    2\n  ]');
  });

  test('break at the same width at every indentation', () => {
    const fits = parseExpression(`f a${'x'.repeat(40)} (g b${'x'.repeat(49)})`);
    const text = printItem(fits);
    expect(text).toHaveLength(100);
    const wide = parseExpression(`f a${'x'.repeat(40)} (g b${'x'.repeat(50)})`);
    expect(printItem(wide).split('\n').length).toBeGreaterThan(1);
    for (const indent of [2, 40, 200]) {
      expect(printItem(fits, { indent })).toBe(' '.repeat(indent) + text);
      const lines = printItem(wide)
        .split('\n')
        .map((line) => ' '.repeat(indent) + line);
      expect(printItem(wide, { indent }).split('\n')).toEqual(lines);
    }
  });
});

describe('depth', () => {
  const nesting: Record<string, (inner: Node) => Node> = {
    parentheses: (inner) => ({ kind: 'paren', inner }),
    lists: (inner) => ({ kind: 'list', items: [inner] }),
    sets: (value) => ({ kind: 'set', items: [{ kind: 'assign', path: path('a'), value }] }),
    strings: (value) => ({ kind: 'string', parts: ['a', { kind: 'interpolation', value }] }),
    'indented strings': (value) => ({ kind: 'indented', lines: [['a', { kind: 'interpolation', value }], []] }),
    calls: (fn) => ({ kind: 'apply', fn, arg: id('x') }),
    sums: (left) => ({ kind: 'binary', op: '+', left, right: id('x') }),
    concatenations: (right) => ({ kind: 'binary', op: '++', left: id('x'), right }),
    functions: (body) => ({ kind: 'lambda', param: { kind: 'paramName', name: 'x' }, body }),
    'functions of sets': (body) => ({ kind: 'lambda', param: { kind: 'paramSet', params: [], ellipsis: true }, body }),
    'else-if': (otherwise) => ({ kind: 'if', condition: id('c'), then: id('t'), otherwise }),
    let: (value) => ({ kind: 'let', items: [{ kind: 'assign', path: path('a'), value }], body: id('a') }),
    assertions: (condition) => ({ kind: 'assert', condition, body: id('x') }),
  };
  const nest = (wrap: (inner: Node) => Node, depth: number): Node => {
    let node = id('x');
    for (let i = 1; i < depth; i += 1) node = wrap(node);
    return node;
  };

  test.each(Object.entries(nesting))('%s', (kind, wrap) => {
    // An interpolation is a level of its own.
    const deepest = kind.includes('strings') ? MAX_DEPTH / 2 : MAX_DEPTH;
    expect(printNode(nest(wrap, deepest)).length).toBeGreaterThan(MAX_DEPTH);
    for (const depth of [deepest + 1, 100_000]) {
      expect(() => printNode(nest(wrap, depth))).toThrow(expect.objectContaining({ code: 'NIX_TOO_DEEP' }));
    }
  });

  const padding = (width: number): Node => id('y'.repeat(width));
  const apply = (...args: Node[]): Node => args.reduce((fn, arg) => ({ kind: 'apply', fn, arg }));
  const group = nesting.parentheses;

  test.each<[string, (inner: Node, index: number) => Node]>([
    ['sets', (inner) => apply(id('f'), nesting.sets(inner), padding(99))],
    ['calls', (inner) => apply(id('f'), padding(94), group(inner), nesting.lists(padding(94)))],
    [
      'calls in turn',
      (inner, index) => {
        const rest =
          index % 2 === 0 ? [group(inner), padding(60)] : [padding(60), group(inner), nesting.lists(padding(60))];
        return apply(id('f'), ...rest);
      },
    ],
  ])('work does not double with every level of %s that nearly fit', (_, wrap) => {
    let node = id('x');
    for (let i = 0; i < 60; i += 1) node = wrap(node, i);
    const start = performance.now();
    const text = printNode(node);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(printNode(parseExpression(text))).toBe(text);
  });
});
