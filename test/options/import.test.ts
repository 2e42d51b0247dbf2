import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { option } from './generate/support';
import { CatalogueOption } from '../../src/options/catalogue';
import { loadCatalogue } from '../../src/options/catalogue-store';
import { ImportRequest, importOptions } from '../../src/options/import';
import { catalogueFile, importEntries, writeImport } from '../../src/options/import-folder';
import { project, refusal } from '../support/estate';

/** The text of an options.json with these options. */
function optionsJson(...options: CatalogueOption[]): string {
  return JSON.stringify(
    Object.fromEntries(options.map(({ loc, typeText, ...rest }) => [loc.join('.'), { loc, type: typeText, ...rest }])),
  );
}

function imported(from: string, options: CatalogueOption[], more: Partial<ImportRequest> = {}) {
  return importOptions({ sources: [{ from, text: optionsJson(...options) }], ...more });
}

const WEB = option('services.web.enable', 'boolean');
const NIXOS = [option('boot.loader.timeout', 'signed integer'), option('networking.hostName', 'string')];
const HOME = [option('home.homeDirectory', 'path')];
const DARWIN = [option('system.defaults.dock.autohide', 'null or boolean')];

describe('what is imported', () => {
  test('is told by the options that it has', () => {
    expect(imported('x.json', NIXOS)).toMatchObject({ kind: 'nixos', name: 'nixos', typeName: 'NixosOptions' });
    expect(imported('x.json', HOME)).toMatchObject({ kind: 'home-manager', typeName: 'HomeManagerOptions' });
    expect(imported('x.json', DARWIN)).toMatchObject({ kind: 'darwin', name: 'darwin', typeName: 'DarwinOptions' });
    expect(imported('x.json', [WEB])).toMatchObject({ kind: 'other', name: 'x', typeName: 'XOptions' });
  });

  test('may be told by the user', () => {
    expect(imported('web.json', [WEB], { kind: 'nixos' })).toMatchObject({ kind: 'nixos', name: 'web' });
    expect(imported('x.json', NIXOS, { name: 'stable' })).toMatchObject({ kind: 'nixos', typeName: 'StableOptions' });
  });

  test.each([
    ['a/disko.json', 'disko'],
    ['./Disko Options.json.br', 'disko-options'],
    ['github:nix-community/disko#optionsJSON', 'disko'],
    ['github:a/b?ref=main#options', 'b'],
    ['.#docs', 'docs'],
    ['a/options.json', 'options'],
    ['42.json', 'options'],
  ])('%s is named %s', (from, name) => {
    expect(imported(from, [WEB]).name).toBe(name);
  });

  test('may have several sources, of which the later ones win', () => {
    const one = { from: 'a.json', text: optionsJson(...NIXOS, WEB) };
    const other = {
      from: 'b.json',
      text: optionsJson(option('services.web.enable', 'string'), option('disko.x', 'path')),
    };
    const both = importOptions({ sources: [one, other] });
    expect(both).toMatchObject({ kind: 'nixos', sources: ['a.json', 'b.json'], size: 4 });
    expect(both.files.get('nixos/index.d.ts')).toContain('enable?: Value<string>;');
    expect(both.files.get('nixos/index.d.ts')).toContain('x?: Value<string>;');
    expect(both.files.get('nixos/index.d.ts')).toMatch(/^\/\/ Options of nixos, from a\.json, b\.json\. /);
  });

  test('has a catalogue for the checks', () => {
    const { files } = imported('web.json', [WEB], { kind: 'nixos' });
    const catalogue = loadCatalogue(files.get('web/catalogue.json')!);
    expect([catalogue.kind, catalogue.size]).toEqual(['nixos', 1]);
    expect(catalogue.find(WEB.loc)?.typeText).toBe('boolean');
  });

  test('takes what manuals leave out: assertions, warnings, what is built; its catalogue does not', () => {
    const { files, size } = imported('x.json', NIXOS);
    expect(files.get('nixos/index.d.ts')).toMatch(/^ {2}warnings\?: Value<List<string>>;$/m);
    expect(files.get('nixos/index.d.ts')).toMatch(/^ {2}build\?: any;$/m);
    expect(size).toBe(2);
    expect(imported('web.json', [WEB]).files.get('web/index.d.ts')).not.toContain('warnings');
  });

  test('is never stopped by an odd entry or field, and tells of it', () => {
    const odd = {
      'a.enable': {
        loc: ['a', 'enable'],
        type: 'boolean',
        description: 7,
        default: [],
        declarations: 'x',
        example: null,
      },
      'b.c': { loc: 'b.c', type: { text: 'string' } },
      'no-option': 'text',
      nothing: null,
      d: {},
    };
    const result = importOptions({ sources: [{ from: 'odd.json', text: `\ufeff${JSON.stringify(odd)}` }] });
    expect(result.size).toBe(3);
    expect(result.problems).toHaveLength(2);
    expect(result.files.get('odd/index.d.ts')).toContain('enable?: Value<boolean>;');
  });

  test('counts and lists types that are not understood', () => {
    const { unknownTypes } = imported('x.json', [option('a', 'a riddle'), option('b', 'a riddle'), WEB]);
    expect([...unknownTypes]).toEqual([['a riddle', 2]]);
  });

  test.each(['', 'Nixos', '../x', 'a/b', 'index', 'value', 'imports', 'a--b', '-a', '1a', 'a'.repeat(61)])(
    'cannot be named %p',
    (name) => {
      expect(refusal(() => imported('x.json', [WEB], { name }))).toMatchObject({ code: 'IMPORT_NAME' });
    },
  );

  test('must be JSON, and have options', () => {
    const text = (of: string) => refusal(() => importOptions({ sources: [{ from: 'x.json', text: of }] }));
    expect(text('{ "a": ')).toMatchObject({ code: 'IMPORT_NOT_JSON' });
    expect(text('{ "a": ').message).toContain('x.json is no JSON');
    for (const none of ['{}', '[]', 'null', '7', '"x"']) expect(text(none)).toMatchObject({ code: 'IMPORT_EMPTY' });
  });
});

describe('the folder of imports', () => {
  const at = (root: string) => ({ root, folder: join(root, 'options'), esm: false });
  const read = (root: string, path: string) => readFileSync(join(root, 'options', path), 'utf8');

  test('has types and a catalogue of each import, and what joins them', () => {
    const root = project();
    const report = writeImport(imported('n.json', NIXOS), at(root));
    expect(report.created).toEqual([
      'imports.json',
      'index.d.ts',
      'index.js',
      'nixos/catalogue.json',
      'nixos/history.json',
      'nixos/index.d.ts',
      'value.d.ts',
    ]);
    expect(importEntries(join(root, 'options'))).toEqual([
      { name: 'nixos', kind: 'nixos', typeName: 'NixosOptions', whole: true, sources: ['n.json'], options: 2 },
    ]);
    const [entry] = importEntries(join(root, 'options'));
    expect(loadCatalogue(readFileSync(catalogueFile(join(root, 'options'), entry!), 'utf8')).size).toBe(2);
  });

  test('gives configure the imports that have the name of their kind', () => {
    const root = project();
    writeImport(imported('n.json', NIXOS), at(root));
    writeImport(imported('h.json', HOME), at(root));
    writeImport(imported('d.json', DARWIN), at(root));
    writeImport(imported('x.json', NIXOS, { name: 'stable' }), at(root));
    const index = read(root, 'index.d.ts');
    const [, augmented] = /interface ImportedOptions \{\n([^}]*)\}/.exec(index)!;
    expect(augmented!.trim().split(/\n\s*/)).toEqual([
      'readonly nixos: NixosOptions;',
      'readonly home: HomeManagerOptions;',
      'readonly darwin: DarwinOptions;',
    ]);
    expect(index).toContain("export type { StableOptions } from './stable/index.js';");
  });

  test('gives configure the options of flakes with modules beside those of NixOS, and takes them back', () => {
    const root = project();
    writeImport(imported('n.json', [...NIXOS, WEB]), at(root));
    writeImport(
      imported('disko.json', [option('disko.x', 'string'), option('services.disko.x', 'string')], { kind: 'nixos' }),
      at(root),
    );
    expect(read(root, 'index.d.ts')).toContain('    readonly nixos: AllNixosOptions;\n');
    expect(read(root, 'joined-nixos.d.ts').split('\n').slice(1)).toEqual([
      "import type { Value } from './value.js';",
      "import type { Services as Services_of_nixos } from './nixos/index.js';",
      "import type { Services as Services_of_disko } from './disko/index.js';",
      "import type { NixosOptions as NixosOptions_of_nixos } from './nixos/index.js';",
      "import type { DiskoOptions as DiskoOptions_of_disko } from './disko/index.js';",
      '',
      'export interface AllNixosOptions extends NixosOptions_of_nixos, DiskoOptions_of_disko {',
      '  services?: Value<AllNixosServices>;',
      '}',
      '',
      'export interface AllNixosServices extends Services_of_nixos, Services_of_disko {',
      '}',
      '',
    ]);
    writeImport(imported('disko.json', [WEB], { kind: 'home-manager' }), at(root));
    expect(read(root, 'index.d.ts')).toContain('    readonly nixos: NixosOptions;\n');
    expect(existsSync(join(root, 'options/joined-nixos.d.ts'))).toBe(false);
  });

  test('lets the later of two options count, whatever each is', () => {
    const root = project();
    writeImport(imported('n.json', [...NIXOS, WEB]), at(root));
    writeImport(
      imported('x.json', [option('services.web.enable', 'string'), option('networking', 'string')]),
      at(root),
    );
    const joined = read(root, 'joined-nixos.d.ts');
    expect(joined).toContain('extends Omit<NixosOptions_of_nixos, "networking">, XOptions_of_x {');
    expect(joined).toContain('extends Omit<ServicesWeb_of_nixos, "enable">, ServicesWeb_of_x {');
  });

  test('keeps the other imports, and replaces an earlier one whole', () => {
    const root = project();
    const large = Array.from({ length: 700 }, (_, i) => option(`services.a${i % 10}.o${i}`, 'boolean'));
    writeImport(imported('n.json', [...NIXOS, ...large]), at(root));
    writeImport(imported('h.json', HOME), at(root));
    expect(existsSync(join(root, 'options/nixos/services.d.ts'))).toBe(true);
    const home = read(root, 'home-manager/index.d.ts');
    const report = writeImport(imported('n.json', NIXOS), at(root));
    expect(report.removed).toContain('nixos/services.d.ts');
    expect(existsSync(join(root, 'options/nixos/services.d.ts'))).toBe(false);
    expect(read(root, 'home-manager/index.d.ts')).toBe(home);
    expect(importEntries(join(root, 'options')).map(({ name }) => name)).toEqual(['home-manager', 'nixos']);
  });

  test('does not touch what is the same', () => {
    const root = project();
    writeImport(imported('n.json', NIXOS), at(root));
    expect(writeImport(imported('n.json', NIXOS), at(root))).toMatchObject({
      created: [],
      changed: [],
      removed: [],
      unchanged: 7,
    });
  });

  test('refuses to overwrite what is not its own, or was edited', () => {
    const root = project({ 'options/nixos/index.d.ts': 'mine', 'options/notes.txt': 'mine' });
    expect(refusal(() => writeImport(imported('n.json', NIXOS), at(root)))).toMatchObject({
      code: 'WRITE_FOREIGN_FILE',
    });
    expect(read(root, 'nixos/index.d.ts')).toBe('mine');
    writeImport(imported('h.json', HOME), at(root));
    writeFileSync(join(root, 'options/home-manager/index.d.ts'), 'edited');
    const again = imported('h.json', HOME);
    expect(refusal(() => writeImport(again, at(root)))).toMatchObject({ code: 'WRITE_EDITED_BY_HAND' });
    writeImport(again, { ...at(root), force: true });
    expect(read(root, 'home-manager/index.d.ts')).toContain('homeDirectory');
    expect(read(root, 'notes.txt')).toBe('mine');
  });

  test('lies in the project: no link leads out of it', () => {
    const [root, elsewhere] = [project(), project()];
    mkdirSync(join(root, 'options'));
    symlinkSync(elsewhere, join(root, 'options/nixos'));
    expect(refusal(() => writeImport(imported('n.json', NIXOS), at(root)))).toMatchObject({
      code: 'WRITE_OUTSIDE_PROJECT',
    });
    expect(
      refusal(() => writeImport(imported('n.json', NIXOS), { ...at(root), folder: join(elsewhere, 'options') })),
    ).toMatchObject({ code: 'WRITE_OUTSIDE_PROJECT' });
  });

  test.each(['no JSON', '{"version":2,"imports":[]}', '{"version":1,"imports":[{"name":"../x"}]}', '[]', 'null'])(
    'has no imports that its list does not tell of rightly: %s',
    (text) => {
      const root = project({ 'options/imports.json': text });
      expect(importEntries(join(root, 'options'))).toEqual([]);
    },
  );

  test('has code as the project has its own', () => {
    const [common, esm] = [project(), project()];
    writeImport(imported('n.json', NIXOS), at(common));
    writeImport(imported('n.json', NIXOS), { ...at(esm), esm: true });
    expect(read(common, 'index.js')).toContain("require('cosmo-nix')");
    expect(read(esm, 'index.js')).toContain("import { Nix } from 'cosmo-nix'");
  });
});
