import {
  App,
  Asset,
  FlakeInput,
  Nix,
  NixModule,
  NixosSystem,
  OptionDeclaration,
  OptionType,
  SharedModule,
  Specialisation,
  SystemKind,
  VmVariant,
  WellKnownInput,
} from '../../src';
import { newApp, project, refusal } from '../support/estate';

function host(app: App, name = 'server'): NixosSystem {
  return new NixosSystem(app, name);
}

/** The text of one file, without its first comment line. */
function body(app: App, path: string): string {
  const text = app.render()[path];
  if (text === undefined) throw new Error(`no ${path} in ${Object.keys(app.render()).join(', ')}`);
  return text.split('\n').slice(1).join('\n');
}

describe('a module', () => {
  test('becomes a file named after its construct, with the arguments it needs', () => {
    const app = newApp();
    new NixModule(host(app), 'web', {
      options: { services: { nginx: { enable: true, package: Nix.pkg('nginxMainline') } } },
    });
    expect(body(app, 'hosts/server/web.nix')).toBe(
      '{ pkgs, ... }:\n{\n  services.nginx = {\n    enable = true;\n    package = pkgs.nginxMainline;\n  };\n}\n',
    );
    expect(body(app, 'hosts/server/default.nix')).toContain('./web.nix');
  });

  test('that says nothing is not written', () => {
    const app = newApp();
    new NixModule(host(app), 'nothing', { options: { services: undefined } });
    expect(Object.keys(app.render())).not.toContain('hosts/server/nothing.nix');
    expect(body(app, 'hosts/server/default.nix')).not.toContain('nothing');
  });

  test('belongs to the nearest System', () => {
    const app = newApp();
    const outer = host(app);
    const inner = new Specialisation(outer, 'gaming');
    new NixModule(inner, 'steam', { options: { programs: { steam: { enable: true } } } });
    const files = app.render();
    expect(files['hosts/server/specialisation-gaming/steam.nix']).toContain('programs.steam.enable = true;');
    expect(files['hosts/server/default.nix']).not.toContain('steam');
    expect(files['hosts/server/specialisation-gaming-entry.nix']).toContain(
      'specialisation.gaming.configuration = ./specialisation-gaming;',
    );
  });

  test('outside of any System is refused', () => {
    expect(refusal(() => new NixModule(newApp(), 'x')).code).toBe('SYSTEM_MISSING');
  });

  test('joins what is added to it, and refuses a leaf with two values', () => {
    const app = newApp();
    const module = new NixModule(host(app), 'x', { options: { a: { b: 1 } } });
    module.addOptions({ a: { c: 2 }, list: ['x'] });
    module.addOptions({ list: ['x'] });
    expect(body(app, 'hosts/server/x.nix')).toBe('{\n  a = {\n    b = 1;\n    c = 2;\n  };\n  list = [ "x" ];\n}\n');
    const error = refusal(() => module.addOptions({ a: { b: 3 } }));
    expect(error.code).toBe('OPTION_SET_TWICE');
    expect(error.message).toContain('at server/x, a.b');
  });

  test('never changes the data it was given', () => {
    const app = newApp();
    const given = { a: { b: 1 } };
    const module = new NixModule(host(app), 'x', { options: given });
    module.addOptions({ a: { c: 2 } });
    module.override('a.b', 5);
    app.render();
    expect(given).toEqual({ a: { b: 1 } });
  });

  test('overrides one option in place', () => {
    const app = newApp();
    const module = new NixModule(host(app), 'x', {
      options: { fileSystems: { '/': { device: 'a', fsType: 'ext4' } } },
    });
    module.override('fileSystems."/".device', 'b');
    module.override('services.x.enable', true);
    expect(body(app, 'hosts/server/x.nix')).toBe(
      '{\n  fileSystems."/" = {\n    device = "b";\n    fsType = "ext4";\n  };\n  services.x.enable = true;\n}\n',
    );
  });

  test('refuses to override through a value, and a path that is none', () => {
    const app = newApp();
    const module = new NixModule(host(app), 'x', { options: { a: 'text' } });
    module.override('a.b', 1);
    expect(refusal(() => app.render()).code).toBe('OVERRIDE_THROUGH_VALUE');
    for (const path of ['', 'a..b', '.a', 'a.', 'a b', '"a']) {
      expect(refusal(() => module.override(path, 1)).code).toBe('OPTION_PATH');
    }
  });

  test('keys such as __proto__ are keys', () => {
    const app = newApp();
    const module = new NixModule(host(app), 'x', { options: { settings: {} } });
    module.addOptions({ settings: JSON.parse('{"__proto__": {"a": 1}}') as Record<string, unknown> });
    expect(body(app, 'hosts/server/x.nix')).toContain('settings.__proto__');
  });

  test('names the key path of a value that Nix does not have', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: { services: { x: { since: [1, new Date(0)] } } } });
    const error = refusal(() => app.render());
    expect(error.code).toBe('NIX_NOT_DATA');
    expect(error.message).toContain('at server/x, services.x.since[1]');
  });

  test('may be an expression as a whole', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: Nix.mkIf(Nix.ref('config.a.enable'), { b: 1 }) });
    expect(body(app, 'hosts/server/x.nix')).toBe(
      '{ config, lib, ... }:\n{\n  config = lib.mkIf config.a.enable { b = 1; };\n}\n',
    );
  });

  test('imports others', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: { a: 1 }, imports: [Nix.raw('(modulesPath + "/profiles/minimal.nix")')] });
    expect(body(app, 'hosts/server/x.nix')).toBe(
      '{ modulesPath, ... }:\n{\n  imports = [ (modulesPath + "/profiles/minimal.nix") ];\n  a = 1;\n}\n',
    );
  });
});

describe('Nix source', () => {
  test('is printed canonically, with its comments, and gets the arguments it lacks', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { source: '{ services.x.enable=lib.mkForce true; # why\n}' });
    expect(body(app, 'hosts/server/x.nix')).toBe(
      '{ lib, ... }:\n{\n  services.x.enable = lib.mkForce true; # why\n}\n',
    );
  });

  test('keeps a function as it is', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { source: '{ pkgs, ... }: { environment.systemPackages = [pkgs.vim]; }' });
    expect(body(app, 'hosts/server/x.nix')).toContain('environment.systemPackages = [ pkgs.vim ];');
  });

  test('with an error is refused, and shows the place', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { source: '{\n  a = 1\n}' });
    const error = refusal(() => app.render());
    expect(error.code).toBe('NIX_SYNTAX');
    expect(error.message).toContain('server/x');
    expect(error.message).toMatch(/line [23]/);
  });

  test('that Nix would refuse for more than its form is refused, and shows the place', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { source: '{\n  a = 1;\n  a = 2;\n}' });
    const error = refusal(() => app.render());
    expect(error.code).toBe('NIX_ATTRIBUTE_TWICE');
    expect(error.message).toMatch(/server\/x[^]*line 2, column 3|line 2, column 3[^]*server\/x/);
  });

  test('excludes options', () => {
    const app = newApp();
    expect(refusal(() => new NixModule(host(app), 'x', { source: '{ }', options: {} })).code).toBe(
      'MODULE_SOURCE_AND_OPTIONS',
    );
    const module = new NixModule(host(app, 'other'), 'y', { source: '{ }' });
    expect(refusal(() => module.addOptions({ a: 1 })).code).toBe('MODULE_IS_SOURCE');
    expect(refusal(() => module.override('a', 1)).code).toBe('MODULE_IS_SOURCE');
    expect(refusal(() => module.addImport(Nix.path('./x'))).code).toBe('MODULE_IS_SOURCE');
    expect(refusal(() => module.declare('a', 1)).code).toBe('MODULE_IS_SOURCE');
  });
});

describe('variables', () => {
  test('that no module has are refused', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: { a: Nix.ref('nope.x') } });
    const error = refusal(() => app.render());
    expect(error.code).toBe('NIX_UNDEFINED_VARIABLE');
    expect(error.message).toContain('`nope`');
  });

  test('that only home-manager has are refused on a host', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: { a: Nix.ref('osConfig.x') } });
    expect(refusal(() => app.render()).code).toBe('NIX_UNDEFINED_VARIABLE');
    const other = newApp();
    new NixModule(new SharedModule(other, 'm', { kind: SystemKind.HOME }), 'x', {
      options: { a: Nix.ref('osConfig.x') },
    });
    expect(other.render()['modules/m/x.nix']).toContain('{ osConfig, ... }:');
  });

  test('bound inside are fine', () => {
    const app = newApp();
    new NixModule(host(app), 'x', { options: { a: Nix.raw('let y = 1; in map (z: z + y) [ 2 ]') } });
    expect(app.render()['hosts/server/x.nix']).toContain('let');
  });
});

describe('inputs', () => {
  test('are emitted where something uses them, with what they follow', () => {
    const app = newApp();
    const server = host(app);
    server.importModule(FlakeInput.wellKnown(server, WellKnownInput.DISKO).nixosModule('disko'));
    new FlakeInput(app, 'unused', { url: 'github:a/b' });
    new FlakeInput(app, 'wanted', { url: 'github:a/c', flake: false, always: true });
    const flake = app.render()['flake.nix']!;
    expect(flake).toContain('github:nix-community/disko');
    expect(flake).toContain('nixos-25.11');
    expect(flake).toContain('github:a/c');
    expect(flake).toContain('flake = false;');
    expect(flake).not.toContain('github:a/b');
    expect(app.render()['hosts/server/default.nix']).toContain('inputs.disko.nixosModules.disko');
  });

  test('named in raw Nix are used; unknown ones are refused', () => {
    const app = newApp();
    new FlakeInput(app, 'mine', { url: 'github:a/b' });
    new NixModule(host(app), 'x', { options: { a: Nix.raw('inputs.mine.lib.x') } });
    expect(app.render()['flake.nix']).toContain('github:a/b');
    new NixModule(host(app, 'other'), 'x', { options: { a: Nix.raw('inputs.theirs.lib.x') } });
    expect(refusal(() => app.render()).code).toBe('INPUT_UNKNOWN');
  });

  test('can be declared in place of a well-known one', () => {
    const app = newApp();
    new FlakeInput(app, 'nixpkgs', { url: 'github:me/nixpkgs/fork' });
    host(app);
    expect(app.render()['flake.nix']).toContain('github:me/nixpkgs/fork');
  });

  test.each([
    ['INPUT_NAME', 'a b', { url: 'github:a/b' }],
    ['INPUT_NAME', 'self', { url: 'github:a/b' }],
    ['INPUT_NO_URL', 'x', {}],
    ['INPUT_URL_AND_FOLLOWS', 'x', { url: 'github:a/b', followsInput: 'nixpkgs' }],
    ['INPUT_URL', 'x', { url: 'github:a/b c' }],
  ])('%s: %s is refused', (code, id, props) => {
    expect(refusal(() => new FlakeInput(newApp(), id, props)).code).toBe(code);
  });

  test('declared twice are refused', () => {
    const app = newApp();
    host(app);
    expect(refusal(() => new FlakeInput(app, 'nixpkgs', { url: 'github:a/b' })).code).toBe('INPUT_TWICE');
  });
});

describe('assets', () => {
  test('are copied, and named by a path that fits the file it stands in', () => {
    const app = newApp({ projectRoot: project({ 'files/motd': 'hello\n', 'files/deep/x': 'x' }) });
    const server = host(app);
    const motd = new Asset(server, 'motd', { path: 'files/motd' });
    new Asset(server, 'all', { path: 'files', target: 'everything' });
    new NixModule(server, 'x', { options: { a: motd.file } });
    expect(app.render()['hosts/server/x.nix']).toContain('a = ../../assets/server/motd;');
    const files = app._render();
    expect(Buffer.from(files.get('assets/server/motd')!.content).toString()).toBe('hello\n');
    expect([...files.keys()]).toContain('assets/everything/deep/x');
  });

  test('of the app itself stand under their own names', () => {
    const app = newApp({ projectRoot: project({ 'hosts/shed/default.nix': '{ }\n' }) });
    new Asset(app, 'by-hand', { path: 'hosts/shed' });
    expect([...app._render().keys()]).toContain('assets/shed/default.nix');
  });

  test('that are missing, outside of the project or without a proper target are refused', () => {
    const app = newApp({ projectRoot: project({ 'inside/x': 'x' }) });
    const server = host(app);
    expect(refusal(() => new Asset(server, 'a', { path: 'nope' })).code).toBe('ASSET_MISSING');
    expect(refusal(() => new Asset(server, 'b', { path: '../' })).code).toBe('ASSET_OUTSIDE');
    expect(refusal(() => new Asset(server, 'c', { path: '/etc/hostname' })).code).toBe('ASSET_OUTSIDE');
    expect(refusal(() => new Asset(server, 'd', { path: 'inside/x', target: '../x' })).code).toBe('ASSET_TARGET');
  });

  test('a hand-written module is imported', () => {
    const app = newApp({ projectRoot: project({ 'nix/extra.nix': '{ }\n' }) });
    const server = host(app);
    server.importFile('nix/extra.nix');
    server.importFile('nix/extra.nix');
    expect(app.render()['hosts/server/default.nix']!.match(/extra\.nix/g)).toHaveLength(1);
  });
});

describe('shared modules and variants', () => {
  test('a shared module is exported and imported', () => {
    const app = newApp();
    const base = new SharedModule(app, 'base', { options: { services: { qemuGuest: { enable: true } } } });
    base.attachTo(host(app));
    const files = app.render();
    expect(files['flake.nix']).toMatch(/nixosModules.*base = \.\/modules\/base;/s);
    expect(files['hosts/server/default.nix']).toContain('../../modules/base');
    expect(refusal(() => new SharedModule(app, 'h', { kind: SystemKind.HOME }).attachTo(host(app, 'o'))).code).toBe(
      'SHARED_MODULE_KIND',
    );
    expect(refusal(() => new SharedModule(host(app, 'p'), 'x')).code).toBe('SHARED_MODULE_SCOPE');
  });

  test('a variant for trying has its sizes checked', () => {
    const app = newApp();
    const server = host(app);
    new VmVariant(server, 'vm', { vcpus: 4, memoryMib: 2048, diskMib: 8192 });
    expect(app.render()['hosts/server/vm.nix']).toContain('cores = 4;');
    expect(refusal(() => new VmVariant(server, 'bad', { vcpus: 0 })).code).toBe('VM_VARIANT_SIZE');
    expect(refusal(() => new Specialisation(server, 'a b')).code).toBe('SPECIALISATION_NAME');
  });

  test('an option of the estate is declared and referred to', () => {
    const app = newApp();
    const server = host(app);
    const port = new OptionDeclaration(server, 'port', {
      path: 'estate.port',
      type: OptionType.nullOr(OptionType.PORT),
      description: 'The port.',
      defaultValue: 80,
    });
    new NixModule(server, 'use', { options: { services: { x: { port: port.value } } } });
    expect(body(app, 'hosts/server/port.nix')).toBe(
      [
        '{ lib, ... }:',
        '{',
        '  options.estate.port = lib.mkOption {',
        '    type = lib.types.nullOr lib.types.port;',
        '    default = 80;',
        '    description = "The port.";',
        '  };',
        '}',
        '',
      ].join('\n'),
    );
    expect(app.render()['hosts/server/use.nix']).toContain('port = config.estate.port;');
  });
});

describe('the package set', () => {
  test('takes unfree packages, overlays and settings', () => {
    const app = newApp();
    new FlakeInput(app, 'tools', { url: 'github:a/b' });
    new NixosSystem(app, 'server', {
      platform: 'aarch64-linux',
      allowUnfreePackages: ['plexmediaserver'],
      permittedInsecurePackages: ['openssl-1.1.1w'],
      overlays: [FlakeInput.named(app, 'tools').overlay()],
      nixpkgsConfig: { cudaSupport: true },
    });
    expect(body(app, 'hosts/server/nixpkgs.nix')).toMatchInlineSnapshot(`
     "{ lib, inputs, ... }:
     {
       nixpkgs = {
         hostPlatform = "aarch64-linux";
         config = {
           allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) [ "plexmediaserver" ];
           permittedInsecurePackages = [ "openssl-1.1.1w" ];
           cudaSupport = true;
         };
         overlays = [ inputs.tools.overlays.default ];
       };
     }
     "
    `);
  });
});
