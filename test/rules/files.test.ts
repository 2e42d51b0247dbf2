import { mkdirSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { App, Asset, HomeAttachment, Host, NixModule, SharedModule } from '../../src';
import { relativePaths } from '../../src/rules/files/relative-paths';
import { newApp, project } from '../support/estate';

/** A host in a project with these files. */
function estate(files: Record<string, string>): { app: App; host: Host } {
  const app = newApp({ projectRoot: project(files) });
  const host = new Host(app, 'laddie', {
    stateVersion: '25.11',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  });
  return { app, host };
}

/** What is found where a host imports a file of this text. */
function imports(text: string, files: Record<string, string> = {}) {
  const { app, host } = estate({ 'nix/a.nix': text, ...files });
  host.importFile('nix/a.nix');
  return app.check();
}

const told = (text: string, files?: Record<string, string>) =>
  imports(text, files).map(({ severity, message }) => `${severity} ${message}`);

describe('an imported file', () => {
  test('that imports what stands beside it is an error, with its line and what mends it', () => {
    expect(imports('{\n  imports = [ ./b.nix ];\n}\n', { 'nix/b.nix': '{ }' })).toMatchObject([
      {
        severity: 'error',
        code: 'IMPORTED_FILE_MISSING',
        path: 'laddie/import-nix-a.nix',
        keyPath: 'path',
        message: 'nix/a.nix imports ./b.nix (line 2), which is not in the output',
        mend: "import it too, beside it: laddie.importFile('nix/b.nix')",
      },
    ]);
  });

  test('that names several is one finding', () => {
    const [found, ...others] = imports('{ imports = [\n./b.nix\n./c.nix\n../d/e.nix\n./f.nix ]; }');
    expect(others).toEqual([]);
    expect(found!.message).toBe(
      'nix/a.nix imports ./b.nix (line 2), ./c.nix (line 3), ../d/e.nix (line 4) and 1 more, which are not in the output',
    );
    expect(found!.mend).toBe('there is no such file beside nix/a.nix in the project either: correct ./b.nix');
  });

  test.each([
    ['{ imports = lib.optional true ./b.nix; }', 'b.nix', 'b.nix'],
    ['{ sops.defaultSopsFile = ../secrets/s.yaml; }', '../secrets/s.yaml', '../secrets/s.yaml'],
    ['{ x = import ./deep/b.nix; }', 'deep/b.nix', 'deep/b.nix'],
    ['{ x = "${./b.txt}"; }', 'b.txt', 'b.txt'],
  ])('that may not need what it names is a warning: %s', (text, file, named) => {
    const { app, host } = estate({ 'nix/a.nix': text, [join('nix', file)]: '' });
    host.importFile('nix/a.nix');
    const [{ severity, message, mend } = { severity: '', message: '' }] = app.check();
    expect([severity, message]).toEqual([
      'warning',
      `nix/a.nix names ${named.startsWith('.') ? named : `./${named}`} (line 1), which is not in the output`,
    ]);
    // What the mend says is what mends it.
    const [, id, path, target] = /new Asset\(laddie, '(.*)', \{ path: '(.*)', target: '(.*)' \}\)/.exec(mend!)!;
    new Asset(host, id!, { path: path!, target: target! });
    expect(app.check()).toEqual([]);
  });

  test('is told once where several hosts import it', () => {
    const { app, host } = estate({ 'a.nix': '{ imports = [ ./b.nix ]; }' });
    host.importFile('a.nix');
    const shared = new SharedModule(app, 'common');
    shared.importFile('a.nix');
    const found = app.check();
    expect(found.map(({ code, also }) => [code, also?.length])).toEqual([['IMPORTED_FILE_MISSING', 1]]);
  });

  test('of a home is held to it, too', () => {
    const { app, host } = estate({ 'ada.nix': '{ imports = [ ./shell.nix ]; }' });
    new HomeAttachment(host.addUser('ada'), 'home', { stateVersion: '25.11' }).importFile('ada.nix');
    expect(app.check().filter(({ code }) => code === 'IMPORTED_FILE_MISSING')).toMatchObject([{ severity: 'error' }]);
  });

  test('may name what comes along: files beside it, of its folder, generated ones, and those that are there already', () => {
    const { app, host } = estate({
      'nix/a.nix': '{ imports = [ ./b.nix ./more ../../hosts/laddie/web.nix ]; x = ./.; y = ../../flake.lock; }',
      'nix/b.nix': '{ imports = [ ./a.nix ]; }',
      'more/default.nix': '{ imports = [ ./one.nix ./. ]; }',
      'more/one.nix': '{ }',
      'nix-out/assets/laddie/note.txt': '',
    });
    host.importFile('nix/a.nix');
    host.importFile('nix/b.nix');
    host.importFile('more');
    new NixModule(host, 'web', { source: '{ x = ../../assets/laddie/note.txt; }' });
    expect(app.check()).toEqual([]);
  });

  test('is followed to the files of its folder', () => {
    const { app, host } = estate({
      'nix/default.nix': '{ imports = [ ./one.nix ]; }',
      'nix/one.nix': '{ imports = [ ../common.nix ]; }',
      'nix/unused.nix': '{ imports = [ ./gone.nix ]; }',
      'common.nix': '{ }',
    });
    host.importFile('nix');
    expect(app.check().map(({ message, mend }) => [message, mend])).toEqual([
      [
        'nix/one.nix imports ../common.nix (line 1), which is not in the output',
        "import it too, beside it: laddie.importFile('common.nix')",
      ],
    ]);
  });

  test('does not keep by what the last synth wrote and this one takes away', () => {
    const { app, host } = estate({
      'a.nix': '{ imports = [ ./b.nix ]; }',
      'nix-out/assets/laddie/b.nix': '{ }',
      'nix-out/cosmo.json': '{ "files": [{ "path": "assets/laddie/b.nix" }] }',
    });
    host.importFile('a.nix');
    expect(app.check().map(({ code }) => code)).toEqual(['IMPORTED_FILE_MISSING']);
  });
});

describe('a path out of the output', () => {
  test('is good where it leads to something of the repository', () => {
    expect(told('{ imports = [ ../../../nix/b.nix ]; }', { 'nix/b.nix': '{ }' })).toEqual([]);
    expect(told('{ imports = [ ../../../nix/c.nix ]; }')).toEqual([
      'error nix/a.nix imports ../../../nix/c.nix (line 1), which is not in the output',
    ]);
  });

  test('is an error where it leads out of it', () => {
    const root = project({ 'lab/a.nix': '{ imports = [ ../../../../common/b.nix ]; }', 'common/b.nix': '{ }' });
    mkdirSync(join(root, 'lab/.git'));
    const inner = newApp({ projectRoot: join(root, 'lab') });
    new SharedModule(inner, 'common').importFile('a.nix');
    expect(inner.check()).toMatchObject([
      {
        severity: 'error',
        message: 'a.nix imports ../../../../common/b.nix (line 1), which lies outside of the flake',
        why: expect.stringContaining('reads nothing around it'),
      },
    ]);
  });
});

describe('the source of a module', () => {
  test('stands in the folder of its System', () => {
    const { app, host } = estate({ 'b.nix': '{ }' });
    new NixModule(new Construct(host, 'web'), 'module', { source: '{\n  imports = [ ./b.nix ];\n}\n' });
    expect(app.check()).toMatchObject([
      {
        path: 'laddie/web/module',
        keyPath: 'source',
        message: 'the source of laddie/web/module imports ./b.nix (line 2), which is not in the output',
      },
    ]);
  });
});

describe('relative paths', () => {
  const texts = (source: string) => relativePaths(source).map(({ text }) => text);

  test.each([
    ['{ x = /etc/x; y = ~/x; z = "./x"; w = <nixpkgs/x>; }'],
    ['{ x = ./${name}.nix; }'],
    ['{ x = ./hosts + "/${name}.nix"; y = map (n: ./hosts + n) [ ]; }'],
    ['{ imports = lib.optional (builtins.pathExists ./x.nix) ./x.nix; }'],
    ['{ x = if builtins.pathExists ./x then import ./x/y.nix else { }; }'],
    ['{ imports = builtins.filter builtins.pathExists [ ./x.nix ]; }'],
    ['with builtins; { imports = filter pathExists [ ./x.nix ]; }'],
    ['{ x = toString ./x; y = builtins.toString (./y); }'],
    ['{ x = (builtins.tryEval (import ./x)).success; }'],
    ['{ disabledModules = [ ./x.nix ]; }'],
    ['{ # ./x.nix\n }'],
    ['{ x = ./x; '],
  ])('that are not there without harm are none: %s', (source) => {
    expect(texts(source)).toEqual([]);
  });

  test('are all others, in their order, with those that a module imports', () => {
    const source = `{ lib, ... }:
let
  one = import ./one.nix { inherit lib; };
in
{
  imports = [ ./two.nix (./three.nix) ] ++ [ (import ./four.nix) ] ++ lib.optionals true [ ../five ];
  home-manager.users.ada.imports = [ ./six.nix ];
  config = lib.mkIf (lib.pathExists ./seven) { environment.etc.x.source = ./eight; };
}
`;
    expect(relativePaths(source)).toEqual([
      { text: './one.nix', line: 3, imported: false },
      { text: './two.nix', line: 6, imported: true },
      { text: './three.nix', line: 6, imported: true },
      { text: './four.nix', line: 6, imported: false },
      { text: '../five', line: 6, imported: false },
      { text: './six.nix', line: 7, imported: true },
      { text: './eight', line: 8, imported: false },
    ]);
  });
});
