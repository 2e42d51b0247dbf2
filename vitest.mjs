// `import 'cosmo-nix/vitest'` in a test, or `setupFiles: ['cosmo-nix/vitest']`. The runner is the user's own.
import { afterAll, expect } from 'vitest';
import { matchers } from './lib/testing/jest-matchers.js';
import { registerMatchers } from './lib/testing/register.js';

registerMatchers({ expect, afterAll });

export { matchers };
