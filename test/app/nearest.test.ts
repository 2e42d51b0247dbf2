import { nearest } from '../../src/app/nearest';

describe('nearest', () => {
  test.each([
    ['outptu', 'output'],
    ['ap', 'app'],
    ['APP', 'app'],
    ['application', undefined],
    ['verbose', undefined],
    ['', undefined],
  ])('of %j is %j', (word, expected) => {
    expect(nearest(word, ['app', 'output'])).toBe(expected);
  });

  test('is the first of two that are as near', () => {
    expect(nearest('maim.ts', ['main.ts', 'mail.ts'])).toBe('main.ts');
  });

  test('is none where there is nothing', () => {
    expect(nearest('app', [])).toBeUndefined();
  });
});
