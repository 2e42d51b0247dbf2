import { existsSync, readdirSync, readFileSync } from 'fs';
import { basename, dirname, extname, resolve } from 'path';
import { fileURLToPath } from 'url';
import { programError } from './outcome';
import { formatPlaces, shown } from './source-line';
import { CosmoError } from '../app/error';
import { nearest } from '../app/nearest';
import type { NixError } from '../nix/error';

/** Say what Node and the compiler say of a program's text in the words of its owner; other errors stay as they are. */
export function explain(error: unknown, root: string): unknown {
  if (!(error instanceof Error) || CosmoError.isCosmoError(error)) return error;
  return nix(error) ?? tree(error) ?? syntax(error, root) ?? missingImport(error, root) ?? error;
}

/** What the Nix language layer, of this or of another copy of the library, refuses where it is called directly. */
function nix(error: Error): Error | undefined {
  if (error.name !== 'NixError' || typeof (error as Partial<NixError>).problem !== 'string') return undefined;
  const said = CosmoError.fromNix(error as NixError);
  said.stack = error.stack;
  return said;
}

/** What the tree of constructs refuses, whose library has its own words for it. */
function tree(error: Error): Error | undefined {
  const twice = /^There is already a Construct with name '(.*)' in (\S+)(?: \[(.*)\])?$/.exec(error.message);
  const nameless = error.message === 'Only root constructs may have an empty ID';
  if (!twice && !nameless) return undefined;
  const [, id, type, scope] = twice ?? [];
  const said = new CosmoError(
    twice
      ? {
          code: 'CONSTRUCT_ID_TAKEN',
          message: `there is already a construct "${id}" in ${scope ? `${scope} (${type})` : `the ${type}`}`,
          path: scope ? `${scope}/${id}` : id,
          why: 'the id is what a construct is called among those beside it, and what its files are called',
          mend: 'give one of the two another id, or make one construct of them',
        }
      : {
          code: 'CONSTRUCT_ID_MISSING',
          message: 'a construct was given no id',
          why: 'the id is what a construct is called among those beside it, and what its files are called',
          mend: "give it one as the second argument: new Host(app, 'attic', …)",
        },
  );
  said.stack = error.stack;
  return said;
}

/** What the compiler, or Node for plain JavaScript, refuses to read. */
function syntax(error: Error, root: string): Error | undefined {
  const compiler = /^(?:ParseError|SyntaxError|Error): ([^]*?)\s*\n\s*(\S.*):(\d+):\d+\s*$/.exec(error.message);
  const native = error.name === 'SyntaxError' && /^(?:file:\/\/)?(\/.+|[A-Za-z]:.+):(\d+)\n/.exec(error.stack ?? '');
  if (compiler) return unreadable(compiler[1]!, compiler[2]!, Number(compiler[3]), root);
  return native ? unreadable(error.message, native[1]!, Number(native[2]), root) : undefined;
}

function unreadable(problem: string, file: string, line: number, root: string): Error {
  const what = problem.replace(/\s*\(\d+:\d+\)$/, '').replace(/\.$/, '');
  return programError(
    'APP_SYNTAX',
    `${shown(file, root)} cannot be read: ${what}\n${formatPlaces([{ file, line }], root)}`,
    'look at that line, and at the end of the one before it',
  );
}

/** An import that leads nowhere. */
function missingImport(error: Error & { code?: string; requireStack?: string[] }, root: string): Error | undefined {
  if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const [, wanted, from = error.requireStack?.[0]] =
    /Cannot find (?:module|package) '([^']+)'(?: imported from (.+))?/.exec(error.message) ?? [];
  if (wanted === undefined || from === undefined) return undefined;
  const file = (from.startsWith('file:') ? fileURLToPath(from) : from).trim();
  const line = lineOf(file, wanted);
  const where = line === undefined ? '' : `\n${formatPlaces([{ file, line }], root)}`;
  const isFile = /^(\.|\/|file:)/.test(wanted);
  const message = `${shown(file, root)} imports "${wanted}", which ${isFile ? 'does not exist' : 'is not installed'}`;
  return programError(
    'APP_IMPORT',
    message + where,
    isFile ? mendFile(file, wanted) : `npm install ${packageOf(wanted)}`,
  );
}

/** The line that names a module, with or without the extension Node has put on. */
function lineOf(file: string, wanted: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const name = basename(wanted);
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => new RegExp(`['"\`/]${escape(name)}['"\`]`).test(line));
  return at < 0 ? undefined : at + 1;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function mendFile(file: string, wanted: string): string {
  const path = resolve(dirname(file), wanted);
  const bare = (name: string) => name.slice(0, name.length - extname(name).length);
  let names: string[] = [];
  try {
    names = readdirSync(dirname(path)).filter((name) => resolve(dirname(path), name) !== file);
  } catch {
    return `there is no folder ${dirname(path)} either`;
  }
  const guess = nearest(bare(basename(path)), names.map(bare));
  return guess ? `did you mean "${wanted.slice(0, -basename(wanted).length)}${guess}"?` : 'correct the path';
}

function packageOf(wanted: string): string {
  return wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/');
}
