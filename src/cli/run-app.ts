import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { createRequire } from 'module';
import { constants, tmpdir } from 'os';
import { join, resolve } from 'path';
import { createJiti } from 'jiti';
import { usage } from './config';
import type { App } from '../app/app';
import { setRunContext } from '../app/run-context';
import type { SynthResult } from '../app/synth';

/** What to run, and where. */
export interface Run {
  readonly root: string;
  /** A TypeScript or JavaScript file, or a command. */
  readonly app: string;
  readonly outdir?: string;
  readonly force?: boolean;
}

/** A program in another language failed: what it printed stands on its standard error already. */
export class ProgramFailed extends Error {
  constructor(
    message: string,
    /** What it reported of its failure, where it is the library's own. */
    public readonly report: unknown,
    public readonly output: string,
  ) {
    super(message);
  }
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

/** Run the estate's program and have it synthesize. */
export async function runApp(run: Run): Promise<SynthResult> {
  const file = resolve(run.root, run.app);
  if (SCRIPT.test(run.app) && (existsSync(file) || !/\s/.test(run.app))) {
    if (!existsSync(file)) {
      throw usage('APP_FILE_MISSING', `there is no ${file}`, 'correct `app` in cosmo.toml, or give --app');
    }
    return runScript(run, file);
  }
  return runCommand(run);
}

/** In this process, without type-checking; the compiled form is cached. */
async function runScript(run: Run, file: string): Promise<SynthResult> {
  const apps: App[] = [];
  setRunContext({ root: run.root, outdir: run.outdir, force: run.force, apps });
  const cwd = process.cwd();
  try {
    process.chdir(run.root);
    const jiti = createJiti(file, { interopDefault: true, moduleCache: false, alias: ownAlias(file) });
    await jiti.import(file);
    if (apps.length !== 1) {
      throw usage(
        apps.length === 0 ? 'APP_NONE' : 'APP_SEVERAL',
        apps.length === 0 ? `${run.app} makes no App` : `${run.app} makes ${apps.length} Apps`,
        'a program makes one: const app = new App(); … app.synth();',
      );
    }
    return apps[0]!._lastResult ?? apps[0]!.synth();
  } finally {
    process.chdir(cwd);
    setRunContext(undefined);
  }
}

/** The library by its name, for a program that stands where it is not installed, such as this package's own examples. */
function ownAlias(file: string): Record<string, string> {
  try {
    createRequire(file).resolve('cosmo-nix');
    return {};
  } catch {
    return { 'cosmo-nix': join(__dirname, '..', 'index.js') };
  }
}

/** As a command of its own, which finds its orders in the environment and leaves a report. */
async function runCommand(run: Run): Promise<SynthResult> {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-'));
  const reportFile = join(folder, 'report.json');
  try {
    const child = spawn(run.app, {
      cwd: run.root,
      shell: true,
      stdio: ['inherit', 'pipe', 'pipe'],
      env: {
        ...process.env,
        COSMO_ROOT: run.root,
        COSMO_OUT: run.outdir ?? '',
        COSMO_FORCE: run.force ? '1' : '',
        COSMO_REPORT: reportFile,
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = await new Promise<string | number>((done, fail) => {
      child.on('error', fail);
      child.on('close', (code, signal) => done(signal ?? code ?? 1));
    });
    const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as ProgramReport) : undefined;
    if (ended !== 0 || report?.error !== undefined) {
      const how =
        typeof ended === 'string'
          ? `was ended by ${ended} (${constants.signals[ended as NodeJS.Signals]})`
          : ended === 127
            ? 'could not be found'
            : `ended with exit code ${ended}`;
      throw new ProgramFailed(`\`${run.app}\` ${how}`, report?.error, output);
    }
    process.stderr.write(output);
    if (!report?.result) {
      throw usage('APP_NO_SYNTH', `\`${run.app}\` ended without synthesizing`, 'call app.synth() at its end');
    }
    return report.result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `synth` leaves in `COSMO_REPORT`. */
interface ProgramReport {
  readonly result?: SynthResult;
  readonly error?: unknown;
}
