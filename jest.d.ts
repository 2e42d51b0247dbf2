import type { CosmoMatchers } from './lib/testing/jest';

export * from './lib/testing/jest';

// The same for `import { expect } from '@jest/globals'`, whose matchers are those of jest's own package `expect`.
// @ts-ignore: without jest there is none
declare module 'expect' {
  interface Matchers<R> extends CosmoMatchers<R> {}
}
