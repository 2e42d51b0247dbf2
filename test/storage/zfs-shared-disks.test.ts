import { file, found, hostOf, ids, newApp, refused } from './storage';
import { Host } from '../../src/hosts';
import { ZfsDisk, ZfsPool, ZfsProvisioning, ZfsVdev } from '../../src/storage';

const NVME = '/dev/disk/by-id/nvme';

/** A root pool on part of a disk, and a data pool with its log on the rest. */
function twoPools(root: Partial<ZfsDisk>, log: Partial<ZfsDisk>, host: Host = hostOf()) {
  const provisioning = ZfsProvisioning.DISKO;
  const data = [ZfsVdev.stripe([{ device: NVME, espSize: '1G', ...root }])];
  new ZfsPool(host, 'rpool', { provisioning, layout: { data }, datasets: { root: { mountPoint: '/' } } });
  return new ZfsPool(host, 'tank', {
    provisioning,
    layout: { data: [ZfsVdev.mirror(ids('a', 'b'))], log: [ZfsVdev.stripe([{ device: NVME, ...log }])] },
  });
}

describe('a disk of two pools', () => {
  test('is laid out once, for both', () => {
    const app = newApp();
    twoPools({ name: 'nvme', size: '200G' }, { name: 'nvme', partition: 'tank-log' }, hostOf(app));
    expect(found(app)).toEqual([]);
    expect(file(app, 'zfs')).toMatchSnapshot();
    expect(file(app, 'rpool')).not.toMatch('gpt');
    expect(file(app, 'tank')).toMatch('/dev/disk/by-partlabel/disk-nvme-tank-log');
    expect(file(app, 'tank')).not.toMatch(NVME);
  });

  test.each<[string, Partial<ZfsDisk>, Partial<ZfsDisk>]>([
    ['DISK_TAKEN', {}, {}],
    ['DISK_TAKEN', {}, { name: 'nvme', size: '16G', partition: 'log' }],
    ['ZFS_DISK_SHARED', { name: 'one', size: '1T' }, { name: 'two', partition: 'log' }],
    ['ZFS_DISK_SHARED', { name: 'nvme', size: '1T' }, { name: 'nvme', size: '16G' }],
    ['ZFS_DISK_SHARED', { name: 'nvme', partition: 'root' }, { name: 'nvme', partition: 'log' }],
    ['ZFS_DISK_SHARED', { name: 'nvme', size: '1T' }, { name: 'nvme', partition: 'log', espSize: '1G' }],
  ])('%s: %j and %j', (code, root, log) => {
    const app = newApp();
    twoPools(root, log, hostOf(app));
    expect(found(app)).toContain(`error ${code}`);
  });

  test.each(['ESP', 'swap', 'a b', ''])('%j is no name of a partition', (partition) => {
    expect(refused(() => twoPools({ name: 'x', partition }, {}))).toBe('ZFS_PARTITION_NAME');
  });
});
