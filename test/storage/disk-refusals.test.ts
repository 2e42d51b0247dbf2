import { file, found, hostOf, ids, newApp, refused, storageFindings } from './storage';
import { SecretFile } from '../../src/app';
import { BootLoader, WslHost } from '../../src/hosts';
import { Nix } from '../../src/nix';
import {
  BcachefsFileSystem,
  BcachefsFileSystemProps,
  Disk,
  DiskContent,
  DiskFormat,
  DiskPartition,
  DiskProps,
  LuksProps,
  LvmVolumeGroup,
  LvmVolumeProps,
  LvmVolumeType,
  MdRaid,
  MdRaidLevel,
  MdRaidMetadata,
  MdRaidProps,
  TmpfsFileSystem,
  TmpfsFileSystemProps,
  ZfsPool,
  ZfsPoolProps,
  ZfsProvisioning,
  ZfsVdev,
} from '../../src/storage';

const [ONE, TWO, THREE] = ids('one', 'two', 'three') as [string, string, string];
const root = () => DiskPartition.rest(DiskContent.ext4('/'));
const key = SecretFile.at('/dev/disk/by-id/usb');

/** A disk with one partition of a content. */
function holding(content: DiskContent) {
  return () => new Disk(hostOf(), 'd', { device: ONE, partitions: { p: DiskPartition.rest(content) } });
}

describe('refused at once', () => {
  test.each<[string, Partial<DiskProps>]>([
    ['DISK_PATH', { device: 'ata-1' }],
    ['DISK_PATH', { device: '/dev/disk by' }],
    ['DISK_UNSTABLE_NAME', { device: '/dev/sda' }],
    ['DISK_IS_PARTITION', { device: `${ONE}-part1` }],
    ['DISK_IS_PARTITION', { device: '/dev/sda1', allowUnstableName: true }],
    ['DISK_NAME', { diskName: 'a b' }],
    ['DISK_SIZE', { imageSize: '4' }],
    ['DISK_CONTENT', { partitions: undefined }],
    ['DISK_CONTENT', { content: DiskContent.swap() }],
    ['DISK_NO_PARTITIONS', { partitions: {} }],
    ['DISK_NAME', { partitions: { 'a/b': root() } }],
    ['DISK_LABEL_TOO_LONG', { partitions: { ['x'.repeat(30)]: root() } }],
    ['DISK_SIZE', { partitions: { p: DiskPartition.of('100') } }],
    ['DISK_SIZE', { partitions: { p: DiskPartition.of('50%') } }],
    ['DISK_SIZE', { partitions: { p: DiskPartition.of('0G') } }],
    ['DISK_REST_TWICE', { partitions: { a: root(), b: DiskPartition.of('100%') } }],
    ['DISK_PARTITION_TYPE', { partitions: { p: DiskPartition.of('1G', undefined, { type: 'linux' }) } }],
    ['DISK_PARTITION_UUID', { partitions: { p: DiskPartition.of('1G', undefined, { uuid: '1234' }) } }],
    ['DISK_PRIORITY', { partitions: { p: DiskPartition.of('1G', undefined, { priority: -1 }) } }],
    ['DISK_ATTRIBUTE', { partitions: { p: DiskPartition.of('1G', undefined, { attributes: [64] }) } }],
    ['DISK_ESP_FORMAT', { partitions: { p: DiskPartition.of('1G', DiskContent.ext4('/boot'), { type: 'EF00' }) } }],
    ['DISK_ESP_FORMAT', { partitions: { p: DiskPartition.of('1G', undefined, { type: 'ef00' }) } }],
    ['DISK_BIOS_BOOT_CONTENT', { partitions: { p: DiskPartition.of('1M', DiskContent.swap(), { type: 'EF02' }) } }],
    ['DISK_MOUNT_TWICE', { partitions: { a: root(), b: DiskPartition.of('1G', DiskContent.xfs('/')) } }],
  ])('%s: %j', (code, props) => {
    expect(refused(() => new Disk(hostOf(), 'd', { device: ONE, partitions: { root: root() }, ...props }))).toBe(code);
  });

  test.each<[string, DiskContent]>([
    ['DISK_MOUNT_POINT', DiskContent.ext4('srv')],
    ['DISK_MOUNT_POINT', DiskContent.btrfs({ subvolumes: { a: { mountPoint: '/srv/' } } })],
    ['DISK_MOUNT_OPTION', DiskContent.ext4('/srv', { mountOptions: ['noatime,ro'] })],
    ['DISK_NOT_MOUNTED', DiskContent.ext4(undefined, { mountOptions: ['noatime'] })],
    ['DISK_NOT_MOUNTED', DiskContent.fileSystem(DiskFormat.EXT3, undefined, { neededForBoot: true })],
    ['DISK_NOT_MOUNTED', DiskContent.btrfs({ subvolumes: { a: { mountOptions: ['noatime'] } } })],
    ['DISK_NOT_MOUNTED', DiskContent.btrfs({ subvolumes: { a: { swapFiles: { f: { size: '1G' } } } } })],
    ['DISK_ROOT_OPTIONS', DiskContent.ext4('/', { mountOptions: ['nofail'] })],
    ['DISK_SUBVOLUME_NAME', DiskContent.btrfs({ subvolumes: { 'a b': {} } })],
    ['DISK_SUBVOLUME_NAME', DiskContent.btrfs({ subvolumes: { '../a': {} } })],
    ['DISK_SUBVOLUME_TWICE', DiskContent.btrfs({ subvolumes: { '/a': {}, a: {} } })],
    ['DISK_SIZE', DiskContent.btrfs({ subvolumes: { a: { mountPoint: '/s', swapFiles: { f: { size: '100%' } } } } })],
    ['DISK_NAME', DiskContent.btrfs({ subvolumes: { a: { mountPoint: '/s', swapFiles: { 'x/y': { size: '1G' } } } } })],
    ['DISK_SWAP_PRIORITY', DiskContent.swap({ priority: 40000 })],
    ['DISK_MOUNT_OPTION', DiskContent.swap({ mountOptions: ['a b'] })],
    ['DISK_RESUME_ENCRYPTED', DiskContent.swap({ resumeDevice: true, randomEncryption: true })],
    ['DISK_GPT_PLACE', DiskContent.gpt({ root: root() })],
    ['DISK_ZFS_PLACE', DiskContent.luks('x', DiskContent.zfsMember())],
    ['DISK_NAME', DiskContent.luks('a b', DiskContent.ext4('/'))],
    ['DISK_OPENED_LATE', DiskContent.luks('x', DiskContent.ext4('/'), { initrdUnlock: false })],
  ])('%s: content %#', (code, content) => {
    expect(refused(holding(content))).toBe(code);
  });

  test.each<[string, LuksProps]>([
    ['DISK_LUKS_TWO_KEYS', { passwordFile: SecretFile.at('/tmp/k'), keyFile: key }],
    ['DISK_LUKS_NO_KEY', { keyFileSize: 4096 }],
    ['DISK_LUKS_NO_KEY', { fallbackToPassword: true }],
    ['DISK_LUKS_NUMBER', { keyFile: key, keyFileSize: 0 }],
    ['DISK_LUKS_SETTING', { settings: { allowDiscards: true } }],
    ['DISK_LUKS_SETTING', { settings: { device: '/dev/sda' } }],
    ['DISK_SECRET_PATH', { passwordFile: { path: 'disk.key' } }],
    ['DISK_SECRET_PATH', { keyFile: { path: '/nix/store/x-key' } }],
    ['DISK_SECRET_PATH', { additionalKeyFiles: [{ path: '/tmp/a key' }] }],
  ])('%s: LUKS with %j', (code, props) => {
    expect(refused(holding(DiskContent.luks('x', DiskContent.ext4('/'), props)))).toBe(code);
  });

  test('DISK_SECRET_PATH: a key that Nix would copy into its store', () => {
    const luks = DiskContent.luks('x', DiskContent.ext4('/'), { keyFile: { path: Nix.path('./disk.key') } });
    expect(refused(holding(luks))).toBe('DISK_SECRET_PATH');
  });

  test('DISK_CONTENT_TWICE', () => {
    const content = DiskContent.ext4();
    const partitions = { a: DiskPartition.of('1G', content), b: DiskPartition.of('1G', content) };
    expect(refused(() => new Disk(hostOf(), 'd', { device: ONE, partitions }))).toBe('DISK_CONTENT_TWICE');
  });

  test('DISK_ZFS_PLACE: on a whole disk, and as a member of what is not for ZFS', () => {
    expect(refused(() => new Disk(hostOf(), 'd', { device: ONE, content: DiskContent.zfsMember() }))).toBe(
      'DISK_ZFS_PLACE',
    );
    const disk = new Disk(hostOf(), 'd', { device: ONE, partitions: { root: root() } });
    expect(refused(() => disk.zfsMember('root'))).toBe('DISK_ZFS_PLACE');
  });

  test('DISK_NO_PARTITION and DISK_NOT_MOUNTED', () => {
    const disk = new Disk(hostOf(), 'd', { device: ONE, partitions: { root: root() } });
    expect(refused(() => disk.partitionPath('other'))).toBe('DISK_NO_PARTITION');
    expect(refused(() => disk.zfsMember('other'))).toBe('DISK_NO_PARTITION');
    expect(refused(() => disk.mounted('/home'))).toBe('DISK_NOT_MOUNTED');
    const raid = new MdRaid(hostOf(), 'r', { level: MdRaidLevel.RAID1 });
    expect(refused(() => raid.partitionPath('a'))).toBe('DISK_NO_PARTITION');
  });

  test('DISK_NO_HOST on WSL', () => {
    const wsl = new WslHost(newApp(), 'wsl', { stateVersion: '25.11' });
    expect(refused(() => new Disk(wsl, 'd', { device: ONE, partitions: { root: root() } }))).toBe('DISK_NO_HOST');
  });

  test('DISK_OTHER_HOST', () => {
    const app = newApp();
    const raid = new MdRaid(hostOf(app, 'other'), 'r', { level: MdRaidLevel.RAID1 });
    const here = hostOf(app, 'here');
    expect(refused(() => new Disk(here, 'd', { device: ONE, content: DiskContent.raidMember(raid) }))).toBe(
      'DISK_OTHER_HOST',
    );
  });

  test.each<[string, Record<string, LvmVolumeProps>]>([
    ['LVM_NAME', { '-x': { size: '1G' } }],
    ['LVM_NAME', { snapshot1: { size: '1G' } }],
    ['LVM_NAME', { 'a b': { size: '1G' } }],
    ['LVM_SIZE', { a: { size: '10' } }],
    ['LVM_SIZE', { a: { size: '110%FREE' } }],
    [
      'LVM_SIZE',
      { p: { size: '1G', type: LvmVolumeType.THIN_POOL }, a: { size: '10%', type: LvmVolumeType.THIN, pool: 'p' } },
    ],
    ['LVM_POOL', { a: { size: '1G', type: LvmVolumeType.THIN } }],
    ['LVM_POOL', { a: { size: '1G', pool: 'p' } }],
    ['LVM_POOL', { a: { size: '1G', type: LvmVolumeType.THIN, pool: 'p' } }],
    ['LVM_POOL', { p: { size: '1G', type: LvmVolumeType.THIN_POOL, content: DiskContent.ext4('/') } }],
    ['DISK_REST_TWICE', { a: { size: '100%' }, b: { size: '100%FREE' } }],
  ])('%s: volumes %j', (code, volumes) => {
    expect(refused(() => new LvmVolumeGroup(hostOf(), 'vg', { volumes }))).toBe(code);
  });

  test('LVM_NAME of the group', () => {
    expect(refused(() => new LvmVolumeGroup(hostOf(), 'vg', { groupName: '..', volumes: {} }))).toBe('LVM_NAME');
  });

  test('LVM_NO_VOLUME', () => {
    const group = new LvmVolumeGroup(hostOf(), 'vg', { volumes: { root: { size: '1G' } } });
    expect(refused(() => group.volumePath('toString'))).toBe('LVM_NO_VOLUME');
  });

  test.each<[string, Partial<MdRaidProps>]>([
    ['RAID_NAME', { raidName: 'a b' }],
    ['RAID_NAME', { raidName: 'md0' }],
    ['RAID_ALERT', { alertMail: 'a b' }],
    ['DISK_LABEL_TOO_LONG', { content: DiskContent.gpt({ ['x'.repeat(30)]: root() }) }],
  ])('%s: RAID with %j', (code, props) => {
    expect(refused(() => new MdRaid(hostOf(), 'r', { level: MdRaidLevel.RAID1, ...props }))).toBe(code);
  });

  test.each<[string, BcachefsFileSystemProps]>([
    ['DISK_NAME', { fileSystemName: 'a b' }],
    ['DISK_PARTITION_UUID', { uuid: '1' }],
    ['DISK_SECRET_PATH', { passwordFile: { path: 'x' } }],
    ['DISK_MOUNT_POINT', { mountPoint: 'x' }],
    ['DISK_SUBVOLUME_NAME', { subvolumes: { '/a': {} } }],
    ['DISK_NOT_MOUNTED', { subvolumes: { a: { mountOptions: ['ro'] } } }],
  ])('%s: bcachefs with %j', (code, props) => {
    expect(refused(() => new BcachefsFileSystem(hostOf(), 'b', props))).toBe(code);
  });

  test.each<[string, Partial<TmpfsFileSystemProps>]>([
    ['DISK_MOUNT_POINT', { mountPoint: 'x' }],
    ['DISK_MOUNT_OPTION', { mountOptions: ['a,b'] }],
    ['DISK_SIZE', { size: '4' }],
    ['DISK_MODE', { mode: 'rwx' }],
  ])('%s: tmpfs with %j', (code, props) => {
    expect(refused(() => new TmpfsFileSystem(hostOf(), 't', { mountPoint: '/', ...props }))).toBe(code);
  });
});

describe('found in the whole tree', () => {
  test('DISK_TAKEN: a disk of two layouts, of a layout and a pool, of two layouts with ZFS', () => {
    const zfs = { zfs: DiskPartition.rest(DiskContent.zfsMember()) };
    const other = () => ({ srv: DiskPartition.rest(DiskContent.ext4('/srv')) });
    for (const second of ['layout', 'pool', 'zfs'] as const) {
      const app = newApp();
      const host = hostOf(app);
      new Disk(host, 'a', { device: ONE, partitions: second === 'zfs' ? zfs : { root: root() } });
      if (second === 'layout') new Disk(host, 'b', { device: ONE, partitions: other() });
      if (second === 'zfs') new Disk(host, 'b', { device: ONE, partitions: zfs });
      if (second === 'pool') {
        new ZfsPool(host, 'tank', { provisioning: ZfsProvisioning.DISKO, layout: { data: [ZfsVdev.stripe([ONE])] } });
      }
      expect(found(app)).toContain(second === 'zfs' ? 'error DISK_LAYOUT_TAKEN' : 'error DISK_TAKEN');
    }
  });

  test('claims of names: mount points, LUKS devices, disks, groups, RAIDs, where it hibernates', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { fileSystems: { '/srv': { device: '/dev/sdx', fsType: 'ext4' } } });
    const partitions = () => ({
      srv: DiskPartition.of('1G', DiskContent.luks('x', DiskContent.ext4('/srv'))),
      swap: DiskPartition.swap('1G', { resumeDevice: true }),
    });
    new Disk(host, 'a', { device: ONE, diskName: 'd', partitions: { root: root(), ...partitions() } });
    new Disk(host, 'b', { device: TWO, diskName: 'd', partitions: partitions() });
    new LvmVolumeGroup(host, 'g1', { groupName: 'g', volumes: {} });
    new LvmVolumeGroup(host, 'g2', { groupName: 'g', volumes: {} });
    new MdRaid(host, 'r1', { raidName: 'r', level: MdRaidLevel.RAID1 });
    new MdRaid(host, 'r2', { raidName: 'r', level: MdRaidLevel.RAID1 });
    expect(found(app)).toEqual(
      expect.arrayContaining([
        'error MOUNT_POINT_TAKEN',
        'error LUKS_DEVICE_TAKEN',
        'error DISKO_DISK_NAME_TAKEN',
        'error VOLUME_GROUP_TAKEN',
        'error RAID_TAKEN',
        'error RESUME_DEVICE_TAKEN',
      ]),
    );
  });

  test.each<[string, (host: ReturnType<typeof hostOf>) => DiskContent, number]>([
    ['RAID 5 of two', (host) => DiskContent.raidMember(new MdRaid(host, 'x', { level: MdRaidLevel.RAID5 })), 2],
    ['RAID 6 of three', (host) => DiskContent.raidMember(new MdRaid(host, 'x', { level: MdRaidLevel.RAID6 })), 3],
    ['RAID 1 of one', (host) => DiskContent.raidMember(new MdRaid(host, 'x', { level: MdRaidLevel.RAID1 })), 1],
  ])('DISK_MEMBERS: %s', (_, make, count) => {
    const app = newApp();
    const host = hostOf(app);
    const spec = make(host)._spec as { raid: MdRaid };
    const add = (name: string) =>
      new Disk(host, name, { device: `/dev/disk/by-id/${name}`, content: DiskContent.raidMember(spec.raid) });
    for (let i = 0; i < count; i++) add(`d${i}`);
    expect(found(app)).toContain('error DISK_MEMBERS');
    add('last');
    expect(found(app)).not.toContain('error DISK_MEMBERS');
  });

  test('DISK_MEMBERS: a group without disks, a mirror in it with one, bcachefs without any', () => {
    const app = newApp();
    const host = hostOf(app);
    const group = new LvmVolumeGroup(host, 'vg', {
      volumes: { root: { size: '1G', type: LvmVolumeType.RAID1, content: DiskContent.ext4('/') } },
    });
    new BcachefsFileSystem(host, 'data');
    const messages = () =>
      storageFindings(app)
        .filter(({ code }) => code === 'DISK_MEMBERS')
        .map(({ message }) => message);
    expect(messages()).toEqual(['the bcachefs file system data has no device', 'the volume group vg has no disk']);
    new Disk(host, 'd', { device: ONE, content: DiskContent.lvmMember(group) });
    expect(messages()).toContain('root is raid1 and vg has 1 members');
  });

  test('DISK_MEMBERS: an EFI system partition on a RAID that firmware cannot read', () => {
    for (const metadata of [undefined, MdRaidMetadata.V1_0]) {
      const app = newApp();
      const host = hostOf(app);
      const content = DiskContent.vfat('/boot', { mountOptions: ['umask=0077'] });
      const raid = new MdRaid(host, 'efi', { level: MdRaidLevel.RAID1, metadata, content });
      for (const [name, device] of Object.entries({ a: ONE, b: TWO })) {
        const more: Record<string, DiskPartition> = name === 'a' ? { root: root() } : {};
        const esp = DiskPartition.esp({ content: DiskContent.raidMember(raid) });
        new Disk(host, name, { device, partitions: { esp, ...more } });
      }
      expect(found(app)).toEqual(metadata ? [] : ['error DISK_MEMBERS']);
    }
  });

  test('DISK_ZFS_POOLS: partitions and pools that do not agree', () => {
    const pool = (props: ZfsPoolProps | undefined, protect = false): string[] => {
      const app = newApp();
      const host = hostOf(app);
      new Disk(host, 'd', {
        device: ONE,
        protect,
        partitions: {
          ESP: DiskPartition.esp(),
          root: DiskPartition.of('9G', DiskContent.ext4('/')),
          zfs: DiskPartition.rest(DiskContent.zfsMember()),
        },
      });
      if (props) new ZfsPool(host, 'tank', { provisioning: ZfsProvisioning.DISKO, ...props });
      return storageFindings(app).map(({ message }) => message);
    };
    const stripe = (disk: object) => ({
      layout: { data: [ZfsVdev.stripe([{ device: ONE, name: 'd', partition: 'zfs', ...disk }])] },
    });
    expect(pool(stripe({}))).toEqual([]);
    expect(pool(undefined)).toEqual(['no ZFS pool takes the partition zfs of d']);
    expect(pool(stripe({ partition: 'other' }))[0]).toMatch('no ZFS pool takes');
    expect(pool(stripe({ partition: 'other' }))[1]).toMatch('which d does not keep for ZFS');
    expect(pool(stripe({ name: 'e' })).join()).toMatch('and it is d');
    expect(pool(stripe({ espSize: '1G', bootMountPoint: '' })).join()).toMatch('wants further partitions');
    expect(pool({ ...stripe({}), protectDisks: true })).toEqual([
      'the pool tank protects its disks, and the Disk d is not protected',
    ]);
    expect(pool({ ...stripe({}), protectDisks: true }, true)).toEqual([]);
  });

  test('DISK_ZFS_POOLS: two pools on one partition', () => {
    const app = newApp();
    const host = hostOf(app);
    const disk = new Disk(host, 'd', {
      device: ONE,
      partitions: {
        ESP: DiskPartition.esp(),
        root: DiskPartition.of('9G', DiskContent.ext4('/')),
        zfs: DiskPartition.rest(DiskContent.zfsMember()),
      },
    });
    for (const name of ['a', 'b']) {
      new ZfsPool(host, name, {
        provisioning: ZfsProvisioning.DISKO,
        layout: { data: [ZfsVdev.stripe([disk.zfsMember('zfs')])] },
      });
    }
    expect(storageFindings(app).map(({ message }) => message)).toContain(
      'the pools a and b take the same partition zfs',
    );
  });

  test('DISK_NO_ROOT, unless something else may mount it', () => {
    for (const other of [false, true]) {
      const app = newApp();
      const host = hostOf(app);
      new Disk(host, 'd', { device: ONE, partitions: { srv: DiskPartition.rest(DiskContent.ext4('/srv')) } });
      if (other) host.addNix('{ fileSystems."/" = { device = "x"; fsType = "ext4"; }; }');
      expect(found(app)).toEqual(other ? [] : ['error DISK_NO_ROOT']);
    }
  });

  test('DISK_NIX_IN_MEMORY', () => {
    const app = newApp();
    const host = hostOf(app);
    new TmpfsFileSystem(host, 'root', { mountPoint: '/' });
    new Disk(host, 'd', { device: ONE, partitions: { ESP: DiskPartition.esp() } });
    expect(found(app)).toEqual(['error DISK_NIX_IN_MEMORY']);
  });

  test('DISK_NO_ESP: none, one elsewhere, something else at its place', () => {
    const messages = (partitions: Record<string, DiskPartition>, boot?: object) => {
      const app = newApp();
      new Disk(hostOf(app, 'server', { boot }), 'd', { device: ONE, partitions: { root: root(), ...partitions } });
      return storageFindings(app)
        .filter(({ severity }) => severity === 'error')
        .map(({ code, mend }) => `${code} ${mend}`);
    };
    expect(messages({})[0]).toMatch('DISK_NO_ESP add a partition');
    expect(messages({ ESP: DiskPartition.esp({ mountPoint: '/efi' }) })[0]).toMatch("efiMountPoint: '/efi'");
    expect(messages({ boot: DiskPartition.of('1G', DiskContent.ext4('/boot')) })[0]).toMatch('DISK_NO_ESP');
    expect(messages({ ESP: DiskPartition.esp({ mountPoint: '/efi' }) }, { efiMountPoint: '/efi' })).toEqual([]);
    expect(messages({}, { loader: BootLoader.none() })).toEqual([]);
  });

  test('DISK_NO_BIOS_BOOT and DISK_ESP_UNUSED', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { boot: { loader: BootLoader.grubBios({ devices: [ONE] }) } });
    new Disk(host, 'd', { device: ONE, partitions: { ESP: DiskPartition.esp(), root: root() } });
    expect(found(app)).toEqual(['error DISK_NO_BIOS_BOOT', 'warning DISK_ESP_UNUSED']);
  });

  test('DISK_ESP_SMALL, BOOT_PARTITION_READABLE and DISK_KEY_TOO_LATE are warnings', () => {
    const app = newApp();
    const secret = (path: any) => ({ keyFile: { path } });
    new Disk(hostOf(app), 'd', {
      device: ONE,
      partitions: {
        ESP: DiskPartition.esp({ size: '100M' }),
        open: DiskPartition.of('1G', DiskContent.vfat('/boot/more')),
        srv: DiskPartition.of('1G', DiskContent.luks('srv', DiskContent.ext4('/srv'), secret('/run/keys/x'))),
        usb: DiskPartition.of('1G', DiskContent.luks('usb', DiskContent.ext4('/usb'), secret('/dev/disk/by-id/usb'))),
        nix: DiskPartition.of('1G', DiskContent.luks('nix', DiskContent.ext4('/x'), secret(Nix.ref('config.key')))),
        root: root(),
      },
    });
    expect(found(app).sort()).toEqual([
      'warning BOOT_PARTITION_READABLE',
      'warning DISK_ESP_SMALL',
      'warning DISK_KEY_TOO_LATE',
    ]);
    expect(file(app, 'd')).toMatch('keyFile = config.key;');
  });

  test('DISK_LUKS_FALLBACK with systemd in the initial RAM disk', () => {
    for (const systemdInitrd of [false, true]) {
      const app = newApp();
      const content = DiskContent.luks('x', DiskContent.ext4('/'), { keyFile: key, fallbackToPassword: true });
      const partitions = { ESP: DiskPartition.esp(), root: DiskPartition.rest(content) };
      new Disk(hostOf(app, 'server', { boot: { systemdInitrd } }), 'd', { device: ONE, partitions });
      expect(found(app)).toEqual(systemdInitrd ? ['error DISK_LUKS_FALLBACK'] : []);
    }
  });

  test('three disks of one RAID 1 are fine', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { boot: { loader: BootLoader.none() } });
    const raid = new MdRaid(host, 'r', { level: MdRaidLevel.RAID1, content: DiskContent.ext4('/') });
    [ONE, TWO, THREE].forEach(
      (device, i) => new Disk(host, `d${i}`, { device, content: DiskContent.raidMember(raid) }),
    );
    expect(found(app)).toEqual([]);
  });
});
