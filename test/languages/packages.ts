import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { missingTools } from '../../projenrc/package-languages';
import { PACKAGE } from '../cli/cosmo';

/** The languages whose packages the tests use. .NET's is built where its SDK is, and no more. */
export const USED = ['python', 'java', 'go'] as const;

/** A language whose package the tests use. */
export type Language = (typeof USED)[number];

/** Those that this machine has the tools of. On CI, building the packages fails where one is missing. */
export const languagesHere: readonly Language[] = USED.filter((language) => missingTools(language).length === 0);

/** Build the packages with the one command that there is for it; gives their folder, and what it says of them. */
export function buildPackages(): { folder: string; said: string } {
  const folder = temporary('packages');
  return { folder, said: run(PACKAGE, 'npx', ['projen', 'package:languages', '--outdir', folder], {}) };
}

/** A copy of an example's folder, ready to be run against the packages, with the environment it wants. */
export function installed(language: Language, packages: string): { root: string; env: Record<string, string> } {
  const root = temporary(language);
  cpSync(resolve(PACKAGE, 'examples/languages', language), root, { recursive: true });
  return { root, env: INSTALL[language](root, packages) };
}

const INSTALL: Readonly<Record<Language, (root: string, packages: string) => Record<string, string>>> = {
  python(root, packages) {
    run(root, 'python3', ['-m', 'venv', '.venv'], {});
    const [wheel] = readdirSync(join(packages, 'python')).filter((name) => name.endsWith('.whl'));
    run(root, join(root, '.venv/bin/pip'), ['install', '--quiet', join(packages, 'python', wheel!)], {});
    return { PATH: `${join(root, '.venv/bin')}:${process.env.PATH}` };
  },
  java(root, packages) {
    const version = (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version;
    const jars = join(packages, 'java/io/github/cosmo-nix/cosmo-nix', version);
    // A repository of its own for this package; what comes from elsewhere is shared with other projects.
    const [jar, pom] = ['jar', 'pom'].map((kind) => join(jars, `cosmo-nix-${version}.${kind}`));
    run(root, 'mvn', ['-q', 'install:install-file', `-Dfile=${jar}`, `-DpomFile=${pom}`], {});
    return {};
  },
  go(root, packages) {
    const module = 'github.com/cosmo-nix/cosmo-nix-go/cosmonix';
    run(root, 'go', ['mod', 'edit', '-replace', `${module}=${join(packages, 'go/cosmonix')}`], {});
    run(root, 'go', ['mod', 'tidy'], {});
    return {};
  },
};

/** The files of an output folder, by their paths. */
export function outputOf(root: string): Record<string, string> {
  const outdir = join(root, 'nix-out');
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(outdir.length + 1), readFileSync(path, 'utf8')]));
}

function temporary(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `cosmo-${name}-`)));
}

/** Run a tool to its end; what it prints is the error where it fails. */
export function run(cwd: string, tool: string, args: readonly string[], env: Record<string, string>): string {
  try {
    return execFileSync(tool, [...args], {
      cwd,
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${tool} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
