import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import {
  App,
  Backup,
  BackupRepository,
  Dns,
  DnsUpstream,
  HostProps,
  Monitoring,
  NetworkBackend,
  NixModule,
  ReverseProxy,
  SecretFile,
  ZfsPool,
} from '../../src';
import { newApp } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';
import { codes, hostOf } from '../support/small-estate';

const on = (address: string): Partial<HostProps> => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses: [address] } } },
});

/** An estate whose services know of one another by objects alone. */
function estate(name: string, address: string, port: number, mountPoint: string): App {
  const app = newApp();
  const edge = hostOf(app, 'edge', on('192.168.1.10/24'));
  const monitoring = new Monitoring(edge, 'monitoring', { nodePort: port + 1 });
  new Dns(edge, 'dns', { interfaces: ['eno1'], upstreams: [DnsUpstream.plain('9.9.9.9')] });
  const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
  proxy.route('prometheus.home.arpa', monitoring.prometheus);

  const nas = hostOf(app, name, { ...on(`${address}/24`), hostId: '12345678' });
  new NixModule(nas, 'wiki', { options: { services: { 'wiki-js': { enable: true, settings: { port } } } } });
  proxy.route('wiki.home.arpa', nas.endpoint(port), { openFirewall: true });
  const pages = new ZfsPool(nas, 'tank').addDataset('pages', { mountPoint });
  new Backup(nas, 'pages', {
    repository: BackupRepository.rest('https://backup.example.org'),
    passwordFile: SecretFile.at('/run/keys/restic'),
    datasets: [pages],
    keep: { daily: 7 },
    checkReadPercent: 2,
  });
  return app;
}

test('a host, an address, a port and a mount point that change in one place change everywhere', () => {
  const before = estate('nas', '192.168.1.20', 3000, '/srv/pages');
  const after = estate('vault', '192.168.1.30', 4000, '/data/wiki');
  expect(codes(before.check())).toEqual([]);
  expect(codes(after.check())).toEqual([]);
  const renamed = (text: string) =>
    text
      .replaceAll('nas', 'vault')
      .replaceAll('192.168.1.20', '192.168.1.30')
      .replaceAll('3000', '4000')
      .replaceAll('3001', '4001')
      .replaceAll('/srv/pages', '/data/wiki');
  const nix = (app: App) => Object.entries(app.render()).filter(([path]) => path.endsWith('.nix'));
  const expected = Object.fromEntries(nix(before).map(([path, text]) => [renamed(path), renamed(text)]));
  // Names stand in the order of the alphabet, so that lines may move.
  const sorted = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.split('\n').sort()]));
  expect(sorted(Object.fromEntries(nix(after)))).toEqual(sorted(expected));
  expect(Object.values(sorted(expected)).flat().join('\n')).not.toContain('192.168.1.20');
});

describeWithNix('what an estate of services evaluates to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-services-'));
  let systems: Record<string, Record<string, any>>;

  beforeAll(() => {
    for (const [path, text] of Object.entries(estate('nas', '192.168.1.20', 3000, '/srv/pages').render())) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    systems = evaluateFlake(folder).systems;
  });

  const system = (name: string) => Object.entries(systems).find(([path]) => path.split('.').pop() === name)![1];

  test('the proxy', () => {
    const { services } = system('edge');
    expect(services.caddy.virtualHosts['wiki.home.arpa'].extraConfig).toContain('reverse_proxy 192.168.1.20:3000');
    expect(services.caddy.virtualHosts['prometheus.home.arpa'].listenAddresses).toEqual(['192.168.1.10']);
  });

  test('the names', () => {
    const { server } = system('edge').services.unbound.settings;
    expect(server['local-data']).toEqual([
      '"edge.home.arpa. A 192.168.1.10"',
      '"nas.home.arpa. A 192.168.1.20"',
      '"prometheus.home.arpa. A 192.168.1.10"',
      '"wiki.home.arpa. A 192.168.1.10"',
    ]);
  });

  test('the measuring', () => {
    const { prometheus } = system('edge').services;
    expect(prometheus.scrapeConfigs.map((job: any) => [job.job_name, job.static_configs])).toEqual([
      [
        'node',
        [
          { targets: ['127.0.0.1:3001'], labels: { instance: 'edge' } },
          { targets: ['192.168.1.20:3001'], labels: { instance: 'nas' } },
        ],
      ],
      ['zfs', [{ targets: ['192.168.1.20:9134'], labels: { instance: 'nas' } }]],
      ['sites', [{ targets: ['https://prometheus.home.arpa', 'https://wiki.home.arpa'] }]],
    ]);
    const { groups } = JSON.parse(prometheus.rules[0]);
    expect(groups[0].rules.map(({ alert }: { alert: string }) => alert)).toEqual([
      'HostDown',
      'DiskFilling',
      'DiskFullSoon',
      'UnitFailed',
      'ZfsPoolUnhealthy',
      'ZfsPoolFilling',
      'CertificateEnds',
      'SiteDown',
    ]);
  });

  test('what is open, and what is saved', () => {
    const { networking, services } = system('nas');
    expect([...networking.firewall.interfaces.eno1.allowedTCPPorts].sort((a, b) => a - b)).toEqual([3000, 3001, 9134]);
    expect(services.restic.backups.pages.paths).toEqual(['/srv/pages/.zfs/snapshot/restic-pages']);
  });
});
