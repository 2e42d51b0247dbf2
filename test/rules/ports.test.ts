import {
  BackupRepository,
  Backup,
  Claims,
  Connections,
  ContainerNetwork,
  Dns,
  DnsUpstream,
  Endpoint,
  HostProps,
  Nix,
  NixModule,
  NixosContainer,
  Protocol,
  SecretFile,
  SharedModule,
  TailscaleNode,
} from '../../src';
import { newApp, project } from '../support/estate';
import { codes, hostOf } from '../support/small-estate';

/** A host with services by plain options, and what is found in it. */
function withServices(services: Record<string, any>, props: Partial<HostProps> = {}): string[] {
  const app = newApp();
  hostOf(app, 'server', { ...props, options: { ...props.options, services } });
  return codes(app.check());
}

const TAKEN = ['error SERVICE_PORT_TAKEN'];
const wired = (address: string, more: Partial<HostProps> = {}): Partial<HostProps> => ({
  networking: { interfaces: { eno1: { addresses: [address] } } },
  ...more,
});

describe('two services on one port', () => {
  test.each([
    ['by their defaults', { grafana: { enable: true }, adguardhome: { enable: true } }],
    ['by an option', { grafana: { enable: true }, prometheus: { enable: true, port: 3000 } }],
    [
      'by a setting',
      { gitea: { enable: true, settings: { server: { HTTP_PORT: 9090 } } }, prometheus: { enable: true } },
    ],
    ['on UDP as on TCP', { unbound: { enable: true }, blocky: { enable: true } }],
    [
      'by a port in a text',
      { influxdb2: { enable: true }, 'ntfy-sh': { enable: true, settings: { 'listen-http': ':8086' } } },
    ],
    [
      'of nginx and Caddy',
      { nginx: { enable: true, virtualHosts: { a: {} } }, caddy: { enable: true, virtualHosts: { b: {} } } },
    ],
    ['of redis and another database', { redis: { servers: { '': { enable: true } } }, dragonflydb: { enable: true } }],
    ['of exporters', { prometheus: { exporters: { node: { enable: true, port: 9134 }, zfs: { enable: true } } } }],
    ['of SSH', { openssh: { ports: [2222] }, endlessh: { enable: true } }],
  ])('are found %s', (_, services) => {
    expect(withServices(services)).toEqual(TAKEN);
  });

  test.each([
    ['on addresses of their own', { grafana: { enable: true }, 'zwave-js': { enable: true, port: 3001 } }],
    ['on two loopbacks', { 'anki-sync-server': { enable: true, port: 8888 }, atuin: { enable: true } }],
    ['where one is off', { grafana: { enable: true }, adguardhome: { enable: false } }],
    [
      'where one may be off',
      { grafana: { enable: true }, adguardhome: { enable: Nix.mkIf(Nix.ref('config.x'), true) } },
    ],
    [
      'where only Nix knows the port',
      { grafana: { enable: true }, adguardhome: { enable: true, port: Nix.ref('config.x') } },
    ],
    ['where they speak otherwise', { 'endlessh-go': { enable: true, port: 34197 }, factorio: { enable: true } }],
    ['where one is told none', { redis: { servers: { cache: { enable: true } } }, dragonflydb: { enable: true } }],
    ['where mDNS is shared', { avahi: { enable: true }, blocky: { enable: true, settings: { ports: { dns: 5353 } } } }],
  ])('are not found %s', (_, services) => {
    expect(withServices(services).filter((code) => code.includes('TAKEN'))).toEqual([]);
  });

  test('are found between a host and its container without a network of its own, and not in one with', () => {
    const build = (privateNetwork: boolean) => {
      const app = newApp();
      const host = hostOf(app, 'server', { options: { services: { jellyfin: { enable: true } } } });
      new ContainerNetwork(host, 'net', { externalInterface: 'eno1' });
      new NixosContainer(host, 'media', { privateNetwork, config: { services: { jellyfin: { enable: true } } } });
      return codes(app.check());
    };
    expect(build(true)).toEqual([]);
    expect(build(false)).toEqual(TAKEN);
  });

  test('are found where a port is published or forwarded over a service of the host', () => {
    const app = newApp();
    const host = hostOf(app, 'server', {
      firewall: { tcpPorts: [8096, 8123] },
      options: {
        services: { jellyfin: { enable: true }, 'home-assistant': { enable: true } },
        virtualisation: {
          'oci-containers': { containers: { emby: { image: 'emby', ports: ['8090-8099:8090-8099'] } } },
        },
      },
    });
    new ContainerNetwork(host, 'net', { externalInterface: 'eno1' });
    new NixosContainer(host, 'box', {
      forwardPorts: [{ hostPort: 8123 }],
      config: { services: { 'home-assistant': { enable: true } } },
    });
    const found = app.check().filter(({ code }) => code === 'SERVICE_PORT_TAKEN');
    expect(found.map(({ message }) => message).sort()).toEqual([
      'port 8096 (TCP) of server is taken: jellyfin and the container emby listen on it',
      'port 8123 (TCP) of server is taken: forwarded to the container box and home-assistant listen on it',
    ]);
    expect(found.find(({ message }) => message.includes('8123'))).toMatchObject({
      path: 'server',
      keyPath: 'services.home-assistant.enable',
      related: ['server/box'],
    });
  });

  test('are one where the construct that claims the port turned the service on', () => {
    const app = newApp();
    const host = hostOf(app, 'server');
    const wiki = new NixModule(host, 'wiki', { options: { services: { gitea: { enable: true } } } });
    Claims.of(wiki).tcpPort(3000, { purpose: 'the wiki' });
    Claims.of(host).tcpPort(3001, { purpose: 'Uptime Kuma' });
    new NixModule(host, 'watch', { options: { services: { 'uptime-kuma': { enable: true } } } });
    expect(codes(app.check())).toEqual([]);
  });

  test('are found through a shared module', () => {
    const app = newApp();
    const shared = new SharedModule(app, 'common', { options: { services: { grafana: { enable: true } } } });
    const host = hostOf(app, 'server', { options: { services: { adguardhome: { enable: true } } } });
    shared.attachTo(host);
    expect(codes(app.check())).toEqual(TAKEN);
  });
});

describe('a connection', () => {
  /** Two machines in one network; the second uses a port of the first. */
  function pair(services: Record<string, any>, port: number, props: Partial<HostProps> = {}, protocol = Protocol.TCP) {
    const app = newApp();
    const server = hostOf(app, 'server', { ...wired('10.139.0.5/24'), ...props, options: { services } });
    const user = hostOf(app, 'user', wired('10.139.0.6/24'));
    Connections.of(new NixModule(user, 'app')).add(server.endpoint(port, protocol), { purpose: 'the app' });
    return { app, server, user };
  }

  const redis = { redis: { servers: { '': { enable: true, bind: '10.139.0.5' } } } };

  test.each([
    ['a port', { tcpPorts: [6379] }],
    ['a range', { tcpPortRanges: [{ from: 6000, to: 7000 }] }],
    ['a port of the interface', { interfaces: { eno1: { tcpPorts: [6379] } } }],
    ['a range of interfaces of that name', { interfaces: { 'en+': { tcpPortRanges: [{ from: 6379, to: 6380 }] } } }],
    ['the whole interface', { trustedInterfaces: ['eno1'] }],
    ['everything', { enable: false }],
  ])('comes in where the firewall opens %s', (_, firewall) => {
    expect(codes(pair(redis, 6379, { firewall }).app.check()).filter((code) => code.includes('CONNECTION'))).toEqual(
      [],
    );
  });

  test.each([
    ['another port', { tcpPorts: [6380] }],
    ['another interface', { interfaces: { eno2: { tcpPorts: [6379] } } }],
    ['UDP', { udpPorts: [6379] }],
    ['another interface of a like name', { trustedInterfaces: ['eno12', 'wl+'] }],
  ])('does not come in where the firewall opens %s', (_, firewall) => {
    const found = pair(redis, 6379, { firewall }).app.check();
    expect(codes(found)).toContain('warning CONNECTION_CLOSED');
  });

  test('comes in where a service opens its own port, and in a tailnet only on its interface', () => {
    const open = { grafana: { enable: true, settings: { server: { http_addr: '' } } }, openssh: {} };
    expect(codes(pair(open, 22).app.check())).toEqual([]);
    const { app, server, user } = pair({}, 22, { ssh: { interfaces: ['eno1'] }, networking: {} });
    for (const host of [server, user]) new TailscaleNode(host, 'tailscale');
    expect(app.check()).toMatchObject([
      {
        code: 'CONNECTION_CLOSED',
        message: 'the app on user asks port 22 of server on tailscale0, which the firewall there does not open',
        mend: "open it: server.firewall.allowTcp(22, { interface: 'tailscale0' })",
      },
    ]);
  });

  test('is refused where nobody serves, unless something is there of which nothing is known', () => {
    const firewall = { trustedInterfaces: ['eno1'] };
    expect(codes(pair({}, 8000, { firewall }).app.check())).toEqual(['warning CONNECTION_UNSERVED']);
    expect(codes(pair({ 'who-knows': { enable: true } }, 8000, { firewall }).app.check())).toEqual([]);
    const dns = pair({ unbound: { enable: true } }, 53, { firewall }, Protocol.UDP).app.check();
    expect(codes(dns)).toEqual(['error CONNECTION_LOOPBACK']);
    const { app, server } = pair({}, 8000, { firewall });
    server.addNix('{ systemd.services.app.script = "serve"; }');
    expect(codes(app.check())).toEqual([]);
    const units = pair({}, 8000, { firewall });
    new NixModule(units.server, 'unit', {
      options: { systemd: { services: { once: { script: 'x', serviceConfig: { Type: 'oneshot' } } } } },
    });
    expect(codes(units.app.check())).toEqual(['warning CONNECTION_UNSERVED']);
  });

  test('of several to one closed port is one finding', () => {
    const { app, server } = pair(redis, 6379);
    const third = hostOf(app, 'third', wired('10.139.0.7/24'));
    Connections.of(third).add(server.endpoint(6379));
    const found = app.check();
    expect(codes(found)).toEqual(['warning CONNECTION_CLOSED']);
    expect(found[0]?.also).toMatchObject([{ path: 'user/app' }]);
  });

  test('by a name or an address leads to the machine that has it', () => {
    const app = newApp();
    const nas = hostOf(app, 'nas', wired('10.139.1.5/24', { ssh: { openFirewall: false } }));
    const user = hostOf(app, 'user', wired('10.139.1.6/24'));
    const backup = (id: string, repository: BackupRepository) =>
      new Backup(user, id, { paths: ['/home'], repository, passwordFile: SecretFile.at('/run/keys/r') });
    backup('a', BackupRepository.sftp({ host: 'nas', path: '/a' }));
    backup('b', BackupRepository.sftp({ host: '10.139.1.5', path: '/b' }));
    backup('c', BackupRepository.sftp({ host: 'backup.example.com', path: '/c' }));
    backup('d', BackupRepository.rest('https://nas/d'));
    nas.firewall.allowTcp(443);
    const found = app.check().filter(({ code }) => code.startsWith('CONNECTION'));
    expect(codes(found)).toEqual(['warning CONNECTION_CLOSED', 'warning CONNECTION_UNSERVED']);
    expect(found[0]).toMatchObject({ path: 'user/a', keyPath: 'repository', also: [{ path: 'user/b' }] });
    expect(found[1]?.message).toBe('the backup d on user asks port 443 of nas, and nobody serves it there');
  });

  test('to an address of nobody, or of a machine outside, says nothing', () => {
    const app = newApp();
    const host = hostOf(app, 'server', wired('10.139.2.5/24'));
    for (const target of ['9.9.9.9', 'dns.example.com', 'nas']) {
      Connections.of(host).add(new Endpoint({ host: target, port: 853 }));
    }
    new Dns(host, 'dns', { interfaces: ['eno1'], upstreams: [DnsUpstream.plain('9.9.9.9')] });
    expect(codes(app.check())).toEqual([]);
  });
});

describe('what is open', () => {
  test.each([
    [
      'a database by its own flag',
      { memcached: { enable: true, listen: '0.0.0.0' } },
      { tcpPorts: [11211] },
      ['warning SERVICE_EXPOSED'],
    ],
    [
      'an exporter by its own flag',
      { prometheus: { exporters: { node: { enable: true, openFirewall: true } } } },
      {},
      ['warning SERVICE_EXPOSED'],
    ],
    ['a database without a firewall', { mysql: { enable: true } }, { enable: false }, ['warning SERVICE_EXPOSED']],
    ['a database on the loopback', { memcached: { enable: true } }, { enable: false }, []],
    ['a database behind the firewall', { mysql: { enable: true } }, {}, []],
    ['a web application', { 'node-red': { enable: true, openFirewall: true } }, {}, []],
  ])('is told of %s', (_, services, firewall, expected) => {
    expect(withServices(services, { firewall })).toEqual(expected);
  });

  test('without anybody who serves it is found where all that runs is known', () => {
    const firewall = { tcpPorts: [8096, 8097], tcpPortRanges: [{ from: 9000, to: 9100 }] };
    const app = newApp();
    hostOf(app, 'known', { firewall, options: { services: { jellyfin: { enable: true } } } });
    hostOf(app, 'idle', { firewall });
    hostOf(app, 'more', { firewall, options: { services: { jellyfin: { enable: true }, unheard: { enable: true } } } });
    hostOf(app, 'docker', {
      firewall,
      options: { services: { jellyfin: { enable: true } }, virtualisation: { docker: { enable: true } } },
    });
    expect(app.check().map(({ message }) => message)).toEqual([
      'port 8097 (TCP) of known is open, and nobody serves it',
    ]);
  });

  test('says nothing of a host with modules that nobody can look into', () => {
    const app = newApp({ projectRoot: project({ 'server/default.nix': '{ }' }) });
    const host = hostOf(app, 'server', {
      firewall: { tcpPorts: [1] },
      options: { services: { jellyfin: { enable: true } } },
    });
    host.importFile('server');
    expect(codes(app.check())).toEqual([]);
  });

  test('past the firewall is told of containers of Docker, once a container', () => {
    const app = newApp();
    const containers = {
      wiki: { image: 'x', ports: ['80:80', '443:443', '127.0.0.1:9000:9000', '[::1]:9001:1', '53:53/udp'] },
      blog: { image: 'y', ports: ['8080:80'] },
    };
    hostOf(app, 'server', {
      firewall: { tcpPorts: [8080, 443] },
      options: { virtualisation: { 'oci-containers': { containers } } },
    });
    expect(app.check().map(({ code, message }) => `${code} ${message}`)).toEqual([
      'OCI_PORT_PAST_FIREWALL the container wiki on server publishes port 80, 53 to every network, and the firewall does not say so',
    ]);
  });
});

test('WireGuard, forwarded ports and DHCP are known to listen', () => {
  const app = newApp();
  hostOf(app, 'server', {
    firewall: { udpPorts: [51820, 51821, 67], tcpPorts: [2222, 8096] },
    options: {
      services: { jellyfin: { enable: true } },
      networking: {
        wireguard: { interfaces: { wg0: { listenPort: 51820 } } },
        nat: { forwardPorts: [{ sourcePort: 2222, destination: '10.0.0.5:22' }] },
      },
    },
  });
  expect(app.check().map(({ message }) => message)).toEqual([
    'port 51821 (UDP) of server is open, and nobody serves it',
  ]);
});
