import { spawn, spawnSync } from 'child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';

export { withoutPlaces } from '../support/cosmo-output';

/** The package's own folder. */
export const PACKAGE = resolve(__dirname, '../..');

/** How a run of the command ended. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new project of these files, with this package installed. */
export function newProject(files: Record<string, string>, { installed = true } = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-cli-')));
  put(root, files);
  if (installed) {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    symlinkSync(PACKAGE, join(root, 'node_modules/cosmo-nix'));
    symlinkSync(join(PACKAGE, 'node_modules/constructs'), join(root, 'node_modules/constructs'));
  }
  made.push(root);
  return root;
}

const made: string[] = [];

afterAll(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Write files below a folder. */
export function put(root: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** Run `cosmo` in a folder, as a user would. */
export function cosmo(folder: string, args: readonly string[], env: Record<string, string> = {}): Ran {
  compiled();
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [join(PACKAGE, 'bin/cosmo'), ...args], {
    cwd: folder,
    env: cleanEnv(env),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) throw error;
  return { code: status, signal, stdout, stderr };
}

/** Start `cosmo`; `act` is called once it has printed `ready`. */
export function cosmoUntil(
  folder: string,
  args: readonly string[],
  ready: string,
  act: (pid: number) => void,
  env: Record<string, string> = {},
): Promise<Ran> {
  compiled();
  const child = spawn(process.execPath, [join(PACKAGE, 'bin/cosmo'), ...args], { cwd: folder, env: cleanEnv(env) });
  let stdout = '';
  let stderr = '';
  let acted = false;
  const look = () => {
    if (acted || !(stdout + stderr).includes(ready)) return;
    acted = true;
    act(child.pid!);
  };
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    look();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    look();
  });
  return new Promise((done) => child.on('close', (code, signal) => done({ code, signal, stdout, stderr })));
}

/** This environment without what changes how the command prints or runs. */
function cleanEnv(env: Record<string, string>): NodeJS.ProcessEnv {
  const clean = Object.entries(process.env).filter(
    ([name]) =>
      !/^(NO_COLOR|FORCE_COLOR|COLUMNS|GITHUB_.*|NODE_OPTIONS|NODE_ENV|JEST_.*|COSMO_.*|JITI_.*|TS_JEST)$/.test(name),
  );
  // Wide, so that tests need not know where lines break.
  const wide = { COLUMNS: '1000' };
  return { ...Object.fromEntries(clean), ...wide, XDG_CACHE_HOME: join(tmpdir(), 'cosmo-cli-cache'), ...env };
}

let isCompiled = false;

/**
 * See to it that `lib` is what `src` says. The README's test command compiles
 * first; this is for a single test file that is run by hand.
 */
function compiled(): void {
  if (isCompiled) return;
  const cache = join(PACKAGE, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, 'cosmo-test-compile.lock');
  for (let waited = 0; waited < 120_000 && !isCompiled; waited += 250) {
    if (!existsSync(lock) && age(join(PACKAGE, 'lib/cli/main.js')) >= newest(join(PACKAGE, 'src'))) isCompiled = true;
    else if (taken(lock)) compile(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  if (!isCompiled) throw new Error(`lib is older than src: compile first (npx projen compile), or remove ${lock}`);
}

function compile(lock: string): void {
  try {
    const tsc = join(PACKAGE, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json', '--noEmitOnError', 'false'], {
      cwd: PACKAGE,
      encoding: 'utf8',
    });
    const main = join(PACKAGE, 'lib/cli/main.js');
    if (!existsSync(main)) throw new Error(`there is no ${main} and it cannot be compiled:\n${stdout}`);
    isCompiled = true;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Whether this process got the lock. */
function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function age(file: string): number {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? newest(join(folder, entry.name)) : age(join(folder, entry.name)),
    ),
  );
}

/** A complete small program. */
export const SMALL = `import { App, NixModule, NixosSystem } from 'cosmo-nix';

const app = new App({ release: '25.11' });
const server = new NixosSystem(app, 'server');
new NixModule(server, 'web', { options: { services: { nginx: { enable: true } } } });
app.synth();
`;
