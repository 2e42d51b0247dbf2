/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { cdk, javascript, TomlFile } from 'projen';
import { addSamples, addVerb, jestOptions, NODE_VERSION, trackOutput, TYPESCRIPT_VERSION } from './defaults';
import { cosmoVersion, librarySample } from './samples';
import { VERSIONS } from '../init';

/** Options of `ConstructLibraryProject`. */
export interface ConstructLibraryProjectOptions extends cdk.JsiiProjectOptions {
  /**
   * The oldest version of Cosmo that the constructs work with.
   *
   * @default - the version that the project is made with
   */
  readonly cosmoVersion?: string;
}

/**
 * A library of constructs for Cosmo, for TypeScript, and by jsii for other languages.
 *
 * `cosmo-nix` and `constructs` are peer dependencies: an estate has one copy of
 * each. `example/main.ts` is a small estate of its constructs; the tasks `synth`,
 * `check`, `diff` and `graph` are about it.
 *
 * @pjid construct-library
 */
export class ConstructLibraryProject extends cdk.JsiiProject {
  constructor(options: ConstructLibraryProjectOptions) {
    // One that is no release, such as a tarball, has no version to be pinned to.
    const isPinned = !options.devDeps?.some(isCosmoElsewhere);
    super({
      ...options,
      devDeps: [...(isPinned ? [] : [`constructs@${oldest(VERSIONS.constructs)}`]), ...(options.devDeps ?? [])],
      packageManager: options.packageManager ?? javascript.NodePackageManager.NPM,
      minNodeVersion: options.minNodeVersion ?? NODE_VERSION,
      jsiiVersion: options.jsiiVersion ?? TYPESCRIPT_VERSION,
      typescriptVersion: options.typescriptVersion ?? TYPESCRIPT_VERSION,
      keywords: options.keywords ?? ['cosmo-nix', 'constructs', 'nix', 'nixos'],
      peerDeps: [
        `constructs@${VERSIONS.constructs}`,
        `cosmo-nix@^${options.cosmoVersion ?? cosmoVersion()}`,
        ...(options.peerDeps ?? []),
      ],
      peerDependencyOptions: { pinnedDevDependency: isPinned, ...options.peerDependencyOptions },
      projenrcTs: options.projenrcTs ?? !(options.projenrcJs || options.projenrcJson),
      jestOptions: jestOptions(options.jestOptions),
      readme: options.readme ?? { contents: readme(options) },
      sampleCode: false,
    });
    new TomlFile(this, 'cosmo.toml', { obj: { app: 'example/main.ts', output: 'nix-out' } });
    addVerb(this, 'synth', 'Check the example and write its flake');
    addVerb(this, 'check', 'Check the example, and write nothing');
    addVerb(this, 'diff', 'Show what a synth of the example would change');
    addVerb(this, 'graph', 'Draw the example');
    trackOutput(this, 'nix-out');
    for (const path of ['/example/', '/nix-out/', '/cosmo.toml']) this.npmignore?.exclude(path);
    const example = new javascript.TypescriptConfig(this, {
      fileName: 'example/tsconfig.json',
      include: ['**/*.ts'],
      compilerOptions: { noEmit: true, rootDir: '..' },
    });
    if (this.tsconfig) example.addExtends(this.tsconfig);
    this.testTask.exec('tsc -p example/tsconfig.json');
    this.testTask.spawn(this.tasks.tryFind('check')!);
    if (options.sampleCode ?? true) addSamples(this, librarySample(options.name));
  }
}

/** The oldest version of a range such as `^1.2.3`. */
function oldest(range: string): string {
  return range.replace(/^\D+/, '');
}

/** Whether a dependency is Cosmo from another place than the registry. */
function isCosmoElsewhere(dependency: string): boolean {
  return /^cosmo-nix@.*[:/]/.test(dependency);
}

function readme({ name }: ConstructLibraryProjectOptions): string {
  return `# ${name}

Constructs for [Cosmo](https://github.com/cosmo-nix/cosmo).

- \`src/\` has the constructs, \`test/\` their tests.
- \`example/main.ts\` is a small estate that uses them: \`npx projen check\` checks it, \`npx projen synth\` writes its flake into \`nix-out/\`. Commit that with the rest: its diff shows what a change of a construct does.
- \`npx projen build\` compiles, runs the tests and makes the packages in \`dist/\`.
- \`.projenrc.ts\` makes the other files of the project: change it, then run \`npx projen\`.
`;
}
