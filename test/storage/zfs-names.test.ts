import { datasetNameProblem, mountPointProblem, poolNameProblem } from '../../src/storage/zfs-names';
import { isPowerOfTwo, sizeInBytes } from '../../src/storage/zfs-size';

describe('names of pools', () => {
  test.each(['tank', 'rpool', 'z', 'Tank-2.x_y', 'logs', 'cache', 'c-pool', 'ca1'])('%s is one', (name) => {
    expect(poolNameProblem(name)).toBeUndefined();
  });

  test.each([
    ['', /empty/],
    ['1tank', /begin with a letter/],
    ['-tank', /begin with a letter/],
    ['ta nk', /not " "/],
    ['tank/x', /not "\/"/],
    ['tänk', /not "ä"/],
    ['mirror', /reserved/],
    ['mirror1', /reserved/],
    ['raidz2-pool', /reserved/],
    ['draid', /reserved/],
    ['spares', /reserved/],
    ['log', /reserved/],
    ['c0', /taken for a disk/],
    ['c1t0d0', /taken for a disk/],
    ['a'.repeat(240), /longer than 239/],
  ])('%s is none', (name, why) => {
    expect(poolNameProblem(name)).toMatch(why);
  });
});

describe('names of datasets', () => {
  test.each(['media', 'safe/home', 'a.b-c_d:e', '1', 'x/y/z'])('%s is one', (name) => {
    expect(datasetNameProblem('tank', name)).toBeUndefined();
  });

  test.each([
    ['', /empty/],
    ['/a', /begin or end/],
    ['a/', /begin or end/],
    ['a//b', /in a row/],
    ['a/../b', /no names/],
    ['.', /no names/],
    ['a@b', /not "@"/],
    ['a#b', /not "#"/],
    ['a b', /not " "/],
    ['a%', /not "%"/],
    ['__root', /pool itself/],
    [Array(50).fill('a').join('/'), /50 deep/],
    ['a'.repeat(251), /longer than 255/],
  ])('%s is none', (name, why) => {
    expect(datasetNameProblem('tank', name)).toMatch(why);
  });
});

describe('mount points', () => {
  test.each(['/', '/mnt/media', '/srv/a-b.c'])('%s is one', (path) => {
    expect(mountPointProblem(path)).toBeUndefined();
  });

  test.each(['', 'mnt', '/mnt/', '/mnt//x', '/mnt/../x', '/mnt/a b', '/mnt/$x', "/mnt/'"])('%j is none', (path) => {
    expect(mountPointProblem(path)).toBeDefined();
  });
});

describe('sizes', () => {
  test.each([
    ['512', 512],
    ['128K', 131072],
    ['1M', 1048576],
    ['1.5G', 1610612736],
    ['2TiB', 2199023255552],
    ['10GB', 10737418240],
    ['0', 0],
  ])('%s', (text, bytes) => {
    expect(sizeInBytes(text)).toBe(bytes);
  });

  test.each(['', 'G', '1.5', '-1G', '1 G', '10X', '1e3', 'none'])('%j is none', (text) => {
    expect(sizeInBytes(text)).toBeUndefined();
  });

  test('powers of two in a range', () => {
    expect([512, 1024, 131072].every((bytes) => isPowerOfTwo(bytes, 512, 131072))).toBe(true);
    expect([0, 256, 1000, 262144].some((bytes) => isPowerOfTwo(bytes, 512, 131072))).toBe(false);
  });
});
