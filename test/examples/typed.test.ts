import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { App, Severity } from '../../src';
import { setRunContext } from '../../src/app/run-context';
import { importOptions } from '../../src/options/import';
import { writeImport } from '../../src/options/import-folder';
import { project } from '../support/estate';
import { EvaluatedFlake, evaluateFlake, shortfalls } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';

const folder = resolve(__dirname, '../../examples/typed');
const IMPORTS = [
  ['nixos', 'nixos', 'nixos'],
  ['home-manager', 'home-manager', 'home-manager'],
  ['nix-darwin', 'darwin', 'darwin'],
] as const;

/** Every file of a folder, by its path. */
function files(of: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(of, { recursive: true, encoding: 'utf8' })) {
    const path = join(of, name);
    if (statSync(path).isFile()) found[relative(of, path)] = readFileSync(path, 'utf8');
  }
  return found;
}

describe('the estate of typed options', () => {
  let app: App;

  beforeAll(() => {
    const apps: App[] = [];
    setRunContext({ root: folder, dryRun: true, apps });
    try {
      jest.requireActual('../../examples/typed/main');
    } finally {
      setRunContext(undefined);
    }
    app = apps[0]!;
  });

  test('has types that are what import writes today', () => {
    const root = project();
    for (const [file, name, kind] of IMPORTS) {
      const from = `catalogues/${file}.json`;
      const imported = importOptions({
        sources: [{ from, text: readFileSync(join(folder, from), 'utf8') }],
        kind,
        name,
      });
      writeImport(imported, { root, folder: join(root, 'options'), esm: false });
    }
    expect(files(join(folder, 'options'))).toEqual(files(join(root, 'options')));
  });

  test('has no errors and no warnings, each option held against the catalogues', () => {
    expect(app.check().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
    expect(app.importsFolder).toBe('options');
  });

  test('says what its program says', () => {
    const text = Object.values(app.render()).join('\n');
    for (const part of [
      'useRoutingFeatures = "server";',
      'commonHttpConfig = lib.mkAfter "server_tokens off;";',
      'lib.mkIf config.services.nginx.enable',
      'defaultLocale = lib.mkDefault "en_GB.UTF-8";',
      'orientation = "left";',
      'defaultBranch = "main"',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('is committed as it is synthesized', () => {
    const { 'cosmo.json': manifest, 'flake.lock': _lock, ...rest } = files(join(folder, 'nix-out'));
    expect(rest).toEqual(app.render());
    expect(manifest).toBeDefined();
  });
});

describeWithNix('its flake, evaluated by Nix', () => {
  let flake: EvaluatedFlake;

  beforeAll(() => {
    flake = evaluateFlake(join(folder, 'nix-out'));
  });

  test('sets what the program sets', () => {
    const gateway = {
      boot: {
        loader: { 'systemd-boot': { enable: true, consoleMode: 'auto' }, timeout: 3 },
        tmp: { cleanOnBoot: true },
      },
      services: {
        tailscale: { enable: true, useRoutingFeatures: 'server', extraSetFlags: ['--advertise-exit-node'] },
        nginx: { virtualHosts: { 'photos.example.org': { locations: { '/': { proxyWebsockets: true } } } } },
        postgresql: { enable: true, ensureDatabases: ['photos'] },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443], logRefusedConnections: false } },
      'home-manager': { users: { ada: { programs: { git: { enable: true }, zsh: { autocd: true } } } } },
    };
    const macbook = {
      system: { defaults: { dock: { autohide: true, orientation: 'left' } } },
      homebrew: { casks: ['firefox'], onActivation: { cleanup: 'uninstall' } },
    };
    expect(shortfalls(gateway, flake.systems.gateway)).toEqual([]);
    expect(shortfalls(macbook, flake.systems.macbook)).toEqual([]);
  });
});
