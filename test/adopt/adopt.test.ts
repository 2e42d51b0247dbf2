import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, posix } from 'path';
import type { Options, Plugin } from 'prettier';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import { compareModule, memorySources, runTypeScript } from './round-trip';
import { adopt, Adopted, AdoptRequest } from '../../src/adopt';
import { commentsIn } from '../../src/adopt/comments';
import * as cosmo from '../../src/index';
import { parseFile } from '../../src/nix/parser';

function adopted(files: Record<string, string>, request: Partial<AdoptRequest> = {}): Adopted {
  return adopt({ sources: memorySources(files), entry: 'module.nix', out: 'src/hosts', ...request });
}

const PRETTIER: Options = {
  parser: 'typescript',
  plugins: [estree as Plugin, typescript],
  singleQuote: true,
  printWidth: 120,
  trailingComma: 'all',
};

/** The program of one module; it must mean the same, and stand as prettier has it. */
async function programOf(text: string, more: Record<string, string> = {}): Promise<string> {
  const result = adopted({ 'module.nix': text, ...more });
  const one = result.graph.modules.get('module.nix')!;
  expect(one.stays).toBeUndefined();
  const program = result.files.get('src/hosts/modules/module.ts')!;
  expect(program).toBe(await format(program, PRETTIER));
  expect(compareModule(result.graph, one)).toBeUndefined();
  return program;
}

/** The body of the function, without its frame. */
async function bodyOf(text: string, more: Record<string, string> = {}): Promise<string> {
  const program = await programOf(text, more);
  return /\): void \{\n([^]*)\n\}\n$/.exec(program)![1];
}

/** Why a module stays as it is. */
function reasonOf(text: string): string | undefined {
  return adopted({ 'module.nix': text }).modules[0].included;
}

describe('values', () => {
  test('plain values become data, by their keys', async () => {
    const body = await bodyOf(`{ ... }: {
      services.openssh = { enable = true; ports = [ 22 2222 ]; };
      services.openssh.settings.PermitRootLogin = "no";
      boot.kernel.sysctl."vm.swappiness" = 10;
      a = { b = null; c = -1.5; d = [ ]; e = { }; f = -3; };
    }`);
    expect(body).toBe(`  new NixModule(scope, 'module', {
    options: {
      services: {
        openssh: {
          enable: true,
          ports: [22, 2222],
          settings: { PermitRootLogin: 'no' },
        },
      },
      boot: { kernel: { sysctl: { 'vm.swappiness': 10 } } },
      a: {
        b: null,
        c: -1.5,
        d: [],
        e: {},
        f: -3,
      },
    },
  });`);
  });

  test('references, packages, calls and conditions become Exprs', async () => {
    const body = await bodyOf(
      `{ config, lib, pkgs, ... }: {
      environment.systemPackages = with pkgs; [ git python3Packages.requests ];
      services.x = lib.mkIf (config.services.y.enable && !config.z) { user = lib.mkDefault config.users.me.name; };
      a = pkgs.callPackage ./package.nix { };
      b = if config.a then "x" else lib.mkForce 3;
      c = config.a or [ ] ++ [ 1 ];
      d = "\${config.a.b}/x";
    }`,
      { 'package.nix': '{ }: 1' },
    );
    expect(body).toContain("systemPackages: Nix.pkgs('git', 'python3Packages.requests')");
    expect(body).toContain("Nix.mkIf(Nix.and(Nix.ref('config.services.y.enable'), Nix.not(Nix.ref('config.z'))), {");
    expect(body).toContain("a: Nix.ref('pkgs.callPackage').call(file(scope, 'package.nix'), {})");
    expect(body).toContain("b: Nix.ifElse(Nix.ref('config.a'), 'x', Nix.mkForce(3))");
    expect(body).toContain("c: Nix.concat(Nix.ref('config.a').orDefault([]), [1])");
    expect(body).toContain("d: nix.str`${Nix.ref('config.a.b')}/x`");
  });

  test('what has no maker stays Nix, with the names that it needs', async () => {
    const body = await bodyOf(`{ pkgs, lib, ... }: let port = 80; in {
      a = map (x: x + port) [ 1 2 ];
      b = rec { x = 1; y = x; };
      c = port;
    }`);
    expect(body).toContain('const port = 80;');
    expect(body).toContain("a: Nix.ref('map').call(");
    expect(body).toMatch(/let\s+port = 80;\s+in\s+x: x \+ port/);
    expect(body).toContain('c: port');
  });

  test.each([
    [
      'text with everything that a template could take for its own',
      "{ a = ''\n  $HOME \\` \\\\ '''x''' ''${y} `b`\n  \\n\n''; }",
    ],
    ['a text that ends in a backslash', "{ a = ''\n  x \\\n''; b = \"x\\\\\"; }"],
    ['indentation that is part of the text', "{ a = ''\n    deep\n  less\n\n      deeper\n''; }"],
    ['values in a text of several lines', "{ config, ... }: { a = ''\n  [x]\n  y = ${config.y}\n  $${no} \n''; }"],
    ['dollars before values', '{ config, ... }: { a = "$${config.a} \\$${config.b} $"; b = "\\${x}"; }'],
    ['control characters and tabs', '{ a = "\\t\\r\\n\u0001"; }'],
    ['a string of one value', '{ config, ... }: { a = "${config.a}"; b = "${toString config.b}"; }'],
    ['strings inside strings', '{ config, ... }: { a = "x${"y${config.z}"}"; }'],
    ['computed names', '{ config, ... }: { a.${config.b}.c = 1; a."x-${config.c}" = 2; a.d = 3; }'],
    ['names that objects have a meaning for', '{ a.__proto__ = 1; b.constructor = 2; c."1" = 3; }'],
    [
      'numbers that JavaScript has not',
      '{ a = 9007199254740993; b = 1.0; c = 1.0e10; d = -9223372036854775807; e = 1.0e-7; }',
    ],
    ['inherit', '{ config, lib, ... }: { a = { inherit (config.b) c "d e"; inherit lib; }; inherit (config) x; }'],
    [
      'a with around the module',
      '{ config, lib, pkgs, ... }: with lib; { a = mkIf config.a (mkForce 1); b = optional true 2; c = with pkgs; [ git config.x ]; }',
    ],
    [
      'a name that a with would take, where an argument has it',
      '{ config, pkgs, inputs, ... }: { a = with pkgs; map (x: [ x config.a inputs.b.c git ]) [ ]; }',
    ],
    [
      'names taken over from lib',
      '{ lib, config, ... }: let inherit (lib) mkIf types; in { a = mkIf config.b 1; b = types.str; }',
    ],
    [
      'a let of sets and paths',
      '{ config, ... }: let a.b = 1; a.c = config.x; in { x = a.b; y = a; z = map (i: a.c) [ ]; }',
    ],
    [
      'a let that refers to itself',
      '{ ... }: let f = n: if n == 0 then 1 else f (n - 1); even = n: odd n; odd = n: even n; in { a = f 3; b = even 2; }',
    ],
    [
      'constants that look alike',
      '{ config, ... }: let a-b = 1; a_b = 2; aB = 3; new = 4; nix = 5; Nix = 6; in { x = [ a-b a_b aB new nix Nix ]; }',
    ],
    [
      'arguments of the estate',
      '{ username, config, ... }: { users.users.${username}.home = "/home/${username}"; a = map (x: username) [ ]; }',
    ],
    [
      'operators',
      '{ config, ... }: { a = config.a + 1; b = (config.a == 1 || config.b != null) -> config.c; c = config.d // { e = 1; } // { }; d = 1 + 2; f = config ? a.b; g = -config.a; }',
    ],
    [
      'paths',
      '{ config, ... }: { a = ./x.txt; b = [ ./dir ]; c = "${./dir}/y"; d = ./dir + "/y"; e = ./dir/${config.a}.nix; f = /etc/x; g = builtins.readFile ./x.txt; h = map (x: ./x.txt) [ ]; }',
    ],
    ['files that are not there', '{ a = ./missing.nix; b = [ ../../outside ]; }'],
    [
      'config beside imports',
      '{ config, lib, ... }: { imports = [ ./dir/y.nix (import ./x.nix { }) { a = 1; } ]; config = lib.mkIf config.a { b = 1; }; }',
    ],
    [
      'a module that is a condition',
      '{ config, lib, ... }: lib.mkIf config.a { b = 1; c.d = lib.mkMerge [ { e = 1; } { f = 2; } ]; }',
    ],
    ['a set without arguments', '{ a.b = 1; a = { c = 2; }; }'],
    ['null bytes are no text, quotes are', `{ a = "it's \\"quoted\\""; b = "'''"; c = '' ''' ''; }`],
    [
      'an argument called as the program calls its own',
      '{ scope, file, ... }: { a = scope; b = file; c = map (x: file) [ ]; }',
    ],
    ['nothing', '{ ... }: { }'],
    [
      'an assertion',
      '{ config, ... }: { a = assert config.b; 1; assertions = [ { assertion = config.c; message = "no"; } ]; }',
    ],
    ['a function with defaults', '{ ... }: { a = { b ? 1, c, ... }@d: b + c; e = x: y: x; }'],
    ['pipes of calls', "{ lib, config, ... }: { a = lib.foldl' (a: b: a + b) 0 (map (x: x.y or 3) config.z); }"],
    ['empty texts', "{ a = \"\"; b = ''''; c = ''\n''; d = \"\\n\"; }"],
  ])('%s', async (_what, text) => {
    await programOf(text, { 'x.txt': '', 'x.nix': '{ }: { }', 'dir/y': '', 'dir/y.nix': '{ }' });
  });
});

test('comments stand at the same key', async () => {
  const body = await bodyOf(`# The module.
{ config, ... }:
{
  # Above.
  # Two lines.
  a.b = 1; # behind
  /* a block
     of two */
  c = [
    # first
    1 # its number
    config.x # a reference
  ];
  d = {
    # alone
  };
  e = config.f /* inside */ or 3;
  # at the end
}
# after it`);
  for (const comment of ['The module.', 'Above.', 'Two lines.', 'behind', 'a block', 'of two', 'first', 'its number']) {
    expect(body).toMatch(new RegExp(`// ${comment}$`, 'm'));
  }
  for (const comment of ['a reference', 'alone', 'inside', 'at the end', 'after it']) {
    expect(body).toMatch(new RegExp(`// ${comment}$`, 'm'));
  }
  expect(body).toContain('// Two lines.\n      a: {\n        b: 1, // behind\n      },');
});

test('comments of raw Nix stay in it, and none is lost', async () => {
  const text = `{ pkgs, ... }: let
    # a helper
    f = x: x; # of one
    # nobody needs it
    unused = 1;
  in {
    a = pkgs.runCommand "x" { } (let
      # why
      y = 1;
    in f y);
    b = f 2;
  }`;
  const body = await bodyOf(text);
  for (const comment of commentsIn(parseFile(text).root)) expect(body).toContain(comment);
});

describe('what stays as it is', () => {
  test.each([
    ['{ lib, ... }: { options.x = lib.mkOption { }; }', 'it declares options'],
    ['{ lib, ... }: { imports = map (x: x) [ ]; }', 'its imports are computed'],
    ['args: { a = args.x; }', 'it uses all its arguments as `args`'],
    ['{ pkgs ? 1, ... }: { a = pkgs; }', 'its argument `pkgs` has a default'],
    ['{ ... }: rec { a = 1; b = a; }', 'its body is a recursive set'],
    ['{ ... }: builtins.fromJSON ""', 'its body is computed'],
    ['{ a }: { b }: { }', 'it is a function of functions'],
    ['{ a = ; }', expect.stringContaining('it is no Nix that can be read')],
  ])('%s', (text, why) => {
    expect(reasonOf(text)).toEqual(why);
  });

  test('it is imported as a file, with the files that it names', () => {
    const result = adopted(
      {
        'hosts/a.nix':
          '{ lib, ... }: { imports = [ ../shared/b.nix ]; options.x = lib.mkOption { default = ./c.txt; }; }',
        'shared/b.nix': '{ y = ./deep; }',
        'shared/deep/z': '',
        'hosts/c.txt': '',
      },
      { entry: 'hosts/a.nix' },
    );
    expect([...result.assets].sort()).toEqual(['hosts/a.nix', 'hosts/c.txt', 'shared/b.nix', 'shared/deep']);
    expect(result.files.get('src/hosts/modules/hosts/a.ts')).toContain(
      "scope.importModule(file(scope, 'hosts/a.nix'));",
    );
  });

  test('a module that an included file imports too is not brought twice', () => {
    const result = adopted({
      'module.nix': '{ imports = [ ./a.nix ./b.nix ]; }',
      'a.nix': '{ lib, ... }: { imports = [ ./b.nix ]; options.x = 1; }',
      'b.nix': '{ list = [ 1 ]; }',
    });
    expect(result.modules.map(({ from, included }) => [from, included])).toEqual([
      ['module.nix', undefined],
      ['a.nix', 'it declares options'],
      ['b.nix', 'a file that stays as it is names it'],
    ]);
  });
});

// --- whole flakes ---

const FLAKE = {
  'flake.nix': `{
    description = "home";
    inputs = {
      nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
      disko = { url = "github:nix-community/disko"; inputs.nixpkgs.follows = "nixpkgs"; };
      unused.url = "github:a/b";
    };
    outputs = { self, nixpkgs, disko, ... }@inputs:
      let
        domain = "example.org";
        mkHost = name: system: nixpkgs.lib.nixosSystem {
          inherit system;
          specialArgs = { inherit inputs domain; user = "ada"; };
          modules = [ ./hosts/\${name} ./common.nix disko.nixosModules.disko { networking.hostName = name; } ];
        };
      in {
        nixosConfigurations = {
          attic = mkHost "attic" "x86_64-linux";
          cellar = mkHost "cellar" "aarch64-linux";
        };
      };
  }`,
  'hosts/attic/default.nix': '{ imports = [ ./disks.nix ../../common.nix ]; services.printing.enable = true; }',
  'hosts/attic/disks.nix':
    '{ domain, pkgs, ... }: { fileSystems."/".device = "/dev/sda"; environment.etc.x.text = "a.\${domain}"; }',
  'hosts/cellar/default.nix': '{ lib, ... }: { options.x = lib.mkOption { }; config.services.y = [ 3 ]; }',
  'common.nix': `{ lib, user, inputs, pkgs, ... }: {
    users.users.\${user}.isNormalUser = true;
    services.y = lib.mkBefore [ 1 2 ];
    environment.systemPackages = with pkgs; [ git vim ];
    programs.bash.promptInit = builtins.readFile ./prompt.sh;
  }`,
  'prompt.sh': 'PS1=x\n',
};

/** A folder with the files, where the library is installed. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'cosmo-adopt-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** Run a program of several files. */
function load(files: ReadonlyMap<string, string>, path: string, loaded = new Map<string, unknown>()): any {
  if (!loaded.has(path)) {
    const others: Record<string, unknown> = { constructs: jest.requireActual('constructs') };
    const text = files.get(path)!;
    for (const [, name] of text.matchAll(/from '(\.[^']*)'/g)) {
      others[name] = load(files, `${posix.join(posix.dirname(path), name)}.ts`, loaded);
    }
    loaded.set(path, runTypeScript(text, others));
  }
  return loaded.get(path);
}

/** What the hosts of an adopted flake come out as. */
function rendered(root: string, result: Adopted): Record<string, string> {
  const app = new cosmo.App({ projectRoot: root, release: '25.11' });
  load(result.files, 'src/hosts/index.ts').addHosts(app);
  return app.render();
}

describe('a flake', () => {
  test('hosts made by a function of its own are followed, with their inputs and arguments', () => {
    const result = adopted(FLAKE, { entry: 'flake.nix' });
    expect(result.hosts).toEqual(['attic', 'cellar']);
    expect(result.inputs).toEqual(['nixpkgs', 'disko']);
    const files = rendered(project(FLAKE), result);
    expect(files['hosts/cellar/nixpkgs.nix']).toContain('nixpkgs.hostPlatform = "aarch64-linux";');
    expect(files['flake.nix']).toContain('url = "github:nix-community/disko";');
    expect(files['hosts/attic/attic-imports.nix']).toContain('inputs.disko.nixosModules.disko');
    expect(files['hosts/attic/attic-arguments.nix']).toContain('user = "ada"');
    expect(files['hosts/cellar/default.nix']).toContain('../../assets/hosts/cellar');
  });

  test('real Nix finds the same in both', () => {
    const inputs = 'inputs = { nixpkgs = nixpkgs; disko = { nixosModules.disko = { }; }; self = { }; };';
    const before = project(FLAKE);
    const result = adopted(FLAKE, { entry: 'flake.nix' });
    const after = project({});
    const app = new cosmo.App({ projectRoot: before, outdir: 'nix-out', release: '25.11' });
    load(result.files, 'src/hosts/index.ts').addHosts(app);
    for (const [path, file] of app._render()) {
      mkdirSync(dirname(join(after, path)), { recursive: true });
      writeFileSync(join(after, path), file.content);
    }
    symlinkSync(before, join(after, 'before'));
    const expression = `let
      nixpkgs.lib.nixosSystem = { modules, specialArgs, ... }:
        let
          tagged = content: { _tag = content; };
          lib = { mkBefore = tagged; mkOption = _: { }; mkDefault = tagged; };
          isSet = x: builtins.isAttrs x && !(x ? _package);
          merge = sets: builtins.zipAttrsWith (_: values:
            if builtins.all isSet values then merge values
            else if builtins.all builtins.isList values then builtins.concatLists values
            else builtins.head values) sets;
          collect = module:
            let
              raw = if builtins.isPath module || builtins.isString module then import module else module;
              set = if builtins.isFunction raw then raw (builtins.mapAttrs (name: _: given.\${name} or config._module.args.\${name}) (builtins.functionArgs raw)) else raw;
            in
            builtins.concatMap collect (set.imports or [ ])
              ++ [ { key = if builtins.isPath module then toString module else null; body = set.config or (removeAttrs set [ "imports" "options" ]); } ];
          once = builtins.foldl' (all: one: if one.key != null && builtins.any (x: x.key == one.key) all then all else all ++ [ one ]) [ ];
          config = merge (map (one: one.body) (once (builtins.concatMap collect modules)));
          given = specialArgs // { inherit lib config; pkgs = { git = "git"; vim = "vim"; }; };
        in
        config;
      ${inputs}
      of = flake: builtins.mapAttrs (_: config: removeAttrs config [ "_module" "nixpkgs" ])
        ((import (flake + "/flake.nix")).outputs inputs).nixosConfigurations;
    in { before = of ${before}; after = of ${after}; }`;
    const output = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', '-E', expression], {
      encoding: 'utf8',
      env: { ...process.env, NIX_REMOTE: `local?root=${project({})}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { before: want, after: have } = JSON.parse(output) as Record<'before' | 'after', Record<string, any>>;
    expect(Object.keys(want)).toEqual(['attic', 'cellar']);
    expect(sorted(have)).toEqual(sorted(want));
    expect(have.attic.environment.etc.x.text).toBe('a.example.org');
  });

  test('as it is, every module is imported', () => {
    const result = adopted(FLAKE, { entry: 'flake.nix', include: true, flakeHost: 'attic' });
    expect(result.modules.filter(({ included }) => included === 'as was asked').map(({ from }) => from)).toEqual([
      'hosts/attic/default.nix',
      'common.nix',
    ]);
    expect(rendered(project(FLAKE), result)['hosts/attic/default.nix']).toContain('../../assets/hosts/attic');
  });

  test.each([
    'nixpkgs.hostPlatform.system = "aarch64-linux";',
    'nixpkgs.hostPlatform = { system = "aarch64-linux"; };',
    'nixpkgs.hostPlatform = "aarch64-linux";',
  ])("the platform that a module sets is the host's: %s", (definition) => {
    const files = { 'module.nix': `{\n  # The machine.\n  ${definition}\n  a = 1;\n}` };
    const result = adopted(files, { host: 'attic' });
    const out = rendered(project(files), result);
    expect(out['hosts/attic/nixpkgs.nix']).toContain('nixpkgs.hostPlatform = "aarch64-linux";');
    expect(out['hosts/attic/module.nix']).toContain('{\n  a = 1;\n}');
    expect(result.files.get('src/hosts/modules/module.ts')).toContain('// The machine.');
  });

  test('what cannot be followed is told', () => {
    const flake = `{
      inputs.nixpkgs.url = "x:y";
      inputs.other.flake = true;
      outputs = inputs: {
        nixosConfigurations = { a = inputs.other.lib.mk ./a.nix; b = inputs.nixpkgs.lib.nixosSystem { modules = inputs.other.x; }; };
        homeConfigurations = { };
      };
    }`;
    const { hosts, notes } = adopted({ 'flake.nix': flake, 'a.nix': '{ }' }, { entry: 'flake.nix' });
    expect(hosts).toEqual([]);
    expect(notes).toEqual([
      "input other has no url: declare it with new FlakeInput(app, 'other', { url })",
      'a is not adopted: what makes it, `inputs.other.lib.mk ./a.nix`, cannot be followed',
      'b is not adopted: its list of modules is computed',
      expect.stringContaining('homeConfigurations are not adopted'),
      expect.stringContaining('no system was found'),
    ]);
  });
});

/** Lists without their order: inline modules come in another one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]));
}
