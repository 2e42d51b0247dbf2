import { execFileSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { delimiter, dirname, join } from 'path';
import { brotliCompressSync, gzipSync } from 'zlib';
import { cosmo, newProject, Ran } from './cosmo';
import { parseExpression } from '../../src/nix/parser';
import { describeWithNix } from '../support/nix';

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
  inputs.nix-darwin.url = "github:nix-darwin/nix-darwin/nix-darwin-25.11";
  outputs = inputs: { };
}
`;

/** The text of an options.json, from paths to descriptions of types. */
function optionsJson(types: Record<string, string>): string {
  const entries = Object.entries(types).map(([path, type]) => [path, { loc: path.split('.'), type, readOnly: false }]);
  return JSON.stringify(Object.fromEntries(entries));
}

const NIXOS = { 'boot.loader.timeout': 'null or signed integer', 'networking.hostName': 'string' };

/** A project with a flake that is locked, and a stand-in for Nix that records how it is called and prints a path. */
function project({ files = {} as Record<string, string>, script = 'echo "$root/built"' } = {}) {
  const root = newProject({
    'nix-out/flake.nix': FLAKE,
    'nix-out/flake.lock': '{}',
    'built/share/doc/nixos/options.json': optionsJson(NIXOS),
    ...files,
  });
  const nix = join(root, 'bin/nix');
  mkdirSync(dirname(nix));
  writeFileSync(
    nix,
    [
      '#!/bin/sh',
      `root='${root}'`,
      `pwd > "$root/calls"`,
      `for a in "$@"; do printf '%s\\0' "$a" >> "$root/calls"; done`,
      script,
      '',
    ].join('\n'),
  );
  chmodSync(nix, 0o755);
  const env = { PATH: `${dirname(nix)}${delimiter}${process.env.PATH}` };
  return {
    root,
    env,
    run: (...args: string[]): Ran => cosmo(root, ['import', ...args], env),
    /** The folder of the last call, and its arguments. */
    call: () => {
      const [first, ...rest] = readFileSync(join(root, 'calls'), 'utf8').split('\0');
      const end = first!.indexOf('\n');
      return [first!.slice(0, end), first!.slice(end + 1), ...rest.slice(0, -1)];
    },
  };
}

const BUILD = ['--extra-experimental-features', 'nix-command flakes', 'build', '--no-link', '--print-out-paths'];

describe('cosmo import FILE', () => {
  test('writes types and the catalogue, without Nix, and tells what came of it', () => {
    const { root, run } = project({ files: { 'options.json': optionsJson({ ...NIXOS, 'services.x': 'a riddle' }) } });
    const { code, stdout, stderr } = run('options.json');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^3 options in options\/nixos: files 7 new \(\d+\.\d s\)\n {2}1 option of a type that is not understood: they take anything\n$/,
    );
    expect(readdirSync(join(root, 'options')).sort()).toEqual([
      'cosmo.json',
      'imports.json',
      'index.d.ts',
      'index.js',
      'nixos',
      'value.d.ts',
    ]);
    expect(existsSync(join(root, 'calls'))).toBe(false);
    expect(run('options.json').stdout).toMatch(/^3 options in options\/nixos: files 7 as before/);
  });

  test.each([
    ['options.json.br', brotliCompressSync],
    ['options.json.gz', gzipSync],
  ])('reads %s', (name, compress) => {
    const { root, run } = project();
    writeFileSync(join(root, name), compress(optionsJson(NIXOS)));
    expect(run(name).stdout).toContain('2 options in options/nixos');
  });

  test('reads the options.json in a folder, such as Nix makes', () => {
    const { run } = project();
    expect(run('built').stdout).toContain('2 options in options/nixos');
    expect(run('bin')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no options.json in bin') });
  });

  test('names files as they are called from the root, whoever calls from where', () => {
    const { root, env } = project({ files: { 'cosmo.toml': 'app = "main.ts"\n', 'sub/web.json': optionsJson(NIXOS) } });
    expect(cosmo(join(root, 'sub'), ['import', 'web.json'], env).code).toBe(0);
    const list = () => JSON.parse(readFileSync(join(root, 'options/imports.json'), 'utf8')).imports;
    expect(list()[0].sources).toEqual(['sub/web.json']);
    const elsewhere = newProject({ 'far.json': optionsJson(NIXOS) });
    expect(cosmo(root, ['import', join(elsewhere, 'far.json')], env).code).toBe(0);
    expect(list()[0].sources).toEqual(['far.json']);
  });

  test('takes the folder, the name and the kind that it is told', () => {
    const { root, run } = project({ files: { 'disko.json': optionsJson({ 'disko.rootMountPoint': 'string' }) } });
    const { stdout } = run('disko.json', '--out', 'generated/types', '--name', 'disks', '--for', 'nixos');
    expect(stdout).toContain('1 option in generated/types/disks');
    const [entry] = JSON.parse(readFileSync(join(root, 'generated/types/imports.json'), 'utf8')).imports;
    expect(entry).toMatchObject({ name: 'disks', kind: 'nixos', typeName: 'DisksOptions' });
  });

  test('makes one import of several', () => {
    const { run } = project({
      files: { 'n.json': optionsJson(NIXOS), 'd.json': optionsJson({ 'disko.x': 'string' }) },
    });
    expect(run('n.json', 'd.json').stdout).toContain('3 options in options/nixos');
  });

  test('--json prints what was done and nothing else; --quiet nothing; --verbose what is not understood', () => {
    const { root, run } = project({ files: { 'x.json': optionsJson({ a: 'a riddle', b: 'boolean' }) } });
    expect(JSON.parse(run('x.json', '--json').stdout)).toMatchObject({
      name: 'x',
      kind: 'other',
      sources: ['x.json'],
      folder: join(root, 'options/x'),
      options: 2,
      unknownTypes: { 'a riddle': 1 },
      problems: [],
      removed: [],
      unchanged: 0,
    });
    expect(run('x.json', '--quiet').stdout).toBe('');
    expect(run('x.json', '--verbose').stdout).toContain('    1 × a riddle\n');
  });

  test('tells of entries that are no options, and goes on', () => {
    const { run } = project({ files: { 'x.json': '{ "a": 7, "b": { "loc": ["b"], "type": "boolean" } }' } });
    const { code, stdout } = run('x.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 option in options\/x.*\n {2}1 entry left out: no option\n {4}a: no option, but 7\n$/);
  });
});

describe('what is written', () => {
  const options = optionsJson({ ...NIXOS, 'nixpkgs.hostPlatform': 'string' });
  const program = (from: string) => `import { App, Nix, NixModule, NixosSystem } from 'cosmo-nix';
import { mkAfter, mkBefore, mkDefault, mkForce, mkIf, mkMerge, mkOrder, mkOverride } from '${from}';
const app = new App({ release: '25.11' });
const host = new NixosSystem(app, 'attic');
new NixModule(host, 'm', { fileName: 'm', options: { boot: { loader: { timeout:
  mkIf(Nix.ref('config.x'), mkMerge([mkDefault(1), mkForce(2), mkOverride(3, 4), mkBefore(5), mkAfter(6), mkOrder(7, 8)]))
} } } });
app.synth();
`;

  test.each([
    ['CommonJS', '{}', './options'],
    ['ECMAScript', '{ "type": "module" }', './options/index.js'],
  ])('runs in a project of %s modules', (_, packageJson, from) => {
    const { root, run, env } = project({
      files: { 'package.json': packageJson, 'options.json': options, 'main.ts': program(from) },
    });
    expect(run('options.json').code).toBe(0);
    const { code, stderr } = cosmo(root, ['synth', '--app', 'main.ts', '--out', 'made'], env);
    expect([code, stderr]).toEqual([0, '']);
    const module = readFileSync(join(root, 'made/hosts/attic/m.nix'), 'utf8').replace(/\s+/g, ' ');
    expect(module).toContain(
      'lib.mkIf config.x ( lib.mkMerge [ (lib.mkDefault 1) (lib.mkForce 2) (lib.mkOverride 3 4) (lib.mkBefore 5) (lib.mkAfter 6) (lib.mkOrder 7 8) ] )',
    );
  });

  test('is what the next synth checks against', () => {
    const wrong = program('./options').replace('timeout:', 'timeuot:');
    const { root, run, env } = project({ files: { 'options.json': options, 'main.ts': wrong } });
    run('options.json');
    const { code, stderr } = cosmo(root, ['synth', '--app', 'main.ts', '--out', 'made'], env);
    expect(code).toBe(1);
    expect(stderr).toContain('boot.loader.timeuot');
    expect(stderr).toContain('did you mean boot.loader.timeout?');
  });
});

describe('cosmo import --diff OLD', () => {
  const files = {
    'old.json': optionsJson({
      ...NIXOS,
      'services.a.enable': 'boolean',
      'services.a.port': 'string',
      'gone.x': 'path',
    }),
    'new.json': optionsJson({
      ...NIXOS,
      'services.b.enable': 'boolean',
      'services.b.port': 'string',
      'boot.new': 'path',
    }),
    'retyped.json': optionsJson({ ...NIXOS, 'networking.hostName': 'null or string' }),
  };

  test('tells what was renamed, removed, and of another type, and writes nothing', () => {
    const { root, run } = project({ files });
    const { code, stdout } = run('new.json', '--diff', 'old.json', '--verbose');
    expect(code).toBe(0);
    expect(stdout).toContain('services.a.port is now services.b.port\n');
    expect(stdout).toContain('  + boot.new\n');
    expect(stdout).toMatch(/since old\.json: .*renamed.*removed.*new\n$/);
    expect(run('retyped.json', '--diff', 'old.json').stdout).toContain(
      '  ≠ networking.hostName: string, now null or string\n',
    );
    expect(existsSync(join(root, 'options'))).toBe(false);
  });

  test('compares with an import by its name', () => {
    const { run } = project({ files });
    expect(run('old.json').code).toBe(0);
    const diff = JSON.parse(run('new.json', '--diff', 'nixos', '--json').stdout);
    expect(diff.removed).toEqual(['gone.x']);
    expect(diff.added).toEqual(['boot.new']);
    expect(run('old.json', '--diff', 'nixos').stdout).toBe('since nixos: nothing changed\n');
  });

  test('wants an import or a file', () => {
    const { run } = project({ files });
    expect(run('new.json', '--diff', 'nixos')).toMatchObject({
      code: 2,
      stderr:
        'error IMPORT_DIFF: there is no import "nixos" and no such file\n  mend: import options first, or give an options.json\n',
    });
    run('old.json');
    expect(run('new.json', '--diff', 'nixo').stderr).toContain('did you mean "nixos"?');
  });
});

describe('cosmo import through Nix', () => {
  test('builds the options of NixOS from the inputs that the flake pins', () => {
    const { root, run, call } = project();
    const { code, stdout, stderr } = run('nixos');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('2 options in options/nixos');
    const [folder, ...args] = call();
    expect(folder).toBe(join(root, 'nix-out'));
    expect(args.slice(0, -1)).toEqual([...BUILD, '--impure', '--expr']);
    const expression = args[args.length - 1]!;
    expect(expression).toContain(`builtins.getFlake "path:${root}/nix-out"`);
    expect(() => parseExpression(expression)).not.toThrow();
  });

  test.each([
    ['home-manager', 'home-manager.packages.${builtins.currentSystem}.docs-json'],
    ['darwin', 'nix-darwin.packages.${builtins.currentSystem}.optionsJSON'],
  ])('builds those of %s', (system, attribute) => {
    const { root, run, call } = project();
    expect(run(system, '--name', 'x').code).toBe(0);
    expect(call().pop()).toBe(`(builtins.getFlake "path:${root}/nix-out").inputs.${attribute}`);
  });

  test.each([
    ['nixos', 'nixosConfigurations'],
    ['home-manager', 'homeConfigurations'],
    ['darwin', 'darwinConfigurations'],
  ])('builds those of a host or home with --host: %s', (system, output) => {
    const { root, run, call } = project();
    expect(run(system, '--host', 'a"b${x}', '--name', 'x').code).toBe(0);
    const expression = call().pop()!;
    expect(expression).toContain(`inherit (flake.${output}."a\\"b\\\${x}") options;`);
    expect(() => parseExpression(expression)).not.toThrow();
    const [entry] = JSON.parse(readFileSync(join(root, 'options/imports.json'), 'utf8')).imports;
    expect(entry.sources).toEqual([`${system} --host a"b\${x}`]);
  });

  test('builds an attribute of any flake', () => {
    const { root, run, call } = project();
    expect(run('github:nix-community/disko#docs', '--for', 'nixos', '--name', 'disko').code).toBe(0);
    expect(call()).toEqual([root, ...BUILD, 'github:nix-community/disko#docs']);
  });

  test('keeps what Nix prints off standard output', () => {
    const { run } = project({ script: 'echo building >&2; echo "$root/built"' });
    const { stdout, stderr } = run('nixos', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ name: 'nixos', options: 2 });
    expect(stderr).toBe('building\n');
  });

  test.each([
    ['echo no such attribute >&2; exit 1', 'NIX_FAILED'],
    ['true', 'NIX_FAILED'],
    ['echo /nowhere/at/all', 'NIX_FAILED'],
    ['kill -9 $$', 'NIX_KILLED'],
  ])('tells where Nix fails: %s', (script, errorCode) => {
    const { root, run } = project({ script });
    const { code, stderr } = run('nixos');
    expect(code).toBe(4);
    expect(stderr).toContain(`error ${errorCode}: the build of the options of nixos`);
    expect(existsSync(join(root, 'options'))).toBe(false);
  });

  test('tells where Nix is missing, and what needs none', () => {
    const { root } = project();
    const { code, stderr } = cosmo(root, ['import', 'nixos'], { PATH: '/nowhere' });
    expect(code).toBe(4);
    expect(stderr).toContain('error NIX_MISSING');
    expect(stderr).toContain('an options.json that is there already needs none');
  });

  test('wants a flake that is locked and has the input', () => {
    const { root, run } = project({
      files: { 'nix-out/flake.nix': '{ inputs.nixpkgs.url = "x"; outputs = _: { }; }' },
    });
    expect(run('darwin')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'IMPORT_NO_INPUT: the flake in nix-out has no input "nix-darwin"; it has nixpkgs',
      ),
    });
    const unlocked = newProject({ 'nix-out/flake.nix': FLAKE });
    expect(cosmo(unlocked, ['import', 'nixos']).stderr).toContain('error IMPORT_NOT_LOCKED');
    expect(cosmo(newProject({}), ['import', 'nixos'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error IMPORT_NO_FLAKE: there is no flake.nix in nix-out'),
    });
    expect(existsSync(join(root, 'calls'))).toBe(false);
  });
});

describe('cosmo import refuses', () => {
  test.each([
    [['nixoss'], 'IMPORT_SOURCE', 'did you mean nixos?'],
    [['optoins.json'], 'IMPORT_SOURCE', 'did you mean options.json?'],
    [['github:a/b'], 'IMPORT_SOURCE', 'FLAKE#ATTR'],
    [['options.json', '--host', 'attic'], 'IMPORT_HOST', 'cosmo import nixos --host attic'],
    [['options.json', '--name', 'A B'], 'IMPORT_NAME', '--name nixos-unstable'],
    [['options.json', '--name', ' '], 'OPTION_EMPTY', '--name'],
    [['nothing.json'], 'IMPORT_EMPTY', 'options by their names'],
    [['no-json.json'], 'IMPORT_NOT_JSON', 'nixosOptionsDoc'],
    [['broken.json.br'], 'IMPORT_SOURCE', 'cannot be read'],
    [['options.json', '--out', '../elsewhere'], 'WRITE_OUTSIDE_PROJECT', ''],
  ])('%j: %s', (args, errorCode, part) => {
    const { root, run } = project({
      files: {
        'options.json': optionsJson(NIXOS),
        'nothing.json': '{}',
        'no-json.json': 'options',
        'broken.json.br': 'broken',
      },
    });
    const { code, stderr } = run(...args);
    expect(stderr).toContain(`error ${errorCode}: `);
    expect(stderr).toContain(part);
    expect(code).toBe(errorCode.startsWith('WRITE_') ? 3 : 2);
    expect(existsSync(join(root, 'options'))).toBe(false);
    expect(JSON.parse(run(...args, '--json').stdout).error.code).toBe(errorCode);
  });

  test('kinds and options that there are not', () => {
    const { run } = project();
    expect(run('built', '--for', 'windows').code).toBe(2);
    expect(run('built', '--nonsense').code).toBe(2);
    expect(run().code).toBe(2);
  });
});

describeWithNix('the expression', () => {
  /** A flake with inputs whose options are told by a stand-in for the documentation of nixpkgs. */
  const STAND_IN = `{
    currentSystem = "x86_64-linux";
    getFlake = reference: rec {
      inputs.nixpkgs = {
        outPath = "/nix/store/nixpkgs";
        lib = {
          nixosSystem = { modules }: { options = { _module = { }; plain.declarations = [ "/nix/store/nixpkgs/nixos/x.nix" { name = "x"; } ]; platform = modules; }; };
          removePrefix = prefix: text: if builtins.substring 0 (builtins.stringLength prefix) text == prefix then builtins.substring (builtins.stringLength prefix) (-1) text else text;
          optionalAttrs = yes: set: if yes then set else { };
          literalMD = text: { _type = "literalMD"; inherit text; };
        };
        legacyPackages.x86_64-linux.nixosOptionsDoc = { options, warningsAreErrors, transformOptions }: {
          optionsJSON = {
            names = builtins.attrNames options;
            good = transformOptions { declarations = [ "/nix/store/nixpkgs/nixos/x.nix" { name = "x"; } ]; default = { text = "1"; }; };
            bad = transformOptions { declarations = [ ]; default = { text = throw "no"; }; };
          };
        };
      };
      nixosConfigurations.attic.options.here = { };
      inputs.home-manager.packages.x86_64-linux.docs-json = "of home-manager";
    };
  }`;

  /** What Nix makes of the expression that the command would have it build. */
  function evaluate(...args: string[]): unknown {
    const { root, run, call } = project();
    expect(run(...args).code).toBe(0);
    const file = join(root, 'call.nix');
    const inner = `let builtins = stock // ${STAND_IN}; in (\n${call().pop()!})`;
    writeFileSync(file, `let stock = builtins; in (${inner})`);
    const out = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', file], {
      encoding: 'utf8',
      env: { ...process.env, NIX_REMOTE: `local?root=${join(root, 'store')}`, NIX_PATH: '' },
    });
    return JSON.parse(out);
  }

  test('gives the options of NixOS, without what odd defaults break', () => {
    expect(evaluate('nixos')).toEqual({
      names: ['plain', 'platform'],
      good: { declarations: ['nixos/x.nix', { name: 'x' }], default: { text: '1' } },
      bad: { declarations: [], default: { _type: 'literalMD', text: 'known to Nix alone' } },
    });
  });

  test('gives those of a host, and of home-manager', () => {
    expect(evaluate('nixos', '--host', 'attic')).toMatchObject({ names: ['here'] });
    expect(evaluate('home-manager', '--name', 'x')).toBe('of home-manager');
  });
});
