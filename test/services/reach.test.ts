import { HostProps, LibvirtGuest, LibvirtInterface, LibvirtNetwork, NetworkBackend, NixosContainer } from '../../src';
import { reach } from '../../src/services/reach';
import { newApp } from '../support/estate';
import { hostOf } from '../support/small-estate';

const on = (name: string, address: string): Partial<HostProps> => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { [name]: { addresses: [address] } } },
});

function estate() {
  const app = newApp();
  const server = hostOf(app, 'server', on('eno1', '192.168.1.10/24'));
  const other = hostOf(app, 'other', on('eno1', '192.168.1.11/24'));
  const network = new LibvirtNetwork(server, 'lab', { subnet: '192.168.50.0/24' });
  let count = 0;
  const guest = (each: LibvirtInterface, inside?: Partial<HostProps>) =>
    new LibvirtGuest(server, `guest${(count += 1)}`, {
      memoryGib: 1,
      interfaces: [each],
      ...(inside ? { host: { stateVersion: '25.11', allowNoLogin: true, ...inside } } : {}),
    });
  return { app, server, other, network, guest };
}

describe('how one system reaches another', () => {
  test('a guest on a network of its host, from there and not from elsewhere', () => {
    const { server, other, network, guest } = estate();
    const one = guest(LibvirtInterface.network(network, { address: '192.168.50.9' }));
    expect(reach(server, one, 80)).toEqual({ host: '192.168.50.9', port: 80 });
    expect(reach(other, one, 80)).toMatchObject({ why: 'guest1 is on a network that ends at server' });
  });

  test('a guest whose address only DHCP knows, not at all', () => {
    const { other, guest } = estate();
    expect(reach(other, guest(LibvirtInterface.macvtap('eno1')), 80)).toMatchObject({
      why: 'nobody knows the address of guest1 before it asks for one by DHCP',
    });
    expect(reach(other, guest(LibvirtInterface.macvtap('eno1'), {}), 80)).toMatchObject({
      why: 'nobody knows the address of guest2 before it asks for one by DHCP',
    });
  });

  test("a guest's system by the address of the machine", () => {
    const { server, network, other, guest } = estate();
    const one = guest(LibvirtInterface.network(network, { address: '192.168.50.9' }), {});
    expect(reach(server, one, 80)).toMatchObject({ host: '192.168.50.9', machine: one.host });
    expect(reach(other, one, 80)).toHaveProperty('why');
    const two = guest(LibvirtInterface.macvtap('eno1', { address: '10.0.0.5' }), on('eth0', '10.0.0.5/24'));
    expect(reach(other, two, 80)).toMatchObject({ host: '10.0.0.5', interfaceName: 'eth0' });
    expect(reach(two.host, two, 80)).toEqual({ host: '127.0.0.1', port: 80, local: true });
  });

  test("a guest's system over macvtap, but not from its own host", () => {
    const { server, other, guest } = estate();
    const one = guest(LibvirtInterface.macvtap('eno1'), on('eth0', '192.168.1.5/24'));
    expect(reach(other, one, 80)).toMatchObject({ host: '192.168.1.5', interfaceName: 'eth0' });
    expect(reach(server, one, 80)).toHaveProperty('why', expect.stringContaining('macvtap'));
  });

  test('the inside of a container as the container, and nothing that is no machine', () => {
    const { app, server } = estate();
    const box = new NixosContainer(server, 'box', { subnet: '10.233.7.0/24' });
    expect(reach(server, box.inside, 80)).toEqual({ host: '10.233.7.2', port: 80 });
    expect(reach(server, app, 80)).toHaveProperty('why');
  });
});
