import { filesOf, findings, newHost } from './support';
import { BondMode, NetworkBackend, NetworkingProps } from '../../src';
import { newApp, refusal } from '../support/estate';
import { nixParses } from '../support/nix';

const NETWORKD = NetworkBackend.NETWORKD;
const ROOT = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };

function text(networking: NetworkingProps): string {
  return filesOf(newHost({ networking, hostId: '01234567' }))['networking.nix']!;
}

describe('the network', () => {
  test('is by NetworkManager unless another is asked for', () => {
    expect(text({})).toMatchInlineSnapshot(`
     "{
       networking = {
         hostName = "box";
         hostId = "01234567";
         networkmanager.enable = true;
       };
     }
     "
    `);
  });

  test('by NetworkManager has a profile for each interface', () => {
    expect(
      text({
        useDhcp: true,
        interfaces: {
          enp4s0: {
            addresses: ['192.168.1.10/24', 'fd00::10/64'],
            gateway: '192.168.1.1',
            nameservers: ['1.1.1.1', '9.9.9.9'],
          },
          wol0: { macAddress: '52:54:00:00:00:01', wakeOnLan: true, mtu: 9000 },
        },
        networkManager: { unmanaged: ['interface-name:ve-*'], dns: 'none' },
      }),
    ).toMatchInlineSnapshot(`
     "{ lib, ... }:
     {
       networking = {
         hostName = "box";
         hostId = "01234567";
         useDHCP = lib.mkDefault true;
         networkmanager = {
           enable = true;
           dns = "none";
           unmanaged = [ "interface-name:ve-*" ];
           ensureProfiles.profiles = {
             enp4s0 = {
               connection = {
                 id = "enp4s0";
                 type = "ethernet";
                 interface-name = "enp4s0";
               };
               ipv4 = {
                 method = "manual";
                 address1 = "192.168.1.10/24";
                 gateway = "192.168.1.1";
                 dns = "1.1.1.1;9.9.9.9;";
               };
               ipv6 = {
                 method = "manual";
                 address1 = "fd00::10/64";
               };
             };
             wol0 = {
               connection = {
                 id = "wol0";
                 type = "ethernet";
               };
               ethernet = {
                 mac-address = "52:54:00:00:00:01";
                 mtu = 9000;
                 wake-on-lan = 64;
               };
               ipv4.method = "auto";
               ipv6.method = "auto";
             };
           };
         };
       };
     }
     "
    `);
  });

  test('by networkd has units', async () => {
    const out = text({
      backend: NETWORKD,
      domain: 'home.arpa',
      extraHosts: { '10.0.0.2': ['nas'] },
      onlineWithAnyInterface: true,
      interfaces: {
        bond0: { addresses: ['192.168.1.2/24'], gateway: '192.168.1.1', nameservers: ['192.168.1.1'] },
        br0: { addresses: ['10.0.0.1/24'] },
        eth9: { macAddress: '52:54:00:00:00:09', wakeOnLan: true, requiredForOnline: false },
      },
      bonds: { bond0: { members: ['eth0', 'eth1'], mode: BondMode.LACP } },
      bridges: { br0: { members: ['eth2'], stp: true }, virbr9: { members: [] } },
      vlans: { iot: { parent: 'bond0', vlanId: 20 } },
    });
    expect(out).toMatchSnapshot();
    expect(await nixParses([out])).toEqual([true]);
  });

  test('by networkd with nothing said asks for addresses by DHCP', () => {
    const out = text({ backend: NETWORKD });
    expect(out).toContain('useNetworkd = true;');
    expect(out).not.toContain('useDHCP');
  });

  test('is nothing but names where something else sets it up', () => {
    expect(text({ backend: NetworkBackend.NONE })).toBe(
      '{\n  networking = {\n    hostName = "box";\n    hostId = "01234567";\n  };\n}\n',
    );
  });

  test.each([
    ['vlans', { vlans: { v: { parent: 'eth0', vlanId: 1 } } }],
    ['bridges', { bridges: { br0: { members: [] } } }],
    ['bonds', { bonds: { b: { members: ['eth0'] } } }],
    ['onlineWithAnyInterface', { onlineWithAnyInterface: true }],
    ['networkManager', { backend: NETWORKD, networkManager: {} }],
    ['interfaces', { backend: NetworkBackend.NONE, interfaces: { eth0: {} } }],
    ['interfaces.eth0.requiredForOnline', { interfaces: { eth0: { requiredForOnline: false } } }],
  ])('refuses %s of another backend', (key, networking) => {
    expect(refusal(() => newHost({ networking }))).toMatchObject({
      code: 'NETWORK_MIXED',
      keyPath: `networking.${key}`,
    });
  });

  test.each([
    '192.168.1.10',
    '192.168.1.300/24',
    '192.168.1.10/33',
    'fd00::1/129',
    'fd00::zz/64',
    '192.168.1.10/',
    'fe80::1%eth0/64',
  ])('refuses the address %s', (address) => {
    expect(refusal(() => text({ interfaces: { eth0: { addresses: [address] } } }))).toMatchObject({
      code: 'IP_ADDRESS',
      keyPath: 'networking.interfaces.eth0.addresses[0]',
    });
  });

  test.each(['192.168.1.0/24', '192.168.1.255/24', '10.1.2.4/30'])('refuses %s, which is no host', (address) => {
    expect(refusal(() => text({ interfaces: { eth0: { addresses: [address] } } })).code).toBe('IP_ADDRESS_OF_NETWORK');
  });

  test.each([
    ['INTERFACE_NAME', { interfaces: { enp0s31f6mgmt000: {} } }],
    ['INTERFACE_NAME', { interfaces: { 'eth 0': {} } }],
    ['IP_ADDRESS', { interfaces: { eth0: { gateway: 'fd00::1' } } }],
    ['IP_ADDRESS', { interfaces: { eth0: { gateway6: '10.0.0.1' } } }],
    ['IP_ADDRESS', { interfaces: { eth0: { nameservers: ['dns.example.com'] } } }],
    ['IP_ADDRESS', { nameservers: ['1.1.1.1/32'] }],
    ['IP_ADDRESS', { extraHosts: { nas: ['10.0.0.2'] } }],
    ['IP_ADDRESS_TWICE', { interfaces: { a: { addresses: ['fd00::1/64'] }, b: { addresses: ['fd00:0::1/64'] } } }],
    ['NETWORK_GATEWAY_SELF', { interfaces: { eth0: { addresses: ['10.0.0.1/24'], gateway: '10.0.0.1' } } }],
    ['MAC_ADDRESS', { interfaces: { eth0: { macAddress: '52-54-00-00-00-01' } } }],
    ['NUMBER_OUT_OF_RANGE', { interfaces: { eth0: { mtu: 9 } } }],
    ['NUMBER_OUT_OF_RANGE', { backend: NETWORKD, vlans: { v: { parent: 'eth0', vlanId: 4095 } } }],
    ['WAKE_ON_LAN_MAC', { backend: NETWORKD, interfaces: { eth0: { wakeOnLan: true } } }],
    ['BOND_EMPTY', { backend: NETWORKD, bonds: { b: { members: [] } } }],
    ['INTERFACE_IN_TWO', { backend: NETWORKD, bridges: { a: { members: ['e'] }, b: { members: ['e'] } } }],
    ['INTERFACE_IN_TWO', { backend: NETWORKD, bridges: { a: { members: ['a'] } } }],
    [
      'MEMBER_WITH_ADDRESS',
      { backend: NETWORKD, interfaces: { e: { addresses: ['10.0.0.2/8'] } }, bridges: { a: { members: ['e'] } } },
    ],
    ['DOMAIN', { domain: 'home_.' }],
    ['DOMAIN', { searchDomains: ['a b'] }],
    ['VALUE_UNKNOWN', { networkManager: { dns: 'bind' } }],
  ])('refuses by %s', (code, networking) => {
    expect(refusal(() => newHost({ networking })).code).toBe(code);
  });

  test('warns of a router out of reach', () => {
    const check = (gateway: string, gateway6?: string) =>
      findings(
        newHost({
          fileSystems: ROOT,
          networking: { interfaces: { eth0: { addresses: ['10.0.0.2/24', 'fd00::2/64'], gateway, gateway6 } } },
        }),
      );
    expect(check('10.0.1.1')).toEqual(['NETWORK_GATEWAY_OUTSIDE']);
    expect(check('10.0.0.1', 'fd00:0:0:1::1')).toEqual(['NETWORK_GATEWAY_OUTSIDE']);
    expect(check('10.0.0.1', 'fe80::1')).toEqual([]);
  });

  test('has addresses that nobody else in the estate has', () => {
    const app = newApp();
    const networking = (address: string, macAddress: string) => ({
      interfaces: { eth0: { addresses: [address], macAddress } },
    });
    newHost({ networking: networking('fd00::1/64', '52:54:00:00:00:aa') }, app, 'a');
    const b = newHost({ networking: networking('FD00:0::1/48', '52:54:00:00:00:AA') }, app, 'b');
    expect(findings(b)).toEqual(expect.arrayContaining(['IP_ADDRESS_TAKEN', 'MAC_ADDRESS_TAKEN']));
  });

  test('has addresses for other constructs', () => {
    const host = newHost({
      networking: {
        backend: NETWORKD,
        interfaces: { a: {}, b: { addresses: ['10.0.0.2/24', 'fd00::2/64'] } },
        bridges: { br0: { members: [] } },
      },
    });
    expect(host.address).toBe('10.0.0.2');
    expect(host.addresses).toEqual(['10.0.0.2', 'fd00::2']);
    expect(host.addressOn('b')).toBe('10.0.0.2');
    expect(host.bridges).toEqual(['br0']);
    expect(host.networkBackend).toBe(NETWORKD);
    expect(refusal(() => host.addressOn('a')).code).toBe('HOST_NO_ADDRESS');
    expect(host.endpoint(9090).address).toBe('10.0.0.2:9090');
    expect(refusal(() => newHost().address)).toMatchObject({ code: 'HOST_NO_ADDRESS', path: 'box' });
  });
});

describe('the firewall', () => {
  test('opens what is asked for, sorted and once', () => {
    const host = newHost({
      firewall: { tcpPorts: [443, 80], interfaces: { eth1: { udpPorts: [53] } }, reversePathCheck: 'loose' },
    });
    host.firewall.allowTcp(80);
    host.firewall.allowUdp(41641);
    host.firewall.allowTcp(8096, { interface: 'eth0' });
    host.firewall.allowUdpRange(60000, 61000);
    host.firewall.allowTcpRange(1714, 1764, { interface: 'eth0' });
    host.firewall.trust('tailscale0');
    host.firewall.trust('ve-+');
    expect(filesOf(host)['firewall.nix']).toMatchInlineSnapshot(`
     "{
       networking.firewall = {
         checkReversePath = "loose";
         trustedInterfaces = [
           "tailscale0"
           "ve-+"
         ];
         allowedTCPPorts = [
           80
           443
         ];
         allowedUDPPorts = [ 41641 ];
         allowedUDPPortRanges = [
           {
             from = 60000;
             to = 61000;
           }
         ];
         interfaces = {
           eth0 = {
             allowedTCPPorts = [ 8096 ];
             allowedTCPPortRanges = [
               {
                 from = 1714;
                 to = 1764;
               }
             ];
           };
           eth1.allowedUDPPorts = [ 53 ];
         };
       };
     }
     "
    `);
  });

  test('says nothing where nothing is asked for', () => {
    expect(filesOf(newHost())['firewall.nix']).toBeUndefined();
    expect(newHost().firewall.enabled).toBe(true);
  });

  test('can be off, silent and strict', () => {
    const host = newHost({
      firewall: { enable: false, allowPing: false, logRefused: false, nftables: true, reversePathCheck: 'no' },
    });
    expect(filesOf(host)['firewall.nix']).toMatchInlineSnapshot(`
     "{
       networking = {
         nftables.enable = true;
         firewall = {
           enable = false;
           allowPing = false;
           checkReversePath = false;
           logRefusedConnections = false;
         };
       };
     }
     "
    `);
    expect(host.firewall.enabled).toBe(false);
  });

  test.each([
    ['PORT_OUT_OF_RANGE', { tcpPorts: [0] }],
    ['PORT_OUT_OF_RANGE', { udpPorts: [65536] }],
    ['PORT_OUT_OF_RANGE', { tcpPortRanges: [{ from: 1, to: 70000 }] }],
    ['PORT_RANGE', { udpPortRanges: [{ from: 20, to: 10 }] }],
    ['INTERFACE_NAME', { interfaces: { 'far-too-long-a-name': {} } }],
    ['INTERFACE_NAME', { trustedInterfaces: ['a b'] }],
    ['VALUE_UNKNOWN', { reversePathCheck: 'maybe' }],
  ])('refuses by %s', (code, firewall) => {
    expect(refusal(() => newHost({ firewall })).code).toBe(code);
  });

  test('refuses what constructs cannot open', () => {
    const { firewall } = newHost();
    expect(refusal(() => firewall.allowTcp(1.5)).code).toBe('PORT_OUT_OF_RANGE');
    expect(refusal(() => firewall.allowUdp(0)).code).toBe('PORT_OUT_OF_RANGE');
    expect(refusal(() => firewall.allowTcpRange(2, 1)).code).toBe('PORT_RANGE');
  });
});
