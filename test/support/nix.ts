import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A store of our own, so that Nix needs neither a daemon nor `/nix`. The set-up of the run makes it. */
const STORE = process.env.COSMO_TEST_STORE!;
const PROCESSES = 2;
const MAX_OUTPUT = 256 * 1024 * 1024;
/** Files a process is given at once. */
const BATCH = 100;

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, NIX_REMOTE: `local?root=${STORE}`, NIX_PATH: '' };
}

/** Whether real Nix is here to compare with. On CI it must be. */
export const nixAvailable: boolean = (() => {
  try {
    execFileSync('nix-instantiate', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (process.env.CI) throw new Error('nix-instantiate is missing: install it (Debian: nix-bin).', { cause: error });
    return false;
  }
})();

/** `describe` where real Nix is here, and a visibly skipped one elsewhere. */
export const describeWithNix: jest.Describe = nixAvailable ? describe : describe.skip;

/**
 * Whether real Nix accepts each text as an expression. Undefined where it
 * refuses a text for something else than its syntax (a name bound twice, a
 * computed name in `let`), which ends its parsing early.
 *
 * Names need not be bound: each text is parsed under a `with`.
 */
export async function nixParses(texts: readonly string[]): Promise<(boolean | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-nix-'));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, `with { };\n${text}`);
      return file;
    });
    const results: (boolean | undefined)[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < files.length) {
        const from = next;
        next = Math.min(next + BATCH, files.length);
        await parseRange(files, from, next, results);
      }
    };
    await Promise.all(Array.from({ length: PROCESSES }, worker));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nix stops at the first file that it refuses and names it: go on behind that one. */
async function parseRange(
  files: readonly string[],
  from: number,
  to: number,
  results: (boolean | undefined)[],
): Promise<void> {
  for (let start = from; start < to;) {
    const error = await run(files.slice(start, to));
    const refused = error === undefined ? to : start + refusedIndex(files.slice(start, to), error);
    for (let i = start; i < refused; i += 1) results[i] = true;
    if (error !== undefined) results[refused] = isSyntax(error) ? false : undefined;
    start = refused + 1;
  }
}

function refusedIndex(files: readonly string[], error: string): number {
  const index = files.findIndex((file) => error.includes(`${file}:`));
  if (index < 0) throw new Error(`Nix refused none of the files: ${error}`);
  return index;
}

function isSyntax(error: string): boolean {
  return !/already defined|duplicate formal|dynamic attributes not allowed in let/.test(error);
}

async function run(files: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'nix-instantiate',
      ['--parse', ...files],
      { env: environment(), maxBuffer: MAX_OUTPUT },
      (error, _stdout, stderr) => resolve(error ? stderr : undefined),
    );
  });
}

/** The value of an expression as real Nix sees it, through JSON. Throws what Nix says where it has none. */
export function nixEval(expression: string): unknown {
  const output = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', '-'], {
    input: expression,
    env: environment(),
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: MAX_OUTPUT,
  });
  return JSON.parse(output);
}
