import { Claims, ClaimKind, NixModule, Protocol, SecretFile, SharedModule } from '../../src/app';
import { ContainerNetwork, NixosContainer, NixosContainerProps } from '../../src/containers';
import { HomeManagerProfile } from '../../src/home';
import { Nix } from '../../src/nix';
import { describeWithNix, nixParses } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

function estate() {
  const app = appWith();
  const host = hostOf(app);
  new ContainerNetwork(host, 'container-network', { externalInterface: 'enp4s0' });
  return { app, host };
}

function container(props: NixosContainerProps = {}, name: string = 'media') {
  const { app, host } = estate();
  return { app, host, container: new NixosContainer(host, name, props) };
}

const shell = (props: NixosContainerProps) => file(container(props).app, 'hosts/server/media.nix');
const inside = (props: NixosContainerProps) => file(container(props).app, 'hosts/server/media/container.nix');

const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('NixosContainer', () => {
  test('has a cable to the host, name resolution and the way out', () => {
    const { app, container: media } = container({ subnet: '10.233.1.0/24' });
    new NixModule(media.inside, 'jellyfin', { options: { services: { jellyfin: { enable: true } } } });
    expect(file(app, 'hosts/server/media.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/media/container.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/media/default.nix')).toBe(
      '{\n  imports = [\n    ./container.nix\n    ./jellyfin.nix\n  ];\n}\n',
    );
    expect(file(app, 'hosts/server/container-network.nix')).toMatchSnapshot();
    expect(codes(app.check())).toEqual([]);
  });

  test('writes everything that it is told', () => {
    const { app, host } = estate();
    const media = new NixosContainer(host, 'media-server', {
      containerName: 'media',
      stateVersion: '24.05',
      config: { services: { plex: { enable: true } } },
      autoStart: false,
      ephemeral: true,
      subnet: '10.233.1.0/24',
      subnet6: 'fd00:233:1::/64',
      macAddress: '52:54:00:12:34:56',
      forwardPorts: [
        { hostPort: 32400 },
        { hostPort: 80, containerPort: 8096 },
        { hostPort: 1900, protocol: Protocol.UDP },
      ],
      nameservers: ['1.1.1.1'],
      allowedTcpPorts: [22],
      allowedUdpPorts: [5353],
      bindMounts: [
        { mountPoint: '/media', hostPath: { mountPoint: '/mnt/media' } },
        { mountPoint: '/var/lib/plex', readOnly: false },
        { mountPoint: '/run/key', hostPath: Nix.ref('config.age.secrets.plex.path') },
      ],
      devices: ['/dev/dri/renderD128', { node: '/dev/fuse', modifier: 'rwm' }],
      tmpfs: ['/var/cache:size=1G'],
      capabilities: ['CAP_NET_ADMIN'],
      enableTun: true,
      privateUsers: '65536',
      memoryMib: 4096,
      cpuPercent: 200,
      startTimeout: '5min',
      restartIfChanged: false,
      extraFlags: ['--property=TasksMax=4096'],
      allowUnfreePackages: ['plexmediaserver'],
      options: { environment: { etc: { marker: { text: 'x' } } } },
      override: { 'containers.media.timeoutStartSec': '10min' },
    });
    expect(media.endpoint(9090).url('http')).toBe('http://10.233.1.2:9090');
    expect(media.address6).toBe('fd00:233:1::2');
    expect(media.hostAddress).toBe('10.233.1.1');
    expect(file(app, 'hosts/server/media-server.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/media/container.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/media/config.nix')).toContain('services.plex.enable = true;');
    expect(file(app, 'hosts/server/media/nixpkgs.nix')).toContain('plexmediaserver');
    expect(file(app, 'hosts/server/container-network.nix')).toContain('enableIPv6 = true;');
  });

  test('is a System of its own, below its host', () => {
    const { app, host, container: media } = container();
    const shared = new SharedModule(app, 'hardening', { options: { security: { sudo: { enable: false } } } });
    shared.attachTo(media.inside);
    expect(media.inside.configRef.source()).toBe('inputs.self.nixosConfigurations.server.config.containers.media');
    expect(media.inside._networkRealm()).toBe(media.inside);
    expect(file(app, 'hosts/server/media/default.nix')).toContain('../../../modules/hardening');
    expect(file(app, 'flake.nix')).not.toContain('media');
    expect(media.inside.host).toBe(host);
  });

  test('is on the network of its host where it is told so', () => {
    const { app, host, container: media } = container({ privateNetwork: false });
    expect(media.address).toBe('127.0.0.1');
    expect(media.endpoint(8096).address).toBe('127.0.0.1:8096');
    expect(media.inside._networkRealm()).toBe(host);
    expect(file(app, 'hosts/server/media.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/media/container.nix')).toBe('{\n  system.stateVersion = "25.11";\n}\n');
    expect(app.render()['hosts/server/container-network.nix']).toBeUndefined();
  });

  test('is a machine of the LAN on a bridge', () => {
    const props = {
      hostBridge: 'br0',
      localAddress: '192.168.1.50/24',
      gateway: '192.168.1.1',
      nameservers: ['192.168.1.1'],
    };
    expect(shell(props)).toMatchSnapshot();
    expect(inside(props)).toMatchSnapshot();
    expect(container(props).container.address).toBe('192.168.1.50');
    expect(container(props).app.render()['hosts/server/container-network.nix']).toBeUndefined();
  });

  test('asks for an address by DHCP on a bridge or macvlan', () => {
    const asking = (props: NixosContainerProps) => /interfaces\.(\S+)\.useDHCP = true;/.exec(inside(props))?.[1];
    expect(asking({ hostBridge: 'br0' })).toBe('eth0');
    expect(asking({ hostBridge: 'br0', localAddress: '10.0.0.2/24' })).toBeUndefined();
    expect(asking({ macvlans: ['enp4s0'] })).toBe('mv-enp4s0');
    expect(asking({ interfaces: ['enp5s0'] })).toBeUndefined();
    expect(asking({ interfaces: ['enp5s0'], dhcp: true })).toBe('enp5s0');
    expect(shell({ macvlans: ['enp4s0'] })).not.toContain('hostAddress');
    expect(() => container({ hostBridge: 'br0' }).container.address).toThrow('CONTAINER_NO_ADDRESS');
    expect(() => container({ macvlans: ['enp4s0'] }).container.endpoint(80)).toThrow('CONTAINER_NO_ADDRESS');
  });

  test('takes addresses that are given', () => {
    const { container: media } = container({
      hostAddress: '10.0.0.1',
      localAddress: '10.0.0.9',
      hostAddress6: 'FD00::1',
      localAddress6: 'fd00:0::9',
    });
    expect([media.hostAddress, media.address, media.address6]).toEqual(['10.0.0.1', '10.0.0.9', 'fd00::9']);
    expect(container({ subnet: '10.0.0.0/24', localAddress: '10.0.0.77' }).container.address).toBe('10.0.0.77');
  });

  test('is without the way out where it is told so', () => {
    expect(container({ nat: false }).app.render()['hosts/server/container-network.nix']).toBeUndefined();
  });

  test('opens ports that others ask for, once', () => {
    const { app, container: media } = container({ allowedTcpPorts: [80] });
    media.endpoint(8096);
    media.endpoint(8096);
    media.endpoint(80);
    media.endpoint(53, Protocol.UDP);
    const text = file(app, 'hosts/server/media/container.nix');
    expect(flat(text)).toContain('allowedTCPPorts = [ 80 8096 ]; allowedUDPPorts = [ 53 ];');
  });

  test('claims ports of its host, and none of another container', () => {
    const { app, host } = estate();
    new NixosContainer(host, 'a', { forwardPorts: [{ hostPort: 80 }] });
    const b = new NixosContainer(host, 'b', { forwardPorts: [{ hostPort: 80 }] });
    Claims.of(b.inside).tcpPort(80);
    expect(codes(app.check())).toEqual(['error TCP_PORT_TAKEN']);
  });

  test('claims its name, its addresses and its mount points', () => {
    const { app, host } = estate();
    new NixosContainer(host, 'a', { subnet: '10.0.0.0/24', localAddress: '10.0.0.5' });
    const b = new NixosContainer(host, 'b', {
      containerName: 'a',
      subnet: '10.0.0.0/24',
      localAddress: '10.0.0.5',
      bindMounts: [{ mountPoint: '/data' }],
      macAddress: '52:54:00:00:00:01',
    });
    Claims.of(b.inside).add({ kind: ClaimKind.MOUNT_POINT, value: '/data' });
    Claims.of(host).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:00:00:01' });
    expect(new Set(codes(app.check()))).toEqual(
      new Set([
        'error CONTAINER_NAME_TAKEN',
        'error IP_ADDRESS_TAKEN',
        'error MAC_ADDRESS_TAKEN',
        'error MOUNT_POINT_TAKEN',
      ]),
    );
  });

  test('two hosts may have the same addresses behind them, but not on a LAN', () => {
    const app = appWith();
    for (const name of ['one', 'two']) {
      const host = hostOf(app, name);
      new ContainerNetwork(host, 'net', { externalInterface: 'eth0' });
      new NixosContainer(host, 'media', { subnet: '10.0.0.0/24' });
    }
    expect(app.check()).toEqual([]);
    const host = hostOf(app, 'three');
    new NixosContainer(host, 'a', { hostBridge: 'br0', localAddress: '192.168.1.9/24', gateway: '192.168.1.1' });
    new NixosContainer(hostOf(app, 'four'), 'b', {
      hostBridge: 'br0',
      localAddress: '192.168.1.9/24',
      gateway: '192.168.1.1',
    });
    expect(codes(app.check())).toEqual(['error IP_ADDRESS_TAKEN']);
  });

  test.each<[string, NixosContainerProps]>([
    ['CONTAINER_NAME', { containerName: 'a_b' }],
    ['CONTAINER_NAME', { containerName: '-a' }],
    ['CONTAINER_NAME', { containerName: '' }],
    ['CONTAINER_NAME_TOO_LONG', { containerName: 'twelve-chars' }],
    ['CONTAINER_STATE_VERSION', { stateVersion: '25.1' }],
    ['CONTAINER_NOT_PRIVATE', { privateNetwork: false, localAddress: '10.0.0.2' }],
    ['CONTAINER_NOT_PRIVATE', { privateNetwork: false, hostBridge: 'br0' }],
    ['CONTAINER_NOT_PRIVATE', { privateNetwork: false, forwardPorts: [{ hostPort: 80 }] }],
    ['CONTAINER_NOT_PRIVATE', { privateNetwork: false, nat: true }],
    ['CONTAINER_BRIDGE_AND_CABLE', { hostBridge: 'br0', hostAddress: '10.0.0.1', localAddress: '10.0.0.2' }],
    ['CONTAINER_BRIDGE_AND_CABLE', { hostBridge: 'br0', subnet: '10.0.0.0/24' }],
    ['CONTAINER_GATEWAY', { gateway: '10.0.0.1' }],
    ['CONTAINER_INTERFACE', { hostBridge: 'a bridge' }],
    ['CONTAINER_INTERFACE', { macvlans: ['sixteen-letters-'] }],
    ['CONTAINER_MAC_ADDRESS', { macAddress: '52-54-00-12-34-56' }],
    ['CONTAINER_ADDRESS', { nameservers: ['dns'] }],
    ['CONTAINER_ADDRESS', { hostAddress: '10.0.0.1', localAddress: '10.0.0' }],
    ['CONTAINER_ADDRESS', { hostAddress: 'fd00::1', localAddress: '10.0.0.2' }],
    ['CONTAINER_ADDRESS', { hostBridge: 'br0', localAddress: 'fd00::1/64' }],
    ['CONTAINER_ADDRESS_PREFIX', { hostAddress: '10.0.0.1', localAddress: '10.0.0.2/24' }],
    ['CONTAINER_ADDRESS_PREFIX', { hostBridge: 'br0', localAddress: '10.0.0.2' }],
    ['CONTAINER_ADDRESS_PAIR', { hostAddress: '10.0.0.1' }],
    ['CONTAINER_ADDRESS_PAIR', { localAddress: '10.0.0.1' }],
    ['CONTAINER_ADDRESS_PAIR', { localAddress6: 'fd00::2' }],
    ['CONTAINER_ADDRESS_PAIR', { hostAddress: '10.0.0.1', localAddress: '10.0.0.2', subnet: '10.0.0.0/24' }],
    ['CONTAINER_ADDRESS_OUTSIDE', { subnet: '10.0.0.0/24', localAddress: '10.0.1.2' }],
    ['CONTAINER_ADDRESS_OUTSIDE', { subnet: '10.0.0.0/24', localAddress: '10.0.0.1' }],
    ['CONTAINER_SUBNET', { subnet: '10.0.0.1/24' }],
    ['CONTAINER_SUBNET', { subnet: '10.0.0.0/31' }],
    ['CONTAINER_SUBNET', { subnet: 'fd00::/64' }],
    ['CONTAINER_SUBNET', { subnet6: '10.0.0.0/24' }],
    ['CONTAINER_BIND_MOUNT', { bindMounts: [{ mountPoint: 'media' }] }],
    ['CONTAINER_BIND_MOUNT', { bindMounts: [{ mountPoint: '/' }] }],
    ['CONTAINER_BIND_MOUNT', { bindMounts: [{ mountPoint: '/media', hostPath: './media' }] }],
    ['CONTAINER_BIND_MOUNT', { bindMounts: [{ mountPoint: '/media', hostPath: '/mnt/../etc' }] }],
    ['CONTAINER_BIND_MOUNT', { bindMounts: [{ mountPoint: '/me:dia' }] }],
    ['CONTAINER_BIND_MOUNT_TWICE', { bindMounts: [{ mountPoint: '/a' }, { mountPoint: '/a', hostPath: '/b' }] }],
    ['CONTAINER_BIND_MOUNT_TWICE', { bindMounts: [{ mountPoint: '/dev/fuse' }], devices: ['/dev/fuse'] }],
    ['CONTAINER_BIND_MOUNT_UNMOUNTED', { bindMounts: [{ mountPoint: '/a', hostPath: { mountPoint: undefined } }] }],
    ['CONTAINER_DEVICE', { devices: ['/mnt/x'] }],
    ['CONTAINER_DEVICE', { devices: [{ node: '/dev/fuse', modifier: 'rr' }] }],
    ['CONTAINER_PORT', { forwardPorts: [{ hostPort: 0 }] }],
    ['CONTAINER_PORT', { forwardPorts: [{ hostPort: 80, containerPort: 70000 }] }],
    ['CONTAINER_PORT', { allowedTcpPorts: [1.5] }],
    ['CONTAINER_PORT', { allowedUdpPorts: [-1] }],
    ['CONTAINER_PORT_TWICE', { forwardPorts: [{ hostPort: 80 }, { hostPort: 80, containerPort: 81 }] }],
    ['CONTAINER_CAPABILITY', { capabilities: ['net_admin'] }],
    ['CONTAINER_TMPFS', { tmpfs: ['var'] }],
    ['CONTAINER_FLAG', { extraFlags: ['property'] }],
    ['CONTAINER_TIMEOUT', { startTimeout: 'soon' }],
    ['CONTAINER_PRIVATE_USERS', { privateUsers: 'yes' }],
    ['CONTAINER_LIMIT', { memoryMib: 0 }],
    ['CONTAINER_LIMIT', { cpuPercent: 1.5 }],
  ])('refuses with %s: %j', (code, props) => {
    expect(() => container(props)).toThrow(new RegExp(`^${code}: `));
  });

  test('refuses a container in a container, and in what is no host', () => {
    const { app, container: media } = container();
    expect(() => new NixosContainer(media.inside, 'inner')).toThrow('CONTAINER_NESTED');
    expect(() => new NixosContainer(new HomeManagerProfile(app, 'home'), 'inner')).toThrow('CONTAINER_HOST');
    expect(() => new NixosContainer(new SharedModule(app, 'shared'), 'inner')).toThrow('CONTAINER_HOST');
  });

  test('takes the path of a secret', () => {
    const secret = SecretFile.of(Nix.ref('config.age.secrets.x.path'));
    expect(shell({ bindMounts: [{ mountPoint: '/run/x', hostPath: secret.path }] })).toContain(
      'hostPath = config.age.secrets.x.path;',
    );
  });
});

describe('ContainerNetwork', () => {
  test('gives each container a subnet by its name, wherever others come and go', () => {
    const address = (names: string[], name: string) => {
      const { host } = estate();
      const made = names.map((each) => new NixosContainer(host, each));
      return made[names.indexOf(name)]!.address;
    };
    expect(address(['media'], 'media')).toMatch(/^10\.233\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\.2$/);
    expect(address(['media', 'hass'], 'media')).toBe(address(['media'], 'media'));
    expect(address(['hass', 'media'], 'media')).toBe(address(['media'], 'media'));
    expect(address(['hass', 'media'], 'hass')).not.toBe(address(['media'], 'media'));
  });

  test('finds another subnet where two names meet, until there is none', () => {
    const host = hostOf(appWith());
    new ContainerNetwork(host, 'net', { pool: '10.0.0.0/22', externalInterface: 'eth0' });
    const found = ['a', 'b', 'c'].map((name) => new NixosContainer(host, name).address);
    expect(new Set(found)).toEqual(new Set(['10.0.1.2', '10.0.2.2', '10.0.3.2']));
    expect(() => new NixosContainer(host, 'd')).toThrow('CONTAINER_POOL_EMPTY');
  });

  test('gives containers of one subnet one address after the other', () => {
    const { host } = estate();
    const make = (name: string) => new NixosContainer(host, name, { subnet: '10.0.0.0/29' }).address;
    expect(['a', 'b', 'c', 'd', 'e'].map(make)).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5', '10.0.0.6']);
    expect(() => make('f')).toThrow('CONTAINER_SUBNET_FULL');
  });

  test('warns where it is not said which way leads out', () => {
    const app = appWith();
    const host = hostOf(app);
    new NixosContainer(host, 'media');
    expect(codes(app.check())).toEqual(['warning CONTAINER_NAT_INTERFACE']);
    new NixModule(host, 'nat', { options: { networking: { nat: { externalInterface: 'enp4s0' } } } });
    expect(app.check()).toEqual([]);
  });

  test('matches interfaces as nftables does where the host uses it', () => {
    const { app, host } = estate();
    new NixosContainer(host, 'media');
    expect(file(app, 'hosts/server/container-network.nix')).toContain('"ve-+"');
    new NixModule(host, 'nft', { options: { networking: { nftables: { enable: true } } } });
    expect(file(app, 'hosts/server/container-network.nix')).toContain('"ve-*"');
  });

  test('keeps systemd-networkd off the cables', () => {
    const { app, host } = estate();
    new NixosContainer(host, 'media');
    expect(file(app, 'hosts/server/container-network.nix')).not.toContain('Unmanaged');
    new NixModule(host, 'networkd', { options: { systemd: { network: { enable: true } } } });
    expect(file(app, 'hosts/server/container-network.nix')).toMatchSnapshot();
    const { app: closed, host: alone } = container({ nat: false });
    new NixModule(alone, 'networkd', { options: { networking: { useNetworkd: true } } });
    expect(file(closed, 'hosts/server/container-network.nix')).toContain('Unmanaged = true;');
    expect(file(closed, 'hosts/server/container-network.nix')).not.toContain('nat');
  });

  test('refuses to be made twice, or after a container', () => {
    const { host } = estate();
    expect(() => new ContainerNetwork(host, 'again')).toThrow('CONTAINER_NETWORK_TWICE');
  });

  test.each(['10.0.0.0', '10.0.0.0/24', '10.0.0.1/16', 'fd00::/16', 'lan'])('refuses the pool %j', (pool) => {
    expect(() => new ContainerNetwork(hostOf(appWith()), 'net', { pool })).toThrow('CONTAINER_POOL');
  });
});

describeWithNix('the files of containers', () => {
  test('are Nix', async () => {
    const { app } = container({
      hostBridge: 'br0',
      localAddress: '10.0.0.2/24',
      gateway: '10.0.0.1',
      bindMounts: [{ mountPoint: '/a b' }],
      devices: ['/dev/fuse'],
      allowUnfree: true,
    });
    const texts = Object.entries(app.render())
      .filter(([path]) => path.includes('media') && path.endsWith('.nix'))
      .map(([, text]) => text);
    expect(texts).toHaveLength(4);
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
