import {
  App,
  Backup,
  BackupRepository,
  CpuVendor,
  DarwinHost,
  Disk,
  DiskContent,
  DiskPartition,
  Estate,
  HostProps,
  Lan,
  LibvirtDisk,
  LibvirtGuest,
  LibvirtInterface,
  LibvirtNetwork,
  MicrovmGuest,
  MicrovmInterface,
  Monitoring,
  NetworkBackend,
  NixModule,
  NixosContainer,
  ReverseProxy,
  SecretFile,
  Tailnet,
  TailscaleNode,
  ZfsPool,
} from '../../src';
import { Graph } from '../../src/graph/graph';
import { estateGraph } from '../../src/graph/model';
import { newApp } from '../support/estate';
import { hostOf } from '../support/small-estate';

const NIXOS = { stateVersion: '25.11', allowNoLogin: true };

/** An estate with something of every kind that is drawn. */
export function wholeEstate(): App {
  const app = newApp({ description: 'All & "everything" <of> it' });
  const lan = new Lan(app, 'home', {
    subnet: '192.168.1.0/24',
    gateway: '192.168.1.1',
    domain: 'home.arpa',
    vlanId: 7,
  });
  const networking = (number: number): HostProps['networking'] => ({
    backend: NetworkBackend.NETWORKD,
    interfaces: { br0: lan.interfaceAt(number) },
    bridges: { br0: { members: ['eno1'] } },
  });
  const nas = hostOf(app, 'nas', {
    networking: networking(10),
    hostId: '12345678',
    memoryMib: 65536,
    threads: 16,
    cpu: CpuVendor.AMD,
  } as Partial<HostProps>);
  const edge = hostOf(app, 'edge', {
    networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses: ['10.9.8.7/24'] } } },
  });
  new DarwinHost(app, 'mac', { stateVersion: 6 });

  const tank = new ZfsPool(nas, 'tank');
  const pages = tank.addDataset('pages', { mountPoint: '/srv/pages' });
  tank.addZvol('swap', { size: '8G' });
  pages.replicateTo(new ZfsPool(nas, 'cold').addDataset('copies'));
  new Backup(nas, 'offsite', {
    repository: BackupRepository.rest('https://backup.example.org/nas'),
    passwordFile: SecretFile.at('/run/keys/restic'),
    datasets: [pages],
  });
  new Disk(hostOf(app, 'laptop', { fileSystems: {} }), 'main', {
    device: '/dev/disk/by-id/nvme-one',
    partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(DiskContent.ext4('/')) },
  });

  const lab = new LibvirtNetwork(nas, 'lab', { subnet: '192.168.50.0/24' });
  new LibvirtGuest(nas, 'windows', {
    memoryGib: 4,
    vcpus: 1,
    disks: [LibvirtDisk.image({ sizeGib: 20 })],
    interfaces: [LibvirtInterface.network(lab, { address: '192.168.50.9' })],
  });
  const guest = new LibvirtGuest(nas, 'dev', {
    memoryGib: 8,
    vcpus: 2,
    disks: [LibvirtDisk.image({ sizeGib: 20 })],
    interfaces: [LibvirtInterface.bridge('br0')],
    host: { ...NIXOS, networking: { interfaces: { eth0: lan.interfaceAt(30) } } },
  });
  new NixosContainer(guest.host, 'inner', { stateVersion: '25.11' });
  new MicrovmGuest(nas, 'tiny', {
    host: { ...NIXOS, networking: { backend: NetworkBackend.NETWORKD } },
    interfaces: [MicrovmInterface.tap({ bridge: 'br0', addresses: ['192.168.1.20/24'] })],
  });
  new NixosContainer(nas, 'bridged', {
    stateVersion: '25.11',
    hostBridge: 'br0',
    localAddress: '192.168.1.50/24',
  });
  const wiki = new NixosContainer(nas, 'wiki', { stateVersion: '25.11' });
  new NixModule(wiki.inside, 'wiki', {
    options: { services: { 'wiki-js': { enable: true, settings: { port: 3000 } } } },
  });
  new NixModule(nas, 'images', {
    options: { virtualisation: { 'oci-containers': { containers: { paperless: { image: 'paperless:2' } } } } },
  });

  const monitoring = new Monitoring(edge, 'monitoring');
  const proxy = new ReverseProxy(nas, 'proxy', { interfaces: ['br0'] });
  proxy.route('wiki.home.arpa', wiki.endpoint(3000));
  new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] }).route('metrics.home.arpa', monitoring.prometheus);

  new Tailnet(app, 'tailnet', {
    tailnetName: 'tail1.ts.net',
    tagOwners: { 'tag:server': [] },
    grants: [{ src: ['ada@example.com'], dst: ['tag:server'], ip: ['443'] }],
  });
  new TailscaleNode(nas, 'tailscale', { tags: ['tag:server'], routes: ['192.168.1.0/24'], exitNode: true });
  new TailscaleNode(edge, 'tailscale', { loginServer: 'https://head.example.org' });
  return app;
}

/** The graph of an app. */
export function graphOf(app: App): Graph {
  return estateGraph(Estate._of(app));
}
