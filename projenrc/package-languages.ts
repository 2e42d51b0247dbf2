import { spawnSync } from 'child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { translateExamples } from './translate-examples';

// Builds the packages of all languages whose tools this machine has, with one run of jsii-pacmak, and says
// in a line each what was built, and what was left out and why:
//
//   npx projen package:languages [--outdir FOLDER] [--need python,java,go,dotnet] [--only dotnet]
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
const LANGUAGES = Object.keys(PACKAGERS) as Language[];

/** What building and using the package of a language needs, and this machine does not have. */
export function missingTools(language: Language): string[] {
  const missing = PACKAGERS[language].tools.filter(({ probe: [command, ...args] }) => {
    return spawnSync(command, args, { stdio: 'ignore' }).status !== 0;
  });
  return missing.map(({ name }) => name);
}

const ROOT = resolve(__dirname, '..');

function main(args: string[]): void {
  const { outdir, needed, wanted } = parse(args);
  if (!existsSync(join(ROOT, '.jsii'))) stop('There is no .jsii to make packages of: run npx projen compile first.');
  const missing = new Map(wanted.map((language) => [language, missingTools(language)]));
  const refused = needed.filter((language) => (missing.get(language) ?? []).length > 0);
  if (refused.length > 0) {
    stop(
      ...refused.map((language) => `${language} is needed, and ${missing.get(language)!.join(' and ')} is missing.`),
    );
  }

  const wrong = translateExamples();
  if (wrong.length > 0) stop(...wrong, 'These examples cannot be translated: write them otherwise.');

  const able = wanted.filter((language) => missing.get(language)!.length === 0);
  console.log(`Building the packages of ${able.join(', ') || 'no language'} …`);
  const direct = able.filter((language) => language !== 'dotnet');
  if (direct.length > 0) pacmak(outdir, direct);
  if (wanted.includes('dotnet')) dotnet(join(outdir, 'dotnet'), able.includes('dotnet'));

  for (const language of wanted) {
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

function parse(args: string[]): { outdir: string; needed: Language[]; wanted: Language[] } {
  let outdir = join(ROOT, 'dist');
  let needed: Language[] = process.env.CI ? LANGUAGES.filter((language) => language !== 'dotnet') : [];
  let wanted: Language[] = LANGUAGES;
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at], args[at + 1]];
    if (value === undefined || !['--outdir', '--need', '--only'].includes(name!)) {
      stop(
        `${name} is no option; --outdir FOLDER, --need ${LANGUAGES.join(',')} and --only ${LANGUAGES.join(',')} are.`,
      );
    }
    if (name === '--outdir') outdir = resolve(value);
    else if (name === '--need') needed = languagesOf(value);
    else wanted = languagesOf(value);
  }
  return { outdir, needed, wanted };
}

function languagesOf(list: string): Language[] {
  return list.split(',').map((one) => LANGUAGES.find((known) => known === one) ?? unknown(one));
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

/**
 * Write the classes of .NET, and build them where its SDK is. jsii-pacmak cannot do it in one: it names the namespace
 * `System`, and in the namespace of this library that is the class System.
 */
function dotnet(folder: string, hasSdk: boolean): void {
  pacmak(dirname(folder), ['dotnet'], '--code-only');
  const project = join(folder, 'CosmoNix');
  for (const path of readdirSync(project, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.cs')) continue;
    const file = join(project, path);
    writeFileSync(file, withGlobalSystem(readFileSync(file, 'utf8')));
  }
  // What the SDK would compile can be looked at without it.
  if (!hasSdk) return;
  const { status } = spawnSync('dotnet', ['build', '--force', '--configuration', 'Release'], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) stop('The SDK of .NET refuses what jsii-pacmak has written.');
  const built = join(project, 'bin/Release');
  for (const name of readdirSync(built).filter((one) => /\.s?nupkg$/.test(one))) {
    cpSync(join(built, name), join(folder, name));
  }
  rmSync(project, { recursive: true });
}

/** C# whose names of the namespace System are told from the root, whatever is called System nearer by. */
export function withGlobalSystem(code: string): string {
  // Texts and comments stay as they are.
  const parts = /@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\])*"|'(?:\\.|[^'])'|\/\/.*|\/\*[^]*?\*\/|(?<![\w.:])System(?=\.)/g;
  return code.replace(parts, (part) => (part === 'System' ? 'global::System' : part));
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
