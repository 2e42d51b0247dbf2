import fc from 'fast-check';
import { interfaces, Member, option, types } from './support';
import { joinTypes } from '../../../src/options/generate/join-types';
import { header } from '../../../src/options/import';

/** Pieces that would do harm where they stood unescaped, among arbitrary text. */
const PIECES = [
  '*/',
  '/*',
  '//',
  '**/',
  '*\u2028/',
  '"',
  "'",
  '`',
  '\\',
  '\\"',
  '${',
  '}',
  '{',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u2029',
  '\0',
  '\u0085',
  '@deprecated ',
  '\n@internal',
  '\n@type {never} ',
  '{@link x}',
  '\t@see y',
  '@',
  '*',
  '/',
  ' ',
  'a',
  '<name>',
  'export const evil = 1',
  '/// <reference path="/etc/passwd" />',
  '\ufeff',
  '\u202e',
  '\ud800',
  '\u200b@param z',
  '```',
  ']: any;',
  '__proto__',
  'constructor',
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
/** A name of an option: any text, but for those that stand for something. */
const name = hostile.filter((text) => text !== '*' && !/^<[^]+>$/.test(text));
const RUNS = { numRuns: 400 };

const TAGS = new Set(['default', 'example']);

/** All members of generated files, after looking that these are interfaces and nothing else. */
function members(files: ReadonlyMap<string, string>): Member[] {
  return [...interfaces(files).values()].flat();
}

test('no name breaks out of its property', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
      const found = members(types(...names.map((one) => option([one], 'boolean'))));
      expect(found.map((member) => member.name).sort()).toEqual([...names].sort());
      for (const { type } of found) expect(type).toBe('Value<boolean>');
    }),
    RUNS,
  );
});

test('no name breaks out of the name of an interface or of a file', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), name, (names, inner) => {
      const options = names.flatMap((one) =>
        Array.from({ length: 70 }, (_, i) => option([one, inner, `o${i}`], 'boolean')),
      );
      const files = types(...options);
      for (const path of files.keys()) expect(path).toMatch(/^[a-z0-9-]+\.d\.ts$/);
      const root = interfaces(files).get('TestOptions')!;
      expect(root.map((member) => member.name).sort()).toEqual([...names].sort());
    }),
    { numRuns: 60 },
  );
});

test('no text breaks out of a comment, or adds a tag to one', () => {
  fc.assert(
    fc.property(
      hostile,
      hostile,
      hostile,
      hostile,
      fc.boolean(),
      (description, defaultText, exampleText, place, readOnly) => {
        const found = members(
          types(option('a', 'unheard of', { description, defaultText, exampleText, declarations: [place], readOnly })),
        );
        expect(found).toHaveLength(1);
        expect(found[0]).toMatchObject({ name: 'a', type: readOnly ? 'never' : 'any' });
        for (const tag of found[0]!.tags) expect(TAGS).toContain(tag);
        expect(found[0]!.tags.length).toBe(new Set(found[0]!.tags).size);
      },
    ),
    RUNS,
  );
});

test.each(['@', '@deprecated', 'x @deprecated', 'constructor@deprecated ', '{@deprecated}', '*/ @deprecated /*'])(
  '%s begins no tag, wherever it stands',
  (text) => {
    const more = { description: text, defaultText: text, exampleText: text, declarations: [text] };
    expect(members(types(option('a', text, more)))[0]!.tags).toEqual(['default', 'example']);
  },
);

test('no description of a type breaks out of a type or a comment', () => {
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom(
        (text: string) => text,
        (text: string) => `one of "${text}", "b"`,
        (text: string) => `null or (${text})`,
        (text: string) => `strings concatenated with "${text}"`,
        (text: string) => `string matching the pattern ${text}`,
        (text: string) => `attribute set of (${text})`,
      ),
      (text, wrap) => {
        const found = members(types(option('a', wrap(text))));
        expect(found.map((member) => member.name)).toEqual(['a']);
        for (const tag of found[0]!.tags) expect(TAGS).toContain(tag);
      },
    ),
    RUNS,
  );
});

test('the values of an enumeration come out as they are', () => {
  const plain = hostile.filter((text) => !/[\\"\n\r]/.test(text) && !/\p{Surrogate}/u.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(plain, { minLength: 1, maxLength: 4 }), (values) => {
      const quoted = values.map((value) => `"${value}"`).join(', ');
      const [found] = members(types(option('a', `one of ${quoted}`)));
      // What the reader of types does not take for an enumeration may be anything.
      if (found!.type === 'any') return;
      const literals = found!.type.replace(/^Value<|>$/g, '');
      const read = new Function(`return [${literals.split('" | "').join('", "')}]`)() as string[];
      expect(read.sort()).toEqual([...values].sort());
    }),
    RUNS,
  );
});

test('no name breaks out of what joins two imports', () => {
  const both = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(both, name, (names, inner) => {
      const files = new Map<string, string>();
      const add = (to: string, ...options: ReturnType<typeof option>[]) => {
        for (const [path, text] of types(...options)) files.set(`${to}/${path}`, text);
        return { name: to, typeName: 'TestOptions', read: (path: string) => files.get(path) };
      };
      const one = add(
        'one',
        ...names.flatMap((key) => [option([key, inner, 'a'], 'boolean'), option([key, 'x'], 'string')]),
      );
      const other = add(
        'other',
        ...names.flatMap((key) => [option([key, inner, 'b'], 'boolean'), option([key, 'x'], 'path')]),
      );
      const joined = interfaces(new Map([['joined.d.ts', joinTypes('All', [one, other])]]));
      expect(
        joined
          .get('AllOptions')!
          .map((member) => member.name)
          .sort(),
      ).toEqual([...names].sort());
      expect(joined.size).toBe(1 + 2 * names.length);
    }),
    RUNS,
  );
});

test('no name of a source breaks out of the first line of a file', () => {
  fc.assert(
    fc.property(hostile, (source) => {
      for (const line of header('nixos', [source])) expect(line).not.toMatch(/[\n\r\u2028\u2029\0]/);
    }),
    RUNS,
  );
});

test('paths of any depth do not stop the generation', () => {
  const deep = Array.from({ length: 300 }, (_, i) => `n${i}`);
  expect(members(types(option(deep, 'boolean'))).length).toBeGreaterThan(10);
});
