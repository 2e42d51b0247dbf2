import { ContainerNetwork, Disk, DiskContent, DiskPartition, Host, NixosContainer } from '../../src';
import { newApp } from '../support/estate';

test('disks and containers of one host, which look at what each other sets, are worked out', () => {
  const app = newApp();
  const host = new Host(app, 'server', { stateVersion: '25.11', allowNoLogin: true });
  new Disk(host, 'disk', {
    device: '/dev/disk/by-id/nvme-1',
    partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(DiskContent.ext4('/')) },
  });
  new ContainerNetwork(host, 'container-network', { externalInterface: 'enp1s0' });
  new NixosContainer(host, 'git');
  expect(app.check()).toEqual([]);
  expect(app.render()['hosts/server/container-network.nix']).toContain('externalInterface = "enp1s0";');
});
