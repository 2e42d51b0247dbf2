import { interfaces, option, types } from './support';

/** The type of the one option `a.b` of this type, with what stands below it. */
function typeOf(description: string, ...below: Parameters<typeof types>): string {
  const members = interfaces(types(option('a.b', description), ...below));
  return members.get('A')!.find(({ name }) => name === 'b')!.type;
}

describe('the type of an option', () => {
  test.each([
    ['boolean', 'Value<boolean>'],
    ['string', 'Value<string>'],
    ['strings concatenated with "\\n"', 'Value<string>'],
    ['absolute path', 'Value<string>'],
    ['signed integer', 'Value<number>'],
    ['16 bit unsigned integer; between 0 and 65535 (both inclusive)', 'Value<number>'],
    ['floating point number', 'Value<number>'],
    ['package', 'Value<Package>'],
    ['one of "a", "b"', 'Value<"a" | "b">'],
    ['null or one of 0, 1', 'Value<0 | 1 | null>'],
    ['null or string', 'Value<string | null>'],
    ['list of string', 'Value<List<string>>'],
    ['non-empty (list of string)', 'Value<List<string>>'],
    ['attribute set of (list of package)', 'Value<Attrs<List<Package>>>'],
    ['attribute set', 'Value<Attrs<any>>'],
    ['string or signed integer', 'Value<string | number>'],
    ['string or path', 'Value<string>'],
    ['(list of string) or string convertible to it', 'Value<List<string> | string>'],
    ['function that evaluates to a(n) list of package', 'Value<Expr>'],
    ['submodule', 'Value<Attrs<any>>'],
    ['anything', 'any'],
    ['JSON value', 'any'],
    ['null or anything', 'any'],
    ['string or unspecified value', 'any'],
    ['something that nobody has heard of', 'any'],
    ['', 'any'],
  ])('%s is %s', (description, expected) => {
    expect(typeOf(description)).toBe(expected);
  });

  test.each([
    ['submodule', ['a', 'b', 'c'], 'Value<AB>', 'AB'],
    ['null or (submodule)', ['a', 'b', 'c'], 'Value<AB | null>', 'AB'],
    ['attribute set of (submodule)', ['a', 'b', '<name>', 'c'], 'Value<Attrs<ABEntry>>', 'ABEntry'],
    ['list of (submodule)', ['a', 'b', '*', 'c'], 'Value<List<ABItem>>', 'ABItem'],
    [
      'attribute set of list of (submodule)',
      ['a', 'b', '<name>', '*', 'c'],
      'Value<Attrs<List<ABEntryItem>>>',
      'ABEntryItem',
    ],
    ['null or (attribute set of (submodule))', ['a', 'b', '<user>', 'c'], 'Value<Attrs<ABEntry> | null>', 'ABEntry'],
  ])('%s has an interface of the options below it', (description, path, expected, name) => {
    const inner = option(path, 'boolean');
    expect(typeOf(description, inner)).toBe(expected);
    const found = interfaces(types(option('a.b', description), inner)).get(name);
    expect(found).toEqual([{ name: 'c', type: 'Value<boolean>', tags: [] }]);
  });

  test('what takes further names has an index beside the options it tells of', () => {
    const found = interfaces(
      types(
        option('settings', 'open submodule of attribute set of (JSON value)'),
        option('settings.port', 'signed integer'),
        option('section', 'attribute set of (JSON value)'),
        option('section.level', 'one of "low", "high"'),
      ),
    );
    const index = { name: '[]', type: 'any', tags: [] };
    expect(found.get('Settings')).toEqual([{ name: 'port', type: 'Value<number>', tags: [] }, index]);
    expect(found.get('Section')).toEqual([{ name: 'level', type: 'Value<"low" | "high">', tags: [] }, index]);
  });

  test('a namespace is an interface, which an Expr may stand for as well', () => {
    const found = interfaces(types(option('services.web.enable', 'boolean')));
    expect([...found.keys()].sort()).toEqual(['Services', 'ServicesWeb', 'TestOptions']);
    expect(found.get('TestOptions')).toEqual([{ name: 'services', type: 'Value<Services>', tags: [] }]);
  });

  test('what only its own module sets cannot be set', () => {
    const found = interfaces(types(option('a.b', 'string', { readOnly: true })));
    expect(found.get('A')![0]!.type).toBe('never');
  });

  test('a whole configuration takes the options of its own kind, and what else a module has', () => {
    const found = interfaces(
      types(
        option('containers.<name>.config', 'Toplevel NixOS config'),
        option('containers', 'attribute set of (submodule)'),
      ),
    );
    expect(found.get('ContainersEntry')![0]!.type).toBe('Value<TestOptions & Attrs<any>>');
  });
});

describe('names', () => {
  test('stay what they are; those that are no names of TypeScript stand in quotes', () => {
    const names = [
      'plain',
      'with-hyphen',
      '3proxy',
      'two words',
      'constructor',
      '__proto__',
      'build',
      'class',
      '"',
      "'",
      '\\',
      '${x}',
      'ünï',
      '',
    ];
    const [members] = [...interfaces(types(...names.map((name) => option([name], 'boolean')))).values()];
    expect(members!.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  test('two paths that would have one interface have two', () => {
    const found = interfaces(
      types(option('a-b.c', 'boolean'), option('aB.c', 'string'), option('a.b.c', 'signed integer')),
    );
    const types_ = ['AB', 'AB2', 'AB3'].map((name) => found.get(name)![0]!.type);
    expect(types_.sort()).toEqual(['Value<boolean>', 'Value<number>', 'Value<string>']);
  });

  test.each(['Value', 'List', 'Attrs', 'Package', 'Expr', 'TestOptions'])('%s stays what it is', (name) => {
    const found = interfaces(types(option([name.toLowerCase(), 'x'], 'boolean'), option([name, 'x'], 'string')));
    expect(found.get(`${name}2`) ?? found.get(`${name.charAt(0)}${name.slice(1).toLowerCase()}`)).toBeDefined();
    expect([...found.values()].flat().filter(({ type }) => type === 'Value<string>')).toHaveLength(1);
  });
});

describe('comments', () => {
  const text = (more: Parameters<typeof option>[2], type = 'boolean') =>
    types(option('a.b', type, more)).get('index.d.ts')!;

  test('tell what the option is for, its type where TypeScript has no word for it, its default, an example and its place', () => {
    expect(
      text(
        {
          description:
            'Port of the web server.\n\nSee {option}`networking.firewall` and [](#opt-services.nginx.enable).\n\n::: {.warning}\nOpen to all.\n:::\n',
          defaultText: '80',
          exampleText: '{\n  port = 8080;\n}',
          declarations: ['nixos/modules/web.nix'],
        },
        '16 bit unsigned integer; between 0 and 65535 (both inclusive)',
      ),
    ).toContain(
      [
        'export interface A {',
        '  /**',
        '   * Port of the web server.',
        '   *',
        '   * See `networking.firewall` and `services.nginx.enable`.',
        '   *',
        '   * **Warning**',
        '   * Open to all.',
        '   *',
        '   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)',
        '   *',
        '   * Declared in nixos/modules/web.nix.',
        '   * @default 80',
        '   * @example',
        '   * {',
        '   *   port = 8080;',
        '   * }',
        '   */',
        '  b?: Value<number>;',
        '}',
      ].join('\n'),
    );
  });

  test('take one line where that is enough, and none where there is nothing to say', () => {
    expect(text({ description: 'Whether to run it.' })).toContain(
      '\n  /** Whether to run it. */\n  b?: Value<boolean>;',
    );
    expect(text({})).toContain('{\n  b?: Value<boolean>;');
  });

  test('say that an option is read-only', () => {
    expect(text({ readOnly: true })).toContain('/** Read-only: the module that declares it sets it. */');
  });

  test('are cut where they are very long', () => {
    expect(text({ description: 'word '.repeat(10_000) }).length).toBeLessThan(3_000);
  });
});

describe('files', () => {
  /** A namespace of so many options. */
  const many = (path: string, count: number) =>
    Array.from({ length: count }, (_, i) => option(`${path}.option${i}`, 'boolean'));

  test('a small catalogue is one file', () => {
    expect([...types(...many('a', 50), ...many('b', 50)).keys()]).toEqual(['index.d.ts']);
  });

  test('a large one has a file for each large namespace, and one a letter for the rest', () => {
    const small = ['nfs', 'nginx', 'ntp', 'xmpp'].flatMap((name) => many(`services.${name}`, 55));
    const rest = Array.from({ length: 12 }, (_, i) => many(`services.z${i}`, 50)).flat();
    const files = types(...small, ...rest, ...many('services.gitlab', 200), ...many('boot', 70), ...many('ec2', 5));
    expect([...files.keys()]).toEqual([
      'boot.d.ts',
      'index.d.ts',
      'services.d.ts',
      'services/gitlab.d.ts',
      'services/n.d.ts',
      'services/x.d.ts',
      'services/z.d.ts',
    ]);
    expect(files.get('services.d.ts')).toContain("import type { ServicesGitlab } from './services/gitlab.js';");
    expect(files.get('services/n.d.ts')).toContain("import type { Value } from '../../value.js';");
    expect(files.get('index.d.ts')).toContain("import type { Services } from './services.js';");
    expect(interfaces(files).get('ServicesNginx')).toHaveLength(55);
  });

  test('no file is longer than an editor opens at once', () => {
    const files = types(...Array.from({ length: 400 }, (_, i) => many(`services.s${i}`, 20)).flat());
    expect(Math.max(...[...files.values()].map((text) => text.split('\n').length))).toBeLessThan(12_000);
  });

  test('their names hold nothing that a file system would take amiss', () => {
    const odd = ['../../etc', 'CON', 'con', '.hidden', 'a/b', 'A\\B', 'NUL\0', 'Ünïcode', '...', 'x'.repeat(300)];
    const files = types(
      ...odd.flatMap((name) => Array.from({ length: 70 }, (_, i) => option([name, `o${i}`], 'boolean'))),
    );
    const names = [...files.keys()].map((path) => path.replace(/\.d\.ts$/, ''));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
    expect(names).not.toContain('con');
    expect(
      interfaces(files)
        .get('TestOptions')!
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...odd].sort());
  });

  test('are the same for the same options in another order', () => {
    const options = [...many('services.a', 400), ...many('services.b', 400), ...many('boot', 100)];
    expect([...types(...[...options].reverse())]).toEqual([...types(...options)]);
  });
});
