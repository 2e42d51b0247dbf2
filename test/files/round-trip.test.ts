import { parse as parseToml } from '@iarna/toml';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { App, JsonFile, TomlFile, YamlFile } from '../../src';

const TRICKY = [
  ...['yes', 'on', '=', '<<', '~', 'null', '0777', '0o7', '1:20', '1_000', '.5', '2020-01-01', '- a', 'a: b', '# a'],
  ...[' a', 'a ', '\n', '\n\n a', 'a\nb\n', '\ta\n b', 'a\r\nb', '---', '...', '%', '\\', "'''", '"""', 'a"""\n"'],
  ...['\u007f', '\u0085', '\u2028', '\ufeff', '\u001f', '𝄞', '!tag', '&a', '*a', '|', '>', '@', '`', '{', '[', '?'],
];
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0')),
  fc.constantFrom(...TRICKY),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => Math.abs(value) < 2 ** 62),
);
const key = fc.oneof(text, fc.constantFrom('a', 'a.b', '__proto__', 'on', ''));
const { data, table } = fc.letrec<{ data: unknown; value: unknown; table: object }>((tie) => ({
  data: fc.oneof({ maxDepth: 4 }, text, number, fc.boolean(), fc.constant(null), fc.array(tie('data')), tie('table')),
  // What TOML has: the parser at hand knows no arrays of mixed types.
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    number,
    fc.boolean(),
    fc.array(text),
    fc.array(fc.array(fc.integer())),
    fc.array(tie('table')),
    tie('table'),
  ),
  table: fc.dictionary(key, tie('value')),
}));

/** As JSON has it: no -0, no objects without prototype, no big integers. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)));
}

function holds(
  values: fc.Arbitrary<unknown>,
  Format: typeof JsonFile | typeof YamlFile | typeof TomlFile,
  read: (text: string) => unknown,
): void {
  fc.assert(
    fc.property(values, (given) => {
      const app = new App({ projectRoot: '/tmp' });
      new Format(app, 'file', { projectPath: 'x', data: given });
      expect(plain(read(app.renderProjectFiles().x!))).toEqual(plain(given));
    }),
    { numRuns: Number(process.env.RUNS ?? 50) },
  );
}

describe('what is written reads back the same', () => {
  test('from JSON', () => holds(data, JsonFile, JSON.parse));
  test('from YAML 1.1', () => holds(data, YamlFile, (yaml) => parseYaml(yaml, { version: '1.1' })));
  test('from YAML 1.2', () => holds(data, YamlFile, (yaml) => parseYaml(yaml)));
  test('from TOML', () => holds(table, TomlFile, parseToml));

  test.each(TRICKY)('the text %j, also as a key', (value) => {
    const given = { value, [value]: [value] };
    const written = (Format: typeof YamlFile | typeof TomlFile) => {
      const app = new App({ projectRoot: '/tmp' });
      new Format(app, 'file', { projectPath: 'x', data: given });
      return app.renderProjectFiles().x!;
    };
    expect(parseYaml(written(YamlFile), { version: '1.1' })).toEqual(given);
    expect(parseYaml(written(YamlFile))).toEqual(given);
    expect(parseToml(written(TomlFile))).toEqual(given);
  });
});
