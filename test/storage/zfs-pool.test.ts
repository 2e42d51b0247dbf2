import { Construct } from 'constructs';
import { appOf, file, found, freshPool, hostOf, ids, newApp, refusal, refused, storageFindings } from './storage';
import { SecretFile, NixosSystem } from '../../src/app';
import { WslHost } from '../../src/hosts';
import { Nix } from '../../src/nix';
import {
  ZfsAcltype,
  ZfsCanmount,
  ZfsCipher,
  ZfsDataset,
  ZfsDedup,
  ZfsFailmode,
  ZfsKeyFormat,
  ZfsMount,
  ZfsPool,
  ZfsPoolProps,
  ZfsSnapshotScope,
  ZfsSync,
  ZfsVdev,
  ZfsZvol,
} from '../../src/storage';

const existing = (props: ZfsPoolProps = {}, id = 'tank', host = hostOf()) => new ZfsPool(host, id, props);

describe('an existing pool', () => {
  test('the reference estate', () => {
    const app = newApp();
    const host = hostOf(app);
    const rpool = new ZfsPool(host, 'rpool', {
      datasets: { root: { mountPoint: '/' }, nix: { mountPoint: '/nix' }, home: { mountPoint: '/home' } },
      snapshots: { hourly: 24, daily: 7 },
    });
    const tank = new ZfsPool(host, 'tank', {
      layout: { data: [ZfsVdev.raidz1(ids('a', 'b', 'c'))] },
      datasets: { media: { mountPoint: '/mnt/media' }, backups: {} },
    });
    expect(found(app)).toEqual([]);
    for (const name of ['zfs', 'rpool', 'tank']) expect(file(app, name)).toMatchSnapshot(name);
    expect(app.render()['flake.nix']).not.toMatch('disko');
    expect(tank.poolName).toBe('tank');
    const media = tank.node.findChild('media') as ZfsDataset;
    expect([media.zfsName, media.mountPoint, media.pool]).toEqual(['tank/media', '/mnt/media', tank]);
    expect(rpool.node.findChild('nix')).toBeInstanceOf(ZfsDataset);
  });

  test('without a mount of NixOS it is imported by name', () => {
    const pool = existing({ datasets: { backups: {} } });
    expect(file(appOf(pool), 'zfs')).toMatch('extraPools = [ "tank" ]');
    expect(appOf(pool).render()['hosts/server/tank.nix']).toBeUndefined();
  });

  test('with one it is not', () => {
    expect(file(appOf(existing({ datasets: { a: { mountPoint: '/a' } } })), 'zfs')).not.toMatch('extraPools');
  });

  test('properties are not applied, and that is said', () => {
    const pool = existing({ datasets: { media: { recordsize: '1M' }, plain: {}, secret: { encryption: {} } } });
    const [finding, ...more] = storageFindings(appOf(pool));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'info', code: 'ZFS_PROPERTIES_NOT_APPLIED' });
    expect(finding!.message).toMatch('properties of tank/media are');
  });

  test('mounts of every kind', () => {
    const pool = existing({
      mountPoint: '/tank',
      mount: ZfsMount.ZFS,
      datasets: {
        inherits: {},
        legacy: { mountPoint: '/legacy', mountOptions: ['noexec', 'nofail'], neededForBoot: true },
        managed: { mountPoint: '/managed', mount: ZfsMount.ZFS, mountOptions: ['nofail'] },
        holder: { mountPoint: '/holder', mount: ZfsMount.ZFS, canmount: ZfsCanmount.OFF, datasets: { 'deep/one': {} } },
        none: { mountPoint: 'none' },
      },
      zvols: {
        disk: { size: '10G', fsType: 'ext4', mountPoint: '/disk', mountOptions: ['nofail'] },
        bare: { size: '1T' },
      },
    });
    expect(file(appOf(pool), 'tank')).toMatchSnapshot();
    const point = (name: string) => (pool._nodes.get(`tank/${name}`) as ZfsDataset).mountPoint;
    expect([pool.mountPoint, point('inherits'), point('holder/deep/one'), point('none')]).toEqual([
      '/tank',
      '/tank/inherits',
      '/holder/deep/one',
      undefined,
    ]);
    expect((pool._nodes.get('tank/disk') as ZfsZvol).devicePath).toBe('/dev/zvol/tank/disk');
  });
});

describe('a pool that disko makes', () => {
  test('properties, encryption, datasets and zvols', () => {
    const pool = freshPool({
      ashift: 13,
      autotrim: true,
      autoexpand: false,
      failmode: ZfsFailmode.CONTINUE,
      compatibility: 'openzfs-2.2-linux',
      comment: 'the data',
      poolProperties: { 'feature@blake3': 'enabled' },
      rootProperties: { atime: true, dedup: ZfsDedup.OFF },
      encryption: { keyFormat: ZfsKeyFormat.HEX, keyFile: SecretFile.of(Nix.ref('config.age.secrets.tank.path')) },
      datasets: {
        media: {
          mountPoint: '/mnt/media',
          mountOptions: ['noexec'],
          compression: 'zstd-3',
          recordsize: '1M',
          sync: ZfsSync.DISABLED,
          acltype: ZfsAcltype.OFF,
          exec: false,
          copies: 2,
          quota: '10T',
          reservation: '1T',
          properties: { 'com.sun:auto-snapshot': 'false' },
          datasets: { films: { neededForBoot: true, mountPoint: '/films' } },
        },
        secret: {
          mountPoint: '/secret',
          mount: ZfsMount.ZFS,
          encryption: { cipher: ZfsCipher.AES_128_GCM, pbkdf2Iterations: 500000, unlockAtBoot: false },
        },
        backups: {},
      },
      zvols: { vm: { size: '100G', sparse: true, volblocksize: '64K', showSnapshotDevices: true } },
    });
    expect(found(appOf(pool))).toEqual([]);
    expect(file(appOf(pool), 'tank')).toMatchSnapshot('tank');
    expect(file(appOf(pool), 'zfs')).toMatch('requestEncryptionCredentials = [ "tank" ];');
  });

  test('file systems are left to disko', () => {
    const pool = freshPool({ datasets: { media: { mountPoint: '/mnt/media' } } });
    expect(file(appOf(pool), 'tank')).not.toMatch('fileSystems');
  });

  test('the defaults of its root can be set otherwise', () => {
    const text = file(appOf(freshPool({ rootProperties: { compression: 'lz4' } })), 'tank');
    expect(text).toMatch('compression = "lz4"');
    expect(text).toMatch('acltype = "posixacl"');
  });

  test('the parent of a zvol must be declared', () => {
    expect(found(appOf(freshPool({ zvols: { 'vms/a': { size: '1G' } } })))).toEqual(['error ZFS_PARENT_MISSING']);
    const declared = freshPool({ datasets: { vms: {} }, zvols: { 'vms/a': { size: '1G' } } });
    expect(found(appOf(declared))).toEqual([]);
  });
});

describe('where a pool stands', () => {
  test('on no machine with disks', () => {
    const container = new NixosSystem(hostOf(), 'inside', { nested: true });
    expect(refused(() => new ZfsPool(container, 'tank'))).toBe('ZFS_NO_HOST');
    const wsl = new WslHost(newApp(), 'wsl', { stateVersion: '25.11', defaultUser: 'me' } as any);
    expect(refused(() => new ZfsPool(wsl, 'tank'))).toBe('ZFS_NO_HOST');
  });

  test('a dataset or zvol stands in a pool', () => {
    const host = hostOf();
    expect(refused(() => new ZfsDataset(host, 'media'))).toBe('ZFS_NO_POOL');
    expect(refused(() => new ZfsZvol(new Construct(host, 'x'), 'vm', { size: '1G' }))).toBe('ZFS_NO_POOL');
  });

  test('two pools of one name', () => {
    const host = hostOf();
    const pool = existing({}, 'tank', host);
    existing({ poolName: 'tank' }, 'other', host);
    expect(found(appOf(pool))).toEqual(['error ZFS_POOL_TAKEN']);
  });

  test('two hosts may each have one', () => {
    const app = newApp();
    existing({}, 'tank', hostOf(app, 'one'));
    existing({}, 'tank', hostOf(app, 'two'));
    expect(found(app)).toEqual([]);
  });

  test('two datasets at one mount point', () => {
    const pool = existing({ datasets: { a: { mountPoint: '/x' }, b: { mountPoint: '/x' } } });
    expect(found(appOf(pool))).toEqual(['error MOUNT_POINT_TAKEN']);
  });

  test('one dataset twice', () => {
    const pool = () => existing({ datasets: { a: { datasets: { b: {} } } } });
    expect(refused(() => pool().addDataset('a'))).toBe('ZFS_DATASET_TWICE');
    expect(refused(() => pool().addDataset('a/b'))).toBe('ZFS_DATASET_TWICE');
    expect(refused(() => pool().addZvol('a/b', { size: '1G' }))).toBe('ZFS_DATASET_TWICE');
  });
});

describe('refused props of a pool', () => {
  test.each<[string, ZfsPoolProps]>([
    ['ZFS_POOL_NAME', { poolName: 'mirror' }],
    ['ZFS_ASHIFT', { ashift: 8 }],
    ['ZFS_ASHIFT', { ashift: 17 }],
    ['ZFS_ASHIFT', { ashift: 12.5 }],
    ['ZFS_COMPATIBILITY', { compatibility: 'a b' }],
    ['ZFS_COMMENT', { comment: 'x'.repeat(33) }],
    ['ZFS_PROPERTY_TYPED', { poolProperties: { ashift: '12' } }],
    ['ZFS_PROPERTY_VALUE', { poolProperties: { cachefile: 1 as any } }],
    ['ZFS_PROPERTY_NAME', { poolProperties: { 'Bad Name': 'x' } }],
    ['ZFS_MOUNT_POINT', { mountPoint: 'tank' }],
    ['ZFS_SNAPSHOTS_NONE', { snapshots: {} }],
    ['ZFS_RAW_KEY_PROMPT', { encryption: { keyFormat: ZfsKeyFormat.RAW } }],
    ['ZFS_PBKDF2', { encryption: { pbkdf2Iterations: 1000 } }],
    ['ZFS_PBKDF2', { encryption: { keyFormat: ZfsKeyFormat.HEX, pbkdf2Iterations: 200000 } }],
    ['ZFS_KEY_FILE', { encryption: { keyFile: '/run/keys/x' as any } }],
    ['ZFS_KEY_FILE', { encryption: { keyFile: { path: '/nix/store/x-key' } } }],
  ])('%s: %j', (code, props) => {
    expect(refused(() => freshPool(props))).toBe(code);
    expect(refused(() => existing(props))).toBe(code);
  });

  test('the message says where and how to mend it', () => {
    expect(refusal(() => freshPool({ rootProperties: { recordsize: '100K' } })).message).toBe(
      [
        'ZFS_RECORDSIZE: "100K" is no record size',
        '  at server/tank, rootProperties.recordsize',
        "  mend: give a power of two from '512' to '16M'",
      ].join('\n'),
    );
  });
});

describe('kernels', () => {
  const withKernel = (packages: any) => {
    const app = newApp();
    existing({}, 'tank', hostOf(app, 'server', { kernel: { packages } }));
    return found(app);
  };

  test.each([
    'linuxPackages_latest',
    'linuxPackages_testing',
    'linuxPackages_zen',
    'linuxPackages_xanmod_latest',
    'linuxKernel.packages.linux_lqx',
  ])('%s may be too new for ZFS', (kernel) => {
    expect(withKernel(kernel)).toEqual(['error ZFS_KERNEL']);
  });

  test.each(['linuxPackages', 'linuxPackages_6_12', 'linuxPackages_6_6_hardened', 'linuxKernel.packages.linux_6_6'])(
    '%s is fine',
    (kernel) => {
      expect(withKernel(kernel)).toEqual([]);
    },
  );

  test('others are not known', () => {
    expect(withKernel('linuxPackages_6_15')).toEqual(['warning ZFS_KERNEL_UNKNOWN']);
    expect(withKernel(Nix.ref('config.my.kernel'))).toEqual(['warning ZFS_KERNEL_UNKNOWN']);
  });

  test('also where it is set past the props', () => {
    const app = newApp();
    const host = hostOf(app);
    existing({}, 'tank', host);
    host.addOptions({ boot: { kernelPackages: Nix.mkForce(Nix.pkg('linuxPackages_latest')) } });
    expect(found(app)).toEqual(['error ZFS_KERNEL']);
  });
});

describe('what all pools of a host share', () => {
  test('scrub and trim', () => {
    const host = hostOf();
    const pool = existing({ scrub: false, trim: false }, 'one', host);
    existing({ trim: false, scrubInterval: 'weekly' }, 'two', host);
    expect(file(appOf(pool), 'zfs')).toMatchSnapshot();
    expect(found(appOf(pool))).toEqual([]);
  });

  test('one interval', () => {
    const host = hostOf();
    const pool = existing({ scrubInterval: 'daily', trimInterval: 'daily' }, 'one', host);
    existing({ scrubInterval: 'weekly', trimInterval: 'weekly' }, 'two', host);
    expect(found(appOf(pool))).toEqual(['error ZFS_INTERVALS_DIFFER', 'error ZFS_INTERVALS_DIFFER']);
  });

  test('trim of some only', () => {
    const host = hostOf();
    const pool = existing({ trim: false }, 'one', host);
    existing({}, 'two', host);
    expect(found(appOf(pool))).toEqual(['warning ZFS_TRIM_ALL_OR_NONE']);
  });

  test('no key is loaded where none is to be', () => {
    const pool = existing({ encryption: { unlockAtBoot: false } });
    expect(file(appOf(pool), 'zfs')).toMatch('requestEncryptionCredentials = false;');
  });
});

describe('snapshots', () => {
  test('what is not given is not kept, also what sanoid keeps by itself', () => {
    const pool = existing({
      datasets: { a: { snapshots: { daily: 3, scope: ZfsSnapshotScope.CHILDREN, take: false } } },
    });
    expect(file(appOf(pool), 'tank')).toMatchSnapshot();
  });

  test('every 15 minutes', () => {
    const pool = existing({ snapshots: { frequently: 8 } });
    expect(file(appOf(pool), 'zfs')).toMatch('interval = "*:0/15"');
  });

  test('below an atomic policy there is no other', () => {
    const pool = existing({
      snapshots: { daily: 1, scope: ZfsSnapshotScope.ATOMIC },
      datasets: { a: { snapshots: { daily: 1 } } },
    });
    expect(found(appOf(pool))).toEqual(['warning ZFS_SNAPSHOTS_TWICE']);
  });

  test.each([
    ['ZFS_SNAPSHOT_COUNT', { hourly: -1 }],
    ['ZFS_SNAPSHOT_COUNT', { hourly: 1.5 }],
    ['ZFS_SNAPSHOTS_NONE', { hourly: 0 }],
    ['ZFS_SNAPSHOTS_NONE', { hourly: 1, take: false, prune: false }],
  ])('%s: %j', (code, snapshots) => {
    expect(refused(() => existing({ datasets: { a: { snapshots } } }))).toBe(code);
  });
});

describe('the escape hatches', () => {
  test('options beside its own, and in their place', () => {
    const pool = existing({
      datasets: { a: { mountPoint: '/a' } },
      options: { boot: { zfs: { passwordTimeout: 30 } } },
      override: { 'fileSystems."/a".device': 'tank/b' },
    });
    const text = file(appOf(pool), 'tank');
    expect(text).toMatch('boot.zfs.passwordTimeout = 30;');
    expect(text).toMatch('device = "tank/b";');
    expect(text).not.toMatch('tank/a');
  });
});
