import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join, resolve } from 'path';
import ts from 'typescript';
import { median, processTime } from './measure';
import { App, SystemKind } from '../src';
import { ownDefinitions } from '../src/app/definitions/definitions';
import { setRunContext } from '../src/app/run-context';
import { joinCatalogues, loadCatalogue, storeCatalogue } from '../src/options/catalogue-store';
import { OptionCheck } from '../src/options/check';
import { withHomeManager } from '../src/options/home-manager-module';
import { ImportedOptionsFiles, importOptions, OptionsSource } from '../src/options/import';
import { writeImport } from '../src/options/import-folder';

/** What was measured of typed options, and the budget. */
export interface OptionsRow {
  readonly work: string;
  readonly figure: string;
  readonly budget: string;
  readonly holds: boolean;
}

const repository = resolve(__dirname, '..');
const ms = (time: number) => (time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(2)} s`);

/**
 * Measure typed options over whole catalogues: every options.json in a folder,
 * of which `nixos.json`, `home-manager.json` and `nix-darwin.json` are needed.
 */
export function optionsRows(folder: string): OptionsRow[] {
  const rows: OptionsRow[] = [];
  const row = (work: string, figure: string, budget: string, holds: boolean) => {
    rows.push({ work, figure, budget, holds });
    process.stderr.write('.');
  };
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ from: name, text: readFileSync(join(folder, name), 'utf8') }));
  const project = mkdtempSync(join(tmpdir(), 'cosmo-bench-options-'));
  try {
    const imports = all.map((source) => importOptions({ sources: [documented(source)], name: nameOf(source) }));
    const nixos = imports.find(({ name }) => name === 'nixos')!;

    const options = imports.reduce((sum, { size }) => sum + size, 0);
    const unknown = imports.map((one) => (100 * count(one.unknownTypes)) / one.size);
    const worst = Math.max(...unknown);
    row(
      `options of a type that is not understood, of ${options} in ${imports.length} catalogues`,
      `${imports.reduce((sum, one) => sum + count(one.unknownTypes), 0)}; ${worst.toFixed(1)} % of the worst catalogue`,
      '2 % of each',
      worst < 2,
    );
    const source = documented(all.find(({ from }) => from === 'nixos.json')!);
    const importing = median(() => importOptions({ sources: [source] }), 5, 2);
    row(`import of ${nixos.size} options: read, write types (${sizeOf(nixos)})`, ms(importing), 'none', true);
    const stored = storeCatalogue(nixos.catalogue);
    const loading = median(() => loadCatalogue(stored).root.names, 9, 2);
    row(`load their catalogue (${(stored.length / 1e6).toFixed(1)} MB)`, ms(loading), '100 ms', loading <= 100);

    const checking = checkTime(imports);
    row(
      `check the reference estate against all catalogues, once they are loaded: ${checking.found} findings`,
      ms(checking.time),
      '50 ms',
      checking.time <= 50 && checking.found === 0,
    );

    for (const imported of imports) {
      writeImport(imported, { root: project, folder: join(project, 'options'), esm: false });
    }
    newProject(project);
    const tsc = (...args: string[]) => {
      const command = join(repository, 'node_modules/typescript/bin/tsc');
      return processTime(process.execPath, [command, '--noEmit', '-p', project, ...args], project, 5);
    };
    const compile = tsc();
    row(
      '`tsc --noEmit` of an estate with all of NixOS, home-manager and nix-darwin',
      ms(compile),
      '3 s',
      compile <= 3000,
    );
    const strict = tsc('--skipLibCheck', 'false');
    row('the same, and every declaration file of every package checked too', ms(strict), 'none: no default', true);

    const { first, later, places } = completions(project);
    row(`completion after a keystroke, the slowest of ${places} places`, ms(later), '200 ms', later <= 200);
    row('the first completion after the project is opened', ms(first), 'none: once', true);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  return rows;
}

/** How long it takes to hold what the reference estate sets against NixOS, home-manager, nix-darwin and their modules. */
function checkTime(imports: readonly ImportedOptionsFiles[]): { time: number; found: number } {
  const apps: App[] = [];
  setRunContext({ root: repository, dryRun: true, apps });
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require('../examples/cosmo/main');
  } finally {
    setRunContext(undefined);
  }
  const joined = (...kinds: string[]) =>
    joinCatalogues(imports.filter(({ kind }) => kinds.includes(kind)).map(({ catalogue }) => catalogue));
  const home = joined('home-manager', 'other');
  const checks = {
    [SystemKind.NIXOS]: new OptionCheck(withHomeManager(joined('nixos', 'other'), home)),
    [SystemKind.DARWIN]: new OptionCheck(withHomeManager(joined('darwin', 'other'), home)),
    [SystemKind.HOME]: new OptionCheck(home),
  };
  const systems = apps[0]!._systems.map((system) => ({ system, definitions: ownDefinitions(system).definitions }));
  let found = 0;
  const time = median(
    () => {
      found = systems.flatMap(({ system, definitions }) => checks[system.kind].check(definitions)).length;
    },
    9,
    2,
  );
  return { time, found };
}

function nameOf({ from }: OptionsSource): string {
  return basename(from, '.json').replace(/^nix-darwin$/, 'darwin');
}

function count(unknown: ReadonlyMap<string, number>): number {
  return [...unknown.values()].reduce((sum, one) => sum + one, 0);
}

function sizeOf({ files }: ImportedOptionsFiles): string {
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  return `${files.size} files, ${(bytes / 1e6).toFixed(1)} MB`;
}

/** Text as long as descriptions of NixOS are, which the catalogues at hand leave out. */
const TEXT =
  'Whether to enable this, and what it does for those who use it. It is set where the service needs it, ' +
  'and takes effect after the next switch. See the manual of the service for what it means in each case. ';

/** The same options with a description of 30 to some 600 characters and a place each, where they have none. */
function documented({ from, text }: OptionsSource): OptionsSource {
  const options = JSON.parse(text) as Record<string, Record<string, unknown>>;
  let seed = 1;
  for (const option of Object.values(options)) {
    seed = (seed * 16_807) % 2_147_483_647;
    const length = 30 + Math.floor(-Math.log(1 - seed / 2_147_483_647) * 170);
    option.description ??= TEXT.repeat(Math.ceil(length / TEXT.length)).slice(0, length);
    option.declarations ??= ['nixos/modules/services/networking/service.nix'];
  }
  return { from, text: JSON.stringify(options) };
}

const PROGRAM = `import { App, DarwinHost, HomeManagerProfile, Host, Nix } from 'cosmo-nix';
import { mkDefault, mkIf } from './options';

const app = new App();
const host = new Host(app, 'attic', { stateVersion: '25.11' });
host.configure({
  boot: { loader: { timeout: 3 }, kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } },
  networking: { firewall: { allowedTCPPorts: [80, 443] }, useNetworkd: mkDefault(true) },
  services: {
    tailscale: { enable: true, useRoutingFeatures: 'server', openFirewall: mkIf(Nix.ref('config.x'), true) },
    nginx: { enable: true, virtualHosts: { 'a.example': { locations: { '/': { proxyPass: 'http://[::1]:80' } } } } },
    openssh: mkIf(Nix.ref('config.x'), { enable: true, ports: [22] }),
  },
  users: { users: { ada: { isNormalUser: true, extraGroups: ['wheel'] } } },
  /*nixos*/
});
const home = new HomeManagerProfile(app, 'home', { stateVersion: '25.11' });
home.configure({ programs: { git: { enable: true }, bash: { enable: true } }, /*home*/ });
const mac = new DarwinHost(app, 'mac', { stateVersion: 6 });
mac.configure({ system: { defaults: { dock: { autohide: true } } }, /*darwin*/ });
`;

/** Make a folder a project, with this package installed. */
function newProject(root: string): void {
  mkdirSync(join(root, 'node_modules/@types'), { recursive: true });
  symlinkSync(repository, join(root, 'node_modules/cosmo-nix'));
  symlinkSync(join(repository, 'node_modules/constructs'), join(root, 'node_modules/constructs'));
  symlinkSync(join(repository, 'node_modules/@types/node'), join(root, 'node_modules/@types/node'));
  writeFileSync(join(root, 'main.ts'), PROGRAM);
  const compilerOptions = { strict: true, module: 'node16', target: 'es2022', lib: ['es2022'], skipLibCheck: true };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
}

/** Where something is completed: the marker of the program that gives way to it, and how it begins. */
const PLACES: [marker: string, code: string, expected: string][] = [
  ['/*nixos*/', '|', 'system'],
  ['/*nixos*/', 'programs: { | }', 'zsh'],
  ['/*nixos*/', 'programs: { zsh: { | } }', 'enable'],
  ['/*nixos*/', 'virtualisation: { oci|: {} }', 'oci-containers'],
  ['/*nixos*/', 'systemd: { services: { a: { serviceConfig: {}, | } } }', 'wantedBy'],
  ['/*nixos*/', 'hardware: { bluetooth: mkIf(true, { | }) }', 'powerOnBoot'],
  ['/*nixos*/', 'containers: { a: { config: { services: { tailscale: { | } } } } }', 'authKeyFile'],
  ['/*nixos*/', 'security: { pam: { services: { a: { | } } } }', 'sshAgentAuth'],
  ['/*home*/', 'services: { | }', 'gpg-agent'],
  ['/*darwin*/', 'homebrew: { onActivation: { cleanup: "|" } }', 'zap'],
];

/** Milliseconds that an editor waits for what can be typed next: at once after opening, and after later keystrokes. */
function completions(root: string): { first: number; later: number; places: number } {
  const file = join(root, 'main.ts');
  let text = PROGRAM;
  let version = 0;
  const { options: settings } = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')),
    ts.sys,
    root,
  );
  const declarations = readdirSync(join(root, 'options'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .map((path) => join(root, 'options', path));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file, ...declarations],
    getScriptVersion: (path) => (path === file ? String(version) : '1'),
    getScriptSnapshot: (path) => {
      const source = path === file ? text : ts.sys.readFile(path);
      return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => settings,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  });
  const complete = (marker: string, code: string, expected: string): number => {
    const before = PROGRAM.slice(0, PROGRAM.indexOf(marker)) + code.slice(0, code.indexOf('|'));
    text = before + code.slice(code.indexOf('|') + 1) + PROGRAM.slice(PROGRAM.indexOf(marker) + marker.length);
    version += 1;
    const start = process.hrtime.bigint();
    const found = service.getCompletionsAtPosition(file, before.length, {});
    const time = Number(process.hrtime.bigint() - start) / 1e6;
    if (!found?.entries.some(({ name }) => name.replace(/"/g, '') === expected)) {
      throw new Error(`${expected} is not completed in ${code}`);
    }
    return time;
  };
  const first = complete(...PLACES[0]!);
  for (const place of PLACES) complete(...place);
  const middles = PLACES.map((place) => Array.from({ length: 7 }, () => complete(...place)).sort((a, b) => a - b)[3]!);
  return { first, later: Math.max(...middles), places: PLACES.length };
}

if (require.main === module) {
  const folder = process.env.COSMO_OPTIONS;
  if (folder === undefined) {
    console.error('COSMO_OPTIONS names no folder with nixos.json, home-manager.json and nix-darwin.json');
    process.exitCode = 1;
  } else {
    const rows = optionsRows(folder);
    process.stderr.write('\n');
    console.log('| work | here | budget | holds |\n| --- | --- | --- | --- |');
    for (const { work, figure, budget, holds } of rows) {
      console.log(`| ${work} | ${figure} | ${budget} | ${holds ? 'yes' : '**no**'} |`);
    }
    process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
  }
}
