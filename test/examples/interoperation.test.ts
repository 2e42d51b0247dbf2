import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Severity } from '../../src';
import { shortfalls } from '../support/evaluate-flake';
import { brokenLinks, evaluateByHand, EXAMPLES, filesOf, runExample } from '../support/example';
import { judged } from '../support/judged';
import { describeWithNix, nixParses } from '../support/nix';

const folder = join(EXAMPLES, 'interoperation');
const FLAKE_PARTS = `import (/. + ${JSON.stringify(resolve(__dirname, '../support/flake-parts.nix'))})`;
/** What both a machine of the estate and one by hand take from it. */
const HOME = { programs: { git: { enable: true }, starship: { enable: true } }, home: { stateVersion: '25.11' } };

/** A copy of an example, with text of one of its files replaced. */
function changed(name: string, file: string, from: string, to: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'cosmo-interoperation-'));
  cpSync(join(folder, name), copy, { recursive: true });
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
  return copy;
}

test('links of the pages lead somewhere', () => {
  const pages = Object.keys(filesOf(folder)).filter((path) => path.endsWith('README.md'));
  expect(pages).toHaveLength(4);
  expect(pages.flatMap((page) => brokenLinks(join(folder, page)))).toEqual([]);
});

describe.each(['flake-parts', 'host-in-flake', 'hand-written-hosts'])('the estate of interoperation/%s', (name) => {
  let app: App;

  beforeAll(() => {
    app = runExample(`interoperation/${name}`);
  });

  test('has no errors and no warnings, and no option that is unknown', () => {
    expect(app.check().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
    expect(judged(app).found).toEqual([]);
  });

  test('is committed as it is synthesized: cosmo synth in its folder mends what differs', () => {
    const { 'cosmo.json': manifest, ...rest } = filesOf(join(folder, name, 'nix-out'));
    const rendered = [...app._render()].map(([path, { content }]) => [path, String(content)]);
    expect(rest).toEqual(Object.fromEntries(rendered));
    expect(manifest).toBeDefined();
  });

  describeWithNix('with Nix', () => {
    test('every file parses, also those by hand', async () => {
      const texts = Object.entries(filesOf(join(folder, name))).filter(([path]) => path.endsWith('.nix'));
      expect(texts.length).toBeGreaterThan(5);
      expect((await nixParses(texts.map(([, text]) => text))).every(Boolean)).toBe(true);
    });
  });
});

describeWithNix('a flake of flake-parts that imports flake-module.nix, evaluated by Nix', () => {
  test('has the machines of both, and what is its own', () => {
    const { systems, outputs, checks } = evaluateByHand(join(folder, 'flake-parts'), FLAKE_PARTS);
    expect(systems.server).toMatchObject({
      networking: { hostName: 'server' },
      services: { jellyfin: { enable: true }, fstrim: { enable: true } },
      time: { timeZone: 'Europe/Vienna' },
      users: { users: { ada: { isNormalUser: true } } },
    });
    expect(shortfalls(HOME, systems.server!['home-manager'].users.ada)).toEqual([]);
    // Of the estate's module, and stronger by hand.
    expect(systems.router).toMatchObject({
      networking: { hostName: 'router', nftables: { enable: true } },
      services: { fstrim: { enable: true } },
      time: { timeZone: 'UTC' },
    });
    expect(outputs).toMatchObject({
      nixosConfigurations: ['router', 'server'],
      nixosModules: ['base'],
      homeModules: ['ada'],
      devShells: ['x86_64-linux'],
      formatter: ['x86_64-linux'],
    });
    expect(checks).toEqual({ 'x86_64-linux': { router: 'toplevel', server: 'toplevel' } });
  });

  test('refuses what is defined twice, as flake-parts does: a machine of one name', () => {
    const second = '  flake = {\n    nixosConfigurations.server = { };';
    const twice = changed('flake-parts', 'router/default.nix', '  flake = {', second);
    expect(() => evaluateByHand(twice, FLAKE_PARTS)).toThrow('flake.nixosConfigurations.server is defined 2 times');
  });

  test('refuses homes of both where no option is declared for them', () => {
    const twice = changed(
      'flake-parts',
      'router/default.nix',
      '  flake = {',
      '  flake = {\n    homeModules.grace = { };',
    );
    expect(() => evaluateByHand(twice, FLAKE_PARTS)).toThrow('no option is declared for flake.homeModules');
  });
});

describeWithNix('a flake by hand with a machine of Cosmo, evaluated by Nix', () => {
  test('has the machine with what is on top of it, and parts of the estate in one by hand', () => {
    const { systems } = evaluateByHand(join(folder, 'host-in-flake'));
    expect(Object.keys(systems)).toEqual(['attic', 'router']);
    expect(systems.attic).toMatchObject({
      networking: { hostName: 'attic', hostId: '1f6b20c4' },
      fileSystems: { '/': { device: 'rpool/root', fsType: 'zfs' }, '/home': { device: 'rpool/home' } },
      services: { printing: { enable: true }, fstrim: { enable: true }, zfs: { autoScrub: { enable: true } } },
      time: { timeZone: 'UTC' },
    });
    expect(systems.router).toMatchObject({
      networking: { hostName: 'router' },
      services: { fstrim: { enable: true } },
      users: { users: { ada: { isNormalUser: true } } },
    });
    for (const system of [systems.attic!, systems.router!]) {
      expect(shortfalls(HOME, system['home-manager'].users.ada)).toEqual([]);
    }
  });

  test('does not evaluate without the inputs in specialArgs', () => {
    const without = changed('host-in-flake', 'flake.nix', 'specialArgs = { inherit inputs; };', '');
    expect(() => evaluateByHand(without)).toThrow(/inputs/);
  });
});

describeWithNix('a flake of Cosmo with machines by hand, evaluated by Nix', () => {
  test('has each of them as it is', () => {
    const cellar = '{ kind = "nixos"; set = { networking.hostName = "cellar"; services.minidlna.enable = true; }; }';
    const { systems } = evaluateByHand(
      join(folder, 'hand-written-hosts/nix-out'),
      `_: { old.nixosConfigurations.cellar = ${cellar}; }`,
    );
    expect(systems.router).toMatchObject({
      boot: { initrd: { availableKernelModules: ['ahci', 'xhci_pci'] }, loader: { 'systemd-boot': { enable: true } } },
      networking: { hostName: 'router', nat: { internalInterfaces: ['enp2s0'] } },
      services: { adguardhome: { enable: true, port: 8080 } },
      nixpkgs: { hostPlatform: 'x86_64-linux' },
      system: { stateVersion: '23.11' },
    });
    expect(systems.attic).toMatchObject({
      networking: { hostName: 'attic' },
      services: { printing: { enable: true, drivers: ['hplip'] } },
    });
    expect(JSON.stringify(systems.attic)).toContain('192.168.1.1:8080');
    expect(systems.cellar).toEqual({ networking: { hostName: 'cellar' }, services: { minidlna: { enable: true } } });
  });
});
