import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { OptionType } from '../../../src/options/type/option-type';
import { readType, unknownParts } from '../../../src/options/type/read-type';

const bool: OptionType = { kind: 'boolean' };
const int: OptionType = { kind: 'integer' };
const str: OptionType = { kind: 'string' };
const path: OptionType = { kind: 'path', absolute: true };
const submodule: OptionType = { kind: 'submodule' };
const nullOr = (of: OptionType): OptionType => ({ kind: 'nullOr', of });
const listOf = (of: OptionType): OptionType => ({ kind: 'list', of });
const attrsOf = (of: OptionType): OptionType => ({ kind: 'attrs', of });
const either = (...of: OptionType[]): OptionType => ({ kind: 'either', of });

test.each<[string, OptionType]>([
  ['boolean', bool],
  ['boolean (merged using or)', { kind: 'boolean', or: true }],
  ['signed integer', int],
  ['unsigned integer, meaning >=0', { kind: 'integer', min: 0 }],
  ['positive integer, meaning >0', { kind: 'integer', min: 1 }],
  ['integer between -20 and 19 (both inclusive)', { kind: 'integer', min: -20, max: 19 }],
  ['16 bit unsigned integer; between 0 and 65535 (both inclusive)', { kind: 'integer', min: 0, max: 65535, bits: 16 }],
  ['8 bit signed integer; between -128 and 127 (both inclusive)', { kind: 'integer', min: -128, max: 127, bits: 8 }],
  ['floating point number', { kind: 'float' }],
  ['integer or floating point number between 0.01 and 1 (both inclusive)', { kind: 'number', min: 0.01, max: 1 }],
  ['nonnegative integer or floating point number, meaning >=0', { kind: 'number', min: 0 }],
  ['positive integer or floating point number, meaning >0', { kind: 'number', above: 0 }],
  ['string', str],
  ['non-empty string', { kind: 'string', nonEmpty: true }],
  ['(optionally newline-terminated) single-line string', { kind: 'string', singleLine: 'optional' }],
  [String.raw`strings concatenated with "\n"`, { kind: 'string', separator: '\n' }],
  ['strings concatenated with ":"', { kind: 'string', separator: ':' }],
  ['string, not containing newlines or colons', { kind: 'string', entry: true }],
  ['path, not containing newlines or colons', { kind: 'path', absolute: true, entry: true }],
  ['absolute path', path],
  ['path', path],
  ['path in the Nix store', { kind: 'path', inStore: true }],
  ['absolute path not in the Nix store', { kind: 'path', absolute: true, inStore: false }],
  ['package', { kind: 'package' }],
  ['attribute set', { kind: 'set' }],
  ['anything', { kind: 'anything', text: 'anything' }],
  ['unspecified value', { kind: 'anything', text: 'unspecified value' }],
  ['null or string', nullOr(str)],
  ['null or (list of string)', nullOr(listOf(str))],
  ['list of (null or string)', listOf(nullOr(str))],
  ['non-empty (list of string)', { kind: 'list', of: str, nonEmpty: true }],
  ['attribute set of attribute set of string', attrsOf(attrsOf(str))],
  ['lazy attribute set of string', { kind: 'attrs', of: str, lazy: true }],
  ['attribute list of string', { kind: 'list', of: str, attributes: true }],
  ['DAG of string', { kind: 'attrs', of: str, dag: true }],
  ['string or list of string', either(str, listOf(str))],
  ['(list of string) or string', either(listOf(str), str)],
  ['null or string or signed integer', nullOr(either(str, int))],
  ['boolean or null or string', either(bool, nullOr(str))],
  ['(list of string) or string convertible to it', { kind: 'coerced', to: listOf(str), from: str }],
  [
    'list of ((submodule) or package convertible to it)',
    listOf({ kind: 'coerced', to: submodule, from: { kind: 'package' } }),
  ],
  [
    '((string or signed integer convertible to it) or boolean convertible to it)',
    { kind: 'coerced', to: { kind: 'coerced', to: str, from: int }, from: bool },
  ],
  ['attribute set of (submodule)', attrsOf(submodule)],
  [
    'open submodule of attribute set of anything',
    { kind: 'submodule', freeform: attrsOf({ kind: 'anything', text: 'anything' }) },
  ],
  ['(bookmark submodule) or string', either({ kind: 'submodule', text: 'bookmark submodule' }, str)],
  ['function that evaluates to a(n) list of package', { kind: 'function', result: listOf({ kind: 'package' }) }],
  ['pair of signed integer', { kind: 'tuple', of: [int, int] }],
  ['tuple of (boolean) (string)', { kind: 'tuple', of: [bool, str] }],
  [
    'positive integer, meaning >0, or value "auto" (singular enum)',
    either({ kind: 'integer', min: 1 }, { kind: 'enum', values: ['auto'] }),
  ],
  ['impossible (empty enum)', { kind: 'enum', values: [] }],
  ['value 4 (singular enum)', { kind: 'enum', values: [4] }],
  ['one of "a", "b c", "d, e"', { kind: 'enum', values: ['a', 'b c', 'd, e'] }],
  ['one of <null>, false, "on", 3', { kind: 'enum', values: [null, false, 'on', 3] }],
  ['one of "", "a" or "b", "c"', { kind: 'enum', values: ['', 'a" or "b', 'c'] }],
  ['one of "x or y", "z" or list of string', either({ kind: 'enum', values: ['x or y', 'z'] }, listOf(str))],
  ['list of (one of "(", ")")', listOf({ kind: 'enum', values: ['(', ')'] })],
  ['attribute-tagged union with choices: app, "a b", folder', { kind: 'tagged', choices: ['app', 'a b', 'folder'] }],
  ['string matching the pattern [0-9]+', { kind: 'string', pattern: '[0-9]+' }],
  ['null or string matching the pattern ^(tcp|unix)://.*$', nullOr({ kind: 'string', pattern: '^(tcp|unix)://.*$' })],
  ['list of string matching the pattern [^/{}()]+', listOf({ kind: 'string', pattern: '[^/{}()]+' })],
  [
    '(list of string matching the pattern ([a-z ]+)) or string',
    either(listOf({ kind: 'string', pattern: '([a-z ]+)' }), str),
  ],
  [
    'string matching the pattern .*$ or non-empty (list of string)',
    either({ kind: 'string', pattern: '.*$' }, { kind: 'list', of: str, nonEmpty: true }),
  ],
  ['string matching the pattern this or that', { kind: 'string', pattern: 'this or that' }],
])('%s', (text, type) => {
  expect(readType(text)).toEqual(type);
  expect(unknownParts(readType(text))).toEqual([]);
});

test('a check that is added is known by its words, or else left out', () => {
  const known = readType('string (with check: non-empty without trailing slash)');
  expect(known).toMatchObject({ kind: 'named', of: { kind: 'string', nonEmpty: true, pattern: '(.*[^/])|/' } });
  expect(readType('string (with check: odd)')).toMatchObject({ kind: 'named', of: { kind: 'string' } });
});

test('data of file formats is told by its words', () => {
  expect(readType('JSON value')).toMatchObject({ kind: 'value', nullable: true, lists: true, sets: true });
  expect(readType('TOML value')).toMatchObject({ kind: 'value', nullable: false });
  const atom = 'INI atom (null, bool, int, float or string)';
  expect(readType(`attribute set of section of an INI file (attrs of ${atom})`)).toMatchObject({
    kind: 'attrs',
    of: { kind: 'named', of: { kind: 'attrs' } },
  });
});

describe('what is not understood', () => {
  test('is unknown as a whole, and named', () => {
    expect(readType('Frobnicator settings')).toEqual({ kind: 'unknown', text: 'Frobnicator settings' });
    expect(unknownParts(readType('string or widget'))).toEqual(['string or widget']);
  });

  test('leaves what is around it known, where parentheses show its ends', () => {
    const type = readType('null or (list of (some (nested) widget))');
    expect(type).toMatchObject({ kind: 'nullOr', of: { kind: 'list', of: { kind: 'unknown' } } });
    expect(unknownParts(type)).toEqual(['some (nested) widget']);
  });

  test.each(['', '(', ')', 'null or ', 'list of', 'one of ', 'one of "a', 'string or', '((string)', 'pair of '])(
    '%j stops nothing',
    (text) => {
      expect(unknownParts(readType(text))).toEqual([text.trim()]);
    },
  );

  test('no text at all stops the reader', () => {
    const words = fc.constantFrom(
      ...['null or ', 'list of ', '(', ')', ' or ', ', or ', 'string', 'one of ', '"a"', ', ', ' convertible to it'],
      ...['string matching the pattern ', '[', ']', '\\', 'submodule', 'open submodule of ', 'value ', 'pair of '],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 14 }).map((all) => all.join('')),
        ),
        (text) => {
          expect(readType(text)).toHaveProperty('kind');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** Types in nixpkgs' words: a description, and whether it is a noun, a composite (`of`) or has an `or`. */
interface Worded {
  readonly text: string;
  readonly type: OptionType;
  readonly form: 'noun' | 'composite' | 'or';
}

const nouns: Worded[] = (
  [
    ['boolean', bool],
    ['signed integer', int],
    ['string', str],
    ['absolute path', path],
    ['package', { kind: 'package' }],
    ['integer between 1 and 9 (both inclusive)', { kind: 'integer', min: 1, max: 9 }],
    [String.raw`strings concatenated with "\n"`, { kind: 'string', separator: '\n' }],
    ['string matching the pattern [a-z()]+(x|y)?', { kind: 'string', pattern: '[a-z()]+(x|y)?' }],
    ['value "x or y" (singular enum)', { kind: 'enum', values: ['x or y'] }],
  ] as [string, OptionType][]
).map(([text, type]) => ({ text, type, form: 'noun' }));

const inner = (one: Worded, plain: Worded['form'][]): string => (plain.includes(one.form) ? one.text : `(${one.text})`);

const { worded } = fc.letrec<{ worded: Worded }>((tie) => ({
  worded: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...nouns),
    tie('worded').map((of) => ({
      text: `list of ${inner(of, ['noun', 'composite'])}`,
      type: listOf(of.type),
      form: 'composite' as const,
    })),
    tie('worded').map((of) => ({
      text: `attribute set of ${inner(of, ['noun', 'composite'])}`,
      type: attrsOf(of.type),
      form: 'composite' as const,
    })),
    tie('worded')
      .filter(({ type }) => type.kind !== 'nullOr')
      .map((of) => ({ text: `null or ${inner(of, ['noun', 'or'])}`, type: nullOr(of.type), form: 'or' as const })),
    fc
      .tuple(tie('worded'), tie('worded'))
      // Text does not tell whether a null in the middle of alternatives is that of all behind it.
      .filter(([one]) => one.type.kind !== 'nullOr' && !JSON.stringify(one.type).startsWith('{"kind":"either"'))
      .map(([one, other]) => ({
        text: `${inner(one, ['noun', 'or'])} or ${inner(other, ['noun', 'or', 'composite'])}`,
        type: either(one.type, ...(other.type.kind === 'either' ? other.type.of : [other.type])),
        form: 'or' as const,
      })),
  ),
}));

test('every type is read back from the words that nixpkgs would put it in', () => {
  fc.assert(
    fc.property(worded, ({ text, type }) => {
      expect(readType(text)).toEqual(type);
    }),
    { numRuns: 1000 },
  );
});

test.each(['nixos', 'home-manager', 'darwin'])('nearly all of %s is understood', (name) => {
  const file = join(__dirname, '../../fixtures/options', `${name}.json`);
  const options = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { type: string }>);
  const unknown = options.filter(({ type }) => unknownParts(readType(type)).length > 0);
  expect(unknown.length / options.length).toBeLessThan(0.02);
});
