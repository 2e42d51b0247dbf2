import type { CosmoMatchers } from './lib/testing/jest-matchers';

export { matchers } from './lib/testing/jest-matchers';
export type { CosmoMatchers, EvaluateOptions } from './lib/testing/jest-matchers';

// @ts-ignore: it is the user's own, and need not be there
declare module 'vitest' {
  interface Matchers<T = any> extends CosmoMatchers<void> {}
  // Before Vitest 3.2.
  interface Assertion<T = any> extends CosmoMatchers<void> {}
}
