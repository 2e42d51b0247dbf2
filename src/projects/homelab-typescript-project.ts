/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { typescript } from 'projen';
import { TYPESCRIPT_VERSION } from './defaults';
import type { HomelabOptions } from './homelab-options';
import { makeNodeHomelab, withHomelabDefaults } from './node-homelab';
import { Language } from '../init';

/** Options of `HomelabTypeScriptProject`. */
export interface HomelabTypeScriptProjectOptions extends typescript.TypeScriptProjectOptions, HomelabOptions {}

/**
 * A homelab in TypeScript: `src/main.ts` describes it, `nix-out` is its flake.
 *
 * `npx projen build` checks the types, then the estate, and writes the flake.
 * It has npm as its package manager, and neither tests (`jest`), a linter
 * (`eslint`), GitHub workflows (`github`) nor a license unless they are asked for.
 *
 * @pjid homelab-ts
 */
export class HomelabTypeScriptProject extends typescript.TypeScriptAppProject {
  constructor(options: HomelabTypeScriptProjectOptions) {
    super({
      ...withHomelabDefaults(options, Language.TYPESCRIPT),
      eslint: options.eslint ?? false,
      projenrcTs: options.projenrcTs ?? !(options.projenrcJs || options.projenrcJson),
      runner: options.runner ?? typescript.TypeScriptRunner.tsx(),
      typescriptVersion: options.typescriptVersion ?? TYPESCRIPT_VERSION,
      typecheckTests: options.typecheckTests ?? options.jest ?? false,
      tsconfig: {
        ...options.tsconfig,
        compilerOptions: {
          target: 'ES2022',
          lib: ['es2022'],
          module: 'node16',
          noEmit: true,
          declaration: false,
          inlineSourceMap: false,
          inlineSources: false,
          stripInternal: false,
          rootDir: '.',
          skipLibCheck: true,
          // ts-jest warns without it, and leaves types alone with it.
          isolatedModules: true,
          ...options.tsconfig?.compilerOptions,
        },
      },
      sampleCode: false,
    });
    // The command runs the program as it is, so there is nothing to emit.
    this.compileTask.reset('tsc', { receiveArgs: true });
    makeNodeHomelab(this, options, Language.TYPESCRIPT);
  }
}
