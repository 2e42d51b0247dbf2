import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { Catalogue, CatalogueOption } from '../../src/options/catalogue';
import { readOptions } from '../../src/options/catalogue-read';
import {
  catalogueOf,
  joinCatalogues,
  loadCatalogue,
  mountCatalogue,
  readCatalogue,
  storeCatalogue,
} from '../../src/options/catalogue-store';
import { withHomeManager } from '../../src/options/home-manager-module';
import { refusal } from '../support/estate';

function option(path: string, typeText: string, more: Partial<CatalogueOption> = {}): CatalogueOption {
  return { loc: path.split('.'), typeText, readOnly: false, ...more };
}

/** Every option by its path, with its type and whether it is read-only. */
function listed(catalogue: Catalogue): string[] {
  const all: string[] = [];
  catalogue.forEach((path, node) =>
    all.push(`${path.join('/')}: ${node.typeText}${node.readOnly ? ' (read-only)' : ''}`),
  );
  return all;
}

const SAMPLE = [
  option('services.openssh.enable', 'boolean'),
  option('services.openssh.ports', 'list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)'),
  option('users.users', 'attribute set of (submodule)'),
  option('users.users.<name>.uid', 'null or signed integer'),
  option('users.users.<name>.keys', 'list of (submodule)'),
  option('users.users.<name>.keys.*.text', 'string'),
  option('system.nixos.release', 'string', { readOnly: true }),
];

describe('an options.json', () => {
  test('is read with all its fields', () => {
    const { options, problems } = readOptions(
      JSON.stringify({
        'services.web."a.b".port': {
          loc: ['services', 'web', 'a.b', 'port'],
          type: 'signed integer',
          readOnly: true,
          description: 'The port.',
          default: { _type: 'literalExpression', text: '80' },
          example: { _type: 'literalMD', text: '`81`' },
          declarations: ['modules/web.nix', { name: '<x>', url: 'https://x.example/web.nix' }, { name: 'only a name' }],
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(options).toEqual([
      {
        loc: ['services', 'web', 'a.b', 'port'],
        typeText: 'signed integer',
        readOnly: true,
        description: 'The port.',
        defaultText: '80',
        exampleText: '`81`',
        declarations: ['modules/web.nix', 'https://x.example/web.nix', 'only a name'],
      },
    ]);
  });

  test('may say descriptions as mdDoc and declarations not at all', () => {
    const text = JSON.stringify({ a: { loc: ['a'], type: 'string', description: { _type: 'mdDoc', text: 'A.' } } });
    expect(readOptions(text).options[0]).toMatchObject({ description: 'A.', declarations: undefined });
  });

  test('may be a list, and leave paths to names', () => {
    const text = JSON.stringify([
      { name: 'a.b', type: 'string' },
      { name: 'a."x.y".<name>', type: 'boolean' },
    ]);
    expect(readOptions(text).options.map(({ loc }) => loc)).toEqual([
      ['a', 'b'],
      ['a', 'x.y', '<name>'],
    ]);
  });

  test('is read past anything odd in it, which is told', () => {
    const { options, problems } = readOptions(
      JSON.stringify({
        good: { loc: ['good'], type: 'string' },
        odd: { loc: 'odd', type: 7, readOnly: 'yes', default: 3, declarations: [null, 4, {}] },
        none: null,
        list: [1],
        '"': { type: 'string' },
        '': { loc: [] },
      }),
    );
    expect(options).toEqual([
      expect.objectContaining({ loc: ['good'], typeText: 'string' }),
      expect.objectContaining({ loc: ['odd'], typeText: '', readOnly: false, declarations: undefined }),
    ]);
    expect(problems).toHaveLength(4);
    expect(problems.join('\n')).toContain('none: no option, but null');
  });

  test.each(['3', 'null', '"x"'])('%s is no options', (text) => {
    expect(readOptions(text)).toMatchObject({ options: [], problems: [expect.stringContaining('expected')] });
  });

  test('that is no JSON is refused', () => {
    expect(() => readOptions('{')).toThrow(SyntaxError);
  });

  test('of any form stops nothing', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { options } = readOptions(text);
        expect(listed(catalogueOf(options)).length).toBeLessThanOrEqual(options.length);
      }),
    );
  });
});

describe('a catalogue', () => {
  const catalogue = catalogueOf(SAMPLE, 'nixos');

  test('finds options by real names', () => {
    expect(catalogue.find(['services', 'openssh', 'enable'])?.type).toEqual({ kind: 'boolean' });
    expect(catalogue.find(['users', 'users', 'alice', 'uid'])?.typeText).toBe('null or signed integer');
    expect(catalogue.find(['users', 'users', 'alice', 'keys', '*', 'text'])?.typeText).toBe('string');
    expect(catalogue.find(['services', 'openssh'])).toMatchObject({ type: undefined, names: ['enable', 'ports'] });
  });

  test.each([
    [['services', 'nginx']],
    [['services', 'openssh', 'enable', 'x']],
    [['users', 'users', 'a', 'keys', 'x']],
  ])('has nothing at %j', (path) => {
    expect(catalogue.find(path)).toBeUndefined();
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('has no option %s of itself', (name) => {
    expect(catalogue.find([name])).toBeUndefined();
    const odd = catalogueOf([option(name, 'string'), option(`a.${name}.b`, 'boolean')]);
    expect(loadCatalogue(storeCatalogue(odd)).find([name])?.typeText).toBe('string');
    expect(odd.find(['a', name, 'b'])?.typeText).toBe('boolean');
  });

  test('knows what stands below a name, any name, and an item', () => {
    const users = catalogue.find(['users', 'users'])!;
    expect(users.names).toEqual([]);
    expect(users.any?.names).toEqual(['keys', 'uid']);
    expect(users.any?.child('keys')?.item?.names).toEqual(['text']);
    expect(users.child('<name>')).toBeUndefined();
  });

  test('counts its options, and those of which the type is not known', () => {
    expect(catalogue.size).toBe(SAMPLE.length);
    expect(catalogue.unknownTypes().size).toBe(0);
    const odd = catalogueOf([option('a', 'widget'), option('b', 'null or (list of (widget))'), option('c', 'string')]);
    expect([...odd.unknownTypes()]).toEqual([['widget', 2]]);
  });

  test('takes the last of two options at one path', () => {
    expect(catalogueOf([option('a', 'string'), option('a', 'boolean')]).find(['a'])?.type).toEqual({ kind: 'boolean' });
  });

  test('has options below options, whichever comes first', () => {
    const [one, other] = [option('a', 'submodule'), option('a.b', 'string')];
    expect(listed(catalogueOf([one, other]))).toEqual(listed(catalogueOf([other, one])));
    expect(catalogueOf([other, one]).find(['a'])?.type).toEqual({ kind: 'submodule' });
  });

  test('takes options below a type without any as those of a submodule that is open', () => {
    const settings = catalogueOf([
      option('a.settings', 'null or JSON value'),
      option('a.settings.port', 'signed integer'),
      option('b', 'list of (attribute set of string)'),
      option('b.*.name', 'string'),
      option('c', 'attribute set of string'),
      option('d', 'open submodule of attribute set of (JSON value)'),
      option('d.<name>.x', 'string'),
    ]);
    expect(settings.find(['a', 'settings'])?.type).toMatchObject({
      kind: 'nullOr',
      of: { kind: 'submodule', freeform: { kind: 'value' } },
    });
    expect(settings.find(['b'])?.type).toMatchObject({ of: { kind: 'submodule', freeform: { kind: 'attrs' } } });
    expect(settings.find(['c'])?.type).toMatchObject({ kind: 'attrs' });
    expect(settings.find(['d'])?.type).toMatchObject({
      freeform: { kind: 'attrs', of: { kind: 'submodule', freeform: { kind: 'value' } } },
    });
  });
});

describe('the compiled form', () => {
  const names = fc.constantFrom('a', 'b', 'c', '<name>', '*', 'x y', '__proto__', 'constructor');
  const options = fc.array(
    fc.record({
      loc: fc.array(names, { minLength: 1, maxLength: 4 }),
      typeText: fc.constantFrom('string', 'boolean', 'submodule', 'widget'),
      readOnly: fc.boolean(),
    }),
    { maxLength: 20 },
  );

  test('says all that the catalogue does', () => {
    fc.assert(
      fc.property(options, (all) => {
        const catalogue = catalogueOf(all, 'darwin');
        const loaded = loadCatalogue(storeCatalogue(catalogue));
        expect(listed(loaded)).toEqual(listed(catalogue));
        expect(loaded.kind).toBe('darwin');
        expect(loaded.size).toBe(new Set(all.map(({ loc }) => loc.join('\0'))).size);
      }),
    );
  });

  test('is a small part of the options.json', () => {
    const text = readFileSync(join(__dirname, '../fixtures/options/nixos.json'), 'utf8');
    expect(storeCatalogue(readCatalogue(text)).length).toBeLessThan(text.length / 2);
  });

  test.each(['', '{}', 'null', '[1]', '{"format":"cosmo-options","version":1}'])('%j is refused', (text) => {
    const error = refusal(() => loadCatalogue(text, 'options/nixos.json'));
    expect(error).toMatchObject({ code: 'CATALOGUE_FORMAT' });
    expect(error.message).toContain('options/nixos.json is no catalogue');
  });

  test('of another version is refused', () => {
    const text = storeCatalogue(catalogueOf(SAMPLE)).replace('"version":1', '"version":99');
    expect(refusal(() => loadCatalogue(text)).message).toContain('version 99');
  });

  test('of two catalogues joined is that of their options together', () => {
    fc.assert(
      fc.property(options, options, (one, other) => {
        const joined = joinCatalogues([catalogueOf(one, 'nixos'), catalogueOf(other)]);
        expect(listed(joined)).toEqual(listed(catalogueOf([...one, ...other])));
        expect(joined.kind).toBe('nixos');
      }),
    );
  });

  test('joined leaves both as they were', () => {
    const [one, other] = [catalogueOf([option('a.b', 'string')]), catalogueOf([option('a.c', 'boolean')])];
    joinCatalogues([one, other]);
    expect(listed(one)).toEqual(['a/b: string']);
    expect(listed(other)).toEqual(['a/c: boolean']);
  });
});

describe('home-manager in a system', () => {
  const system = catalogueOf([option('networking.hostName', 'string')], 'nixos');
  const home = catalogueOf([option('programs.git.enable', 'boolean')], 'home-manager');

  test('has its own options and those of homes', () => {
    const whole = withHomeManager(system, home);
    expect(whole.kind).toBe('nixos');
    expect(whole.find(['home-manager', 'useGlobalPkgs'])?.typeText).toBe('boolean');
    expect(whole.find(['home-manager', 'users', 'alice', 'programs', 'git', 'enable'])?.typeText).toBe('boolean');
    expect(whole.find(['home-manager', 'users', 'alice', 'assertions'])?.typeText).toBe('anything');
    expect(whole.find(['networking', 'hostName'])?.typeText).toBe('string');
  });

  test('leaves homes open where their options are not known', () => {
    const { any, type } = withHomeManager(system).find(['home-manager', 'users'])!;
    expect(type).toMatchObject({ kind: 'attrs', of: { kind: 'submodule', module: true } });
    expect(any).toBeUndefined();
  });

  test('can be any catalogue below any path', () => {
    const mounted = mountCatalogue(system, ['containers', '<name>', 'config'], home);
    expect(mounted.find(['containers', 'x', 'config', 'programs', 'git', 'enable'])?.typeText).toBe('boolean');
  });
});
