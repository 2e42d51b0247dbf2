import fc from 'fast-check';
import { Expr, Nix, nix } from '../../src';
import { toNode } from '../../src/nix/convert';
import { NixError } from '../../src/nix/error';
import { MAX_DEPTH } from '../../src/nix/limits';
import { parseFile } from '../../src/nix/parser';
import { printFile } from '../../src/nix/print';
import { printData, printModuleBody } from '../../src/nix/print-data';

/** Whether it is done; false where it is refused as too deep. Anything else comes through, a RangeError above all. */
const fits = (run: () => unknown): boolean => {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof NixError && error.code === 'NIX_TOO_DEEP') return false;
    throw error;
  }
};

// First, so that nothing is optimized yet: then frames are largest.
test('a caller some hundred calls deep has the same limits', () => {
  const from = <T>(calls: number, run: () => T): T => (calls === 0 ? run() : from(calls - 1, run));
  const text = `${'{ a = '.repeat(MAX_DEPTH - 1)}x${'; }'.repeat(MAX_DEPTH - 1)}`;
  expect(from(500, () => fits(() => printFile(parseFile(text))))).toBe(true);
});

test('a template with little stack left is refused, never a RangeError', () => {
  // Putting values into computed keys takes more of the stack than parsing them.
  const text = `${'{ "${ '.repeat(200)}x${' }" = 1; }'.repeat(200)} `;
  const template = Object.assign([text, ''], { raw: [text, ''] });
  const outcomes: unknown[] = [];
  const fromDeep = (): void => {
    try {
      fromDeep();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    // The stack is full at the bottom: callers try one by one until there is room for the template.
    if (outcomes.includes(true)) return;
    try {
      outcomes.push(fits(() => nix(template, 1)));
    } catch (error) {
      outcomes.push(error instanceof RangeError ? 'RangeError' : error);
    }
  };
  fromDeep();
  const refused = outcomes.indexOf(false);
  expect(refused).toBeGreaterThanOrEqual(0);
  expect(new Set(outcomes.slice(refused))).toEqual(new Set([false, true]));
});

/** The largest number for which something holds that holds for 1 and not for the limit. */
const largest = (holds: (n: number) => boolean, limit: number): number => {
  let low = 1;
  let high = limit;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
};

const f = Nix.ref('f');
const a = Nix.ref('a');
/** Ways to put a term inside another: by the makers, and as text. */
const WRAPS: Record<string, readonly [(inner: Expr) => Expr, (inner: string) => string]> = {
  list: [(x) => Nix.list([x]), (x) => `[ ${x} ]`],
  'list of two': [(x) => Nix.list([x, 1]), (x) => `[ ${x} 1 ]`],
  set: [(x) => Nix.attrs([Nix.binding('a', x)]), (x) => `{ a = ${x}; }`],
  'recursive set': [(x) => Nix.recAttrs([Nix.binding('a.b', x)]), (x) => `rec { a.b = ${x}; }`],
  'set around a let': [
    (x) => Nix.attrs([Nix.binding('a', Nix.letIn([Nix.binding('b', x)], 1))]),
    (x) => `{ a = let b = ${x}; in 1; }`,
  ],
  call: [(x) => Nix.list([f.call(x)]), (x) => `[ (f ${x}) ]`],
  'call of two': [(x) => Nix.list([f.call(x, 1)]), (x) => `[ (f ${x} 1) ]`],
  sum: [(x) => Nix.list([a.plus(x)]), (x) => `[ (a + ${x}) ]`],
  fallback: [(x) => Nix.list([Nix.ref('a.b').orDefault(x)]), (x) => `[ a.b or ${x} ]`],
  'inherited from': [(x) => Nix.attrs([Nix.inheritFrom(x, ['b'])]), (x) => `{ inherit (${x}) b; }`],
  'default of a parameter': [(x) => Nix.list([Nix.fnSet({ defaults: { a: x } }, 1)]), (x) => `[ ({ a ? ${x} }: 1) ]`],
  'function body': [(x) => Nix.list([Nix.fn(['a', 'b'], x)]), (x) => `[ (a: b: ${x}) ]`],
  'part of a string': [(x) => Nix.str(['a', f.call(x)]), (x) => `"a\${f ${x}}"`],
  'computed key': [(x) => Nix.attrs([Nix.bindingAt([f.call(x)], 1)]), (x) => `{ \${f ${x}} = 1; }`],
  'selected key': [(x) => Nix.list([a.attr(f.call(x))]), (x) => `[ a.\${f ${x}} ]`],
  condition: [(x) => Nix.list([Nix.ifElse(x, 1, 2)]), (x) => `[ (if ${x} then 1 else 2) ]`],
  'scope of a with': [(x) => Nix.list([Nix.withScope(x, 1)]), (x) => `[ (with ${x}; 1) ]`],
};

describe('what prints parses back, what parses prints, to the same depth', () => {
  /** The depths to which wraps in turn are printed and parsed. */
  const depths = (names: readonly string[], leaf: string): { printed: number; parsed: number } => {
    const exprs = [Nix.ref(leaf)];
    const texts = [leaf];
    for (let i = 0; i <= MAX_DEPTH; i += 1) {
      const [wrap, wrapText] = WRAPS[names[i % names.length]];
      exprs.push(wrap(exprs[i]));
      texts.push(wrapText(texts[i]));
    }
    const printed = largest((n) => fits(() => exprs[n].source()), MAX_DEPTH + 1);
    const parsed = largest((n) => fits(() => parseFile(texts[n])), MAX_DEPTH + 1);
    expect(parseFile(exprs[printed].source())).toBeDefined();
    expect(printFile(parseFile(texts[parsed]))).toContain(leaf);
    return { printed, parsed };
  };

  test.each(Object.keys(WRAPS))('%s', (name) => {
    const { printed, parsed } = depths([name], 'x');
    expect(parsed).toBe(printed);
    expect(printed).toBeGreaterThanOrEqual(249);
  });

  test('everything in turn', () => {
    const names = fc.array(fc.constantFrom(...Object.keys(WRAPS)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(names, (wraps) => {
        const { printed, parsed } = depths(wraps, 'x');
        expect(parsed).toBe(printed);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  test('a set and a list are one level each', () => {
    expect(depths(['set'], 'x')).toEqual({ printed: MAX_DEPTH - 1, parsed: MAX_DEPTH - 1 });
    expect(depths(['list'], 'x')).toEqual({ printed: MAX_DEPTH - 1, parsed: MAX_DEPTH - 1 });
    expect(fits(() => parseFile('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)))).toBe(true);
  });

  test('operators of different precedence are as deep as their tree, however many they are', () => {
    const products = (n: number): string => Array.from({ length: n }, () => 'a * b').join(' + ');
    expect(fits(() => printFile(parseFile(products(MAX_DEPTH - 1))))).toBe(true);
    expect(fits(() => parseFile(products(MAX_DEPTH)))).toBe(false);
  });
});

describe('data', () => {
  const NESTS: Record<string, (inner: unknown) => unknown> = {
    'sets of one': (x) => ({ a: x }),
    'sets of two': (x) => ({ a: x, b: 1 }),
    'sets with keys in quotes': (x) => ({ 'a b': x, b: 1 }),
    'lists of one': (x) => [x],
    'lists of two': (x) => [x, 1],
    'sets in lists': (x) => [{ a: x }, {}],
    'lists in sets': (x) => ({ a: [x], b: {} }),
  };
  const nested = (wrap: (inner: unknown) => unknown, depth: number, leaf: unknown): unknown => {
    let value = leaf;
    for (let i = 0; i < depth; i += 1) value = wrap(value);
    return value;
  };

  test.each(Object.entries(NESTS))('%s print and parse back to the limit', (_, wrap) => {
    // The deepest values take up to four levels themselves.
    for (const [print, leaf] of [
      [printData, 1],
      [printData, -(2n ** 63n)],
      [printModuleBody, -5e-324],
      [(value: unknown) => Nix.value(value).source(), -1],
    ] as const) {
      const deepest = largest((n) => fits(() => print(nested(wrap, n, leaf))), MAX_DEPTH + 1);
      expect(deepest).toBeGreaterThan(490);
      expect(fits(() => printFile(parseFile(print(nested(wrap, deepest, leaf)))))).toBe(true);
    }
  });
});

describe('what is left of the stack', () => {
  /** Runs on a stack that calls have used up but for a little. */
  function deepDown(run: () => void): void {
    let left = 0;
    const measure = (): void => {
      left += 1;
      measure();
    };
    expect(measure).toThrow(RangeError);
    const down = (count: number): void => (count > 0 ? down(count - 1) : run());
    down(Math.floor(left * 0.6));
  }

  const nested = (levels: number): unknown => {
    let value: unknown = {};
    for (let i = 0; i < levels; i += 1) value = { a: value, b: 1 };
    return value;
  };

  test.each([
    ['printData', printData],
    ['printModuleBody', printModuleBody],
    ['toNode', toNode],
  ] as [string, (value: unknown) => unknown][])('%s says so, or does it, but never overflows', (_name, run) => {
    const value = nested(900);
    let error: unknown;
    deepDown(() => {
      try {
        run(value);
      } catch (thrown) {
        error = thrown;
      }
    });
    if (error !== undefined) expect((error as NixError).code).toBe('NIX_TOO_DEEP');
  });

  test('an expression inside data counts the levels of the data', () => {
    let expr = Nix.list([]);
    for (let i = 0; i < 850; i += 1) expr = Nix.list([expr]);
    let value: unknown = [1, expr];
    for (let i = 0; i < 200; i += 1) value = { a: value, b: 1 };
    expect(() => printData(value)).toThrow(/nested more than/);
  });
});
