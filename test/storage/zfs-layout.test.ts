import { appOf, file, found, freshPool, hostOf, ids, newApp, refusal, refused } from './storage';
import { Host } from '../../src/hosts';
import { ZfsDisk, ZfsLayout, ZfsPool, ZfsProvisioning, ZfsVdev } from '../../src/storage';

const layout = (data: ZfsVdev[], rest: Partial<ZfsLayout> = {}) => ({ layout: { data, ...rest } });
const rendered = (pool: ZfsPool) => file(appOf(pool), pool.poolName);

describe('disks of a vdev', () => {
  test.each([
    ['mirror', 2],
    ['raidz1', 2],
    ['raidz2', 3],
    ['raidz3', 4],
    ['stripe', 1],
  ] as const)('%s takes %d and no fewer', (kind, least) => {
    const disks = ids('a', 'b', 'c', 'd');
    expect(() => freshPool(layout([ZfsVdev[kind](disks.slice(0, least))]))).not.toThrow();
    const error = refusal(() => freshPool(layout([ZfsVdev[kind](disks.slice(0, least - 1))])));
    expect(error.code).toBe('ZFS_TOO_FEW_DISKS');
    expect(error.message).toMatch(`at least ${least}`);
    expect(error.message).toMatch('server/tank, layout.data[0]');
  });

  test('an existing pool is held to the same', () => {
    expect(refused(() => new ZfsPool(hostOf(), 'tank', layout([ZfsVdev.raidz2(ids('a', 'b'))])))).toBe(
      'ZFS_TOO_FEW_DISKS',
    );
  });

  test('at most 255', () => {
    const disks = ids(...Array.from({ length: 256 }, (_, index) => `d${index}`));
    expect(refused(() => freshPool(layout([ZfsVdev.raidz3(disks)])))).toBe('ZFS_TOO_MANY_DISKS');
  });

  test('no data vdev', () => {
    expect(refused(() => freshPool(layout([])))).toBe('ZFS_NO_DISKS');
  });

  test('no layout where disko is to make the pool', () => {
    expect(refused(() => freshPool({ layout: undefined }))).toBe('ZFS_NO_LAYOUT');
  });

  test.each(['log', 'special', 'dedup'] as const)('%s cannot be raidz', (role) => {
    const vdev = ZfsVdev.raidz1(ids('c', 'd', 'e'));
    expect(refused(() => freshPool(layout([ZfsVdev.mirror(ids('a', 'b'))], { [role]: [vdev] })))).toBe('ZFS_VDEV_MODE');
  });
});

describe('data vdevs of one kind', () => {
  const kinds = [ZfsVdev.mirror(ids('a', 'b')), ZfsVdev.raidz1(ids('c', 'd', 'e'))];
  const widths = [ZfsVdev.raidz1(ids('a', 'b', 'c')), ZfsVdev.raidz1(ids('d', 'e', 'f', 'g'))];

  test.each([
    ['kinds', kinds],
    ['widths', widths],
  ])('different %s are refused unless allowed', (_, data) => {
    expect(refused(() => freshPool(layout(data)))).toBe('ZFS_MIXED_REDUNDANCY');
    expect(() => freshPool(layout(data, { allowMixedRedundancy: true }))).not.toThrow();
  });

  test('stripes of any number are alike', () => {
    expect(() => freshPool(layout([ZfsVdev.stripe(ids('a', 'b')), ZfsVdev.stripe(ids('c'))]))).not.toThrow();
  });

  test.each(['special', 'dedup'] as const)('a %s vdev that bears less than the data is a warning', (role) => {
    const data = [ZfsVdev.raidz2(ids('a', 'b', 'c', 'd'))];
    const weak = freshPool(layout(data, { [role]: [ZfsVdev.mirror(ids('e', 'f'))] }));
    expect(found(appOf(weak))).toEqual(['warning ZFS_WEAK_VDEV']);
    const strong = freshPool(layout(data, { [role]: [ZfsVdev.mirror(ids('e', 'f', 'g'))] }));
    expect(found(appOf(strong))).toEqual([]);
  });
});

describe('one disk twice', () => {
  test('in a vdev', () => {
    expect(refused(() => freshPool(layout([ZfsVdev.mirror(ids('a', 'a'))])))).toBe('ZFS_DISK_TWICE');
  });

  test('in two roles, without saying how much each gets', () => {
    const data = [ZfsVdev.mirror(ids('a', 'b'))];
    expect(refused(() => freshPool(layout(data, { cache: ids('a') })))).toBe('ZFS_DISK_TWICE');
  });

  test('in two roles of an existing pool', () => {
    const disk = { device: '/dev/disk/by-id/s', name: 'ssd' };
    const roles = layout([ZfsVdev.mirror(ids('a', 'b'))], {
      log: [ZfsVdev.stripe([{ ...disk, size: '16G' }])],
      cache: [disk],
    });
    expect(refused(() => new ZfsPool(hostOf(), 'tank', roles))).toBe('ZFS_DISK_TWICE');
  });

  test('in two pools of a host', () => {
    const app = newApp();
    const host = hostOf(app);
    new ZfsPool(host, 'one', layout([ZfsVdev.stripe(ids('a'))]));
    new ZfsPool(host, 'two', layout([ZfsVdev.stripe(ids('a'))]));
    expect(found(app)).toEqual(['error DISK_TAKEN']);
  });

  test('split between log and cache it gets two partitions', () => {
    const ssd = { device: '/dev/disk/by-id/s', name: 'ssd' };
    const pool = freshPool(
      layout([ZfsVdev.mirror(ids('a', 'b'))], { log: [ZfsVdev.stripe([{ ...ssd, size: '16G' }])], cache: [ssd] }),
    );
    expect(found(appOf(pool))).toEqual([]);
    expect(rendered(pool)).toMatch('members = [ "/dev/disk/by-partlabel/disk-ssd-zfs-log" ]');
    expect(rendered(pool)).toMatch('cache = [ "/dev/disk/by-partlabel/disk-ssd-zfs-cache" ]');
  });
});

describe('names of disks', () => {
  const one = (disk: string | ZfsDisk) => () => freshPool(layout([ZfsVdev.stripe([disk])]));

  test.each(['/dev/sda', '/dev/sdaa1', '/dev/vda', '/dev/xvdb', '/dev/nvme0n1', '/dev/nvme0n1p2', '/dev/mmcblk0'])(
    '%s is not formatted',
    (device) => {
      expect(refused(one(device))).toBe('ZFS_DISK_UNSTABLE_NAME');
    },
  );

  test('unless it is allowed; then the pool is looked for by partition', () => {
    const pool = one({ device: '/dev/vda', allowUnstableName: true })();
    expect(file(appOf(pool), 'zfs')).toMatch('devNodes = "/dev/disk/by-partuuid"');
  });

  test('for an existing pool it is a warning', () => {
    const app = newApp();
    new ZfsPool(hostOf(app), 'tank', layout([ZfsVdev.stripe(['/dev/sda'])]));
    expect(found(app)).toEqual(['warning ZFS_DISK_UNSTABLE_NAME']);
  });

  test.each(['ata-WDC_WD40', 'sda', '', '/dev/disk/by-id/a b', '/srv/disk.img', '/dev/$x'])('%j is none', (device) => {
    expect(refused(one(device))).toBe('ZFS_DISK_PATH');
  });

  test('a partition is not partitioned', () => {
    expect(refused(one('/dev/disk/by-id/ata-A-part1'))).toBe('ZFS_DISK_IS_PARTITION');
    expect(
      () => new ZfsPool(hostOf(), 'tank', layout([ZfsVdev.stripe(['/dev/disk/by-id/ata-A-part1'])])),
    ).not.toThrow();
  });

  test('a label has room for 36 characters', () => {
    const device = '/dev/disk/by-id/a';
    expect(one({ device, name: 'n'.repeat(27) })).not.toThrow();
    expect(refused(one({ device, name: 'n'.repeat(28) }))).toBe('ZFS_DISK_NAME');
  });

  test.each(['a b', 'a/b', '-a', ''])('%j cannot be a disk in disko', (name) => {
    expect(refused(one({ device: '/dev/disk/by-id/a', name }))).toBe('ZFS_DISK_NAME');
  });

  test('two disks of one name in a pool', () => {
    const disks = ids('a', 'b').map((device) => ({ device, name: 'x' }));
    expect(refused(() => freshPool(layout([ZfsVdev.mirror(disks)])))).toBe('ZFS_DISK_NAME_TWICE');
  });

  test('two disks of one name on a host', () => {
    const app = newApp();
    const host = hostOf(app);
    for (const name of ['one', 'two']) {
      freshPool(layout([ZfsVdev.stripe([{ device: `/dev/disk/by-id/${name}`, name: 'x' }])]), name, host);
    }
    expect(found(app)).toEqual(['error DISKO_DISK_NAME_TAKEN']);
  });

  test.each(['size', 'espSize', 'swapSize'])('%s must be a size', (key) => {
    const device = '/dev/disk/by-id/a';
    expect(refused(one({ device, [key]: '1.5G' }))).toBe('ZFS_PARTITION_SIZE');
    expect(refused(one({ device, [key]: '0G' }))).toBe('ZFS_PARTITION_SIZE');
    expect(one({ device, [key]: '2G' })).not.toThrow();
  });
});

describe('what disko is told', () => {
  test('one vdev: a word', () => {
    expect(rendered(freshPool(layout([ZfsVdev.raidz2(ids('a', 'b', 'c', 'd'))])))).toMatch('mode = "raidz2";');
    expect(rendered(freshPool(layout([ZfsVdev.stripe(ids('a', 'b'))])))).not.toMatch('mode =');
  });

  test('every kind of vdev', () => {
    const pool = freshPool(
      layout([ZfsVdev.mirror(ids('a', 'b')), ZfsVdev.mirror(ids('c', 'd'))], {
        log: [ZfsVdev.mirror(ids('e', 'f'))],
        special: [ZfsVdev.mirror(ids('g', 'h'))],
        dedup: [ZfsVdev.mirror(ids('i', 'j'))],
        cache: ids('k'),
        spares: ids('l', 'm'),
      }),
    );
    expect(rendered(pool)).toMatchSnapshot();
    expect(appOf(pool).render()['hosts/server/default.nix']).toMatch('inputs.disko.nixosModules.disko');
  });

  test('a system disk', () => {
    const host = hostOf();
    const disks = [
      { device: '/dev/disk/by-id/a', espSize: '1G', swapSize: '8G', encryptSwap: true },
      { device: '/dev/disk/by-id/b', espSize: '1G', biosBoot: true },
    ];
    const pool = freshPool(
      { ...layout([ZfsVdev.mirror(disks)]), protectDisks: true, datasets: { root: { mountPoint: '/' } } },
      'rpool',
      host,
    );
    expect(found(appOf(pool))).toEqual([]);
    expect(rendered(pool)).toMatchSnapshot();
  });

  test('where it boots from is claimed', () => {
    const app = newApp();
    const host: Host = hostOf(app, 'server', {
      fileSystems: { '/boot': { device: '/dev/disk/by-label/x', fsType: 'ext4' } },
    });
    new ZfsPool(host, 'rpool', {
      provisioning: ZfsProvisioning.DISKO,
      ...layout([ZfsVdev.stripe([{ device: '/dev/disk/by-id/a', espSize: '1G' }])]),
    });
    expect(found(app)).toContain('error MOUNT_POINT_TAKEN');
  });

  test('a root pool without a partition to boot from is a warning', () => {
    expect(found(appOf(freshPool({ datasets: { root: { mountPoint: '/' } } })))).toEqual([
      'warning ZFS_NO_BOOT_PARTITION',
    ]);
    const host = hostOf(newApp(), 'server', {
      fileSystems: {
        '/boot': { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['fmask=0077', 'dmask=0077'] },
      },
    });
    expect(found(appOf(freshPool({ datasets: { root: { mountPoint: '/' } } }, 'rpool', host)))).toEqual([]);
  });
});
