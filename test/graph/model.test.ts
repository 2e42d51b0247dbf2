import { graphOf, wholeEstate } from './estate';
import { App, HomeManagerProfile, NixosSystem, Secret, StandaloneHome } from '../../src';
import { Graph } from '../../src/graph/graph';
import { host, sops } from '../secrets/estate';
import { newApp } from '../support/estate';
import { hostOf } from '../support/small-estate';

const graph = graphOf(wholeEstate());
const node = (id: string, of: Graph = graph) => of.nodes.find((one) => one.id === id);
const edges = (kind: string, of: Graph = graph) =>
  of.edges.filter((one) => one.kind === kind).map(({ from, to, label }) => [from, to, label]);

describe('the graph of an estate', () => {
  test('has its machines, each in the one that runs it', () => {
    const machines = graph.nodes.filter(({ kind }) => ['host', 'guest', 'container'].includes(kind));
    expect(machines.map(({ kind, label, parent }) => [kind, label, parent])).toEqual([
      ['host', 'nas', undefined],
      ['host', 'edge', undefined],
      ['host', 'laptop', undefined],
      ['host', 'mac', undefined],
      ['guest', 'windows', 'nas'],
      ['guest', 'dev', 'nas'],
      ['container', 'inner', 'nas/dev'],
      ['guest', 'tiny', 'nas'],
      ['container', 'bridged', 'nas'],
      ['container', 'wiki', 'nas'],
      ['container', 'paperless', 'nas'],
    ]);
    expect(node('nas')!.facts).toEqual(['NixOS · x86_64-linux', '16 threads · 64 GiB']);
    expect(node('nas/windows')!.facts).toEqual(['guest of libvirt', '1 vCPU · 4 GiB', 'disk 20 GiB']);
    expect(node('mac')!.facts).toEqual(['macOS · aarch64-darwin']);
  });

  test('has systems that are no Host, and homes on machines of others, and no profiles', () => {
    const app = newApp();
    new NixosSystem(app, 'bare');
    const shell = new HomeManagerProfile(app, 'shell', { stateVersion: '25.11' });
    const desktop = new HomeManagerProfile(app, 'desktop');
    new StandaloneHome(app, 'ada@laptop', { profiles: [shell, desktop] });
    expect(graphOf(app).nodes.map(({ kind, label, facts }) => [kind, label, ...facts])).toEqual([
      ['host', 'bare', 'NixOS · x86_64-linux'],
      ['home', 'ada@laptop', 'home-manager · x86_64-linux', 'shell, desktop'],
    ]);
  });

  test('has pools with datasets and volumes, what disks hold, and where copies go', () => {
    expect(node('nas/tank/pages')).toMatchObject({
      kind: 'dataset',
      label: 'pages',
      facts: ['/srv/pages'],
      parent: 'nas/tank',
    });
    expect(node('nas/tank/swap')).toMatchObject({ kind: 'volume', facts: ['8G'] });
    expect(graph.nodes.filter(({ parent }) => parent === 'laptop/main').map(({ label }) => label)).toEqual([
      '/boot',
      '/',
    ]);
    expect(edges('copies')).toEqual([
      ['nas/tank/pages', 'nas/cold/copies', undefined],
      ['nas/tank/pages', '#copies:https://backup.example.org/nas/', undefined],
    ]);
  });

  test('has networks with who has which address in them', () => {
    expect(node('home')!.facts).toEqual(['192.168.1.0/24', 'router 192.168.1.1', 'home.arpa', 'VLAN 7']);
    expect(edges('attached')).toEqual([
      ['nas/windows', 'nas/lab', '192.168.50.9'],
      ['nas/dev', 'nas#nic:br0', '192.168.1.30'],
      ['nas/tiny', 'nas#nic:br0', '192.168.1.20'],
      ['nas/dev/host/inner', 'nas/dev/host/$container-network#pool', expect.stringMatching(/^10\.233\./)],
      ['nas/bridged', 'nas#nic:br0', '192.168.1.50'],
      ['nas/wiki', 'nas/$container-network#pool', expect.stringMatching(/^10\.233\./)],
      ['nas#nic:br0', 'home', '192.168.1.10'],
      ['edge', '#network:10.9.8.0/24', '10.9.8.7'],
    ]);
  });

  test('has the tailnets with tags, routes and who may reach what', () => {
    expect(edges('member')).toEqual([
      ['nas', 'tailnet', 'tag:server · 192.168.1.0/24 · exit node'],
      ['edge', '#tailnet:https://head.example.org', undefined],
    ]);
    expect(node('tailnet#grant:0')).toMatchObject({ label: 'ada@example.com → tag:server', facts: ['443'] });
  });

  test('has who talks to whom, and what listens for others', () => {
    expect(edges('uses')).toEqual([
      ['nas/proxy#wiki.home.arpa', 'nas/wiki', undefined],
      ['edge', '#external:head.example.org:443', 'the Tailscale node'],
    ]);
    expect(node('nas#service:DNS of the network lab')!.facts).toEqual([':53', 'udp :53']);
    // What only the machine itself reaches is not told.
    expect(graph.nodes.some(({ label }) => label === 'Prometheus')).toBe(false);
  });

  test('has the secrets, and where they are decrypted', () => {
    const app = sops();
    const secret = new Secret(app, 'token');
    secret.on(host(app));
    const made = graphOf(app);
    expect(node('token', made)).toMatchObject({ kind: 'secret', label: 'token', parent: 'secrets' });
    expect(node('secrets', made)).toMatchObject({ kind: 'store', label: 'secrets by sops' });
    expect(edges('secret', made)).toEqual([['token', 'laddie', undefined]]);
  });

  test('has parents before what stands in them, edges between nodes that are there, and no node twice', () => {
    const seen = new Set<string>();
    for (const { id, parent } of graph.nodes) {
      expect(parent === undefined || seen.has(parent)).toBe(true);
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
    expect(graph.edges.filter(({ from, to }) => !seen.has(from) || !seen.has(to))).toEqual([]);
  });

  test('is the same for the same tree, and plain data', () => {
    expect(JSON.stringify(graphOf(wholeEstate()))).toBe(JSON.stringify(graph));
    expect(JSON.parse(JSON.stringify(graph))).toEqual(JSON.parse(JSON.stringify(graphOf(wholeEstate()))));
  });

  test('tells of DHCP where there is no network to show', () => {
    const app: App = newApp();
    hostOf(app, 'one', { networking: { useDhcp: true } });
    expect(node('one', graphOf(app))!.facts).toContain('address by DHCP');
  });
});
