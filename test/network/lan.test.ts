import { Construct } from 'constructs';
import { Lan, LanProps } from '../../src';
import { newApp, refusal } from '../support/estate';
import { codes, hostOf } from '../support/small-estate';

function lan(props: Partial<LanProps> = {}): Lan {
  return new Lan(newApp(), 'home', { subnet: '192.168.1.0/24', ...props });
}

describe('a Lan', () => {
  test('gives addresses by their number, with and without the prefix', () => {
    const home = lan({ subnet6: 'fd00:1::/64' });
    expect(home.address(10)).toBe('192.168.1.10');
    expect(home.prefixed(10)).toBe('192.168.1.10/24');
    expect(home.address6(10)).toBe('fd00:1::a');
    expect(home.prefixed6(10)).toBe('fd00:1::a/64');
    expect(lan({ subnet: '10.0.0.0/8' }).address(65536)).toBe('10.1.0.0');
  });

  test('is an interface of a machine, with the router and the name servers', () => {
    const home = lan({
      gateway: '192.168.1.1',
      nameservers: ['192.168.1.2'],
      subnet6: 'fd00:1::/64',
      gateway6: 'fe80::1',
    });
    expect(home.interfaceAt(10)).toEqual({
      addresses: ['192.168.1.10/24', 'fd00:1::a/64'],
      gateway: '192.168.1.1',
      gateway6: 'fe80::1',
      nameservers: ['192.168.1.2'],
    });
    expect(home.interfaceAt(10, { gateway: '192.168.1.3', mtu: 9000 })).toMatchObject({
      gateway: '192.168.1.3',
      mtu: 9000,
    });
  });

  test('gives the router itself no way out', () => {
    const home = lan({ gateway: '192.168.1.1', subnet6: 'fd00:1::/64', gateway6: 'fd00:1::1' });
    expect(home.interfaceAt(1)).toEqual({ addresses: ['192.168.1.1/24', 'fd00:1::1/64'] });
  });

  test('knows what lies in it, and that it is one', () => {
    const home = lan({ subnet6: 'fd00:1::/64' });
    expect(['192.168.1.7', '192.168.1.7/24', 'fd00:1:0::5'].map((one) => home.includes(one))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['192.168.2.7', 'fd00:2::5', 'nas'].map((one) => home.includes(one))).toEqual([false, false, false]);
    expect([home, newApp(), undefined].map((one) => Lan.isLan(one))).toEqual([true, false, false]);
  });

  test('spells its networks and the router as usual', () => {
    const home = lan({ subnet6: 'FD00:0001:0::/64', gateway6: 'FD00:1::0001', gateway: '192.168.1.1' });
    expect([home.subnet6, home.gateway6, home.gateway]).toEqual(['fd00:1::/64', 'fd00:1::1', '192.168.1.1']);
  });

  test.each([
    ['a machine for a network', 'LAN_SUBNET', { subnet: '192.168.1.5/24' }],
    ['no network', 'LAN_SUBNET', { subnet: 'home' }],
    ['an IPv6 network for IPv4', 'LAN_SUBNET', { subnet: 'fd00::/64' }],
    ['a network of one machine', 'LAN_SUBNET', { subnet: '192.168.1.4/32' }],
    ['a prefix of no size', 'LAN_SUBNET', { subnet6: 'fd00::/8' }],
    ['a router that is no address', 'LAN_GATEWAY', { gateway: 'router' }],
    ['a router elsewhere', 'LAN_GATEWAY', { gateway: '192.168.2.1' }],
    ['a router with the address of the network', 'LAN_GATEWAY', { gateway: '192.168.1.0' }],
    ['a router without its network', 'LAN_GATEWAY', { gateway6: 'fd00::1' }],
    ['a name server by name', 'LAN_NAMESERVER', { nameservers: ['router'] }],
    ['a range that begins elsewhere', 'LAN_DHCP_RANGE', { dhcpRange: { from: '192.168.0.9', to: '192.168.1.20' } }],
    ['a range that ends first', 'LAN_DHCP_RANGE', { dhcpRange: { from: '192.168.1.20', to: '192.168.1.10' } }],
    [
      'a range with the router in it',
      'LAN_DHCP_RANGE',
      { gateway: '192.168.1.1', dhcpRange: { from: '192.168.1.1', to: '192.168.1.10' } },
    ],
    ['a domain with a space', 'LAN_DOMAIN', { domain: 'my home' }],
    ['a VLAN beyond the last', 'NUMBER_OUT_OF_RANGE', { vlanId: 4095 }],
  ] as [string, string, Partial<LanProps>][])('refuses %s', (_, code, props) => {
    expect(refusal(() => lan(props)).code).toBe(code);
  });

  test.each([[0], [255], [256], [-1], [1.5], [Number.NaN]])('has no machine number %d', (number) => {
    expect(refusal(() => lan().address(number)).code).toBe('LAN_ADDRESS');
  });

  test('has no IPv6 address without a network for it', () => {
    expect(refusal(() => lan().address6(1)).code).toBe('LAN_ADDRESS');
  });

  test('is for the site it is made in, and says of a wrong subnet once', () => {
    const app = newApp();
    const [here, there] = [new Construct(app, 'here'), new Construct(app, 'there')];
    new Lan(here, 'lan', { subnet: '192.168.1.0/24' });
    new Lan(there, 'lan', { subnet: '192.168.1.0/24' });
    const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
    hostOf(here as never, 'good', wired('192.168.1.5/24'));
    hostOf(app, 'elsewhere', wired('10.0.0.5/24'));
    expect(codes(app.check())).toEqual([]);
    for (const name of ['a', 'b', 'c']) hostOf(here as never, name, wired(`192.168.7.${name.charCodeAt(0)}/24`));
    const found = app.check();
    expect(codes(found)).toEqual(['warning LAN_ADDRESS_OUTSIDE']);
    expect(found[0]).toMatchObject({ path: 'here/a', also: [{ path: 'here/b' }, { path: 'here/c' }] });
  });
});
