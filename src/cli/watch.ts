import { mkdtempSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative, resolve, sep } from 'path';
import { readConfig } from './config';
import { lastOutput, outputOfProgram } from './diff/sides';
import { diffText } from './diff/text';
import { estateRun } from './estate-options';
import { ExitCode } from './exit-codes';
import { widthOf } from './report/wrap';
import { reportError } from './report-error';
import { isScript } from './run-app';
import { count, Style } from './style';
import { headline } from './summary';
import { diffData, diffOutputs, EstateDiff, isSame, noOutput, Output } from '../diff';
import { filesBelow, WatchedFiles } from './watch/files';
import { WatchPool } from './watch/pool';
import { listOf, stateOf } from './watch/reads';
import { readsUnseen, Round } from './watch/round';
import type { WatchOptions } from './watch-command';

/** How many names of changed files are told. */
const MOST = 3;
/** How long a round that is under way may go on, once a change has made it idle. */
const PATIENCE_MS = 2000;

/** `cosmo watch`: ends with the process. */
export async function watch(options: WatchOptions): Promise<void> {
  try {
    // What is wrong with the command line is told at once; what is wrong with the configuration may be mended.
    readConfig(options.config, process.cwd());
    const { root, app, outdir = 'nix-out' } = estateRun(options, process.cwd());
    await new Watching(options, root, app, resolve(root, outdir)).run();
  } catch (error) {
    process.exitCode = reportError({ error, root: process.cwd(), verbose: false });
  }
}

class Watching {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cosmo-watch-'));
  private readonly pool: WatchPool;
  private readonly files: WatchedFiles;
  private rounds = 0;
  private states = new Map<string, string>();
  private busy = false;
  private over = false;
  private signal?: NodeJS.Signals;
  /** Whether all files of the project are watched. */
  private whole: boolean;
  private wake?: () => void;
  private impatient?: NodeJS.Timeout;
  private last: Output | undefined;

  constructor(
    private readonly options: WatchOptions,
    private readonly root: string,
    app: string,
    private outdir: string,
  ) {
    const program = isScript(app, root) ? resolve(root, app) : undefined;
    this.whole = readsUnseen(program);
    this.pool = new WatchPool({ options, root, program }, this.folder);
    this.files = new WatchedFiles(() => this.changed());
    this.last = lastOutput(outdir, root);
    // What is read now need not be read in the first round.
    if (this.last) diffOutputs(this.last, this.last);
  }

  /** Rounds, until a signal ends it. */
  public async run(): Promise<void> {
    const ended = (signal: NodeJS.Signals) => {
      this.over = true;
      this.wake?.();
      if (this.busy) setTimeout(() => this.pool.end(), PATIENCE_MS).unref();
      process.exitCode = signal === 'SIGINT' ? ExitCode.OK : undefined;
      this.signal = signal;
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ended);
    // Nobody reads any more.
    process.stdout.removeAllListeners('error').on('error', () => ended('SIGINT'));
    try {
      let changed: string[] = [];
      while (!this.over) {
        await this.round(changed);
        if (this.over) break;
        changed = this.files.changes;
        if (changed.length === 0) await new Promise<void>((done) => (this.wake = done));
        changed = this.files.changes;
      }
    } finally {
      this.files.close();
      this.pool.end();
      rmSync(this.folder, { recursive: true, force: true });
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, ended);
    }
    if (this.signal !== 'SIGINT') process.kill(process.pid, this.signal!);
  }

  private changed(): void {
    this.wake?.();
    // A program that never ends must not keep the mended one from running.
    if (this.busy) this.impatient ??= setTimeout(() => this.pool.stop(), PATIENCE_MS);
  }

  private async round(changed: readonly string[]): Promise<void> {
    const started = process.hrtime.bigint();
    this.rounds++;
    this.begin(changed);
    const whole = this.wholeStates();
    this.busy = true;
    const round = await this.pool.round();
    this.busy = false;
    clearTimeout(this.impatient);
    this.impatient = undefined;
    if (round === undefined) {
      // It was ended: by a change, a signal, or for want of memory.
      if (!this.over) this.files.set(new Map([...this.states].map(([path, state]) => [path, state])));
      return this.noteEnded();
    }
    this.tell(round, changed, started);
    this.watchFor(round, whole);
  }

  private begin(changed: readonly string[]): void {
    const { clear, json, quiet } = this.options;
    if (json) return;
    if (clear && process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    if (quiet) return;
    const names = changed.filter((path) => !isFolder(path)).map((path) => relative(this.root, path));
    const told = [...names.slice(0, MOST), ...(names.length > MOST ? [`${names.length - MOST} more`] : [])];
    this.note(
      changed.length === 0 ? 'the first round' : told.length === 0 ? 'a folder changed' : `${told.join(', ')} changed`,
    );
  }

  private note(text: string): void {
    if (this.options.json) return;
    const time = new Date().toTimeString().slice(0, 8);
    process.stdout.write(new Style(process.stdout).dim(`${time} ${text}`) + '\n');
  }

  private noteEnded(): void {
    const message = 'the round was ended before it was done';
    const document = { version: 1, round: this.rounds, ok: false, error: { code: 'ROUND_ENDED', message } };
    if (this.options.json && !this.over) process.stdout.write(`${JSON.stringify(document)}\n`);
    else this.note(message);
  }

  private tell(round: Round, changed: readonly string[], started: bigint): void {
    const { rendered, result, root } = round;
    const isWritten = round.ok && this.options.write !== false;
    const output = rendered && outputOfProgram(rendered);
    const compared = output && this.compare(output, rendered.outdir);
    if (isWritten && output) this.last = { ...output, name: relative(this.root, rendered.outdir) || '.' };
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (this.options.json) {
      const document = {
        ...round.document,
        round: this.rounds,
        changed: changed.map((path) => relative(root, path)),
        seconds,
        diff: compared && round.ok ? diffData(compared) : undefined,
        output: isWritten ? result : undefined,
      };
      process.stdout.write(`${JSON.stringify(document)}\n`);
      return;
    }
    if (!round.ok) return this.note('waiting for a change');
    if (compared) process.stdout.write(this.diffOf(compared));
    const style = new Style(process.stdout);
    const time = style.dim(` (${seconds.toFixed(2)} s)`);
    const line =
      isWritten && result
        ? headline(result, root)
        : `${count(result?.systems.length ?? 0, 'system')}: nothing is written`;
    process.stdout.write(`${line}${time}\n`);
  }

  private compare(output: Output, outdir: string): EstateDiff {
    if (outdir !== this.outdir) {
      this.outdir = outdir;
      this.last = undefined;
    }
    const name = relative(this.root, outdir) || '.';
    return diffOutputs(this.last ?? noOutput(`${name}, which is not written yet`), { ...output, name });
  }

  private diffOf(compared: EstateDiff): string {
    const { quiet, verbose } = this.options;
    if (isSame(compared)) return '';
    const style = new Style(process.stdout);
    return diffText(compared, { style, width: widthOf(process.stdout), quiet, verbose });
  }

  /** Where all files of the project are watched: as they are before a round. */
  private wholeStates(): Map<string, string> {
    return this.whole ? filesBelow(this.root, [this.outdir]) : new Map<string, string>();
  }

  private watchFor(round: Round, whole: ReadonlyMap<string, string>): void {
    const written = new Set([...(round.rendered?.projectFiles.keys() ?? [])].map((path) => join(round.root, path)));
    const outdir = round.rendered?.outdir ?? this.outdir;
    const isWritten = (path: string) => path === outdir || path.startsWith(outdir + sep) || written.has(path);
    const reads = round.reads.filter(([path]) => !isWritten(path));
    this.whole = round.whole;
    const all = round.whole && whole.size === 0 ? filesBelow(this.root, [outdir]) : whole;
    // A round that failed has not read all that it would have: what the last ones read stays.
    const before = round.ok ? [] : [...this.states].filter(([path]) => !all.has(path));
    this.states = new Map([...before, ...[...all].filter(([path]) => !isWritten(path)), ...reads]);
    // What is written shows in the folders above it, too.
    for (const path of [outdir, ...written].flatMap((one) => foldersAbove(one, round.root))) {
      const state = this.states.get(path);
      if (state !== undefined) this.states.set(path, state.startsWith('list ') ? listOf(path) : stateOf(path));
    }
    this.files.set(this.states);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function foldersAbove(path: string, root: string): string[] {
  const above = dirname(path);
  return above.length < root.length || above === path ? [] : [above, ...foldersAbove(above, root)];
}
