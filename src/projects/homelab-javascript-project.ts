/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { javascript } from 'projen';
import type { HomelabOptions } from './homelab-options';
import { makeNodeHomelab, withHomelabDefaults } from './node-homelab';
import { Language } from '../init';

/** Options of `HomelabJavaScriptProject`. */
export interface HomelabJavaScriptProjectOptions extends javascript.NodeProjectOptions, HomelabOptions {
  /**
   * Whether a sample is written where there is no program yet.
   *
   * @default true
   */
  readonly sampleCode?: boolean;
}

/**
 * A homelab in JavaScript: `src/main.js` describes it, `nix-out` is its flake.
 *
 * `npx projen build` checks the estate, and writes the flake. It has npm as its
 * package manager, and neither tests (`jest`), GitHub workflows (`github`) nor
 * a license unless they are asked for.
 *
 * @pjid homelab-js
 */
export class HomelabJavaScriptProject extends javascript.NodeProject {
  constructor(options: HomelabJavaScriptProjectOptions) {
    super(withHomelabDefaults(options, Language.JAVASCRIPT));
    makeNodeHomelab(this, options, Language.JAVASCRIPT);
  }
}
