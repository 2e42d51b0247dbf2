import fc from 'fast-check';
import { Nix, nix } from '../../src';
import { checkTree } from '../../src/nix/check-tree';
import { NixError } from '../../src/nix/error';
import { parseFile } from '../../src/nix/parser';
import cases from '../fixtures/canonical-cases.json';
import { describeWithNix, nixParses } from '../support/nix';

const errorOf = (run: () => unknown): NixError | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof NixError) return error;
    throw error;
  }
};
const check = (text: string): NixError | undefined => errorOf(() => checkTree(parseFile(text).root, text));
/** The code, the place and what is said of it. */
const refusal = (text: string): string | undefined => {
  const error = check(text);
  return error && `${error.code} ${error.position?.line}:${error.position?.column} ${error.problem}`;
};

describe('attributes defined twice', () => {
  test.each([
    ['{ a = 1; a = 2; }', '1:10 `a` is defined twice, first at line 1, column 3.'],
    ['{\n  a.b = 1;\n  "a".b = 2;\n}', '3:3 `a.b` is defined twice, first at line 2, column 3.'],
    ['{ "a b" = 1; ${"a b"} = 2; }', '1:14 `"a b"` is defined twice, first at line 1, column 3.'],
    ['{ "a\\tb" = 1; "a\tb" = 2; }', '1:15 `"a\\tb"` is defined twice, first at line 1, column 3.'],
    ['rec { a = 1; a = 2; }', '1:14 `a` is defined twice, first at line 1, column 7.'],
    ['let a = 1; a = 2; in a', '1:12 `a` is defined twice, first at line 1, column 5.'],
    ['let { a = 1; a = 2; }', '1:14 `a` is defined twice, first at line 1, column 7.'],
    ['{ inherit a b a; }', '1:15 `a` is defined twice, first at line 1, column 11.'],
    ['{ inherit (x) a; a.b = 1; }', '1:18 `a` is defined twice, first at line 1, column 15.'],
    ['{ a.b = 1; inherit a; }', '1:20 `a` is defined twice, first at line 1, column 3.'],
    ['{ a = 1; a.b.c = 2; }', '1:10 `a` is defined twice, first at line 1, column 3.'],
    ['{ a.b = 1; a.b.c = 2; }', '1:12 `a.b` is defined twice, first at line 1, column 3.'],
    ['{ a.b = 1; a = 2; }', '1:12 `a` is defined twice, first at line 1, column 3.'],
    ['{ a = { }; a = { }; a = x; }', '1:21 `a` is defined twice, first at line 1, column 3.'],
    ['{ a.b = 1; a = { b = 2; }; }', '1:18 `a.b` is defined twice, first at line 1, column 3.'],
    ['{ a = { inherit b; }; a.b.c = 2; }', '1:23 `a.b` is defined twice, first at line 1, column 17.'],
    ['{ a = { b.c = 1; }; a = { b.d = 2; }; }', '1:27 `a.b` is defined twice, first at line 1, column 9.'],
    ['{ a = let { body = { }; }; a.b = 1; }', '1:28 `a` is defined twice, first at line 1, column 3.'],
    ['{ a = x: { }; a.b = 1; }', '1:15 `a` is defined twice, first at line 1, column 3.'],
    ['[ (x: "${{ a = 1; a = 2; }}") ]', '1:19 `a` is defined twice, first at line 1, column 12.'],
    ['{ x ? { a = 1; a = 2; } }: x', '1:16 `a` is defined twice, first at line 1, column 9.'],
    ['{ ${x} = { a = 1; a = 2; }; }', '1:19 `a` is defined twice, first at line 1, column 12.'],
  ])('%j is refused', (text, expected) => expect(refusal(text)).toBe(`NIX_ATTRIBUTE_TWICE ${expected}`));

  test.each([
    '{ a.b = 1; a.c = 2; }',
    '{ a = { b = 1; }; a.c = 2; }',
    '{ a.c = 2; a = { b = 1; }; }',
    '{ a = { b = 1; }; a = { c = 2; }; }',
    '{ a = ({ b = 1; }); a.c = 2; }',
    '{ a = { b.c = 1; }; a.b.d = 2; }',
    '{ a = rec { b = 1; }; a.c = b; }',
    '{ a = { inherit b; }; a.c = 1; }',
    '{ a.${x}.b = 1; a.${x}.b = 2; }',
    '{ ${a} = 1; ${a} = 2; a = 3; }',
    '{ a = { b = 1; }; c = { b = 1; }; b = 1; }',
    'let a.b = 1; a.c = 2; in let a = 1; in a',
  ])('%j is taken', (text) => expect(refusal(text)).toBeUndefined());

  test('the error shows the line and says how to mend it', () => {
    expect(check('{\n  a = 1;\n  b = { a = 2; };\n  a = 3;\n}')?.message).toBe(
      [
        '`a` is defined twice, first at line 2, column 3.',
        '  at line 4, column 3',
        '  4 |   a = 3;',
        '    |   ^',
        '  Remove one of the two.',
      ].join('\n'),
    );
    expect(check('{ a = x; a.b = 1; }')?.mend).toMatch(/written out as `\{ … \}`.*`\/\/`/);
    expect(check('{ a = { b.c = 1; }; a = { b.d = 2; }; }')?.mend).toMatch(/into one set/);
  });
});

describe('parameters', () => {
  test.each([
    ['{ a, b, a }: a', '1:9 The parameter `a` is given twice, first at line 1, column 3.'],
    ['{ a, b ? a }@b: a', '1:14 The parameter `b` is given twice, first at line 1, column 6.'],
    ['b@{\n  a,\n  b,\n}: a', '3:3 The parameter `b` is given twice, first at line 1, column 1.'],
  ])('%j is refused', (text, expected) => expect(refusal(text)).toBe(`NIX_PARAMETER_TWICE ${expected}`));

  test.each(['a: a: a', '{ a }: { a }: a', 'a: { b ? { a }: a }@c: a'])('%j is taken', (text) =>
    expect(refusal(text)).toBeUndefined(),
  );
});

describe('computed names', () => {
  test.each([
    ['let ${x} = 1; in 2', '1:5'],
    ['let "a${x}" = 1; in 2', '1:5'],
    ['let a = 1; ${x}.b = 1; in 2', '1:12'],
  ])('%j is refused', (text, place) =>
    expect(refusal(text)).toBe(`NIX_DYNAMIC_IN_LET ${place} A \`let\` cannot bind a name that Nix computes.`),
  );

  test.each([
    'let a.${x} = 1; in a',
    'let ${"a"} = 1; in a',
    'let ${("a")} = 1; in a',
    'let "a" = 1; in a',
    "let ${''\n  a\n  b\n''} = 1; in 1",
    '{ ${x} = 1; }',
    'let { ${x} = 1; }',
    '{ inherit ${("a")}; }',
  ])('%j is taken', (text) => expect(refusal(text)).toBeUndefined());
});

describe('wherever Nix text enters', () => {
  const code = (run: () => unknown): string | undefined => errorOf(run)?.code;
  const x = Nix.ref('x');

  test('Nix.raw', () => {
    expect(() => Nix.raw('{\n  a = 1;\n  a = 2;\n}')).toThrow(/first at line 2, column 3[^]*line 3, column 3[^]*\^/);
    expect(code(() => Nix.raw('{ a, a }: a'))).toBe('NIX_PARAMETER_TWICE');
    expect(code(() => Nix.raw('let ${x} = 1; in 2'))).toBe('NIX_DYNAMIC_IN_LET');
  });

  test('the template, with its place where the text alone is to blame', () => {
    expect(() => nix`{ a = 1; a = ${x}; }`).toThrow(/first at line 1, column 3[^]*line 1, column 10[^]*\^/);
    expect(() => nix`{ a, a }: a`).toThrow(/line 1, column 6/);
    expect(errorOf(() => nix`{ b = 1; ${'b'} = 2; }`)).toMatchObject({
      code: 'NIX_ATTRIBUTE_TWICE',
      problem: '`b` is defined twice.',
      position: undefined,
    });
  });

  test('the template, by what the values become', () => {
    expect(code(() => nix`let ${x} = 1; in 2`)).toBe('NIX_DYNAMIC_IN_LET');
    expect(code(() => nix`let ${'x'} = 1; in x`)).toBeUndefined();
    expect(code(() => nix`{ inherit "a${x}"; }`)).toBe('NIX_SYNTAX');
    expect(code(() => nix`{ a = ${{ b: 1 }}; a.c = 2; }`)).toBeUndefined();
    expect(code(() => nix`{ a = ${{ b: 1 }}; a.b = 2; }`)).toBe('NIX_ATTRIBUTE_TWICE');
    expect(code(() => nix`{ a = ${x}; a.b = 2; }`)).toBe('NIX_ATTRIBUTE_TWICE');
    expect(code(() => nix`{ a = ${{}}; a.b = 1; c = 2; ${'c'} = 3; }`)).toBe('NIX_ATTRIBUTE_TWICE');
  });

  test('a value may stand in several sets that add to it', () => {
    const set = Nix.raw('{ b.c = 1; }');
    expect(code(() => nix`{ p = ${set}; p.b.d = 1; q = ${set}; q.b.d = 2; }`)).toBeUndefined();
    expect(code(() => Nix.attrs([Nix.binding('p', set), Nix.binding('p.b.d', 1)]))).toBeUndefined();
    expect(code(() => Nix.attrs([Nix.binding('p', set), Nix.binding('p.b.d', 1)]))).toBeUndefined();
    expect(code(() => nix`{ p = ${set}; p = ${set}; }`)).toBe('NIX_ATTRIBUTE_TWICE');
  });

  test.each([
    ['a name', [Nix.binding('a', 1), Nix.binding('a', 2)]],
    ['a path', [Nix.binding('a.b', 1), Nix.bindingAt(['a', 'b'], 2)]],
    ['a path below a value', [Nix.binding('a', x), Nix.binding('a.b', 2)]],
    ['a value above a path', [Nix.binding('a.b', 1), Nix.binding('a', x)]],
    ['a member of a value', [Nix.binding('a', { b: 1 }), Nix.binding('a.b', 2)]],
    ['an inherited name', [Nix.inherit(['a']), Nix.binding('a', 2)]],
    ['a name inherited twice', [Nix.inherit(['a']), Nix.inheritFrom(x, ['a'])]],
    ['a member of an object', [...Nix.bindings({ a: 1 }), Nix.binding('a', 2)]],
    ['a name as an Expr', [Nix.binding('a', 1), Nix.bindingAt([Nix.value('a')], 2)]],
  ])('the makers: %s', (_, bindings) => {
    expect(code(() => Nix.attrs(bindings))).toBe('NIX_ATTRIBUTE_TWICE');
    expect(code(() => Nix.recAttrs(bindings))).toBe('NIX_ATTRIBUTE_TWICE');
    expect(code(() => Nix.letIn(bindings, 1))).toBe('NIX_ATTRIBUTE_TWICE');
  });

  test('the makers take what Nix joins, and refuse a computed name in `let` alone', () => {
    const joined = [Nix.binding('a', { b: 1 }), Nix.binding('a.c', 2), Nix.binding('a', { d: 3 })];
    expect(Nix.attrs(joined).source()).toContain('a.c = 2;');
    const computed = [Nix.bindingAt([x], 1)];
    expect(Nix.attrs(computed).source()).toBe('{ ${x} = 1; }');
    expect(code(() => Nix.letIn(computed, 1))).toBe('NIX_DYNAMIC_IN_LET');
  });
});

test('the parser itself takes them: the formatter lays them out', () => {
  for (const text of ['{ a = 1; a = 2; }', '{ a, a }: a', 'let ${x} = 1; in 2']) expect(parseFile(text)).toBeDefined();
});

describe('time grows with the text', () => {
  test.each<[string, (n: number) => string]>([
    ['bindings', (n) => `{ ${Array.from({ length: n }, (_, i) => `a.b${i} = { };`).join(' ')} }`],
    ['sets joined', (n) => `{ ${Array.from({ length: n }, (_, i) => `a = { b${i} = 1; };`).join(' ')} }`],
    ['sets added to a large one', (n) => `{ a = { ${'${x} = { }; '.repeat(n)} }; ${'a = { }; '.repeat(n)} }`],
    ['names of an inherit', (n) => `{ inherit ${Array.from({ length: n }, (_, i) => `b${i}`).join(' ')}; }`],
    ['keys of a path', (n) => `{ ${'a.'.repeat(n)}b = 1; ${'a.'.repeat(n)}c = 1; }`],
  ])('50,000 %s', (_, text) => {
    const { root } = parseFile(text(50_000));
    const started = process.cpuUsage();
    checkTree(root);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2);
  });

  test('sets as deep as can be, each of them added to', () => {
    const text = `${'{ a = '.repeat(998)}{ }${'; a.b.c = 1; }'.repeat(998)}`;
    expect(check(text)).toBeUndefined();
    expect(check(text.replace('{ }', '{ b.c = 1; }'))?.code).toBe('NIX_ATTRIBUTE_TWICE');
  });
});

describeWithNix('real Nix', () => {
  /** The texts of which real Nix and we do not think alike; and how many Nix refused, though their form is right. */
  const compare = async (texts: readonly string[]): Promise<{ differ: object[]; refused: number }> => {
    const verdicts = await nixParses(texts);
    const differ = texts
      .map((text, i) => ({ text, nix: verdicts[i], ours: check(text)?.problem }))
      .filter(({ nix: verdict, ours }) => verdict !== (ours === undefined ? true : undefined));
    return { differ, refused: verdicts.filter((verdict) => verdict === undefined).length };
  };

  test('thinks the same of the canonical cases', async () => {
    const texts = cases.map((each) => each.in).filter((text) => !/\|>|<\|/.test(text));
    const { differ, refused } = await compare(texts);
    expect(differ).toEqual([]);
    expect(refused).toBeGreaterThan(10);
  }, 60_000);

  test('thinks the same of thousands of sets, `let`s and functions', async () => {
    const { tree } = fc.letrec<{ tree: string; set: string; bindings: string; binding: string; value: string }>(
      (tie) => ({
        tree: fc.oneof({ weight: 3, arbitrary: tie('set') }, { weight: 1, arbitrary: tie('value') }),
        set: fc.oneof(
          { weight: 4, arbitrary: tie('bindings').map((b) => `{ ${b} }`) },
          tie('bindings').map((b) => `rec { ${b} }`),
          tie('bindings').map((b) => `({ ${b} })`),
          tie('bindings').map((b) => `let { ${b} }`),
          fc.tuple(tie('bindings'), tie('value')).map(([b, v]) => `(let ${b} in ${v})`),
        ),
        bindings: fc.array(tie('binding'), { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
        binding: fc.oneof(
          { depthSize: 'small' },
          fc.tuple(path, fc.constant('1')).map(([p, v]) => `${p} = ${v};`),
          fc.array(inherited, { maxLength: 2 }).map((names) => `inherit ${names.join(' ')};`),
          fc.array(inherited, { maxLength: 2 }).map((names) => `inherit (x) ${names.join(' ')};`),
          { weight: 4, arbitrary: fc.tuple(path, tie('value')).map(([p, v]) => `${p} = ${v};`) },
        ),
        value: fc.oneof(
          { depthSize: 'small' },
          fc.constantFrom('1', 'x', '{ }'),
          { weight: 5, arbitrary: tie('set') },
          fc.tuple(fc.array(formal, { maxLength: 3 }), alias).map(([all, a]) => `({ ${all.join(', ')} }${a}: 1)`),
        ),
      }),
    );
    const { differ, refused } = await compare(fc.sample(tree, { numRuns: RUNS, seed: 7 }));
    expect(differ).toEqual([]);
    expect(refused).toBeGreaterThan(RUNS / 10);
  }, 600_000);
});

const RUNS = Number(process.env.CHECK_TREE_RUNS ?? 400);
const key = fc.constantFrom(
  ...[
    'a',
    'a',
    'b',
    'b',
    'c',
    'c',
    'd',
    'e',
    'f',
    'g',
    '"a"',
    '"b"',
    '${"a"}',
    "${''b''}",
    '${("c")}',
    '${x}',
    '"a${x}"',
  ],
);
const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.'));
const inherited = fc.constantFrom('a', 'b', 'c', 'd', '"e"', '${"f"}');
const formal = fc.constantFrom('a', 'b', 'c', 'd ? 1', 'e', 'f', 'g');
const alias = fc.constantFrom('', '', '@a', '@h');
