import { extname } from 'path';
/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { javascript, TomlFile } from 'projen';
import { addSamples, addVerb, dependOnCosmo, jestOptions, NODE_VERSION } from './defaults';
import type { HomelabOptions } from './homelab-options';
import { homelabSample, programPath } from './samples';
import { Language } from '../init';

/** The options of all homelabs, as the makers here see them. */
type Options = HomelabOptions & javascript.NodeProjectOptions & { readonly sampleCode?: boolean };

/** What homelabs do otherwise than other projects of projen, unless their options say so. */
export function withHomelabDefaults<T extends Options>(options: T, language: Language): T {
  return {
    ...options,
    packageManager: options.packageManager ?? javascript.NodePackageManager.NPM,
    minNodeVersion: options.minNodeVersion ?? NODE_VERSION,
    github: options.github ?? false,
    jest: options.jest ?? false,
    jestOptions: jestOptions(options.jestOptions),
    licensed: options.licensed ?? options.license !== undefined,
    entrypoint: options.entrypoint ?? '',
    release: options.release ?? false,
    package: options.package ?? options.release ?? false,
    npmignoreEnabled: options.npmignoreEnabled ?? options.release ?? false,
    readme: options.readme ?? { contents: homelabSample(options.name, options, language).readme },
  };
}

/** The verbs of the command that are tasks of a homelab. */
const VERBS: Readonly<Record<string, string>> = {
  synth: 'Check the estate and write its flake',
  check: 'Check the estate, and write nothing',
  diff: 'Show what a synth would change, host by host',
  watch: 'Synthesize whenever the estate changes',
  graph: 'Draw the estate',
  lock: 'Lock the inputs of the flake that are not locked yet',
  update: 'Lock the newest versions of the inputs of the flake',
  deploy: 'Bring the estate to its machines',
};

/** What makes a project a homelab: dependencies, tasks, the command's configuration, and a sample. */
export function makeHomelab(project: javascript.NodeProject, options: Options, language: Language): void {
  const output = options.output ?? 'nix-out';
  dependOnCosmo(project);
  project.package.addField('private', true);
  new TomlFile(project, 'cosmo.toml', { obj: { app: programPath(language), output } });
  for (const [verb, description] of Object.entries(VERBS)) addVerb(project, verb, description);
  project.postCompileTask.spawn(project.tasks.tryFind('synth')!);
  project.testTask.prependSpawn(project.tasks.tryFind('check')!);
  // A flake sees only what git tracks: nothing in it may be ignored.
  project.gitignore.exclude('result', 'result-*');
  project.gitignore.include(`/${output}/`, `/${output}/**`);
  project.annotateGenerated(`/${output}/**`);
  if (options.sampleCode ?? true) addSample(project, options, language);
}

function addSample(project: javascript.NodeProject, options: Options, language: Language): void {
  const program = programPath(language);
  const files: [string, string][] = [[program, homelabSample(options.name, options, language).program]];
  if (project.jest) files.push([`test/estate.test${extname(program)}`, testOf(language)]);
  addSamples(project, files);
}

function testOf(language: Language): string {
  const imported =
    language === Language.TYPESCRIPT
      ? "import { spawnSync } from 'child_process';"
      : "const { spawnSync } = require('child_process');";
  return `${imported}

test('nothing is wrong with the estate', () => {
  const { status, stdout } = spawnSync('npx', ['cosmo', 'check'], { encoding: 'utf8' });
  expect(status === 0 ? '' : stdout).toBe('');
});
`;
}
