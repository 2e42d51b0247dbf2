import * as fc from 'fast-check';
import {
  escapeIndented,
  escapeText,
  fitsIndented,
  isPlainName,
  parseKeyPath,
  unescapeIndented,
  unescapeText,
} from '../../src/nix/escape';
import { describeWithNix, nixEval } from '../support/nix';
import { key, text } from '../support/values';

test('what is escaped is unescaped to the same text', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(unescapeText(escapeText(value))).toBe(value);
      if (fitsIndented(value)) expect(unescapeIndented(escapeIndented(value))).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

describeWithNix('real Nix', () => {
  test('reads source text as it is unescaped here', () => {
    const pieces = [
      '\\\\',
      'n',
      '\\n',
      '\\t',
      '\\r',
      '\\$',
      '$$',
      '$x',
      '\\"',
      "'",
      ' ',
      'a',
      '\n',
      '\r\n',
      '\r',
      '\\{',
    ];
    const sources = fc
      .sample(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), 1500)
      .map((list) => list.join(''));
    expect(nixEval(`[ ${sources.map((source) => `"${source}"`).join('\n')} ]`)).toEqual(sources.map(unescapeText));
  });
});

test.each([
  ['a', ['a']],
  ["a.b-c.d'", ['a', 'b-c', "d'"]],
  ['a . b', ['a', 'b']],
  ['"a b"."c.d".e', ['a b', 'c.d', 'e']],
  ['"\\"\\\\\\n"', ['"\\\n']],
  ['"$${a}"', ['$${a}']],
  ['"\\${a}"', ['${a}']],
  ['""', ['']],
])('%s is a key path', (path, keys) => expect(parseKeyPath(path)).toEqual(keys));

test.each([
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  'a b',
  '1a',
  'if',
  'a.or',
  '"a',
  '"${a}"',
  '"\\\\${a}"',
  'a."b"c',
  '${a}',
  'a/b',
])('%j is no key path', (path) =>
  expect(() => parseKeyPath(path)).toThrow(expect.objectContaining({ code: 'NIX_BAD_PATH' })),
);

test('any key has a path', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
      const path = keys.map((each) => (isPlainName(each) ? each : `"${escapeText(each)}"`)).join('.');
      expect(parseKeyPath(path)).toEqual(keys);
    }),
  );
});
