import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject } from './cosmo';

const MODULE = `{ config, lib, pkgs, ... }:
{
  # What is printed.
  services.printing.enable = lib.mkDefault true;
  environment.systemPackages = with pkgs; [ git ];
  environment.etc."motd".source = ./motd;
}
`;

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = { nixpkgs, ... }@inputs: {
    nixosConfigurations.attic = nixpkgs.lib.nixosSystem {
      modules = [ ./attic.nix ./declares.nix ];
      specialArgs = { inherit inputs; };
    };
  };
}
`;

const FILES = {
  'cosmo.toml': 'app = "main.ts"\n',
  'main.ts': `import { App } from 'cosmo-nix';
import { addHosts } from './src/hosts/index';

const app = new App({ release: '25.11' });
addHosts(app);
app.synth();
`,
  'flake.nix': FLAKE,
  'attic.nix': MODULE,
  'declares.nix': '{ lib, ... }: { options.x = lib.mkOption { }; }\n',
  motd: 'hello\n',
};

describe('cosmo adopt', () => {
  test('writes a program of a flake, tells what became of it, and the program synthesizes', () => {
    const root = newProject(FILES);
    const { code, stdout, stderr } = cosmo(root, ['adopt', '.']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`flake.nix: 2 modules of 1 host
  converted  1 module: of 3 values 33 % data, 67 % references, 0 % raw Nix
  included   1 module as it is
    declares.nix: it declares options
  copied     2 files and folders into the output, because modules name them

Wrote 5 files below src/hosts.

Next, in the program of the estate:
  import { addHosts } from './src/hosts/index';
  const app = new App({ release: '25.11' });
  addHosts(app);
Then see what it makes: cosmo diff
`);
    expect(cosmo(root, ['synth', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(root, 'nix-out/hosts/attic/attic.nix'), 'utf8')).toContain(
      'environment = {\n    systemPackages = [ pkgs.git ];\n    etc.motd.source = ../../assets/motd;\n  };',
    );
    expect(readFileSync(join(root, 'nix-out/hosts/attic/default.nix'), 'utf8')).toContain('../../assets/declares.nix');
    expect(readFileSync(join(root, 'attic.nix'), 'utf8')).toBe(MODULE);
  });

  test('overwrites nothing, unless that is asked for, and says what', () => {
    const root = newProject(FILES);
    expect(cosmo(root, ['adopt', './attic.nix', '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const again = cosmo(root, ['adopt', './attic.nix', '--json']);
    expect(again.code).toBe(2);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'ADOPT_EXISTS' } });
    const forced = cosmo(root, ['adopt', './attic.nix', '--force', '--json']);
    expect(JSON.parse(forced.stdout)).toMatchObject({
      version: 1,
      written: true,
      overwritten: ['src/hosts/files.ts', 'src/hosts/modules/attic.ts'],
      modules: [{ from: 'attic.nix', to: 'src/hosts/modules/attic.ts', data: 1, references: 2, raw: 0, missing: [] }],
    });
  });

  describe('a second time, into another folder', () => {
    const TWO = {
      ...FILES,
      'flake.nix': FLAKE.replace(
        '  };\n}',
        '    nixosConfigurations.cellar = nixpkgs.lib.nixosSystem { modules = [ ./cellar.nix ]; };\n  };\n}',
      ),
      'cellar.nix': '{ networking.hostName = "cellar"; }\n',
      'main.ts': `import { App } from 'cosmo-nix';
import { addHosts as addMoreHosts } from './src/cellar/index';
import { addHosts } from './src/hosts/index';

const app = new App({ release: '25.11' });
addHosts(app);
addMoreHosts(app);
app.synth();
`,
    };

    test('declares no input again, says so, and the program synthesizes', () => {
      const root = newProject(TWO);
      expect(cosmo(root, ['adopt', '.', '--flake-host', 'attic', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
      const { code, stdout } = cosmo(root, ['adopt', '.', '--flake-host', 'cellar', '--out', 'src/cellar']);
      expect(code).toBe(0);
      expect(stdout).toContain(`  import { addHosts as addMoreHosts } from './src/cellar/index';
  addMoreHosts(app);
src/hosts/index.ts declares nixpkgs: its addHosts stays, and comes first
`);
      expect(readFileSync(join(root, 'src/cellar/index.ts'), 'utf8')).toBe(`import { App } from 'cosmo-nix';
import { cellar } from './cellar';

/** All hosts that were adopted. */
export function addHosts(app: App): void {
  // The input nixpkgs is declared in src/hosts/index.ts.
  cellar(app);
}
`);
      expect(cosmo(root, ['synth', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    });

    test('tells of a host that is there already', () => {
      const root = newProject(TWO);
      cosmo(root, ['adopt', '.', '--flake-host', 'attic', '--quiet']);
      const { stdout } = cosmo(root, ['adopt', '.', '--out', 'src/all', '--dry-run']);
      expect(stdout).not.toContain('take that out');
      expect(cosmo(root, ['adopt', '.', '--out', 'src/all']).stdout).toContain(
        'src/hosts/index.ts adds attic, too: take that out there, or here\n',
      );
    });

    test('refuses an input that is declared otherwise, and writes nothing', () => {
      const root = newProject(TWO);
      cosmo(root, ['adopt', '.', '--flake-host', 'attic', '--quiet']);
      writeFileSync(join(root, 'flake.nix'), TWO['flake.nix'].replace('nixos-25.11', 'nixos-26.05'));
      const { code, stderr } = cosmo(root, ['adopt', '.', '--flake-host', 'cellar', '--out', 'src/cellar']);
      expect(code).toBe(2);
      expect(stderr).toMatch(/ADOPT_INPUT: src\/hosts\/index\.ts declares the input nixpkgs otherwise/);
      expect(stderr).toMatch(/there: .*nixos-25\.11[^]*here: .*nixos-26\.05/);
      expect(existsSync(join(root, 'src/cellar'))).toBe(false);
    });
  });

  test('a dry run writes nothing', () => {
    const root = newProject(FILES);
    const { code, stdout } = cosmo(root, ['adopt', 'attic.nix', '--host', 'attic', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('Would write 4 files below src/hosts.');
    expect(existsSync(join(root, 'src'))).toBe(false);
  });

  test.each([
    [['adopt', 'nothing.nix'], 'ADOPT_MISSING'],
    [['adopt', 'motd'], 'ADOPT_NO_NIX'],
    [['adopt', 'node_modules'], 'ADOPT_NO_NIX'],
    [['adopt', '/etc'], 'ADOPT_NO_NIX'],
    [['adopt', '.', '--flake-host', 'atic'], 'ADOPT_NO_HOST'],
    [['adopt', '.', '--out', '.'], 'ADOPT_OUT'],
    [['adopt', '.', '--out', '../elsewhere'], 'ADOPT_OUTSIDE'],
    [['adopt', '.', '--include', '--convert'], 'OPTIONS_CONFLICT'],
    [['adopt', '.', '--host', 'attic'], 'OPTIONS_CONFLICT'],
    [['adopt', 'attic.nix', '--flake-host', 'attic'], 'OPTIONS_CONFLICT'],
    [['adopt', 'attic.nix', '--host', ''], 'OPTION_EMPTY'],
  ])('%j is refused with %s', (args, code) => {
    const ran = cosmo(newProject(FILES), args);
    expect([ran.code, ran.stderr.includes(code)]).toEqual([2, true]);
  });
});
