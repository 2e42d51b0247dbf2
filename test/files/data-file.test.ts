import { App, IniFile, IniLists, JsonFile, Nix, NixModule, TextFile, TomlFile, YamlFile } from '../../src';
import { newApp, refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { file, hostOf } from '../support/small-estate';

const DATA = { title: 'Attic', port: 8080, on: true, tags: ['a', 'b'], nested: { deep: { x: 0.5 }, none: undefined } };

/** The text of a project's file with that data. */
function text(Format: typeof JsonFile | typeof YamlFile | typeof TomlFile | typeof IniFile, props: object): string {
  const app = newApp();
  new Format(app, 'f', { projectPath: 'f', data: {}, ...props });
  return app.renderProjectFiles().f!;
}

describe('a data file of a System', () => {
  test('stands beside the modules, and is a path in them', () => {
    const app = newApp();
    const host = hostOf(app);
    const settings = new JsonFile(host, 'settings', { data: { a: [1, { b: null }], c: {}, d: [] } });
    new NixModule(host, 'm', { options: { environment: { etc: { x: { source: settings.file } } } } });
    expect(settings.target).toBe('hosts/server/settings.json');
    expect(app.render()['hosts/server/settings.json']).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}\n',
    );
    expect(file(app, 'hosts/server/m.nix')).toContain('source = ./settings.json;');
  });

  test.each([
    [JsonFile, 'pkgs.formats.json { }', 'f.json'],
    [YamlFile, 'pkgs.formats.yaml { }', 'f.yaml'],
    [TomlFile, 'pkgs.formats.toml { }', 'f.toml'],
    [IniFile, 'pkgs.formats.ini { }', 'f.ini'],
  ])('is written by Nix where it holds references: %p', (Format, generator, name) => {
    const app = newApp();
    const host = hostOf(app);
    const settings = new Format(host, 'f', { data: { shell: { path: Nix.pkg('bash'), gone: undefined } } });
    new NixModule(host, 'm', { options: { environment: { etc: { x: { source: settings.file } } } } });
    expect(settings.target).toBeUndefined();
    expect(Object.keys(app.render())).not.toContain(`hosts/server/${name}`);
    expect(settings.file.source().replace(/\s+/g, ' ')).toBe(
      `(${generator}).generate "${name}" { shell = { path = pkgs.bash; }; }`,
    );
    expect(file(app, 'hosts/server/m.nix')).toContain(`(${generator}).generate "${name}"`);
  });

  test('takes the name that it is given, and does not say an extension twice', () => {
    const host = hostOf(newApp());
    expect(new YamlFile(host, 'a.yaml', { data: {} }).target).toBe('hosts/server/a.yaml');
    expect(new YamlFile(host, 'b', { data: {}, fileName: 'b.yml' }).target).toBe('hosts/server/b.yml');
  });

  test('can be refused by its name', () => {
    const host = hostOf(newApp());
    expect(refusal(() => new JsonFile(host, 'a', { data: {}, fileName: 'x/y' })).code).toBe('TEXT_FILE_NAME');
    const data = { a: Nix.pkg('vim') };
    expect(refusal(() => new JsonFile(host, 'b', { data, fileName: 'x.nix' })).code).toBe('TEXT_FILE_NAME');
  });
});

describe('a data file of the project', () => {
  test('stands where it is wanted', () => {
    const app = newApp();
    const renovate = new JsonFile(app, 'renovate', { projectPath: '.github/renovate.json', data: DATA });
    expect(renovate.target).toBe('.github/renovate.json');
    expect(JSON.parse(app.renderProjectFiles()['.github/renovate.json']!)).toEqual(JSON.parse(JSON.stringify(DATA)));
  });

  test('is no value for an option', () => {
    const renovate = new JsonFile(newApp(), 'renovate', { projectPath: 'renovate.json', data: {} });
    expect(refusal(() => renovate.file).code).toBe('FILE_NO_VALUE');
  });

  test('holds no references, and says where one stands', () => {
    const data = { a: [{ b: Nix.pkg('vim') }] };
    const error = refusal(() => new JsonFile(newApp(), 'x', { projectPath: 'x.json', data }));
    expect(error).toMatchObject({ code: 'FILE_REFERENCE', keyPath: 'data.a[0].b' });
  });

  test('is named by its path alone', () => {
    const props = { projectPath: 'x.json', fileName: 'y.json', data: {} };
    expect(refusal(() => new JsonFile(newApp(), 'x', props)).code).toBe('FILE_PLACE');
  });

  test('has a path where it stands in no System', () => {
    expect(refusal(() => new JsonFile(newApp(), 'x', { data: {} })).code).toBe('FILE_PLACE');
  });
});

describe('the data', () => {
  test.each([[new Date(0)], [new Map()], [NaN], [Infinity], [() => 1], [[undefined]], ['a\0b'], [2 ** 70]])(
    'is refused where it is %p, with its key path',
    (bad) => {
      for (const Format of [JsonFile, YamlFile, TomlFile, IniFile]) {
        const error = refusal(() => new Format(newApp(), 'x', { projectPath: 'x', data: { a: { b: bad } } }));
        expect(error).toMatchObject({ code: 'NIX_NOT_DATA', keyPath: expect.stringMatching(/^data\.a\.b/) });
      }
    },
  );

  test('knows no priorities and conditions', () => {
    const data = { a: Nix.mkDefault(1) };
    expect(refusal(() => new JsonFile(hostOf(newApp()), 'x', { data }))).toMatchObject({
      code: 'FILE_MODULE_SYSTEM',
      keyPath: 'data.a',
    });
  });
});

describe('YAML', () => {
  test('is what a person would write', () => {
    expect(text(YamlFile, { data: DATA })).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     title: Attic
     port: 8080
     "on": true
     tags:
       - a
       - b
     nested:
       deep:
         x: 0.5
     "
    `);
  });

  test('quotes what some version of YAML would read as something else', () => {
    expect(text(YamlFile, { comment: '', data: ['yes', '1:20', '=', '0777', 'a: b'] })).toBe(
      '- "yes"\n- "1:20"\n- "="\n- "0777"\n- "a: b"\n',
    );
  });

  test('keeps lines', () => {
    expect(text(YamlFile, { comment: '', data: { script: 'a\n  b\n' } })).toBe('script: |\n  a\n    b\n');
  });

  test('says the same object twice rather than by an alias', () => {
    const same = { a: 1 };
    expect(text(YamlFile, { comment: '', data: { b: same, c: same } })).toBe('b:\n  a: 1\nc:\n  a: 1\n');
  });
});

describe('TOML', () => {
  test('is what a person would write', () => {
    const data = {
      ...DATA,
      motd: 'one "two"\nthree\n',
      points: [{ x: 1, at: { y: 2 } }, { x: 3 }],
      mixed: [1, 'a', { b: [] }],
    };
    expect(text(TomlFile, { data })).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     title = "Attic"
     port = 8080
     on = true
     tags = ["a", "b"]
     motd = """
     one "two"
     three
     """
     mixed = [1, "a", { b = [] }]

     [nested.deep]
     x = 0.5

     [[points]]
     x = 1

     [points.at]
     y = 2

     [[points]]
     x = 3
     "
    `);
  });

  test('breaks long arrays', () => {
    const long = 'x'.repeat(60);
    expect(text(TomlFile, { comment: '', data: { a: [long, long] } })).toBe(`a = [\n  "${long}",\n  "${long}",\n]\n`);
  });

  test.each([
    [{ a: { b: null } }, 'data.a.b'],
    [{ a: [1, null] }, 'data.a[1]'],
    [['a'], 'data'],
  ])('has no place for %j', (data, keyPath) => {
    expect(refusal(() => text(TomlFile, { data }))).toMatchObject({ code: 'FILE_TOML', keyPath });
  });
});

describe('INI', () => {
  test('has values first, then sections', () => {
    const data = { b: { x: 1, y: true, z: 'a = b ; c' }, root: 'r', 'c d': {} };
    expect(text(IniFile, { data })).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     root=r

     [b]
     x=1
     y=true
     z=a = b ; c

     [c d]
     "
    `);
  });

  test('writes lists as it is told', () => {
    const data = { s: { l: [1, 2] } };
    expect(text(IniFile, { data, comment: '', lists: IniLists.REPEAT })).toBe('[s]\nl=1\nl=2\n');
    expect(text(IniFile, { data, comment: '', lists: IniLists.COMMA })).toBe('[s]\nl=1,2\n');
  });

  test('is written by Nix in the same way', () => {
    const host = hostOf(newApp());
    const motd = new TextFile(host, 'motd', { fileName: 'motd', content: '' });
    const data = { root: 1, s: { l: [motd.file, Nix.pkg('vim')] } };
    const source = (lists: IniLists) => new IniFile(host, lists, { data, lists }).file.source();
    expect(source(IniLists.REPEAT)).toMatchInlineSnapshot(`
     "(pkgs.formats.iniWithGlobalSection { listsAsDuplicateKeys = true; }).generate "repeat.ini" {
       globalSection = {
         root = 1;
       };
       sections = {
         s = {
           l = [
             "\${./hosts/server/motd}"
             pkgs.vim
           ];
         };
       };
     }"
    `);
    expect(source(IniLists.COMMA)).toMatchInlineSnapshot(`
     "(pkgs.formats.iniWithGlobalSection {
       listToValue = lib.concatMapStringsSep "," (lib.generators.mkValueStringDefault { });
     }).generate
       "comma.ini"
       {
         globalSection = {
           root = 1;
         };
         sections = {
           s = {
             l = [
               "\${./hosts/server/motd}"
               pkgs.vim
             ];
           };
         };
       }"
    `);
  });

  describeWithNix('in the eyes of Nix', () => {
    test('is an expression', async () => {
      const host = hostOf(newApp());
      const data = { root: 1, s: { l: [Nix.pkg('vim'), 2], p: Nix.path('/etc/x') } };
      const { file: made } = new IniFile(host, 'x', { data, lists: IniLists.COMMA });
      expect(await nixParses([made.source()])).toEqual([true]);
    });
  });

  test.each([
    ['text', 'data'],
    [{ a: null }, 'data.a'],
    [{ s: { a: { b: 1 } } }, 'data.s.a'],
    [{ s: { a: [1] } }, 'data.s.a'],
    [{ s: { a: 'x\ny' } }, 'data.s.a'],
    [{ s: { a: ' x' } }, 'data.s.a'],
    [{ s: { 'a=b': 1 } }, 'data.s."a=b"'],
    [{ s: { ';a': 1 } }, 'data.s.";a"'],
    [{ s: { '': 1 } }, 'data.s.""'],
    [{ 's]': { a: 1 } }, 'data."s]"'],
    [{ ' s': { a: 1 } }, 'data." s"'],
  ])('has no place for %j', (data, keyPath) => {
    expect(refusal(() => text(IniFile, { data }))).toMatchObject({ code: 'FILE_INI', keyPath });
  });

  test('refuses a comma in a list that has commas between its items, and lists in lists', () => {
    const lists = IniLists.COMMA;
    expect(refusal(() => text(IniFile, { lists, data: { s: { a: ['x,y'] } } })).code).toBe('FILE_INI');
    expect(refusal(() => text(IniFile, { lists, data: { s: { a: [['x']] } } })).code).toBe('FILE_INI');
  });
});

describe('the comment', () => {
  test('is the owner’s, or none', () => {
    expect(text(IniFile, { comment: 'one\n\ntwo', data: { a: 1 } })).toBe('# one\n#\n# two\na=1\n');
    expect(text(YamlFile, { comment: '', data: {} })).toBe('{}\n');
    expect(text(TomlFile, { comment: '', data: {} })).toBe('');
  });
});

test('the same tree gives the same text', () => {
  const render = (app: App) => {
    new YamlFile(hostOf(app), 'a', { data: DATA });
    return app.render()['hosts/server/a.yaml'];
  };
  expect(render(newApp())).toBe(render(newApp()));
});
