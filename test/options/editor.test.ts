import { Editor } from './editor';
import { option } from './generate/support';
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

/** An options.json. */
function source(from: string, options: typeof OPTIONS) {
  const entries = options.map(({ loc, typeText, defaultText, ...rest }) => [
    loc.join('.'),
    { loc, type: typeText, default: defaultText, ...rest },
  ]);
  return { from, text: JSON.stringify(Object.fromEntries(entries)) };
}

const editor = new Editor(source('options.json', OPTIONS));
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

describe('options of another flake beside those of NixOS', () => {
  const joint = new Editor(
    source('options.json', OPTIONS),
    source('disko.json', [
      option('disko.rootMountPoint', 'string'),
      option('services.tailscale.derper.enable', 'boolean'),
      option('services.disko.enable', 'boolean'),
      // One that NixOS has too, of another type: the later import counts.
      option('networking.hostName', 'one of "attic", "cellar"'),
      option('services.app.settings.level', 'boolean'),
      option('services.app.settings', 'open submodule of attribute set of (JSON value)'),
    ]),
  );

  test.each([
    ['host.configure({ | });', ['boot', 'disko', 'networking', 'services', 'system']],
    ['host.configure({ services: { | } });', ['app', 'disko', 'nginx', 'tailscale']],
    [tailscale('|'), ['derper', 'enable', 'extraUpFlags', 'package', 'port', 'useRoutingFeatures']],
    [tailscale('derper: { | }'), ['enable']],
    [tailscale("useRoutingFeatures: mkForce('|')"), ['both', 'client', 'none', 'server']],
    ["host.configure({ networking: { hostName: '|' } });", ['attic', 'cellar']],
    ['host.configure({ services: mkIf(true, { tailscale: { derper: { | } } }) });', ['enable']],
  ])('are completed together: %s', (code, expected) => {
    const hidden = ['assertions', 'warnings'];
    expect(
      joint
        .completions(code)
        .sort()
        .filter((name) => !hidden.includes(name)),
    ).toEqual(expected);
  });

  test('are types without fault', () => {
    expect(joint.declarationErrors()).toEqual([]);
    expect(editor.declarationErrors()).toEqual([]);
  });

  test('are checked together', () => {
    expect(joint.errors(tailscale('enable: true, derper: { enable: true }'))).toEqual([]);
    expect(joint.errors("host.configure({ networking: { hostName: 'attic' } });")).toEqual([]);
    expect(joint.errors("host.configure({ networking: { hostName: 'attc' } });")).toHaveLength(1);
    expect(joint.errors(tailscale('derper: { enabel: true }'))).toHaveLength(1);
    expect(joint.errors(tailscale("enable: 'yes'"))).toHaveLength(1);
  });
});
