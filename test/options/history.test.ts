import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, NixModule, NixosSystem } from '../../src';
import { importOptions } from '../../src/options/import';
import { writeImport } from '../../src/options/import-folder';

type Options = Record<string, string>;

/** Import options, by their types, into a project. */
function importInto(root: string, options: Options, name: string = 'nixos'): void {
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(options).map(([path, type]) => [path, { loc: path.split('.'), type }])),
  );
  const imported = importOptions({
    sources: [{ from: name, text }],
    kind: name === 'home' ? 'home-manager' : 'nixos',
    name,
  });
  writeImport(imported, { root, folder: join(root, 'options'), esm: false });
}

function project(...imports: Options[]): string {
  const root = mkdtempSync(join(tmpdir(), 'cosmo-history-'));
  for (const options of imports) importInto(root, options);
  return root;
}

function found(root: string, options: Record<string, unknown>): string[] {
  const app = new App({ projectRoot: root });
  new NixModule(new NixosSystem(app, 'host'), 'options', { options });
  const about = app.check().filter(({ code }) => code.startsWith('OPTION_'));
  return about.map(({ code, keyPath, mend }) => `${code} ${keyPath}: ${mend}`);
}

// By the last two the import is known to be all of NixOS.
const BASE = {
  'nixpkgs.hostPlatform': 'string',
  'boot.loader.timeout': 'signed integer',
  'networking.hostName': 'string',
};
const OLD = {
  ...BASE,
  'programs.exa.enable': 'boolean',
  'services.gone.level': 'string',
  'services.kept.mode': 'string',
};
const NEW = { ...BASE, 'programs.eza.enable': 'boolean', 'services.kept.mode': 'string' };

describe('what earlier imports had', () => {
  test('is told as renamed or removed once it is gone, and not as unknown', () => {
    const root = project(OLD, NEW);
    expect(found(root, { services: { gone: { level: 'x' } } })).toEqual([
      expect.stringMatching(/^OPTION_REMOVED services\.gone\.level/),
    ]);
    expect(found(root, { programs: { exa: { enable: true } } })).toEqual([
      'OPTION_RENAMED programs.exa.enable: set programs.eza.enable',
    ]);
    expect(found(root, { services: { kept: { mode: 'x' } } })).toEqual([]);
    expect(found(root, { services: { never: { mode: 'x' } } })).toEqual([expect.stringMatching(/^OPTION_UNKNOWN/)]);
  });

  test('is kept over further imports, until the option is there again', () => {
    expect(found(project(OLD, NEW, NEW), { services: { gone: { level: 'x' } } })).toEqual([
      expect.stringMatching(/^OPTION_REMOVED/),
    ]);
    expect(found(project(OLD, NEW, OLD), { services: { gone: { level: 'x' } } })).toEqual([]);
  });

  test('is nothing after the first import', () => {
    const root = project(OLD);
    expect(JSON.parse(readFileSync(join(root, 'options/nixos/history.json'), 'utf8'))).toEqual({
      version: 1,
      gone: [],
    });
  });

  test('of home-manager is told below home-manager.users as well', () => {
    const root = project({ ...BASE, 'home-manager.backupFileExtension': 'null or string' });
    importInto(root, { 'programs.exa.enable': 'boolean', 'home.homeDirectory': 'path' }, 'home');
    importInto(root, { 'programs.eza.enable': 'boolean', 'home.homeDirectory': 'path' }, 'home');
    const home = { 'home-manager': { users: { mia: { programs: { exa: { enable: true } } } } } };
    expect(found(root, home)).toEqual([
      'OPTION_RENAMED home-manager.users.mia.programs.exa.enable: set home-manager.users.mia.programs.eza.enable',
    ]);
  });

  test('a change of the files is seen by the next check', () => {
    const root = project(OLD);
    expect(found(root, { services: { gone: { level: 'x' } } })).toEqual([]);
    importInto(root, NEW);
    expect(found(root, { services: { gone: { level: 'x' } } })).toHaveLength(1);
  });
});

describe('the list of imports', () => {
  test('that cannot be read is told: options would go unchecked', () => {
    const root = project(OLD);
    writeFileSync(join(root, 'options/imports.json'), '{ "version": 99, "imports": [{}] }');
    expect(() => found(root, {})).toThrow(/IMPORTS_LIST: .*options\/imports\.json is no list of imports/);
  });

  test('with parts of a kind alone has nothing checked', () => {
    const root = mkdtempSync(join(tmpdir(), 'cosmo-history-'));
    importInto(root, { 'disko.enableConfig': 'boolean' });
    expect(found(root, { services: { anything: { mode: 'x' } } })).toEqual([]);
  });
});
