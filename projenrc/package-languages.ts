import { spawnSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { translateExamples } from './translate-examples';

// Builds the packages of all languages whose tools this machine has, with one run of jsii-pacmak, and says
// in a line each what was built, and what was left out and why:
//
//   npx projen package:languages [--outdir FOLDER] [--need python,java,go,dotnet]
//
// A language that is needed and has no tools is an error. On CI all but .NET are needed unless `--need` tells.

/** A language other than JavaScript that jsii has packages for. */
export type Language = 'python' | 'java' | 'go' | 'dotnet';

/** A tool, as messages call it, and a command that fails where it is missing. */
interface Tool {
  readonly name: string;
  readonly probe: readonly [string, ...string[]];
}

interface Packager {
  readonly tools: readonly Tool[];
  /** The package within the folder of the language. */
  readonly built: RegExp;
}

const tool = (name: string, ...probe: [string, ...string[]]): Tool => ({ name, probe });

const PACKAGERS: Readonly<Record<Language, Packager>> = {
  python: {
    tools: [tool('python3 with venv', 'python3', '-c', 'import ensurepip, venv')],
    built: /\.whl$/,
  },
  java: { tools: [tool('a JDK', 'javac', '-version'), tool('mvn', 'mvn', '--version')], built: /\d\.jar$/ },
  go: { tools: [tool('go', 'go', 'version')], built: /^[^/]+\/go\.mod$/ },
  dotnet: { tools: [tool('the SDK of .NET', 'dotnet', '--version')], built: /\.nupkg$/ },
};

/** All of them. */
export const LANGUAGES = Object.keys(PACKAGERS) as Language[];

/** What building and using the package of a language needs, and this machine does not have. */
export function missingTools(language: Language): string[] {
  const missing = PACKAGERS[language].tools.filter(({ probe: [command, ...args] }) => {
    return spawnSync(command, args, { stdio: 'ignore' }).status !== 0;
  });
  return missing.map(({ name }) => name);
}

const ROOT = resolve(__dirname, '..');

function main(args: string[]): void {
  const { outdir, needed } = parse(args);
  if (!existsSync(join(ROOT, '.jsii'))) stop('There is no .jsii to make packages of: run npx projen compile first.');
  const missing = new Map(LANGUAGES.map((language) => [language, missingTools(language)]));
  const refused = needed.filter((language) => missing.get(language)!.length > 0);
  if (refused.length > 0) {
    stop(
      ...refused.map((language) => `${language} is needed, and ${missing.get(language)!.join(' and ')} is missing.`),
    );
  }

  const wrong = translateExamples();
  if (wrong.length > 0) stop(...wrong, 'These examples cannot be translated: write them otherwise.');

  const able = LANGUAGES.filter((language) => missing.get(language)!.length === 0);
  console.log(`Building the packages of ${able.join(', ') || 'no language'} …`);
  if (able.length > 0) pacmak(outdir, able);
  // What the SDK would compile can be looked at without it.
  if (!able.includes('dotnet')) pacmak(outdir, ['dotnet'], '--code-only');

  for (const language of LANGUAGES) {
    const folder = join(outdir, language);
    const lacks = missing.get(language)!;
    if (lacks.length === 0) say(language, relative('', join(folder, builtIn(language, folder))));
    else if (language !== 'dotnet') say(language, `not built: ${lacks.join(' and ')} is missing`);
    else say(language, `not built: ${lacks.join(' and ')} is missing; its classes are in ${relative('', folder)}`);
  }
}

function say(language: Language, what: string): void {
  console.log(`${language.padEnd(8)}${what}`);
}

function parse(args: string[]): { outdir: string; needed: Language[] } {
  let outdir = join(ROOT, 'dist');
  let needed: Language[] = process.env.CI ? LANGUAGES.filter((language) => language !== 'dotnet') : [];
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at], args[at + 1]];
    if (value === undefined || (name !== '--outdir' && name !== '--need')) {
      stop(`${name} is no option; --outdir FOLDER and --need ${LANGUAGES.join(',')} are.`);
    }
    if (name === '--outdir') outdir = resolve(value);
    else needed = value.split(',').map((one) => LANGUAGES.find((known) => known === one) ?? unknown(one));
  }
  return { outdir, needed };
}

function unknown(language: string): never {
  return stop(`There are no packages for ${language}; there are for ${LANGUAGES.join(', ')}.`);
}

function pacmak(outdir: string, languages: readonly Language[], ...more: string[]): void {
  const targets = languages.flatMap((language) => ['--target', language]);
  const args = [join(ROOT, 'node_modules/jsii-pacmak/bin/jsii-pacmak'), ...targets, '--outdir', outdir, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // The types for projen are for npm alone.
    env: { ...process.env, COSMO_PROJECT_TYPES: 'none' },
  });
  if (status !== 0) stop(stdout, stderr, `jsii-pacmak has failed for ${languages.join(', ')}.`);
}

/** The path of a package in the folder of its language. */
function builtIn(language: Language, folder: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const found = paths.filter((path) => PACKAGERS[language].built.test(path)).sort();
  // Packages of other versions may be there from before.
  const path = found.find((one) => one.includes(version)) ?? found.at(-1);
  if (path === undefined) stop(`jsii-pacmak has put no package of ${language} into ${folder}.`);
  return language === 'go' ? dirname(path) : path;
}

function stop(...why: string[]): never {
  console.error(why.join('\n'));
  process.exit(1);
}

if (require.main === module) main(process.argv.slice(2));
