import { readType } from '../../../src/options/type/read-type';
import { typeText } from '../../../src/options/type/type-text';

test.each([
  ['boolean', 'true or false'],
  ['signed integer', 'a whole number'],
  ['16 bit unsigned integer; between 0 and 65535 (both inclusive)', 'a whole number from 0 to 65535'],
  ['unsigned integer, meaning >=0', 'a whole number from 0 on'],
  ['nonzero signed integer, meaning !=0', 'a whole number other than 0'],
  ['floating point number', 'a number with a decimal point'],
  ['positive integer or floating point number, meaning >0', 'a number above 0'],
  ['string', 'a string'],
  ['non-empty string', 'a string that is not empty'],
  ['single-line string', 'a string of a single line'],
  ['string, not containing newlines or colons', 'a string without newlines and colons'],
  ['string matching the pattern [a-z]+', 'a string that matches [a-z]+'],
  ['absolute path', 'an absolute path'],
  ['path not in the Nix store', 'a path outside the Nix store'],
  ['package', 'a package'],
  ['list of signed integer', 'a list of whole numbers'],
  ['non-empty (list of string)', 'a list of at least one of strings'],
  ['attribute set of (list of package)', 'a set of lists of packages'],
  ['attribute set', 'a set'],
  ['submodule', 'a set of options'],
  ['open submodule of attribute set of string', 'a set of options and further values'],
  ['null or string', 'null or a string'],
  ['string or signed integer or boolean', 'a string, a whole number or true or false'],
  ['(list of string) or string convertible to it', 'a list of strings or a string'],
  ['value "a" (singular enum)', '"a"'],
  ['one of "a", 2, <null>', 'one of "a", 2 or null'],
  ['function that evaluates to a(n) list of package', 'a function'],
  ['pair of signed integer', 'a list of 2: a whole number, a whole number'],
  ['module', 'a module'],
  ['TOML value', 'true or false, a whole number, a number with a decimal point, a string, a list or a set'],
  ['attribute-tagged union with choices: a, b', 'a set with one of a, b'],
  ['anything', 'anything'],
  ['Nixpkgs package set', 'Nixpkgs package set'],
  ['secret value', 'secret value'],
])('%s is %s', (description, text) => {
  expect(typeText(readType(description))).toBe(text);
});

test('of a long enumeration the first are told', () => {
  const values = Array.from({ length: 15 }, (_, i) => `"v${i}"`).join(', ');
  expect(typeText(readType(`one of ${values}`))).toMatch(/^one of "v0", .*"v11" and 3 more$/);
});
