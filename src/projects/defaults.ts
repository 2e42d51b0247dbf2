import { existsSync } from 'fs';
import { join } from 'path';
/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { DependencyType, github, javascript, Project, SampleFile } from 'projen';
import { cosmoVersion, SOURCES } from './samples';
import { VERSIONS } from '../init';

/** The version of TypeScript that projects have, unless they say otherwise. */
export const TYPESCRIPT_VERSION = VERSIONS.typescript;

/** The oldest Node.js that the command runs on. */
export const NODE_VERSION = VERSIONS.node.replace(/^\D+/, '');

/** How tests are run, unless the project says otherwise: a snapshot never updates itself, no test is an error. */
export function jestOptions(options: javascript.JestOptions | undefined): javascript.JestOptions {
  return {
    jestVersion: VERSIONS.jest,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    ...options,
    jestConfig: { collectCoverage: false, ...options?.jestConfig },
  };
}

/** Have a project depend on Cosmo, where it does not yet: one made by `--from` does. */
export function dependOnCosmo(project: Project): void {
  if (project.deps.all.every(({ name }) => name !== 'cosmo-nix')) {
    project.deps.addDependency(`cosmo-nix@^${cosmoVersion()}`, DependencyType.BUILD);
  }
  project.deps.requestDependency({ name: 'constructs', version: VERSIONS.constructs, type: DependencyType.BUILD });
}

/** Files to begin with, by path: in a project that has no sources yet. Afterwards they are the owner's. */
export function addSamples(
  project: Project,
  files: Iterable<readonly [path: string, text: string]>,
  sources = SOURCES,
): void {
  if (existsSync(join(project.outdir, sources))) return;
  for (const [path, contents] of files) new SampleFile(project, path, { contents });
}

/** Have git know all of the flake, which sees only what git tracks, and GitHub fold its diffs. */
export function trackOutput(project: github.GitHubProject, output: string): void {
  project.gitignore.exclude('result', 'result-*');
  project.gitignore.include(`/${output}/`, `/${output}/**`);
  project.annotateGenerated(`/${output}/**`);
}

/** A task that runs a verb of the command, with the arguments it is given. */
export function addVerb(project: Project, verb: string, description: string): void {
  project.removeTask(verb);
  project.addTask(verb, { description, execArgs: ['cosmo', verb], receiveArgs: true });
}
