import { appOf, found, freshPool, hostOf, refused } from './storage';
import { SecretFile } from '../../src/app';
import { ZfsCanmount, ZfsDatasetProps, ZfsMount, ZfsPool, ZfsZvolProps } from '../../src/storage';

describe('refused props of a dataset', () => {
  test.each<[string, ZfsDatasetProps]>([
    ['ZFS_COMPRESSION', { compression: 'zstd-20' }],
    ['ZFS_COMPRESSION', { compression: 'lz5' }],
    ['ZFS_COMPRESSION', { compression: 'gzip-0' }],
    ['ZFS_RECORDSIZE', { recordsize: '256' }],
    ['ZFS_RECORDSIZE', { recordsize: '32M' }],
    ['ZFS_RECORDSIZE', { recordsize: '100K' }],
    ['ZFS_SPECIAL_SMALL_BLOCKS', { specialSmallBlocks: '3K' }],
    ['ZFS_COPIES', { copies: 4 }],
    ['ZFS_SIZE', { quota: '100 G' }],
    ['ZFS_SIZE', { refquota: 'much' }],
    ['ZFS_SIZE', { reservation: '-1G' }],
    ['ZFS_SIZE', { refreservation: '' }],
    ['ZFS_RESERVATION_OVER_QUOTA', { reservation: '2T', quota: '1024G' }],
    ['ZFS_RESERVATION_OVER_QUOTA', { refreservation: '2G', refquota: '1G' }],
    ['ZFS_RESERVATION_OVER_QUOTA', { refreservation: '2G', quota: '1G' }],
    ['ZFS_PROPERTY_TYPED', { properties: { recordsize: '1M' } }],
    ['ZFS_PROPERTY_TYPED', { properties: { mountpoint: '/x' } }],
    ['ZFS_PROPERTY_TYPED', { properties: { special_small_blocks: '1K' } }],
    ['ZFS_PROPERTY_VALUE', { properties: { overlay: false as any } }],
    ['ZFS_PROPERTY_NAME', { properties: { 'a b': 'x' } }],
    ['ZFS_MOUNT_POINT', { mountPoint: 'media' }],
    ['ZFS_MOUNT_CANMOUNT_OFF', { mountPoint: '/x', canmount: ZfsCanmount.OFF }],
    ['ZFS_ROOT_CANMOUNT', { mountPoint: '/', mount: ZfsMount.ZFS, canmount: ZfsCanmount.OFF }],
    ['ZFS_ROOT_OPTIONS', { mountPoint: '/', mountOptions: ['nofail'] }],
  ])('%s: %j', (code, props) => {
    expect(refused(() => freshPool({ datasets: { a: props } }))).toBe(code);
    expect(refused(() => new ZfsPool(hostOf(), 'tank', { datasets: { a: props } }))).toBe(code);
  });

  test.each<ZfsDatasetProps>([
    { compression: 'zstd-19' },
    { compression: 'zstd-10' },
    { compression: 'zstd-fast-100' },
    { compression: 'gzip-9' },
    { recordsize: '16M' },
    { recordsize: '512' },
    { reservation: '1T', quota: '1024G' },
    { quota: 'none', reservation: '1T' },
    { specialSmallBlocks: '0' },
  ])('taken: %j', (props) => {
    expect(() => freshPool({ datasets: { a: props } })).not.toThrow();
  });

  test.each(['a@b', 'a b', '', 'a//b'])('%j is no name', (name) => {
    expect(refused(() => freshPool().addDataset(name || '/'))).toBe('ZFS_DATASET_NAME');
  });
});

describe('refused props of a zvol', () => {
  test.each<[string, ZfsZvolProps]>([
    ['ZFS_SIZE', { size: '0' }],
    ['ZFS_SIZE', { size: 'big' }],
    ['ZFS_VOLBLOCKSIZE', { size: '1G', volblocksize: '256K' }],
    ['ZFS_VOLBLOCKSIZE', { size: '1G', volblocksize: '12K' }],
    ['ZFS_ZVOL_MOUNT', { size: '1G', mountPoint: '/x' }],
    ['ZFS_MOUNT_POINT', { size: '1G', fsType: 'ext4', mountPoint: 'x' }],
    ['ZFS_COMPRESSION', { size: '1G', compression: 'best' }],
    ['ZFS_PROPERTY_TYPED', { size: '1G', properties: { volsize: '2G' } }],
  ])('%s: %j', (code, props) => {
    expect(refused(() => freshPool({ zvols: { vm: props } }))).toBe(code);
  });

  test('a name that is none', () => {
    expect(refused(() => freshPool().addZvol('v m', { size: '1G' }))).toBe('ZFS_DATASET_NAME');
  });
});

describe('what only the whole pool shows', () => {
  const of = (datasets: Record<string, ZfsDatasetProps>, rest = {}) => found(appOf(freshPool({ datasets, ...rest })));

  test('reservations below a quota', () => {
    const below = { x: { reservation: '60G' }, y: { reservation: '60G' } };
    expect(of({ a: { quota: '100G', datasets: below } })).toEqual(['error ZFS_RESERVATIONS_OVER_QUOTA']);
    expect(of({ a: { quota: '120G', datasets: below } })).toEqual([]);
  });

  test('small blocks without a special vdev', () => {
    expect(of({ a: { specialSmallBlocks: '32K' } })).toEqual(['warning ZFS_NO_SPECIAL_VDEV']);
  });

  test('small blocks that are all blocks', () => {
    const pool = new ZfsPool(hostOf(), 'tank', { datasets: { a: { specialSmallBlocks: '128K' } } });
    expect(found(appOf(pool))).toContain('warning ZFS_ALL_BLOCKS_SPECIAL');
  });

  test('/boot on ZFS', () => {
    expect(of({ boot: { mountPoint: '/boot' } })).toContain('error ZFS_BOOT_ON_ZFS');
    expect(of({ boot: { mountPoint: '/boot' } }, { compatibility: 'grub2' })).not.toContain('error ZFS_BOOT_ON_ZFS');
  });

  test('a key that comes too late', () => {
    const encryption = { keyFile: SecretFile.at('/run/agenix/tank') };
    expect(of({ var: { mountPoint: '/var' } }, { encryption })).toEqual(['warning ZFS_KEY_TOO_LATE']);
    expect(of({ media: { mountPoint: '/media' } }, { encryption })).toEqual([]);
  });

  test('encryption is handed down', () => {
    const pool = freshPool({ datasets: { a: { encryption: {}, datasets: { b: {} } }, c: {} } });
    const encrypted = (name: string) => pool._datasets.find(({ zfsName }) => zfsName === name)!.encrypted;
    expect([encrypted('tank/a'), encrypted('tank/a/b'), encrypted('tank/c'), pool.encrypted]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
