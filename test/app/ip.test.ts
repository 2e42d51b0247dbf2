import * as fc from 'fast-check';
import { contains, formatAddress, formatNetwork, parseAddress, parsePrefix, sizeOf } from '../../src/app/ip';

describe('IP addresses', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['FD00:0:0::1', 'fd00::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
  ])('%s is spelt %s', (text, spelt) => {
    expect(formatAddress(parseAddress(text)!)).toBe(spelt);
  });

  test('every address is what its spelling is read as', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const v6 = { family: 6 as const, value };
        const v4 = { family: 4 as const, value: value % 2n ** 32n };
        expect(parseAddress(formatAddress(v6))).toEqual(v6);
        expect(parseAddress(formatAddress(v4))).toEqual(v4);
      }),
    );
  });

  test.each(['', '10.0.0', '10.0.0.256', '10.0.0.01', 'fe80::1%eth0', 'host', '1::2::3'])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('a prefix has a network', () => {
    const prefix = parsePrefix('10.1.2.3/20')!;
    expect(formatNetwork(prefix)).toBe('10.1.0.0/20');
    expect(sizeOf(prefix)).toBe(4096n);
    expect(contains(prefix, parseAddress('10.1.15.255')!)).toBe(true);
    expect(contains(prefix, parseAddress('10.1.16.0')!)).toBe(false);
    expect(contains(prefix, parseAddress('::')!)).toBe(false);
    expect(formatNetwork(parsePrefix('fd00:1::5/64')!)).toBe('fd00:1::/64');
    expect(formatNetwork(parsePrefix('0.0.0.0/0')!)).toBe('0.0.0.0/0');
  });

  test.each(['10.0.0.1', '10.0.0.1/33', '10.0.0.1/', '10.0.0.1/08', 'fd00::/129', '/24', '10.0.0.0/8/8'])(
    '%j is no prefix',
    (text) => {
      expect(parsePrefix(text)).toBeUndefined();
    },
  );
});
