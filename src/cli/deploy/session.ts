import { ChildProcess, spawn } from 'child_process';
import { closeSync, openSync } from 'fs';
import { constants } from 'os';
import type { ToolCommand } from './command-line';

/** How a program ended. */
export interface Ended {
  /** Its exit code, or the signal that ended it, or why it could not be started. */
  readonly by: number | NodeJS.Signals | Error;
  /** What it printed on its standard output, where that was asked for. */
  readonly output: string;
}

/** Where what a program prints goes. */
export interface Wiring {
  /** Its standard output: to that of this process, to its standard error, or into `Ended.output`. */
  readonly stdout: 'own' | 'error' | 'taken';
  /** What each of its lines begins with, as several programs print at once; it can ask for nothing then. */
  readonly prefix?: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Programs that this process runs. A signal goes on to all of them with what they have started; when they have ended
 * and `close` is called, this process ends by it too.
 */
export class Session {
  private caught?: NodeJS.Signals;
  private readonly children = new Set<ChildProcess>();
  private readonly cleanups: (() => void)[] = [];
  /**
   * Without a terminal every program is a process group of its own, so that a signal reaches whatever it has started.
   * With one it must stay in the group of this process, or it could ask for no password.
   */
  private readonly ownGroups = !hasTerminal();

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.pass);
    process.on('exit', this.clean);
  }

  /** The signal that this process was sent; nothing more is to be begun then. */
  public get interrupted(): NodeJS.Signals | undefined {
    return this.caught;
  }

  /** Call something when the session ends, however it does. */
  public onEnd(cleanup: () => void): void {
    this.cleanups.push(cleanup);
  }

  /** Run a program to its end. */
  public async run({ program, args, env }: ToolCommand, { stdout, prefix }: Wiring): Promise<Ended> {
    const piped = prefix !== undefined;
    const out = stdout === 'taken' || piped ? 'pipe' : stdout === 'error' ? 2 : 'inherit';
    const child = spawn(program, args, {
      stdio: [piped ? 'ignore' : 'inherit', out, piped ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
      detached: this.ownGroups,
    });
    this.children.add(child);
    let output = '';
    if (stdout === 'taken') child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
    else if (piped) byLine(child.stdout!, prefix);
    if (piped) byLine(child.stderr!, prefix);
    const by = await new Promise<Ended['by']>((done) => {
      child.on('error', (error) => done(error));
      child.on('close', (code, signal) => done(signal ?? code ?? 1));
    });
    this.children.delete(child);
    return { by: signalOf(by), output };
  }

  /** The end: clean up, and where a signal came, end by it. */
  public close(): void {
    for (const signal of SIGNALS) process.off(signal, this.pass);
    process.off('exit', this.clean);
    this.clean();
    if (this.caught) process.kill(process.pid, this.caught);
  }

  private readonly clean = (): void => {
    for (const cleanup of this.cleanups.splice(0)) cleanup();
  };

  private readonly pass = (signal: NodeJS.Signals): void => {
    this.caught ??= signal;
    if (this.children.size === 0) return this.close();
    for (const child of this.children) this.send(child, signal);
  };

  private send(child: ChildProcess, signal: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    // An interrupt at the terminal reaches them by itself.
    if (!this.ownGroups && signal === 'SIGINT' && process.stdin.isTTY) return;
    try {
      process.kill(this.ownGroups ? -child.pid : child.pid, signal);
    } catch {
      // It has ended meanwhile, or is another user's, whom sudo tells.
    }
  }
}

/** Whether this process belongs to a terminal, at which somebody may be asked for a password. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r+'));
    return true;
  } catch {
    return false;
  }
}

/** Hand on what is printed line by line, so that lines of several programs do not mix. */
function byLine(stream: NodeJS.ReadableStream, prefix: string): void {
  let held = '';
  const print = (line: string) => process.stderr.write(`${prefix}${line}\n`);
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (held + text).split('\n');
    held = lines.pop()!;
    lines.forEach(print);
  });
  stream.on('end', () => held !== '' && print(held));
}

/** A shell tells of a signal by 128 and its number. */
function signalOf(by: Ended['by']): Ended['by'] {
  const found = Object.entries(constants.signals).find(([, number]) => typeof by === 'number' && by === 128 + number);
  return found ? (found[0] as NodeJS.Signals) : by;
}

/** `ended with exit code 1`; undefined where all went well. */
export function failureOf({ by }: Ended): string | undefined {
  if (by === 0) return undefined;
  if (typeof by === 'number') return `ended with exit code ${by}`;
  return typeof by === 'string' ? `was ended by ${by}` : `could not be run: ${by.message}`;
}
