import { NixError } from '../../src/nix/error';
import { MAX_DEPTH } from '../../src/nix/limits';
import { parseFile } from '../../src/nix/parser';

const NESTING: Record<string, (n: number) => string> = {
  parentheses: (n) => '('.repeat(n) + '1' + ')'.repeat(n),
  lists: (n) => '['.repeat(n) + ']'.repeat(n),
  sets: (n) => '{a='.repeat(n) + '1' + ';}'.repeat(n),
  'old lets': (n) => 'let {a='.repeat(n) + '1' + ';}'.repeat(n),
  strings: (n) => '"${'.repeat(n) + '1' + '}"'.repeat(n),
  'indented strings': (n) => "''${".repeat(n) + '1' + "}''".repeat(n),
  paths: (n) => './${'.repeat(n) + '1' + '}'.repeat(n),
  'dynamic names': (n) => '{${'.repeat(n) + 'a' + '}=1;}'.repeat(n),
  'inherited sets': (n) => '{inherit ('.repeat(n) + 'a' + ') b;}'.repeat(n),
  functions: (n) => 'a: '.repeat(n) + '1',
  'set patterns': (n) => '{a}:'.repeat(n) + '1',
  defaults: (n) => '{a ? '.repeat(n) + '1' + '}: a'.repeat(n),
  arguments: (n) => 'f' + ' a'.repeat(n),
  'nested calls': (n) => 'f ('.repeat(n) + 'x' + ')'.repeat(n),
  additions: (n) => '1' + ' + 1'.repeat(n),
  updates: (n) => 'a' + ' // a'.repeat(n),
  implications: (n) => 'a' + ' -> a'.repeat(n),
  negations: (n) => '- '.repeat(n) + '1',
  inversions: (n) => '!'.repeat(n) + 'a',
  questions: (n) => 'a' + ' ? a'.repeat(n),
  fallbacks: (n) => 'a' + '.a or a'.repeat(n),
  'else ifs': (n) => 'if a then b else '.repeat(n) + 'c',
  conditions: (n) => 'if '.repeat(n) + 'a' + ' then b else c'.repeat(n),
  withs: (n) => 'with a;'.repeat(n) + 'b',
  asserts: (n) => 'assert a;'.repeat(n) + 'b',
  lets: (n) => 'let a = 1; in '.repeat(n) + 'a',
  'everything at once': (n) => 'f (a: [ { a.b = x // "${'.repeat(n) + '1' + '}"; } ])'.repeat(n),
  'chains in brackets': (n) => '('.repeat(n) + 'a' + ' + b + c)'.repeat(n),
};

const outcome = (text: string): unknown => {
  try {
    parseFile(text);
    return 'parsed';
  } catch (error) {
    return error instanceof NixError ? error.code : error;
  }
};

describe.each(Object.entries(NESTING))('%s', (_, nested) => {
  test('100 deep are parsed', () => expect(outcome(nested(100))).toBe('parsed'));
  test('10,000 and 100,000 deep are refused', () => {
    expect(outcome(nested(10_000))).toBe('NIX_TOO_DEEP');
    expect(outcome(nested(100_000))).toBe('NIX_TOO_DEEP');
  });
});

test('the limit is exact where a level is one node', () => {
  for (const name of ['parentheses', 'arguments', 'additions', 'inversions', 'functions']) {
    expect([name, outcome(NESTING[name](MAX_DEPTH - 1))]).toEqual([name, 'parsed']);
    expect([name, outcome(NESTING[name](MAX_DEPTH))]).toEqual([name, 'NIX_TOO_DEEP']);
  }
});

test('chains that make one another deeper count together', () => {
  const chain = (inner: string): string => `(${inner}${' + 1'.repeat(300)})`;
  expect(outcome(chain(chain(chain('1'))))).toBe('parsed');
  expect(outcome(chain(chain(chain(chain('1')))))).toBe('NIX_TOO_DEEP');
});

test('with little stack left it is refused too, never a RangeError', () => {
  const fromDeep = (): unknown => {
    try {
      return fromDeep();
    } catch (error) {
      // The stack is full here, so much that even the refusal may not fit: let a few callers go first.
      if (!(error instanceof RangeError)) throw error;
      const result = outcome(NESTING.sets(400));
      if (result instanceof RangeError) throw result;
      return result;
    }
  };
  expect(fromDeep()).toBe('NIX_TOO_DEEP');
});

test('the error of what is too deep names the place', () => {
  expect(() => parseFile(NESTING.parentheses(2000), { firstLine: 7 })).toThrow(
    /more than 1000 levels deep[^]*line 7, column 10/,
  );
});

describe('cost grows with the text, also in long lines', () => {
  test.each<[string, (n: number) => string]>([
    ['selections', (n) => `[ ${'a.'.repeat(n)}b ]`],
    ['sets on one line', (n) => `[${' { a = 1; }'.repeat(n)} ]`],
    ['comments on one line', (n) => `${'/* a */ '.repeat(n)}1`],
    ['comments of two lines', (n) => `[ ${'1 /* a\n*/ '.repeat(n)}]`],
    ['line comments', (n) => `[\n${'  # x\n'.repeat(n)}]`],
    ['interpolations', (n) => `"${'a${b}'.repeat(n)}"`],
    ['indented lines', (n) => `''${'\n  a ${b}'.repeat(n)}''`],
    ['left-alone regions', (n) => `[\n${'/*nixfmt:disable*/\n1\n/*nixfmt:enable*/\n'.repeat(n)}]`],
    ['bindings', (n) => `{ ${'a.b = "c"; '.repeat(n)} }`],
    ['carriage returns', (n) => `${'\r'.repeat(n)}1`],
  ])('50,000 %s parse', (_, text) => {
    const started = process.cpuUsage();
    parseFile(text(50_000));
    // A quadratic pass over these takes minutes.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
  });
});
