import { spawnSync } from 'child_process';
import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { nearest } from '../../app/nearest';
import type { MadeFile, RenderedOutput } from '../../app/rendered-output';
import { manifestFiles, Output } from '../../diff';
import { CONFIG_FILE, readConfig } from '../config';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

const MANIFEST = 'cosmo.json';
const LOCK = 'flake.lock';

/** Where names of outputs are looked for. */
export interface Places {
  /** The project's root. */
  readonly root: string;
  /** The output folder, from the root. */
  readonly outdir: string;
  /** The folder that the command is called in. */
  readonly folder: string;
}

/**
 * The output that a name on the command line means: a folder where there is one, or else a git revision.
 * @throws UsageError `DIFF_NO_OUTPUT` where there is no output in it, `DIFF_UNKNOWN` where it is neither
 * @throws ToolError `DIFF_GIT` where git is missing or fails
 */
export function outputNamed(name: string, places: Places): Output {
  const path = resolve(places.folder, name);
  if (existsSync(path) && statSync(path).isDirectory()) return outputOfFolder(path, name);
  return outputOfRevision(name, places);
}

/** The output in the folder of a project; undefined where there is none. */
export function lastOutput(outdir: string, root: string): Output | undefined {
  const read = (path: string) => (existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined);
  const name = relative(root, outdir) || '.';
  return collect(
    name,
    (path) => read(join(outdir, path)),
    (path) => read(join(root, path)),
  );
}

/** What the program would write, with the lock file that stays. */
export function outputOfProgram({ outdir, files, projectFiles }: RenderedOutput): Output {
  const lock = join(outdir, LOCK);
  const all = new Map(files);
  if (existsSync(lock)) all.set(LOCK, { content: readFileSync(lock, 'utf8'), owner: '' });
  return { name: 'the program', files: all, projectFiles };
}

function outputOfFolder(path: string, name: string): Output {
  const isProject = existsSync(join(path, CONFIG_FILE));
  const configured = isProject ? (readConfig(join(path, CONFIG_FILE), path).output ?? 'nix-out') : 'nix-out';
  const outdir = existsSync(join(path, MANIFEST)) ? path : join(path, configured);
  const output = lastOutput(outdir, outdir === path ? rootAbove(path) : path);
  if (output) return { ...output, name };
  throw usage(
    'DIFF_NO_OUTPUT',
    `${name} has no output of cosmo in it`,
    `name a folder with a ${MANIFEST}, or the root of a project that was synthesized`,
  );
}

/** The project that an output folder belongs to: where its configuration is, or what it stands in. */
function rootAbove(outdir: string): string {
  for (let at = dirname(outdir); ; at = dirname(at)) {
    if (existsSync(join(at, CONFIG_FILE))) return at;
    if (dirname(at) === at) return dirname(outdir);
  }
}

function outputOfRevision(name: string, { root, outdir }: Places): Output {
  const revision = name.startsWith('-')
    ? ''
    : git(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]).trim();
  if (revision === '') throw unknown(name, root);
  const at = (path: string) => `${revision}:./${path}`;
  const inOutput = (path: string) => at(outdir === '.' ? path : `${outdir}/${path}`);
  const manifest = blobs(root, [inOutput(MANIFEST)])[0];
  const listed = manifest && manifestFiles(manifest.toString('utf8'));
  if (!manifest || !listed) {
    throw usage(
      'DIFF_NO_OUTPUT',
      `${name} has no output of cosmo in ${outdir}`,
      'the output must be committed to be compared with; or name a folder, such as a worktree that was synthesized',
    );
  }
  const wanted = [...listed.map(({ path, project }) => (project ? at(path) : inOutput(path))), inOutput(LOCK)];
  const found = new Map(blobs(root, wanted).map((content, index) => [wanted[index]!, content]));
  return collect(
    name,
    (path) => (path === MANIFEST ? manifest : found.get(inOutput(path))),
    (path) => found.get(at(path)),
  )!;
}

type Read = (path: string) => Buffer | undefined;

/** What a manifest lists, as far as it is there. */
function collect(name: string, read: Read, readProject: Read): Output | undefined {
  const manifest = read(MANIFEST);
  const listed = manifest && manifestFiles(manifest.toString('utf8'));
  if (!listed) return undefined;
  const files = new Map<string, MadeFile>();
  const projectFiles = new Map<string, MadeFile>();
  for (const { path, project, owner } of listed) {
    const content = project ? readProject(path) : read(path);
    if (content) (project ? projectFiles : files).set(path, made(content, owner));
  }
  const lock = read(LOCK);
  if (lock) files.set(LOCK, made(lock, ''));
  return { name, files, projectFiles };
}

function made(content: Buffer, owner: string): MadeFile {
  const text = content.toString('utf8');
  return { content: Buffer.from(text, 'utf8').equals(content) ? text : new Uint8Array(content), owner };
}

function unknown(name: string, root: string): Error {
  const names = git(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes']);
  const guess = nearest(
    name,
    names.split('\n').filter((one) => one !== ''),
  );
  return usage(
    'DIFF_UNKNOWN',
    `${name} is neither a folder nor a git revision`,
    guess !== undefined ? `did you mean "${guess}"?` : 'name a branch, a tag, a commit, or a folder with an output',
  );
}

/** The contents of objects of git by their names, in one call; undefined for what is not there. */
function blobs(root: string, names: readonly string[]): (Buffer | undefined)[] {
  const asked = names.map((name) => (name.includes('\n') ? ':' : name));
  const out = run(root, ['cat-file', '--batch'], `${asked.join('\n')}\n`);
  let at = 0;
  return asked.map(() => {
    const end = out.indexOf(10, at);
    const head = out.subarray(at, end).toString('utf8');
    at = end + 1;
    const match = /^[0-9a-f]+ (\w+) (\d+)$/.exec(head);
    if (!match) return undefined;
    const content = out.subarray(at, at + Number(match[2]));
    at += content.length + 1;
    return match[1] === 'blob' ? content : undefined;
  });
}

function git(root: string, args: readonly string[]): string {
  return run(root, args).toString('utf8');
}

function run(root: string, args: readonly string[], input = ''): Buffer {
  const { stdout, stderr, error, status } = spawnSync('git', ['-C', root, ...args], { input, maxBuffer: 1024 ** 3 });
  if (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const mend = 'install git, or name a folder to compare with';
    throw toolError('DIFF_GIT', isMissing ? 'git is not installed' : `git failed: ${error.message}`, mend);
  }
  // A quiet question ends with 1 where the answer is no.
  if (status === 0 || (status === 1 && stderr.length === 0)) return stdout;
  throw toolError(
    'DIFF_GIT',
    `git ${args[0]} failed: ${stderr.toString('utf8').trim()}`,
    'run it in a repository of git that has the revision, or name a folder to compare with',
  );
}
