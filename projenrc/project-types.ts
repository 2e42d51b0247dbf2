import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';

// projen finds project types in the jsii assembly of a package. As a part of
// the library's they would have packages for other languages need projen,
// which there is none of for .NET. So they are compiled by themselves, and
// stand in the assembly while npm packs it: `prepack` adds, `postpack` removes.
// The fingerprint stays: it is of what other languages see.

/** A jsii assembly, as far as it matters here. */
interface Assembly {
  readonly types: Record<string, unknown>;
  readonly submodules?: Record<string, unknown>;
}

const ROOT = resolve(__dirname, '..');
const MODULES = join(ROOT, 'node_modules');
const ASSEMBLY = join(ROOT, '.jsii');
/** The export that holds the project types, as jsii names it. */
const SUBMODULE = 'cosmo-nix.projects';

function add(): void {
  // A package for another language carries a tarball, too; its runtime may look for all that the assembly names.
  if (process.env.COSMO_PROJECT_TYPES === 'none') return;
  if (!existsSync(ASSEMBLY)) throw new Error('there is no .jsii to pack: compile first, npx projen compile');
  const own = read<Assembly>(ASSEMBLY);
  const projects = projectTypes();
  replace(own, {
    submodules: { ...libraryOf(own.submodules), ...projectsOf(projects.submodules) },
    types: { ...libraryOf(own.types), ...projectsOf(projects.types) },
  });
}

function remove(): void {
  if (!existsSync(ASSEMBLY)) return;
  const own = read<Assembly>(ASSEMBLY);
  const submodules = libraryOf(own.submodules);
  const some = Object.keys(submodules).length > 0;
  replace(own, { submodules: some ? submodules : undefined, types: libraryOf(own.types) });
}

function isProjects(name: string): boolean {
  return name === SUBMODULE || name.startsWith(`${SUBMODULE}.`);
}

function projectsOf(named: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => isProjects(name)));
}

function libraryOf(named: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => !isProjects(name)));
}

/** Change the assembly in one step: others read it meanwhile. Its time stays, as what it says of the library does. */
function replace(own: Assembly, parts: Partial<Assembly>): void {
  const { atime, mtime } = statSync(ASSEMBLY);
  const text = JSON.stringify({ ...own, ...parts }, undefined, 2);
  if (text === readFileSync(ASSEMBLY, 'utf8')) return;
  const next = join(mkdtempSync(join(MODULES, '.cosmo-assembly-')), '.jsii');
  try {
    writeFileSync(next, text);
    utimesSync(next, atime, mtime);
    renameSync(next, ASSEMBLY);
  } finally {
    rmSync(dirname(next), { recursive: true, force: true });
  }
}

/** The assembly of the project types alone; kept until what it is made of changes. */
function projectTypes(): Assembly {
  const staged = staging();
  const key = createHash('sha256')
    .update(JSON.stringify([...staged, version('jsii'), version('projen')]))
    .digest('hex');
  const kept = join(MODULES, '.cache/cosmo-project-types.json');
  if (existsSync(kept)) {
    const last = read<{ key: string; assembly: Assembly }>(kept);
    if (last.key === key) return last.assembly;
  }
  const assembly = compile(staged);
  mkdirSync(dirname(kept), { recursive: true });
  const next = `${kept}.${process.pid}`;
  writeFileSync(next, JSON.stringify({ key, assembly }));
  renameSync(next, kept);
  return assembly;
}

/** A package of the project types alone: paths and texts. What they import is there as declarations. */
function staging(): Map<string, string> {
  const { name, description, license, author, repository, peerDependencies, devDependencies } = read<
    Record<string, any>
  >(join(ROOT, 'package.json'));
  const manifest = {
    ...{ name, version: '0.0.0', description, license, author, repository },
    main: 'lib/entry.js',
    types: 'lib/entry.d.ts',
    jsii: { outdir: 'dist', targets: {}, tsc: { outDir: 'lib', rootDir: 'src' } },
    peerDependencies: { ...peerDependencies, projen: devDependencies.projen },
  };
  return new Map([
    ['package.json', JSON.stringify(manifest)],
    ['README.md', description],
    ['src/entry.ts', "export * as projects from './projects/project-types';\n"],
    // Here projen is no option, so what is imported of it is checked.
    ...filesIn('src/projects', '.ts').map(([path, text]): [string, string] => [
      `src/projects/${path}`,
      text.replace(/^.*@ts-ignore.*\n/gm, ''),
    ]),
    ...['init', 'app', 'nix'].flatMap((folder) =>
      filesIn(`lib/${folder}`, '.d.ts').map(([path, text]): [string, string] => [`src/${folder}/${path}`, text]),
    ),
  ]);
}

function compile(staged: ReadonlyMap<string, string>): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-project-types-'));
  try {
    for (const [path, text] of staged) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(MODULES, join(folder, 'node_modules'));
    const jsii = join(MODULES, 'jsii/bin/jsii');
    const { status, stdout, stderr } = spawnSync(process.execPath, [jsii], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`jsii refuses src/projects:\n${stdout}${stderr}`);
    return read<Assembly>(join(folder, '.jsii'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string, extension: string): [path: string, text: string][] {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort();
  return paths
    .filter((path) => path.endsWith(extension))
    .map((path) => [path, readFileSync(join(ROOT, folder, path), 'utf8')]);
}

function version(name: string): string {
  return read<{ version: string }>(join(MODULES, name, 'package.json')).version;
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

const [, , verb] = process.argv;
if (verb === 'add') add();
else if (verb === 'remove') remove();
else throw new Error(`add or remove, not ${verb}`);
