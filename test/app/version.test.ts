import { isNewer, release } from '../../src/app/version';

test.each([
  ['1.10.0', '1.9.3', true],
  ['1.9.3', '1.10.0', false],
  ['2.0.0', '1.9.9', true],
  ['1.0.1', '1.0.0', true],
  ['1.0.0', '1.0.0', false],
  ['1.1.0-rc.1', '1.0.9', true],
  ['1.0.0-rc.1', '1.0.0', false],
])('%s is newer than %s: %s', (one, other, newer) => {
  expect(isNewer(one, other)).toBe(newer);
});

test('a copy that was built from its sources is no release', () => {
  expect(release()).toBeUndefined();
});
