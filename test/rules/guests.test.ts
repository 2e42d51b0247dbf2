import { exampleApp, runExample } from './example';
import { Diagnostic } from '../../src';

/** What the checks find about an example, but for infos. */
function found(text: string, files?: Record<string, string>): Diagnostic[] {
  const app = exampleApp(files);
  runExample(text, app);
  return app.check().filter(({ severity }) => severity !== 'info');
}

function codes(text: string, files?: Record<string, string>): string[] {
  return found(text, files).map(({ severity, code }) => `${severity} ${code}`);
}

const NETWORKD = `networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } }`;

describe('memory', () => {
  test('counts guests, microvms and limits of containers in one sum', () => {
    const [one] = found(`
      const host = new Host(app, 'host', { ...machine, memoryMib: 8192 });
      new LibvirtGuest(host, 'a', { memoryGib: 3 });
      new MicrovmGuest(host, 'b', { memoryGib: 3, volumes: [{ image: 'v', mountPoint: '/var', sizeGib: 1 }],
        host: { stateVersion: '25.11', allowNoLogin: true } });
      new NixosContainer(host, 'c', { privateNetwork: false, memoryMib: 2048 });
      new NixosContainer(host, 'd', { privateNetwork: false, memoryMib: 4096, autoStart: false });
    `);
    expect(one).toMatchObject({
      code: 'LIBVIRT_MEMORY_OVERCOMMIT',
      related: ['host/a', 'host/b', 'host/c'],
      message:
        "the guests and containers that start with the host may take 8 GiB (a 3 GiB, b 3 GiB, c 2 GiB); of the 8 GiB of host, 1 GiB are the host's own",
    });
  });

  test('huge pages that leave less to the host than it asks for are a warning', () => {
    const text = (memory: number) => `
      const host = new Host(app, 'host', { ...machine, memoryMib: ${memory} });
      new LibvirtGuest(host, 'a', { memoryGib: 8, hugepages: LibvirtHugepages.MIB_2, autostart: false });
    `;
    expect(codes(text(8192))).toEqual(['error GUEST_HUGEPAGES_TOO_MANY']);
    expect(codes(text(8704))).toEqual(['warning GUEST_HUGEPAGES_TOO_MANY']);
    expect(codes(text(9216))).toEqual([]);
  });
});

describe('interfaces of a host', () => {
  test('one missing bridge is one finding, whoever needs it', () => {
    const all = found(`
      const host = new Host(app, 'host', { ...machine, networking: { backend: NetworkBackend.NETWORKD } });
      for (const name of ['a', 'b']) {
        new LibvirtGuest(host, name, { memoryGib: 1, interfaces: [LibvirtInterface.bridge('br9')] });
      }
    `);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ path: 'host/a', also: [{ path: 'host/b' }] });
  });

  test.each([
    ['another function of the card', '0000:05:00.1', []],
    ['the bus in hexadecimal digits', '0000:41:00.0', ['error GUEST_PCI_USED_BY_HOST']],
    ['the very card', '05:00.0', ['error GUEST_PCI_USED_BY_HOST']],
  ])('a PCI device that the host uses: %s', (_, address, expected) => {
    expect(
      codes(`
        const host = new Host(app, 'host', {
          ...machine,
          hardware: { cpu: CpuVendor.AMD },
          networking: { interfaces: { enp5s0f0: {}, enp65s0: {} } },
        });
        new LibvirtGuest(host, 'a', { memoryGib: 1, pciDevices: [{ address: '${address}' }] });
      `),
    ).toEqual(expected);
  });

  test('a card that the host is only told to leave alone can be given to a container', () => {
    const text = (value: string) => `
      const host = new Host(app, 'host', {
        ...machine,
        networking: { backend: NetworkBackend.NONE },
        options: { networking: { interfaces: { enp5s0: ${value} } } },
      });
      new NixosContainer(host, 'a', { interfaces: ['enp5s0'] });
    `;
    expect(codes(text('{ useDHCP: false }'))).toEqual([]);
    expect(codes(text('{ useDHCP: true }'))).toEqual(['error CONTAINER_INTERFACE_USED']);
  });

  test('a card that two containers are given', () => {
    expect(
      codes(`
        const host = new Host(app, 'host', { ...machine });
        for (const name of ['a', 'b']) new NixosContainer(host, name, { interfaces: ['enp5s0'] });
      `),
    ).toEqual(['error CONTAINER_INTERFACE_USED']);
  });
});

describe('disks and folders', () => {
  test('nothing is said of a host with modules that cannot be looked into', () => {
    const text = `
      const host = new Host(app, 'host', { ...machine });
      host.importFile('modules');
      new LibvirtGuest(host, 'a', { memoryGib: 1, disks: [LibvirtDisk.image({ sizeGib: 1, directory: '/tank/vms' })] });
    `;
    expect(codes(text, { 'modules/default.nix': '{ }' })).toEqual([]);
    expect(codes(text.replace("host.importFile('modules');", ''))).toEqual(['warning GUEST_PATH_MISSING']);
  });

  test('a missing pool is one finding, and says who has it', () => {
    const all = found(`
      const nas = new Host(app, 'nas', { ...machine, fileSystems: { ...machine.fileSystems,
        '/tank': { device: '/dev/disk/by-label/tank', fsType: 'xfs' } } });
      const host = new Host(app, 'host', { ...machine });
      for (const name of ['a', 'b']) {
        new LibvirtGuest(host, name, { memoryGib: 1, disks: [LibvirtDisk.image({ sizeGib: 1, directory: '/tank/vms' })] });
      }
    `);
    expect(all.map(({ code }) => code)).toEqual(['GUEST_PATH_MISSING']);
    expect(all[0]!.message).toBe(
      'a keeps a disk at /tank/vms/a.qcow2, and host mounts nothing there; nas mounts /tank',
    );
    expect(all[0]!.also).toHaveLength(1);
  });

  test('a dataset of another host cannot be shared or mounted', () => {
    const all = found(`
      const nas = new Host(app, 'nas', { ...machine, hostId: '10110b01' });
      const media = new ZfsPool(nas, 'tank').addDataset('media', { mountPoint: '/tank/media' });
      const host = new Host(app, 'host', { ...machine });
      new NixosContainer(host, 'a', { privateNetwork: false, bindMounts: [{ mountPoint: '/media', hostPath: media }] });
    `).filter(({ code }) => /PATH/.test(code));
    expect(all).toMatchObject([
      { code: 'CONTAINER_PATH_MISSING', message: 'a is to see /tank/media, which nas mounts; it runs on host' },
    ]);
  });
});

describe('state of services', () => {
  test('is lost on a tmpfs, kept on a mount within it', () => {
    const text = (more: string) => `
      const host = new Host(app, 'host', { ...machine });
      new NixosContainer(host, 'a', {
        privateNetwork: false, tmpfs: ['/var/lib:size=1G'], ${more}
        config: { services: { postgresql: { enable: true } } },
      });
    `;
    expect(codes(text(''))).toEqual(['warning CONTAINER_STATE_LOST']);
    const mount = "bindMounts: [{ mountPoint: '/var/lib/postgresql', hostPath: '/srv/pg', readOnly: false }],";
    expect(codes(text(mount))).toEqual([]);
  });

  test('follows the option that moves it', () => {
    expect(
      codes(`
        const host = new Host(app, 'host', { ...machine });
        new NixosContainer(host, 'a', {
          privateNetwork: false, ephemeral: true,
          bindMounts: [{ mountPoint: '/data', hostPath: '/srv/data', readOnly: false }],
          config: { services: { jellyfin: { enable: true, dataDir: '/data/jellyfin' } } },
        });
      `),
    ).toEqual([]);
  });

  test('belongs to the host or to its container, not to both', () => {
    expect(
      codes(`
        const host = new Host(app, 'host', { ...machine, options: { services: { mysql: { enable: true } } } });
        new ContainerNetwork(host, 'container-network', { externalInterface: 'eno1' });
        new NixosContainer(host, 'a', {
          bindMounts: [{ mountPoint: '/var/lib/mysql', readOnly: false }],
          config: { services: { mysql: { enable: true } } },
        });
      `),
    ).toContain('error STATE_SHARED');
  });
});

describe('containers that options make', () => {
  test('raw Nix is read too', () => {
    const all = codes(`
      const host = new Host(app, 'host', { ...machine });
      host.addNix(\`{ config, lib, ... }: {
        containers.old_one = {
          privateNetwork = true;
          hostAddress = "10.115.1.1";
          localAddress = "10.115.1.2";
          config = { pkgs, ... }: { system.stateVersion = "25.11"; };
        };
      }\`);
    `);
    expect(all).toEqual(['error CONTAINER_NAME_REFUSED', 'warning CONTAINER_NO_WAY_OUT']);
  });

  test('rules of the firewall of its own may be the way out', () => {
    expect(
      codes(`
        new Host(app, 'host', {
          ...machine,
          options: {
            networking: { nftables: { enable: true, ruleset: 'table ip nat { }' } },
            containers: { a: { privateNetwork: true, hostAddress: '10.115.2.1', localAddress: '10.115.2.2',
              config: { system: { stateVersion: '25.11' } } } },
          },
        });
      `),
    ).toEqual([]);
  });

  test('systemd-resolved inside excludes the resolv.conf of the host', () => {
    expect(
      codes(`
        new Host(app, 'host', {
          ...machine,
          options: {
            networking: { nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: 'eno1' } },
            containers: { a: { privateNetwork: true, hostAddress: '10.115.3.1', localAddress: '10.115.3.2',
              config: { system: { stateVersion: '25.11' }, services: { resolved: { enable: true } } } } },
          },
        });
      `),
    ).toEqual(['error CONTAINER_RESOLVER']);
  });

  test('Tailscale without an interface needs no device', () => {
    const text = (tailscale: string) => `
      const host = new Host(app, 'host', { ...machine, ${NETWORKD} });
      new NixosContainer(host, 'a', { hostBridge: 'br0', config: { services: { tailscale: ${tailscale} } } });
    `;
    expect(codes(text("{ enable: true, interfaceName: 'userspace-networking' }"))).toEqual([]);
    expect(codes(text('{ enable: true }'))).toEqual(['error CONTAINER_VPN_REFUSED']);
  });
});

describe('libvirt', () => {
  test('the lists of NixVirt beside guests of the estate are an error', () => {
    const all = found(`
      const host = new Host(app, 'host', {
        ...machine,
        options: { virtualisation: { libvirt: { enable: true, connections: { 'qemu:///system': { domains: [] } } } } },
      });
      new LibvirtGuest(host, 'kept', { memoryGib: 1 });
    `);
    expect(all.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error LIBVIRT_LISTS_DELETE']);
    expect(all[0]!.message).toContain('NixVirt deletes kept of host');
  });

  test('a network that NixVirt deletes is an error', () => {
    expect(
      codes(`
        const host = new Host(app, 'host', { ...machine });
        new LibvirtHypervisor(host, 'libvirt', { manageAll: true });
        new LibvirtNetwork(host, 'lab', { subnet: '10.116.1.0/24' });
        new LibvirtGuest(host, 'a', { memoryGib: 1, interfaces: [LibvirtInterface.namedNetwork('default')] });
      `),
    ).toEqual(['error GUEST_NETWORK_UNKNOWN', 'warning LIBVIRT_MANAGE_ALL']);
  });

  test('a password in a definition that is an asset', () => {
    const text = `
      const host = new Host(app, 'host', { ...machine });
      new Asset(host, 'old', { path: 'old.xml' });
    `;
    const xml = (more: string) => `<domain><devices><graphics type="vnc" ${more}/></devices></domain>`;
    expect(codes(text, { 'old.xml': xml('passwd="hunter2"') })).toEqual(['error LIBVIRT_PASSWORD_READABLE']);
    expect(codes(text, { 'old.xml': xml('listen="127.0.0.1"') })).toEqual([]);
  });
});
