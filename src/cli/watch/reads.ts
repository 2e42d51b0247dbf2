import { createRequire } from 'module';
import { resolve } from 'path';

/** The object itself, whose functions are replaced, and no copy of it. */
const fs = createRequire(__filename)('fs') as typeof import('fs');

/** Functions of `fs` whose first argument is what is looked at. */
const NOTED = ['readFileSync', 'readFile', 'openSync', 'open', 'existsSync', 'statSync', 'stat', 'lstatSync'] as const;
const LISTED = ['readdirSync', 'readdir'] as const;

/** The state of a file or folder: two are the same where nothing was written between them. */
export function stateOf(path: string): string {
  try {
    const stat = fs.statSync(path);
    if (stat.isDirectory()) return 'folder';
    return `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
  } catch {
    return 'none';
  }
}

/** The state of a folder whose list is looked at. */
export function listOf(path: string): string {
  try {
    return `list ${fs.readdirSync(path).join('/')}`;
  } catch {
    return 'none';
  }
}

/**
 * Note every file that is looked at in this process from now on, with its state then. `fs` is the one object that
 * the loader of programs, the library and programs all read through.
 */
export class Reads {
  private readonly noted = new Map<string, string>();
  private begun = false;
  private busy = false;

  constructor(private readonly concerns: (path: string) => boolean) {
    for (const name of NOTED) this.wrap(name, stateOf);
    for (const name of LISTED) this.wrap(name, listOf);
    this.wrapPromises();
  }

  /** What is looked at from now on counts. */
  public begin(): void {
    this.begun = true;
  }

  /** What was noted, each with the state it had when it was looked at first. */
  public get all(): [path: string, state: string][] {
    return [...this.noted];
  }

  private wrap(name: (typeof NOTED)[number] | (typeof LISTED)[number], state: (path: string) => string): void {
    const noted = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
    const original = noted[name]!;
    const wrapped = (...args: unknown[]): unknown => {
      this.note(args[0], state);
      return original.apply(fs, args);
    };
    noted[name] = Object.assign(wrapped, original);
  }

  private wrapPromises(): void {
    const noted = fs.promises as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of ['readFile', 'open', 'stat', 'readdir']) {
      const original = noted[name]!;
      noted[name] = (...args: unknown[]): unknown => {
        this.note(args[0], name === 'readdir' ? listOf : stateOf);
        return original.apply(fs.promises, args);
      };
    }
  }

  private note(given: unknown, state: (path: string) => string): void {
    if (!this.begun || this.busy || (typeof given !== 'string' && !(given instanceof URL))) return;
    this.busy = true;
    try {
      const path = typeof given === 'string' ? resolve(given) : given.protocol === 'file:' ? given.pathname : '';
      if (path === '' || !this.concerns(path)) return;
      const was = this.noted.get(path);
      if (was !== undefined && !(was === 'folder' && state === listOf)) return;
      const is = state(path);
      // The list of a folder says more than that it is one.
      if (was === undefined || (was === 'folder' && is.startsWith('list'))) this.noted.set(path, is);
    } finally {
      this.busy = false;
    }
  }
}
