import { Construct } from 'constructs';
import {
  ContainerNetwork,
  CpuVendor,
  DnsUpstream,
  Dns,
  HostProps,
  Lan,
  LibvirtGuest,
  LibvirtInterface,
  LibvirtNetwork,
  NetworkBackend,
  NixosContainer,
  TailscaleNode,
} from '../../src';
import { newApp } from '../support/estate';
import { codes, hostOf } from '../support/small-estate';

const { NETWORKD } = NetworkBackend;
const wired = (address: string | string[], more: Record<string, any> = {}): Partial<HostProps> => ({
  networking: { interfaces: { eno1: { addresses: [address].flat(), ...more } } },
});
const kvm: Partial<HostProps> = { hardware: { cpu: CpuVendor.AMD } };

/** Codes of the rules about networks alone. */
function found(app: { check(): readonly { code: string; message: string }[] }): string[] {
  return app.check().map(({ code, message }) => `${code} ${message}`);
}

describe('subnets that overlap', () => {
  test('are found between Lans of one site, nested sites included, and not between sites', () => {
    const app = newApp();
    const [here, there] = [new Construct(app, 'here'), new Construct(app, 'there')];
    new Lan(here, 'a', { subnet: '10.0.0.0/16', subnet6: 'fd00::/48' });
    new Lan(there, 'a', { subnet: '10.0.0.0/16' });
    expect(found(app)).toEqual([]);
    new Lan(here, 'b', { subnet: '10.0.4.0/24', subnet6: 'fd00:0:0:4::/64' });
    new Lan(app, 'all', { subnet: '10.9.0.0/16' });
    new Lan(there, 'c', { subnet: '10.9.1.0/24' });
    expect(found(app)).toEqual([
      'SUBNETS_OVERLAP the networks 10.0.4.0/24 and 10.0.0.0/16 have addresses in common',
      'SUBNETS_OVERLAP the networks fd00:0:0:4::/64 and fd00::/48 have addresses in common',
      'SUBNETS_OVERLAP the networks 10.9.1.0/24 and 10.9.0.0/16 have addresses in common',
    ]);
  });

  test('are found behind a host, and between what is behind it and where it stands', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { ...wired('10.233.7.5/24'), ...kvm });
    new ContainerNetwork(host, 'net', { externalInterface: 'eno1' });
    new NixosContainer(host, 'web', {});
    new LibvirtNetwork(host, 'lab', { subnet: '10.50.0.0/24' });
    new LibvirtNetwork(host, 'more', { subnet: '10.50.0.128/25' });
    expect(found(app)).toEqual([
      'SUBNETS_OVERLAP the network more of libvirt (10.50.0.128/25) and the network lab of libvirt (10.50.0.0/24) have addresses in common, and server leads into both',
      'SUBNETS_OVERLAP the pool of containers 10.233.0.0/16 and the network of eno1 (10.233.7.0/24) have addresses in common, and server leads into both',
    ]);
  });

  test('are no trouble where the pool is not used, or the two hosts are not one', () => {
    const app = newApp();
    const one = hostOf(app, 'one', { ...wired('10.233.7.5/24', { gateway: '10.233.7.1' }), ...kvm });
    new ContainerNetwork(one, 'net', { externalInterface: 'eno1' });
    new NixosContainer(one, 'web', { privateNetwork: false });
    new LibvirtNetwork(one, 'lab', { subnet: '10.50.0.0/24' });
    new LibvirtNetwork(hostOf(app, 'two', kvm), 'lab', { subnet: '10.50.0.0/24' });
    expect(found(app)).toEqual([]);
  });

  test.each([
    ['docker', '172.17.3.5/24', { docker: { enable: true } }],
    ['podman', '10.88.0.5/24', { podman: { enable: true } }],
    ['podman', '10.88.0.5/24', { 'oci-containers': { containers: { a: { image: 'a' } } } }],
    ['docker', '172.17.3.5/24', { 'oci-containers': { backend: 'docker', containers: { a: { image: 'a' } } } }],
  ])('are warned of where %s takes one by itself', (program, address, virtualisation) => {
    const app = newApp();
    hostOf(app, 'server', { ...wired(address), options: { virtualisation } });
    expect(codes(app.check())).toEqual(['warning SUBNETS_OVERLAP']);
    expect(app.check()[0]?.message).toContain(`the containers of ${program}`);
  });

  test('are none where Docker was told another one, and one where that overlaps', () => {
    const build = (bip: string) => {
      const app = newApp();
      const docker = { enable: true, daemon: { settings: { bip } } };
      hostOf(app, 'server', { ...wired('172.17.3.5/24'), options: { virtualisation: { docker } } });
      return codes(app.check());
    };
    expect(build('172.30.0.1/24')).toEqual([]);
    expect(build('172.17.3.1/24')).toEqual(['error SUBNETS_OVERLAP']);
  });

  test('are warned of where a network of the house is in that of Tailscale', () => {
    const app = newApp();
    const host = hostOf(app, 'server', wired('100.64.1.5/24'));
    new TailscaleNode(host, 'tailscale');
    expect(codes(app.check())).toEqual(['warning SUBNETS_OVERLAP']);
  });
});

describe('addresses', () => {
  test('of guests, containers and options are held against the Lans too', () => {
    const app = newApp();
    new Lan(app, 'lan', { subnet: '192.168.1.0/24', dhcpRange: { from: '192.168.1.100', to: '192.168.1.200' } });
    const host = hostOf(app, 'server', {
      ...kvm,
      networking: {
        backend: NETWORKD,
        bridges: { br0: { members: ['eno1'] } },
        interfaces: { br0: { addresses: ['192.168.1.5/24'] } },
      },
      options: {
        networking: { interfaces: { eno7: { ipv4: { addresses: [{ address: '192.168.7.5', prefixLength: 24 }] } } } },
      },
    });
    new NixosContainer(host, 'web', { hostBridge: 'br0', localAddress: '192.168.1.150/24', gateway: '192.168.1.1' });
    const interfaces = [LibvirtInterface.bridge('br0', { address: '192.168.1.255' })];
    new LibvirtGuest(host, 'vm', { memoryGib: 1, interfaces });
    new LibvirtNetwork(host, 'lab', { subnet: '10.50.0.0/24' });
    expect(
      found(app)
        .filter((one) => !one.startsWith('GUEST'))
        .sort(),
    ).toEqual([
      'ADDRESS_OF_NETWORK vm has 192.168.1.255, which is the address for all machines of 192.168.1.0/24',
      'LAN_ADDRESS_IN_DHCP_RANGE web has 192.168.1.150/24, which the DHCP server of lan gives away (192.168.1.100 to 192.168.1.200)',
      'LAN_ADDRESS_OUTSIDE server has 192.168.7.5/24 on eno7, which lies in none of the networks 192.168.1.0/24',
    ]);
  });

  test('of one family are not held against Lans of the other alone', () => {
    const app = newApp();
    new Lan(app, 'lan', { subnet: '192.168.1.0/24' });
    hostOf(app, 'server', wired(['192.168.1.5/24', 'fd00::5/64']));
    expect(found(app)).toEqual([]);
  });

  test('of options that say what a prop says are one', () => {
    const app = newApp();
    const networks = { '10-eno1': { address: ['10.1.0.5/24', '10.1.0.6/24'] } };
    hostOf(app, 'server', { networking: { backend: NETWORKD, interfaces: { eno1: { addresses: ['10.1.0.5/24'] } } } });
    hostOf(app, 'other', { networking: { backend: NETWORKD }, options: { systemd: { network: { networks } } } });
    expect(found(app)).toEqual(['ADDRESS_TAKEN_BY_OPTION other has the address 10.1.0.5, and so has server']);
  });

  test('of one network with prefixes of two lengths are told by the few', () => {
    const app = newApp();
    for (const [name, prefix] of Object.entries({ a: 24, b: 24, c: 24, d: 16 })) {
      hostOf(app, name, wired(`10.5.0.${name.charCodeAt(0)}/${prefix}`));
    }
    hostOf(app, 'far', wired('10.5.7.9/24'));
    hostOf(app, 'single', wired('10.5.0.7/32'));
    expect(found(app)).toEqual([
      'SUBNET_PREFIX_DIFFERS d has 10.5.0.100/16: 10.5.0.0/16 and 10.5.0.0/24 are one network with two sizes',
    ]);
  });
});

describe('ways out', () => {
  test('that a guest, a route or hand-written Nix may make are no trouble', () => {
    const app = newApp();
    const router = hostOf(app, 'router', wired('10.2.0.1/24'));
    hostOf(app, 'one', wired('10.2.0.5/24', { gateway: '10.2.0.1' }));
    hostOf(app, 'two', wired('10.2.0.6/24', { gateway: '10.2.0.1' }));
    const [one, ...others] = app.check();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ code: 'GATEWAY_NOT_ROUTING', path: 'one', also: [{ path: 'two' }] });
    router.addOptions({ boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } } });
    expect(found(app)).toEqual([]);
  });

  test('of both families are two, and one of each is enough', () => {
    const app = newApp();
    hostOf(app, 'server', {
      networking: {
        interfaces: {
          a: { addresses: ['10.3.0.5/24'], gateway: '10.3.0.1' },
          b: { addresses: ['fd00:3::5/64'], gateway6: 'fe80::1' },
        },
      },
    });
    expect(found(app)).toEqual([]);
  });
});

describe('name servers', () => {
  test('are asked for where they listen, and one that may answer is trusted', () => {
    const build = (services: Record<string, any>, asked = '10.4.0.2') => {
      const app = newApp();
      hostOf(app, 'names', { ...wired('10.4.0.2/24'), options: { services } });
      hostOf(app, 'asking', {
        networking: { interfaces: { eno1: { addresses: ['10.4.0.5/24'], nameservers: [asked] } } },
      });
      return codes(app.check());
    };
    expect(build({})).toEqual(['warning NAMESERVER_UNSERVED']);
    expect(build({ unbound: { enable: true } })).toEqual(['warning NAMESERVER_UNSERVED']);
    expect(build({ unbound: { enable: true, settings: { server: { interface: ['10.4.0.2'] } } } })).toEqual([]);
    expect(build({ dnsmasq: { enable: true } })).toEqual([]);
    expect(build({ 'my-dns': { enable: true } })).toEqual([]);
    expect(build({}, '9.9.9.9')).toEqual([]);
  });

  test('of a Lan are told once, at the Lan', () => {
    const app = newApp();
    const lan = new Lan(app, 'lan', { subnet: '10.6.0.0/24', nameservers: ['10.6.0.2'] });
    hostOf(app, 'names', wired('10.6.0.2/24'));
    hostOf(app, 'asking', { networking: { interfaces: { eno1: lan.interfaceAt(5) } } });
    const [one, ...others] = app.check();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ code: 'NAMESERVER_UNSERVED', related: ['names'] });
    expect(one!.also).toHaveLength(1);
  });

  test('on every address and systemd-resolved are two on one port, but for what has it leave the port', () => {
    const build = (services: Record<string, any>) => {
      const app = newApp();
      hostOf(app, 'server', { networking: { backend: NETWORKD }, options: { services } });
      return codes(app.check());
    };
    expect(build({ blocky: { enable: true } })).toEqual(['error RESOLVER_TWICE']);
    expect(build({ blocky: { enable: true }, resolved: { extraConfig: 'DNSStubListener=no' } })).toEqual([]);
    expect(build({ unbound: { enable: true } })).toEqual([]);
    const app = newApp();
    new Dns(hostOf(app, 'server', { networking: { backend: NETWORKD } }), 'dns', {
      upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net')],
      openFirewall: true,
      exclude: ['server'],
    });
    expect(codes(app.check())).toEqual(['error DNS_STUB']);
  });
});

describe('interfaces', () => {
  test.each([
    ['a container that is not there', 've-web', undefined, true],
    ['all containers', 've-+', undefined, false],
    ['a card', 'eno1', undefined, false],
    ['Tailscale by another name', 'tailscale0', 'ts0', true],
    ['WireGuard that nothing makes', 'wg0', undefined, true],
  ])('in the firewall for %s', (_, name, interfaceName, missing) => {
    const app = newApp();
    const host = hostOf(app, 'server', { firewall: { interfaces: { [name]: { tcpPorts: [22, 80] } } } });
    if (interfaceName) new TailscaleNode(host, 'tailscale', { interfaceName });
    expect(codes(app.check())).toEqual(missing ? ['warning FIREWALL_INTERFACE_MISSING'] : []);
  });

  test('of a VLAN that is another one elsewhere are found without a Lan too', () => {
    const app = newApp();
    const build = (name: string, address: string) =>
      hostOf(app, name, {
        networking: {
          backend: NETWORKD,
          vlans: { iot: { parent: 'eno1', vlanId: 20 } },
          interfaces: { iot: { addresses: [address] } },
        },
      });
    build('a', '10.20.0.5/24');
    build('b', '10.20.0.6/24');
    expect(found(app)).toEqual([]);
    build('c', '10.21.0.6/24');
    expect(found(app)).toEqual(['VLAN_ID_TWICE VLAN 20 is 10.20.0.0/24 on a and 10.21.0.0/24 on c']);
  });

  test('of a bridge may all be large, or say nothing', () => {
    const build = (interfaces: Record<string, any>) => {
      const app = newApp();
      const bridges = { br0: { members: ['eno1', 'eno2'] } };
      hostOf(app, 'server', { networking: { backend: NETWORKD, bridges, interfaces } });
      return codes(app.check());
    };
    const br0 = { addresses: ['10.7.0.5/24'] };
    expect(build({ br0 })).toEqual([]);
    expect(build({ br0: { ...br0, mtu: 1500 } })).toEqual([]);
    expect(build({ br0: { ...br0, mtu: 9000 }, eno1: { mtu: 9000 } })).toEqual(['warning BRIDGE_MTU_DIFFERS']);
    expect(build({ br0, eno1: { mtu: 9000 } })).toEqual(['warning BRIDGE_MTU_DIFFERS']);
  });

  test('that NetworkManager is told to leave alone may be for networkd', () => {
    const app = newApp();
    const networking = { networkManager: { unmanaged: ['interface-name:br0'] } };
    hostOf(app, 'server', { networking, options: { systemd: { network: { enable: true } } } });
    expect(found(app)).toEqual([]);
  });
});

test('addresses of the internet, of tunnels and of cables need no Lan', () => {
  const app = newApp();
  new Lan(app, 'lan', { subnet: '192.168.1.0/24' });
  hostOf(app, 'server', {
    networking: {
      interfaces: {
        wan0: { addresses: ['203.0.113.5/24'] },
        wg0: { addresses: ['10.100.0.1/24'] },
        fibre: { addresses: ['10.200.0.0/31'] },
      },
    },
  });
  expect(found(app)).toEqual([]);
});
