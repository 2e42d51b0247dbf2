import { attic, flake, output } from './outputs';
import { diffMarkdown, diffOutputs, emittedBy, inventoryOf, noOutput } from '../../src/diff';
import { changedLines } from '../../src/diff/show';

describe('the inventory', () => {
  test('knows addresses of both kinds of networks, without prefixes and once each', () => {
    const [row] = inventoryOf(
      attic(`{
        networking.interfaces.lan.ipv4.addresses = [ { address = "192.0.2.1"; prefixLength = 24; } ];
        systemd.network.networks."10-lan".address = [ "192.0.2.1/24" "2001:db8::1/64" ];
        systemd.network.networks."20-wan".networkConfig.Address = "198.51.100.2/24";
      }`),
    );
    expect(row!.addresses).toEqual(['192.0.2.1', '2001:db8::1', '198.51.100.2']);
  });

  test('knows tags of the tailnet and of deployments', () => {
    const [row] = inventoryOf(
      attic(`{
        services.tailscale.extraUpFlags = [ "--ssh" "--advertise-tags=tag:a,tag:b" ];
        services.tailscale.extraSetFlags = [ "--advertise-tags=tag:b" ];
        deployment.tags = [ "web" ];
      }`),
    );
    expect(row!.tags).toEqual(['tag:a', 'tag:b', 'web']);
  });

  test('takes the platform of a home from the flake, and says what each is', () => {
    const home = `homeConfigurations."ada@box" = inputs.home-manager.lib.homeManagerConfiguration {
      pkgs = inputs.nixpkgs.legacyPackages.aarch64-linux; modules = [ ./homes/ada ]; };
      darwinConfigurations.mac = inputs.nix-darwin.lib.darwinSystem { modules = [ ./hosts/mac ]; };
      nixosModules.base = ./modules/base;`;
    const rows = inventoryOf(
      output({
        'flake.nix': flake(['attic'], home),
        'hosts/attic/default.nix': '{ nixpkgs.hostPlatform = "x86_64-linux"; system.stateVersion = "25.11"; }',
        'hosts/mac/default.nix': '{ nixpkgs.hostPlatform = "aarch64-darwin"; system.stateVersion = 6; }',
        'homes/ada/default.nix': '{ home.stateVersion = "25.05"; }',
        'modules/base/default.nix': '{ a = 1; }',
      }),
    );
    expect(rows.map(({ name, kind, platform, stateVersion }) => [name, kind, platform, stateVersion])).toEqual([
      ['attic', 'host', 'x86_64-linux', '25.11'],
      ['mac', 'darwin', 'aarch64-darwin', '6'],
      ['ada', 'home', 'aarch64-linux', '25.05'],
      ['base', 'module', undefined, undefined],
    ]);
  });
});

test('files belong to the nearest construct that the tree has', () => {
  const tree = { id: '', path: '', type: 'App', children: [{ id: 'attic', path: 'attic', type: 'Host' }] };
  const file = (owner: string, content = '{ a.b = 1; }') => ({ owner, content });
  const files = new Map([
    ['tree.json', file('', JSON.stringify({ tree }))],
    ['hosts/attic/web.nix', file('attic/$web/module')],
    ['hosts/other.nix', file('gone/x')],
  ]);
  const root = emittedBy({ name: '', files, projectFiles: new Map([['.sops.yaml', file('attic')]]) })!;
  expect(root.files.map(({ path }) => path)).toEqual(['hosts/other.nix', 'tree.json']);
  expect(root.children[0]!.files).toEqual([
    { path: '.sops.yaml', project: true },
    { path: 'hosts/attic/web.nix', options: ['a.b'] },
  ]);
});

describe('Markdown', () => {
  test('lets no value end a code block or become markup', () => {
    const before = attic('{ a = "x"; }');
    const after = attic('{ a = "```\\n</details> <b>"; networking.firewall.extraCommands = "`*x*`"; }');
    const text = diffMarkdown(diffOutputs(before, after));
    const fence = /^(`{4,})diff\n[\s\S]*?\n\1\n\n<\/details>$/m.exec(text);
    expect(fence?.[0]).toContain('</details> <b>');
    expect(text).toContain('``"`*x*`"``');
  });

  test('stays within what a comment may have', () => {
    const hosts = Array.from({ length: 60 }, (_, index) => `h${index}`);
    const body = Array.from({ length: 100 }, (_, index) => `option-${index} = "a long value of ${index}";`).join(' ');
    const files = Object.fromEntries(hosts.map((name) => [`hosts/${name}/default.nix`, `{ ${body} }`]));
    const text = diffMarkdown(diffOutputs(noOutput('nothing'), output({ ...files, 'flake.nix': flake(hosts) })));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/_\d+ more parts do not fit: `cosmo diff` tells them._\n$/);
  });
});

test('lines that changed are told in their order', () => {
  const signs = (a: string, b: string) => changedLines([...a], [...b]).map(({ sign, text }) => sign + text);
  expect(signs('abcd', 'abxd')).toEqual(['-c', '+x']);
  expect(signs('abc', 'bcd')).toEqual(['-a', '+d']);
  expect(signs('abc', 'abc')).toEqual([]);
});
