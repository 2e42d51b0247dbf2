import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { patternEnd, posixMatcher } from '../../../src/options/type/posix-pattern';
import { describeWithNix, nixEval } from '../../support/nix';

const matches = (pattern: string, text: string) => posixMatcher(pattern)?.(text);

test.each([
  ['[0-9]+', '80', true],
  ['[0-9]+', 'a80', false],
  ['a|bc', 'ac', false],
  ['.*', 'two\nlines', true],
  ['[a\\-z]', '\\', true],
  ['[]a]+', 'a]', true],
  ['[^]a]+', ']', false],
  ['[[:alnum:]_-]{1,3}', 'a_-', true],
  ['[[:xdigit:]]{6}', '00ffAA', true],
  ['[^[:space:]]{1,64}', 'a b', false],
  ['ü+', 'üü', false],
  ['[ü]+', 'üü', true],
  ['/(.*[^/])?', '/a/', false],
  ['\\$x', '$x', true],
])('%s and %j', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test.each(['[', '(', '*', '[[.a.]]', '[[:word:]]', '\\d', 'a\\'])('%s is nothing to judge by', (pattern) => {
  expect(posixMatcher(pattern)).toBeUndefined();
});

test('a pattern ends where a description goes on', () => {
  const end = (text: string) => text.slice(0, patternEnd(text, 0));
  expect(end('[a-z)]+(x|y)) or string')).toBe('[a-z)]+(x|y)');
  expect(end('[0-9]+ or string')).toBe('[0-9]+');
  expect(end('(a or b) or string')).toBe('(a or b)');
  expect(end('a\\) or b')).toBe('a\\)');
  expect(end('[[:alnum:])]+')).toBe('[[:alnum:])]+');
  expect(end('[a or b')).toBe('[a or b');
});

describeWithNix('in Nix', () => {
  /** Patterns of real options. */
  const real = ['nixos', 'home-manager', 'darwin'].flatMap((name) => {
    const text = readFileSync(join(__dirname, '../../fixtures/options', `${name}.json`), 'utf8');
    const types = Object.values(JSON.parse(text) as Record<string, { type: string }>).map(({ type }) => type);
    return types.flatMap((type) => /^(?:null or )?string matching the pattern (.*)$/.exec(type)?.[1] ?? []);
  });

  test('the same strings match', () => {
    const piece = fc.constantFrom(
      ...['a', 'b', '.', '[ab]', '[^a]', '[a\\-]', '[]b]', '[[:alnum:]]', '[[:space:]]', '[[:print:]]', '[[:punct:]]'],
      ...['(a|b)', '((ab)*)', '\\.', '\\$', '/', '[0-9a-f]', 'ü', '[ü]'],
    );
    const repeat = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{0,1}');
    const pattern = fc
      .array(fc.tuple(piece, repeat), { minLength: 1, maxLength: 4 })
      .map((all) => all.map(([one, times]) => one + times).join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', '0', 'f', '-', ']', '\\', '.', '$', '/', ' ', '\n', 'ü', '~', 'Z'), {
        maxLength: 4,
      })
      .map((all) => all.join(''));
    const made = fc.sample(fc.tuple(pattern, text), { numRuns: 3000, seed: 7 });
    const known = real.flatMap((one) =>
      fc.sample(text, { numRuns: 20, seed: 7 }).map((two): [string, string] => [one, two]),
    );
    const all = [...made, ...known];
    expect(real.length).toBeGreaterThan(20);
    const judged = nixEval(
      `map ({ p, t }: builtins.match p t != null) (builtins.fromJSON ${JSON.stringify(
        JSON.stringify(all.map(([p, t]) => ({ p, t }))),
      ).replace(/\$/g, '\\$')})`,
    ) as boolean[];
    const wrong = all.filter(([one, two], i) => matches(one, two) !== judged[i]);
    expect(wrong).toEqual([]);
  });
});
