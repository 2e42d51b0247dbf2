import {
  ContainerNetwork,
  Diagnostic,
  Dns,
  DnsProps,
  DnsRecord,
  DnsServer,
  DnsUpstream,
  Endpoint,
  HostProps,
  LibvirtGuest,
  LibvirtInterface,
  NetworkBackend,
  NixosContainer,
  ReverseProxy,
  SharedModule,
  TailscaleNode,
} from '../../src';
import { refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

const on = (...addresses: string[]): Partial<HostProps> => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses } } },
});
const only = (found: readonly Diagnostic[], code: string) => found.filter((one) => one.code === code);

/** A home with one of everything that has a name. */
function estate(props: DnsProps = {}, names: { nas?: string; address?: string } = {}) {
  const app = appWith();
  const server = hostOf(app, 'server', on('192.168.1.10/24', 'fd00::10/64'));
  const nas = hostOf(app, names.nas ?? 'nas', on(names.address ?? '192.168.1.11/24'));
  hostOf(app, 'laptop');
  new ContainerNetwork(server, 'containers', { externalInterface: 'eno1' });
  new NixosContainer(server, 'bridged', { hostBridge: 'br0', localAddress: '192.168.1.50/24' });
  new NixosContainer(nas, 'shared', { privateNetwork: false });
  new LibvirtGuest(nas, 'haos', {
    memoryGib: 1,
    interfaces: [LibvirtInterface.macvtap('eno1', { address: '192.168.1.60' })],
  });
  const proxy = new ReverseProxy(server, 'proxy', { listenAddresses: ['192.168.1.10'] });
  proxy.route('tv.home.example', new Endpoint({ host: '192.168.1.50', port: 8096 }));
  const dns = new Dns(server, 'dns', { interfaces: ['eno1'], ...props });
  return { app, server, nas, proxy, dns };
}

const written = (props: DnsProps = {}) => file(estate(props).app, 'hosts/server/dns.nix');

describe('Dns', () => {
  test('answers for everything in the estate, and nothing is listed', () => {
    const { app, dns } = estate({ upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net')] });
    expect(file(app, 'hosts/server/dns.nix')).toMatchInlineSnapshot(`
     "{
       services.unbound = {
         enable = true;
         settings = {
           server = {
             interface = [
               "127.0.0.1"
               "192.168.1.10"
               "fd00::10"
             ];
             access-control = [
               "127.0.0.0/8 allow"
               "::1/128 allow"
               "192.168.1.0/24 allow"
               "fd00::/64 allow"
             ];
             local-zone = [ "\\"home.arpa.\\" static" ];
             local-data = [
               "\\"bridged.home.arpa. A 192.168.1.50\\""
               "\\"haos.home.arpa. A 192.168.1.60\\""
               "\\"nas.home.arpa. A 192.168.1.11\\""
               "\\"server.home.arpa. A 192.168.1.10\\""
               "\\"server.home.arpa. AAAA fd00::10\\""
               "\\"shared.home.arpa. A 192.168.1.11\\""
               "\\"tv.home.example. A 192.168.1.10\\""
             ];
             local-data-ptr = [
               "\\"192.168.1.50 bridged.home.arpa.\\""
               "\\"192.168.1.60 haos.home.arpa.\\""
               "\\"192.168.1.11 nas.home.arpa.\\""
               "\\"192.168.1.10 server.home.arpa.\\""
               "\\"fd00::10 server.home.arpa.\\""
             ];
           };
           forward-zone = [
             {
               name = ".";
               forward-addr = [ "9.9.9.9@853#dns.quad9.net" ];
               forward-tls-upstream = true;
             }
           ];
         };
       };
     }
     "
    `);
    expect(dns.address).toBe('192.168.1.10');
    expect(Dns.isDns(dns)).toBe(true);
    expect(only(app.check(), 'DNS_NO_ADDRESS').map(({ severity, message }) => [severity, message])).toEqual([
      ['info', 'laptop.home.arpa has no address that is known'],
    ]);
    expect(file(app, 'hosts/server/firewall.nix')).toContain('53');
  });

  test('is told the same for dnsmasq', () => {
    const props = {
      server: DnsServer.DNSMASQ,
      upstreams: [DnsUpstream.plain('9.9.9.9'), DnsUpstream.plain('1.1.1.1', 5353)],
    };
    expect(written(props)).toMatchInlineSnapshot(`
     "{
       services.dnsmasq = {
         enable = true;
         settings = {
           no-resolv = true;
           no-hosts = true;
           domain-needed = true;
           bogus-priv = true;
           bind-dynamic = true;
           listen-address = [
             "127.0.0.1"
             "192.168.1.10"
             "fd00::10"
           ];
           domain = "home.arpa";
           local = [ "/home.arpa/" ];
           server = [
             "9.9.9.9"
             "1.1.1.1#5353"
           ];
           host-record = [
             "bridged.home.arpa,192.168.1.50"
             "haos.home.arpa,192.168.1.60"
             "nas.home.arpa,192.168.1.11"
             "server.home.arpa,192.168.1.10,fd00::10"
             "shared.home.arpa,192.168.1.11"
             "tv.home.example,192.168.1.10"
           ];
         };
       };
     }
     "
    `);
  });

  const records = [
    DnsRecord.address('printer', '192.168.1.5', 'fd00::5', '192.168.1.6'),
    DnsRecord.address('*.apps', '192.168.1.10'),
    DnsRecord.alias('files', 'nas'),
    DnsRecord.alias('media.example.org', 'tv.home.example'),
    DnsRecord.text('_acme', 'v=1 a'),
    DnsRecord.service('_imaps._tcp', 'nas', 993, 1, 2),
    DnsRecord.mail('home', 'mail.example.org'),
  ];
  test.each([DnsServer.UNBOUND, DnsServer.DNSMASQ])('writes further records, in a public domain, for %s', (server) => {
    const upstreams = [DnsUpstream.plain('9.9.9.9')];
    const text = written({
      server,
      upstreams,
      records,
      domain: 'ada.dev',
      exclude: ['shared'],
      networks: ['192.168.1.0/24'],
    });
    expect(text).toMatchSnapshot();
    expect(text).not.toMatch(/server\.ada\.dev.*fd00::10/);
    expect(text).toContain('_imaps._tcp.ada.dev');
    expect(text).toContain('apps.ada.dev');
  });

  test('changes when a host is renamed or moves', () => {
    const before = file(estate().app, 'hosts/server/dns.nix');
    const after = file(estate({}, { nas: 'vault', address: '192.168.1.99/24' }).app, 'hosts/server/dns.nix');
    expect(before).toContain('\\"nas.home.arpa. A 192.168.1.11\\"');
    expect(after).toContain('\\"vault.home.arpa. A 192.168.1.99\\"');
    expect(after).toContain('\\"shared.home.arpa. A 192.168.1.99\\"');
    expect(after).not.toContain('192.168.1.11');
    expect(after).not.toContain('nas.home');
  });

  test('listens everywhere where nobody knows the address of an interface, behind the firewall', () => {
    const build = (server: DnsServer) => {
      const app = appWith();
      const host = hostOf(app, 'server', { networking: { backend: NetworkBackend.NETWORK_MANAGER } });
      new TailscaleNode(host, 'tailscale');
      const upstreams = [DnsUpstream.plain('9.9.9.9')];
      const dns = new Dns(host, 'dns', { server, upstreams, interfaces: ['tailscale0'] });
      expect(refusal(() => dns.address).code).toBe('DNS_NO_ADDRESS');
      expect(codes(app.check())).toEqual(['info DNS_NO_ADDRESS']);
      return file(app, 'hosts/server/dns.nix');
    };
    expect(build(DnsServer.UNBOUND)).toMatch(/interface = \[\s+"0.0.0.0"\s+"::0"\s+\]/);
    expect(build(DnsServer.UNBOUND)).toContain('100.64.0.0/10 allow');
    expect(build(DnsServer.DNSMASQ)).toMatch(/interface = \[\s+"lo"\s+"tailscale0"\s+\]/);
  });

  test('knows guests by the address of their machine, containers by both of theirs, and sites in them', () => {
    const { app, server, nas } = estate();
    new LibvirtGuest(nas, 'lab', {
      memoryGib: 1,
      interfaces: [LibvirtInterface.macvtap('eno1', { address: '192.168.1.61' })],
      host: { stateVersion: '25.11', allowNoLogin: true },
    });
    new LibvirtGuest(nas, 'nobody', { memoryGib: 1, interfaces: [LibvirtInterface.macvtap('eno1')] });
    const box = new NixosContainer(server, 'box', { subnet: '10.233.7.0/24', subnet6: 'fd00:7::/64' });
    new ReverseProxy(box.inside, 'inner').route('in.home.arpa', new Endpoint({ host: '127.0.0.1', port: 1 }));
    const text = file(app, 'hosts/server/dns.nix');
    for (const record of [
      'lab.home.arpa. A 192.168.1.61',
      'box.home.arpa. AAAA fd00:7::2',
      'in.home.arpa. A 10.233.7.2',
    ]) {
      expect(text).toContain(record);
    }
    expect(only(app.check(), 'DNS_NO_ADDRESS').map(({ message }) => message)).toContain(
      'nobody.home.arpa has no address that is known',
    );
  });

  test('claims port 53 where it listens', () => {
    const { app, server } = estate();
    new Dns(server, 'second', { listenAddresses: ['192.168.1.10'] });
    expect(only(app.check(), 'UDP_PORT_TAKEN').map(({ path }) => path)).toContain('server/second');
  });

  test('finds systemd-resolved in its place', () => {
    const { app } = estate({ interfaces: undefined, openFirewall: true });
    expect(only(app.check(), 'DNS_STUB')).toHaveLength(1);
    expect(only(estate().app.check(), 'DNS_STUB')).toEqual([]);
  });

  test('finds one name of two, and takes one of two records', () => {
    const { app, proxy } = estate({ records: [DnsRecord.address('nas', '192.168.1.12')] });
    expect(only(app.check(), 'DNS_NAME_TWICE')[0]?.message).toBe(
      'nas.home.arpa is the name of two: nas (192.168.1.11) and server/dns (192.168.1.12)',
    );
    expect(proxy.hostNames).toEqual(['tv.home.example']);
  });

  test('finds an alias of nothing, and names that cannot be', () => {
    const { app } = estate({ records: [DnsRecord.alias('a', 'elsewhere.example')] });
    hostOf(app, 'under_score', on('192.168.1.70/24'));
    const found = app.check();
    expect(only(found, 'DNS_ALIAS')[0]?.severity).toBe('error');
    expect(only(found, 'DNS_NAME')[0]).toMatchObject({ severity: 'warning', related: ['under_score'] });
  });

  test.each<[string, DnsProps]>([
    ['DNS_DOMAIN', { domain: 'my home' }],
    ['DNS_DOMAIN', { domain: '.' }],
    ['DNS_NETWORK', { networks: ['192.168.1.1'] }],
    ['DNS_NETWORK', { allowFrom: ['all'] }],
    ['DNS_UPSTREAM', { server: DnsServer.DNSMASQ }],
    ['DNS_UPSTREAM', { server: DnsServer.DNSMASQ, upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net')] }],
    ['DNS_UPSTREAM', { upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net'), DnsUpstream.plain('1.1.1.1')] }],
    ['LISTEN_ADDRESS', { listenAddresses: ['eno1'] }],
  ])('refuses with %s: %j', (code, props) => {
    expect(refusal(() => estate(props)).code).toBe(code);
  });

  test.each<[string, () => unknown]>([
    ['DNS_ADDRESS', () => DnsUpstream.plain('dns.quad9.net')],
    ['PORT_OUT_OF_RANGE', () => DnsUpstream.plain('9.9.9.9', 0)],
    ['DNS_NAME', () => DnsUpstream.tls('9.9.9.9', 'quad9')],
    ['DNS_ADDRESS', () => DnsRecord.address('a')],
    ['DNS_ADDRESS', () => DnsRecord.address('a', '192.168.1.5/24')],
    ['DNS_NAME', () => DnsRecord.address('a b', '192.168.1.5')],
    ['DNS_NAME', () => DnsRecord.alias('*.a', 'b')],
    ['DNS_TEXT', () => DnsRecord.text('a', 'b"c')],
    ['DNS_NUMBER', () => DnsRecord.service('_a._tcp', 'b', 70000)],
    ['DNS_NUMBER', () => DnsRecord.mail('a', 'b', -1)],
  ])('refuses with %s a record or server', (code, run) => {
    expect(refusal(run).code).toBe(code);
  });

  test('refuses a System that is no NixOS', () => {
    expect(refusal(() => new Dns(new SharedModule(appWith(), 'shared'), 'dns')).code).toBe('DNS_SYSTEM');
  });
});

describeWithNix('the files of a name server', () => {
  test('are Nix', async () => {
    const texts = Object.entries(estate().app.render()).flatMap(([path, text]) =>
      path.endsWith('.nix') ? [text] : [],
    );
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
