import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { adoptText } from './adopt/text';
import type { AdoptOptions } from './adopt-command';
import { readConfig } from './config';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import { reportError } from './report-error';
import { Style } from './style';
import { usage } from './usage-error';
import { adopt, Adopted, EarlierHosts, InputDiffers, readEarlier, Stays } from '../adopt';
import { nearest } from '../app/nearest';

/** `cosmo adopt`: sets the process's exit code. */
export function adoptVerb(source: string, options: AdoptOptions): void {
  const cwd = process.cwd();
  let root = cwd;
  try {
    refuseConflicts(options);
    root = readConfig(options.config, cwd).root;
    const entry = entryOf(source, cwd, root);
    const out = insideRoot(resolve(cwd, options.out ?? 'src/hosts'), root, '--out');
    const adopted = read(entry, out, root, options);
    const overwritten = [...adopted.files.keys()].filter((path) => existsSync(join(root, path)));
    if (!options.dryRun) write(adopted, overwritten, root, options.force ?? false);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(asReport(adopted, overwritten, !options.dryRun), undefined, 2)}\n`);
    } else if (!options.quiet) {
      const style = new Style(process.stdout);
      const written = !options.dryRun;
      process.stdout.write(adoptText(adopted, { style, out, entry, written, overwritten: written ? overwritten : [] }));
    }
    process.exitCode = ExitCode.OK;
  } catch (error) {
    if (options.json) process.stdout.write(`${JSON.stringify({ error: asData(error) }, undefined, 2)}\n`);
    process.exitCode = reportError({ error, root, verbose: false });
  }
}

function refuseConflicts(options: AdoptOptions): void {
  const both = (one: keyof AdoptOptions, other: keyof AdoptOptions) => {
    if (!options[one] || !options[other]) return;
    const flag = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const message = `${flag(one)} and ${flag(other)} contradict each other`;
    throw usage('OPTIONS_CONFLICT', message, 'give one of the two');
  };
  both('include', 'convert');
  both('quiet', 'json');
  both('host', 'flakeHost');
  for (const name of ['host', 'flakeHost', 'out', 'config'] as const) {
    if (options[name]?.trim() === '') {
      const flag = name === 'flakeHost' ? 'flake-host' : name;
      throw usage('OPTION_EMPTY', `--${flag} is empty`, `give --${flag} a value`);
    }
  }
}

/** What is adopted, from the root: a flake, or a module. */
function entryOf(source: string, cwd: string, root: string): string {
  const path = resolve(cwd, source);
  if (!existsSync(path)) {
    throw usage('ADOPT_MISSING', `there is no ${source}`, 'give a flake, a .nix file, or a folder with a default.nix');
  }
  if (!statSync(path).isDirectory()) {
    if (path.endsWith('.nix')) return insideRoot(path, root, source);
    throw usage('ADOPT_NO_NIX', `${source} is no .nix file`, 'give a flake, a module, or a folder with a default.nix');
  }
  const found = ['flake.nix', 'default.nix'].find((name) => existsSync(join(path, name)));
  if (found === undefined) {
    const mend = 'name the file: a flake.nix, or the configuration.nix of a host';
    throw usage('ADOPT_NO_NIX', `${source} has neither a flake.nix nor a default.nix`, mend);
  }
  return insideRoot(found === 'flake.nix' ? join(path, found) : path, root, source);
}

/** A path from the root, with `/` between its parts. */
function insideRoot(path: string, root: string, what: string): string {
  const real = existsSync(path) ? realpathSync(path) : path;
  const inside = relative(root, real);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    const mend = 'copy it into the project, beside cosmo.toml, and adopt the copy';
    throw usage('ADOPT_OUTSIDE', `${what} lies outside the project, ${root}`, mend);
  }
  if (inside === '' && what === '--out') {
    throw usage('ADOPT_OUT', '--out is the project itself', 'give a folder in it, such as --out src/hosts');
  }
  return inside.split(sep).join('/');
}

function read(
  entry: string,
  out: string,
  root: string,
  { include, host, flakeHost, for: kind }: AdoptOptions,
): Adopted {
  const at = (path: string) => join(root, path);
  const sources = {
    kind: (path: string) => {
      const stat = statSync(at(path), { throwIfNoEntry: false });
      return stat?.isDirectory() ? ('folder' as const) : stat?.isFile() ? ('file' as const) : undefined;
    },
    read: (path: string) => readFileSync(at(path), 'utf8'),
    list: (path: string) => readdirSync(at(path)).sort(),
  };
  const isFlake = /(^|\/)flake\.nix$/.test(entry);
  if (isFlake && host !== undefined) {
    throw usage(
      'OPTIONS_CONFLICT',
      '--host is for a module that stands alone',
      `for one of the flake's: --flake-host ${host}`,
    );
  }
  if (!isFlake && flakeHost !== undefined) {
    throw usage('OPTIONS_CONFLICT', '--flake-host is for a flake', `to make a host of a module: --host ${flakeHost}`);
  }
  let adopted: Adopted;
  try {
    adopted = adopt({ sources, entry, out, include, host, flakeHost, kind, earlier: earlierIn(root, out) });
  } catch (error) {
    if (error instanceof InputDiffers) {
      throw usage(
        'ADOPT_INPUT',
        `${error.message}:\n  there: ${error.there}\n  here:  ${error.here}`,
        `an estate has one input of a name: have ${entry} and ${error.file} say the same, or adopt it in another project`,
      );
    }
    if (!(error instanceof Stays)) throw error;
    throw usage('ADOPT_UNREADABLE', `${entry}: ${error.message}`, 'adopt the modules of its hosts by their files');
  }
  if (isFlake && adopted.hosts.length === 0) throw noHosts(adopted, entry, flakeHost, { sources, out });
  return adopted;
}

/** Hosts that were adopted before, into other folders of the project. */
function earlierIn(root: string, out: string): EarlierHosts[] {
  const found: EarlierHosts[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !/^(\..*|node_modules)$/.test(entry.name)) open.push(path);
      if (!entry.isFile() || entry.name !== 'index.ts' || folder === out) continue;
      const earlier = readEarlier(path, readFileSync(join(root, path), 'utf8'));
      if (earlier) found.push(earlier);
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function noHosts(
  { notes }: Adopted,
  entry: string,
  asked: string | undefined,
  { sources, out }: Pick<Parameters<typeof adopt>[0], 'sources' | 'out'>,
) {
  const names = asked === undefined ? [] : adopt({ sources, entry, out, include: true }).hosts;
  if (asked !== undefined && names.length > 0) {
    const like = nearest(asked, names);
    const mend = `${like ? `did you mean ${like}? ` : ''}it has ${names.join(', ')}`;
    return usage('ADOPT_NO_HOST', `no host ${asked} was found in ${entry}`, mend);
  }
  const why = notes.length > 0 ? `:\n  ${notes.join('\n  ')}` : '';
  return usage(
    'ADOPT_NO_HOST',
    `no host of ${entry} can be followed${why}`,
    'adopt the module of a host by its file: cosmo adopt ./hosts/NAME/configuration.nix --host NAME',
  );
}

function write({ files }: Adopted, overwritten: readonly string[], root: string, force: boolean): void {
  if (overwritten.length > 0 && !force) {
    const names =
      overwritten.slice(0, 5).join(', ') + (overwritten.length > 5 ? ` and ${overwritten.length - 5} more` : '');
    throw usage(
      'ADOPT_EXISTS',
      `${names} would be overwritten`,
      'give another folder with --out, or overwrite them with --force',
    );
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function asReport(
  { files, modules, hosts, inputs, release, assets, notes }: Adopted,
  overwritten: readonly string[],
  written: boolean,
) {
  return { version: 1, files: [...files.keys()], modules, hosts, inputs, release, assets, notes, overwritten, written };
}
