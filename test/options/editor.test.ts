import { writeFileSync } from 'fs';
import { join, resolve } from 'path';
import ts from 'typescript';
import { option } from './generate/support';
import { importOptions } from '../../src/options/import';
import { writeImport } from '../../src/options/import-folder';
import { project } from '../support/estate';

/** What the library tells TypeScript, without the constructs: they take long to read. */
const LIBRARY = `export { Expr } from '${resolve(__dirname, '../../src/nix/expr')}';
export { Nix } from '${resolve(__dirname, '../../src/nix/nix')}';
export * from '${resolve(__dirname, '../../src/app/imported-options')}';
import { ConfigureHome, ConfigureNixos } from '${resolve(__dirname, '../../src/app/imported-options')}';
export interface Host { configure(options: ConfigureNixos): void }
export interface Home { configure(options: ConfigureHome): void }
`;

const OPTIONS = [
  option('boot.loader.timeout', 'null or signed integer'),
  option('networking.hostName', 'string'),
  option('services.tailscale.enable', 'boolean', { description: 'Whether to enable Tailscale.' }),
  option('services.tailscale.port', '16 bit unsigned integer; between 0 and 65535 (both inclusive)', {
    description: 'The port to listen on.',
    defaultText: '41641',
  }),
  option('services.tailscale.useRoutingFeatures', 'one of "none", "client", "server", "both"'),
  option('services.tailscale.package', 'package'),
  option('services.tailscale.extraUpFlags', 'list of string'),
  option('services.nginx.virtualHosts', 'attribute set of (submodule)'),
  option('services.nginx.virtualHosts.<name>.listen', 'list of (submodule)'),
  option('services.nginx.virtualHosts.<name>.listen.*.port', 'null or signed integer'),
  option('services.nginx.virtualHosts.<name>.root', 'null or path'),
  option('services.app.settings', 'open submodule of attribute set of (JSON value)'),
  option('services.app.settings.level', 'one of "low", "high"'),
  option('system.nixos.release', 'string', { readOnly: true }),
];

const HEAD = `import { Home, Host, Nix } from 'cosmo-nix';
import { mkDefault, mkForce, mkIf, mkMerge } from './options';
declare const host: Host;
declare const home: Home;
`;

/** An editor with a project that has imported options. */
class Editor {
  private text = '';
  private version = 0;
  private readonly root: string;
  private readonly file: string;
  private readonly service: ts.LanguageService;

  constructor() {
    this.root = project({ 'library.ts': LIBRARY });
    this.file = join(this.root, 'main.ts');
    const text = JSON.stringify(
      Object.fromEntries(
        OPTIONS.map(({ loc, typeText, defaultText, ...rest }) => [
          loc.join('.'),
          { loc, type: typeText, default: defaultText, ...rest },
        ]),
      ),
    );
    const imported = importOptions({ sources: [{ from: 'options.json', text }] });
    writeImport(imported, { root: this.root, folder: join(this.root, 'options'), esm: false });
    writeFileSync(this.file, '');
    const settings: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.Node16,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      types: ['node'],
      typeRoots: [resolve(__dirname, '../../node_modules/@types')],
      paths: { 'cosmo-nix': [join(this.root, 'library.ts')] },
    };
    this.service = ts.createLanguageService({
      getScriptFileNames: () => [this.file],
      getScriptVersion: (file) => (file === this.file ? String(this.version) : '1'),
      getScriptSnapshot: (file) => {
        const source = file === this.file ? this.text : ts.sys.readFile(file);
        return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
      },
      getCurrentDirectory: () => this.root,
      getCompilationSettings: () => settings,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** What is completed where `|` stands. */
  public completions(code: string): string[] {
    const at = this.write(code);
    return (this.service.getCompletionsAtPosition(this.file, at, {})?.entries ?? []).map(({ name }) => name);
  }

  /** What is wrong, each with the words that it is about. */
  public errors(code: string): string[] {
    this.write(code);
    const found = [
      ...this.service.getSyntacticDiagnostics(this.file),
      ...this.service.getSemanticDiagnostics(this.file),
    ];
    return found.map(({ start = 0, length = 0, messageText }) => {
      const [first] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      return `${this.text.slice(start, start + length)}: ${first}`;
    });
  }

  /** What is shown beside the pointer at `|`. */
  public hover(code: string): string {
    const info = this.service.getQuickInfoAtPosition(this.file, this.write(code));
    const tags = (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
    return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation), ...tags].join(
      '\n',
    );
  }

  private write(code: string): number {
    this.text = HEAD + code.replace('|', '');
    this.version += 1;
    return HEAD.length + code.indexOf('|');
  }
}

const editor = new Editor();
const tailscale = (code: string) => `host.configure({ services: { tailscale: { ${code} } } });`;

describe('completion', () => {
  const TAILSCALE = ['enable', 'extraUpFlags', 'package', 'port', 'useRoutingFeatures'];

  test.each([
    ['namespaces', 'host.configure({ | });', ['boot', 'networking', 'services', 'system']],
    ['options', tailscale('|'), TAILSCALE],
    ['what is not set yet', tailscale('enable: true, |'), TAILSCALE.slice(1)],
    ['values', tailscale("useRoutingFeatures: '|'"), ['both', 'client', 'none', 'server']],
    ['values with a priority', tailscale("useRoutingFeatures: mkForce('|')"), ['both', 'client', 'none', 'server']],
    [
      'what stands under a condition',
      'host.configure({ services: { tailscale: mkIf(Nix.ref("a"), { | }) } });',
      TAILSCALE,
    ],
    ['below a namespace under one', 'host.configure({ services: mkIf(true, { tailscale: { | } }) });', TAILSCALE],
    ['through both', 'host.configure({ services: { tailscale: mkIf(true, mkForce({ | })) } });', TAILSCALE],
    ['parts of a merge', 'host.configure({ services: { tailscale: mkMerge([{ | }]) } });', TAILSCALE],
    [
      'below names of the user',
      "host.configure({ services: { nginx: { virtualHosts: { 'a.b': { | } } } } });",
      ['listen', 'root'],
    ],
    [
      'items of a list',
      'host.configure({ services: { nginx: { virtualHosts: { a: { listen: [{ | }] } } } } });',
      ['port'],
    ],
    ['what is known of free settings', 'host.configure({ services: { app: { settings: { | } } } });', ['level']],
  ])('offers %s, and nothing else', (_, code, expected) => {
    expect(
      editor
        .completions(code)
        .sort()
        .filter((name) => !HIDDEN.includes(name)),
    ).toEqual(expected);
  });

  /** What every NixOS system has beside what its manual lists. */
  const HIDDEN = ['assertions', 'warnings'];
});

describe('an error', () => {
  test.each([
    [tailscale('enabel: true'), 'enabel'],
    [tailscale("enable: 'yes'"), 'enable'],
    [tailscale("useRoutingFeatures: 'clint'"), 'useRoutingFeatures'],
    [tailscale("port: '41641'"), 'port'],
    [tailscale("package: 'tailscale'"), 'package'],
    [tailscale('extraUpFlags: [1]'), '1'],
    [tailscale("extraUpFlags: '--ssh'"), 'extraUpFlags'],
    [tailscale("useRoutingFeatures: mkForce('clint')"), "'clint'"],
    ['host.configure({ services: mkIf(true, { tailscale: { enabel: true } }) });', 'enabel'],
    ['host.configure({ netwrking: {} });', 'netwrking'],
    ["host.configure({ system: { nixos: { release: '25.11' } } });", 'release'],
    ["host.configure({ services: { nginx: { virtualHosts: { a: { rot: '/srv' } } } } });", 'rot'],
    ["host.configure({ services: { app: { settings: { level: 'middle' } } } });", 'level'],
  ])('%s stands at %s', (code, at) => {
    const found = editor.errors(code);
    expect(found).toHaveLength(1);
    expect(found[0]!.slice(0, at.length + 2)).toBe(`${at}: `);
  });

  test('offers what may have been meant', () => {
    expect(editor.errors('host.configure({ netwrking: {} });')[0]).toContain("Did you mean to write 'networking'?");
    expect(editor.errors(tailscale("useRoutingFeatures: 'clint'"))[0]).toContain(`Did you mean '"client"'?`);
  });
});

describe('no error', () => {
  test.each([
    tailscale("enable: true, port: 41641, useRoutingFeatures: 'client', extraUpFlags: ['--ssh']"),
    tailscale("enable: Nix.ref('config.x'), package: Nix.pkg('tailscale'), extraUpFlags: [Nix.ref('x'), '--ssh']"),
    tailscale("enable: mkDefault(true), port: mkForce(Nix.ref('x')), extraUpFlags: mkIf(true, ['--ssh'])"),
    tailscale("enable: Nix.mkForce(true), useRoutingFeatures: Nix.mkIf(Nix.ref('x'), 'anything')"),
    'host.configure({ services: Nix.mkIf(true, { whatever: 1 }) });',
    "host.configure({ services: { tailscale: mkMerge([{ enable: true }, mkIf(Nix.ref('a'), { port: mkDefault(1) })]) } });",
    'host.configure({ boot: { loader: { timeout: null } } });',
    "host.configure({ services: { app: { settings: { level: 'low', other: { deep: [1, 'x'] } } } } });",
    "host.configure({ warnings: ['x'], system: { build: { anything: Nix.ref('x') } } });",
    "const names: string[] = ['a']; host.configure({ services: { tailscale: { extraUpFlags: names } } });",
  ])('%s', (code) => {
    expect(editor.errors(code)).toEqual([]);
  });

  test('where nothing is imported for a kind of system', () => {
    expect(editor.errors("home.configure({ anything: { at: ['all', 1, null] } });")).toEqual([]);
  });
});

test('the documentation of an option is shown beside the pointer', () => {
  expect(editor.hover(tailscale('po|rt: 41641'))).toBe(
    [
      '(property) ServicesTailscale.port?: Value<number> | undefined',
      'The port to listen on.\n\nType: 16 bit unsigned integer; between 0 and 65535 (both inclusive)',
      '@default 41641',
    ].join('\n'),
  );
});
