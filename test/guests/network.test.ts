import { spawnSync } from 'child_process';
import { join } from 'path';
import { has, renderTo, xmlProblem } from './support';
import { App } from '../../src/app';
import {
  LibvirtGuest,
  LibvirtInterface,
  LibvirtNetwork,
  LibvirtNetworkMode,
  LibvirtNetworkProps,
} from '../../src/guests';
import { appWith, codes, hostOf } from '../support/small-estate';

const SUBNET = { subnet: '192.168.50.0/24' };
const network = (props: LibvirtNetworkProps = SUBNET, id = 'lab') => new LibvirtNetwork(hostOf(appWith()), id, props);
const definition = (of: LibvirtNetwork) => App.of(of).render()[`hosts/server/${of.networkName}-network.xml`]!;

const SHAPES: Record<string, LibvirtNetworkProps> = {
  usual: SUBNET,
  full: {
    ...SUBNET,
    networkName: 'full.net',
    gateway: '192.168.50.2',
    dhcpHosts: [{ macAddress: '52:54:00:AA:00:01', address: '192.168.50.9', name: 'printer' }],
    ipv6: 'fd00:50::1/64',
    domain: 'lab.example',
    mtu: 1400,
    forwardDevice: 'enp4s0',
    macAddress: '52:54:00:00:00:09',
  },
  isolated: { mode: LibvirtNetworkMode.ISOLATED },
  routed: { mode: LibvirtNetworkMode.ROUTED, subnet: '10.9.0.0/16', dhcp: false },
  open: { mode: LibvirtNetworkMode.OPEN, subnet: '10.9.0.0/29', dhcpStart: '10.9.0.3', dhcpEnd: '10.9.0.4' },
  bridge: { mode: LibvirtNetworkMode.BRIDGE, bridgeName: 'br0' },
};

describe('a network', () => {
  test('is NAT with DHCP', () => {
    expect(definition(network())).toMatchSnapshot();
    expect(App.of(network()).render()['hosts/server/lab.nix']).toMatchSnapshot();
  });

  test('has what it is told', () => {
    expect(definition(network(SHAPES.full))).toMatchSnapshot();
    expect(definition(network(SHAPES.open))).toContain("<range start='10.9.0.3' end='10.9.0.4'/>");
    expect(definition(network(SHAPES.routed))).not.toContain('<dhcp>');
    expect(definition(network(SHAPES.isolated))).not.toContain('<forward');
    expect(definition(network(SHAPES.bridge))).toContain(
      "<forward mode='bridge'/>\n  <bridge name='br0'/>\n</network>",
    );
  });

  test('gives guests the address that they have on it, and knows them by name', () => {
    const lab = network();
    const guest = new LibvirtGuest(lab.machine, 'vm', {
      memoryGib: 1,
      interfaces: [LibvirtInterface.network(lab, { address: '192.168.50.10' })],
    });
    expect(guest.address).toBe('192.168.50.10');
    expect(definition(lab)).toContain(`<host mac='${guest.macAddress()}' name='vm' ip='192.168.50.10'/>`);
    const script = App.of(lab).render()['hosts/server/lab.nix'];
    expect(script).toContain(`'<host mac="${guest.macAddress()}" name="vm" ip="192.168.50.10"/>' --live`);
  });

  test('lets guests ask the host for addresses and names', () => {
    expect(App.of(network()).render()['hosts/server/firewall.nix']).toMatch(
      /virbr-lab = \{\s+allowedTCPPorts = \[ 53 \];\s+allowedUDPPorts = \[\s+53\s+67\s+\];/,
    );
  });

  test('has a bridge whose name fits', () => {
    expect(network().bridgeName).toBe('virbr-lab');
    expect(network(SUBNET, 'a-long-network-name').bridgeName).toMatch(/^virbr-[0-9a-f]{8}$/);
  });

  test('is not started where it is not to be', () => {
    const text = App.of(network({ ...SUBNET, autostart: false })).render()['hosts/server/lab.nix'];
    expect(text).toContain('virsh net-autostart lab --disable');
    expect(text).not.toContain('net-start');
  });

  test('shares addresses with no one: two guests, or two services on its gateway', () => {
    const lab = network();
    for (const id of ['a', 'b']) {
      const interfaces = [LibvirtInterface.network(lab, { address: '192.168.50.10' })];
      new LibvirtGuest(lab.machine, id, { memoryGib: 1, interfaces });
    }
    new LibvirtNetwork(lab.machine, 'again', { ...SUBNET, bridgeName: lab.bridgeName, uuid: lab.uuid });
    const found = codes(App.of(lab).check());
    for (const code of ['TCP_PORT_TAKEN', 'UDP_PORT_TAKEN', 'NETWORK_INTERFACE_TAKEN', 'UUID_TAKEN']) {
      expect(found).toContain(`error ${code}`);
    }
    expect(found).toContain('error IP_ADDRESS_TAKEN');
  });
});

describe('a network is refused', () => {
  const host = { macAddress: '52:54:00:00:00:01', address: '192.168.51.9' };
  const refused: [code: string, key: string, props: LibvirtNetworkProps][] = [
    ['NETWORK_NAME', 'networkName', { ...SUBNET, networkName: 'a b' }],
    ['NETWORK_UUID', 'uuid', { ...SUBNET, uuid: 'x' }],
    ['NETWORK_BRIDGE', 'bridgeName', { ...SUBNET, bridgeName: 'a-very-long-name' }],
    ['NETWORK_BRIDGE', 'bridgeName', { mode: LibvirtNetworkMode.BRIDGE }],
    ['NETWORK_SUBNET', 'subnet', {}],
    ['NETWORK_SUBNET', 'subnet', { subnet: '192.168.50.1/24' }],
    ['NETWORK_SUBNET', 'subnet', { subnet: '192.168.50.0' }],
    ['NETWORK_SUBNET', 'subnet', { subnet: '192.168.50.0/30' }],
    ['NETWORK_SUBNET', 'subnet', { subnet: 'fd00::/64' }],
    ['NETWORK_SUBNET', 'subnet', { ...SUBNET, mode: LibvirtNetworkMode.BRIDGE, bridgeName: 'br0' }],
    ['NETWORK_ADDRESS', 'gateway', { ...SUBNET, gateway: '192.168.50.0' }],
    ['NETWORK_ADDRESS', 'dhcpStart', { ...SUBNET, dhcpStart: '192.168.49.1' }],
    ['NETWORK_ADDRESS', 'dhcpEnd', { ...SUBNET, dhcpEnd: '192.168.50.255' }],
    ['NETWORK_ADDRESS', 'dhcpEnd', { ...SUBNET, dhcpStart: '192.168.50.9', dhcpEnd: '192.168.50.8' }],
    ['NETWORK_ADDRESS', 'address', { ...SUBNET, dhcpHosts: [host] }],
    ['NETWORK_ADDRESS', 'dhcpHosts', { ...SUBNET, dhcpHosts: [{ ...host, address: '192.168.50.1' }] }],
    ['NETWORK_ADDRESS', 'ipv6', { ...SUBNET, ipv6: 'fd00::1' }],
    ['NETWORK_MAC', 'macAddress', { ...SUBNET, macAddress: '53:54:00:00:00:01' }],
  ];
  test.each(refused)('%s %s %#', (code, keyPath, props) => {
    expect(() => network(props)).toThrow(expect.objectContaining({ code, keyPath, path: 'server/lab' }));
  });

  test('a fixed address on one that gives none, or outside of it', () => {
    expect(() => network({ mode: LibvirtNetworkMode.ISOLATED }).addDhcpHost(host)).toThrow(/NETWORK_NO_DHCP/);
    expect(() => network().addDhcpHost(host)).toThrow(/NETWORK_ADDRESS.*192\.168\.51\.9/);
  });
});

(has('python3') ? test : test.skip)('every network definition is XML to a real parser', () => {
  for (const props of Object.values(SHAPES)) expect(xmlProblem(definition(network(props)))).toBeUndefined();
});

(has('virt-xml-validate') && has('xmllint') ? test : test.skip)(
  "every network definition is valid by libvirt's own schema",
  () => {
    for (const props of Object.values(SHAPES)) {
      const made = network(props);
      const path = join(renderTo(App.of(made)), `hosts/server/${made.networkName}-network.xml`);
      const { status, stdout, stderr } = spawnSync('virt-xml-validate', [path, 'network'], { encoding: 'utf8' });
      expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
    }
  },
);
