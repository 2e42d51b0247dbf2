/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { github, TomlFile } from 'projen';
import { addSamples, addVerb, dependOnCosmo, trackOutput } from './defaults';
import type { HomelabOptions } from './homelab-options';
import { homelabSample, programPath } from './samples';
import { Language } from '../init';

/** The options of all homelabs, as the makers here see them. */
export type Options = HomelabOptions & { readonly name: string; readonly sampleCode?: boolean };

/** What is not the same in all languages. */
interface HomelabIn {
  readonly language: Language;
  /** What the command runs; the program itself where nothing is said. */
  readonly app?: string;
  /** Tests to begin with: their path and text. */
  readonly tests?: readonly [path: string, text: string];
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
export function makeHomelab(
  project: github.GitHubProject,
  options: Options,
  { language, app, tests }: HomelabIn,
): void {
  const output = options.output ?? 'nix-out';
  const program = programPath(language);
  dependOnCosmo(project);
  new TomlFile(project, 'cosmo.toml', { obj: { app: app ?? program, output } });
  for (const [verb, description] of Object.entries(VERBS)) addVerb(project, verb, description);
  project.postCompileTask.spawn(project.tasks.tryFind('synth')!);
  project.testTask.prependSpawn(project.tasks.tryFind('check')!);
  trackOutput(project, output);
  if (options.sampleCode ?? true) {
    const files: [string, string][] = [[program, homelabSample(options.name, options, language).program]];
    addSamples(project, tests ? [...files, tests] : files, program.split('/')[0]);
  }
}
