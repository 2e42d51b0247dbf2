import { ejected, textsOf, outputOf } from './support';
import { FlakeOutput, nix } from '../../src';
import { DeployTarget, DeployTool, UnitHealth } from '../../src/deploy';
import { output as outputWith } from '../diff/outputs';
import { newApp } from '../support/estate';
import { hostOf } from '../support/small-estate';

/** A flake of two hosts, and what else it has. */
function flake({ inputs = '', outputs = '' }): string {
  const host = (name: string) =>
    `${name} = inputs.nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./hosts/${name} ]; };`;
  return `{
    inputs = { nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11"; ${inputs} };
    outputs = inputs: { nixosConfigurations = { ${host('attic')} ${host('cellar')} }; ${outputs} };
  }`;
}

function estate(files: Record<string, string>, more: { inputs?: string; outputs?: string } = {}) {
  const hosts = { 'hosts/attic/default.nix': '{ }', 'hosts/cellar/default.nix': '{ }' };
  return outputWith({ 'flake.nix': flake(more), 'cosmo.json': '{ }', 'tree.json': '{ }', ...hosts, ...files });
}

const paths = (files: ReadonlyMap<string, unknown>) => [...files.keys()];

describe('what comes along with a host', () => {
  test('files that its modules name, and what those name', () => {
    const { files } = ejected(
      estate({
        'hosts/attic/default.nix': '{ imports = [ ./web.nix ../../modules/base ]; }',
        'hosts/attic/web.nix': '{ x = builtins.readFile ../../assets/motd; script = "${../../assets/run.sh}"; }',
        'modules/base/default.nix': '{ imports = [ ./more.nix ]; }',
        'modules/base/more.nix': '{ y = ../../assets/folder; }',
        'modules/other/default.nix': '{ }',
        'assets/motd': 'hello',
        'assets/run.sh': 'true',
        'assets/folder/deep/file': 'x',
        'assets/folder-2': 'x',
        'assets/unused': 'x',
      }),
      'attic',
    );
    expect(paths(files)).toEqual([
      'assets/folder/deep/file',
      'assets/motd',
      'assets/run.sh',
      'flake.nix',
      'hosts/attic/default.nix',
      'hosts/attic/web.nix',
      'modules/base/default.nix',
      'modules/base/more.nix',
    ]);
  });

  test('the folder of a path that Nix completes, and all files where the whole flake is named', () => {
    const part = estate({
      'hosts/attic/default.nix': '{ name, ... }: { x = ../../assets/keys/${name}; }',
      'assets/keys/one': '1',
      'assets/other': 'x',
    });
    expect(paths(ejected(part, 'attic').files)).toEqual(['assets/keys/one', 'flake.nix', 'hosts/attic/default.nix']);
    const all = estate({
      'hosts/attic/default.nix': '{ inputs, ... }: { x = "${inputs.self}/assets/other"; }',
      'assets/other': 'x',
    });
    expect(paths(ejected(all, 'attic').files)).toContain('assets/other');
  });

  test('inputs that it uses, those that these follow, and all where they are used as a set', () => {
    const inputs = `
      a = { url = "github:a/a"; inputs.b.follows = "b"; };
      b.url = "github:b/b";
      c.follows = "d/c";
      d.url = "github:d/d";
      e.url = "github:e/e";
    `;
    const using = (text: string) => {
      const from = estate({ 'hosts/attic/default.nix': `{ inputs, ... }: { x = ${text}; }` }, { inputs });
      return ejected(from, 'attic').inputs.filter((name) => name !== 'nixpkgs');
    };
    expect(using('1')).toEqual([]);
    expect(using('inputs.a.nixosModules.default')).toEqual(['a', 'b']);
    expect(using('inputs.c.lib')).toEqual(['c', 'd']);
    expect(using('{ inherit (inputs) e; }')).toEqual(['e']);
    expect(using('inputs.self.inputs.e.lib')).toEqual(['e']);
    expect(using('{ inputs = inputs; y = { inherit inputs; }; }')).toEqual([]);
    expect(using('builtins.attrNames inputs')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(using('inputs.${"e" + ""}')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('a host that it refers to', () => {
    const from = estate({
      'hosts/attic/default.nix':
        '{ inputs, ... }: { x = inputs.self.nixosConfigurations.cellar.config.networking.hostName; }',
    });
    const { systems, alsoSystems, files } = ejected(from, 'attic');
    expect(systems.map(({ name }) => name)).toEqual(['attic']);
    expect(alsoSystems.map(({ name }) => name)).toEqual(['cellar']);
    expect(paths(files)).toContain('hosts/cellar/default.nix');
  });

  test('outputs that it refers to, and not what is about other hosts or none', () => {
    const from = estate(
      {
        'hosts/attic/default.nix': '{ inputs, ... }: { x = inputs.self.overlays.own; }',
        'modules/used/default.nix': '{ }',
      },
      {
        outputs: `
          overlays = { own = _: _: { }; other = _: _: { }; };
          nixosModules.used = ./modules/used;
          packages.x86_64-linux = {
            image = inputs.self.nixosConfigurations.attic.config.system.build.image;
            cellar-image = inputs.self.nixosConfigurations.cellar.config.system.build.image;
          };
          devShells.x86_64-linux.default = inputs.nixpkgs.legacyPackages.x86_64-linux.hello;
        `,
      },
    );
    const { files, leftOutputs } = ejected(from, 'attic');
    const text = String(files.get('flake.nix')!.content);
    expect(text).toContain('overlays.own = _: _: { };');
    expect(text).toContain('packages.x86_64-linux.image = inputs.self.nixosConfigurations.attic');
    expect(text).not.toMatch(/cellar|devShells|nixosModules|other/);
    expect(leftOutputs).toEqual(['overlays.other', 'devShells.x86_64-linux.default']);
    expect(paths(files)).not.toContain('modules/used/default.nix');
  });

  test('how it is deployed, without the others', () => {
    const app = newApp();
    for (const [at, name] of ['attic', 'cellar', 'shed', 'barn'].entries()) {
      const host = hostOf(app, name);
      const tool = at < 2 ? DeployTool.DEPLOY_RS : DeployTool.COLMENA;
      new DeployTarget(host, 'deploy', { tool, address: `192.0.2.${at + 1}` });
      new UnitHealth(host, 'web', { unit: 'nginx.service' });
    }
    const from = outputOf(app);
    const [attic, shed] = ['attic', 'shed'].map((name) => textsOf(ejected(from, name))['flake.nix']!);
    expect(attic).toMatch(/^ {4}deploy\.nodes\.attic = \{$/m);
    expect(attic).toContain('nodes = { inherit (inputs.self.deploy.nodes) attic; };');
    expect(attic).not.toMatch(/cellar|shed|barn|colmena|cosmo/);
    expect(shed).toMatch(/^ {6}shed = \{$/m);
    expect(shed).toContain('specialArgs = { inherit inputs; };');
    expect(shed).not.toMatch(/attic|cellar|barn|deploy-rs|cosmo/);
    // The program that looks at the machine's health has a name of its own, where it is made and where it is called.
    expect(attic).toContain('$PROFILE/sw/bin/host-health');
    expect(textsOf(ejected(from, 'attic'))['hosts/attic/health.nix']).toContain('name = "host-health";');
  });

  test('nothing of the estate is left out where nobody is named', () => {
    const app = newApp();
    hostOf(app, 'attic');
    const value = nix`inputs.nixpkgs.legacyPackages.x86_64-linux.hello`;
    new FlakeOutput(app, 'shell', { path: ['devShells', 'x86_64-linux', 'default'], value });
    const { files, leftOutputs } = ejected(outputOf(app));
    expect(String(files.get('flake.nix')!.content)).toContain('devShells.x86_64-linux.default');
    expect(leftOutputs).toEqual([]);
  });
});
