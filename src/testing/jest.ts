// What a program of tests loads: `import 'cosmo-nix/jest'`, or `setupFilesAfterEnv: ['cosmo-nix/jest']`.
import { createRequire } from 'module';
import { CosmoMatchers, EvaluateOptions, matchers } from './jest-matchers';
import { registerMatchers, TestRunner } from './register';

export { matchers };
export type { CosmoMatchers, EvaluateOptions };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Matchers<R> extends CosmoMatchers<R> {}
  }
}

/** What jest gives to tests: as globals, or, where `injectGlobals` is off, to who asks for it. */
function runner(): Partial<TestRunner> {
  const globals = globalThis as Partial<TestRunner>;
  if (globals.expect) return globals;
  try {
    return createRequire(__filename)('@jest/globals') as TestRunner;
  } catch {
    // It is loaded outside of jest, for its `matchers`.
    return {};
  }
}

registerMatchers(runner());
