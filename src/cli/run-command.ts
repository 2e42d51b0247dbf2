import { ChildProcess, spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { endOf } from './child-end';
import { ProgramError, programError, together } from './outcome';
import { ReportedFailure } from './reported-failure';
import type { Conclude, Run } from './run-app';
import { usage } from './usage-error';
import { takeRendered } from '../app/rendered-output';
import type { ProgramReport } from '../app/synth';

/** How long what a command prints on its standard error is held back: a failure may be said better. */
const HOLD_MS = 2000;

/** Run the program as a command, which finds its orders in the environment and leaves a report. */
export async function runCommand(run: Run, conclude: Conclude): Promise<void> {
  if (process.env.COSMO_REPORT) {
    throw usage(
      'APP_RECURSION',
      `\`${run.app}\` is run by a \`cosmo synth\` that was itself run as an app`,
      '`app` must name the program that makes the App, not a script that calls cosmo',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-'));
  try {
    const reportFile = join(folder, 'report.json');
    const renderFile = join(folder, 'rendered.json');
    let held = () => '';
    const start = () => {
      const child = spawn(run.app, {
        cwd: run.root,
        shell: true,
        stdio: ['inherit', run.ownStdout ? 2 : 'inherit', 'pipe'],
        env: {
          ...process.env,
          COSMO_ROOT: run.root,
          COSMO_OUT: run.outdir ?? '',
          COSMO_FORCE: run.force ? '1' : '',
          COSMO_REPORT: reportFile,
          ...(run.rendered ? { COSMO_RENDER: renderFile } : {}),
          ...(run.dryRun ? { COSMO_DRY_RUN: '1' } : {}),
          ...(run.warningsAsErrors === undefined ? {} : { COSMO_WARNINGS: run.warningsAsErrors ? 'error' : 'warning' }),
        },
      });
      held = hold(child);
      return child;
    };
    const ended = await endOf(start, () => rmSync(folder, { recursive: true, force: true }));
    const report = readReport(reportFile);
    const output = held();
    const result = report && together(report.results);
    const rules = report?.rules;
    const rendered = run.rendered ? takeRendered(renderFile) : undefined;
    if (report?.error) return conclude({ result, rendered, error: new ReportedFailure(report.error), output, rules });
    const error = ended === 0 ? (result ? undefined : noSynth(run)) : failure(run, ended);
    conclude({ result, rendered, error, output, rules });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hold back standard error for a while; the function gives what was not printed. */
function hold(child: ChildProcess): () => string {
  let held: string | undefined = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    if (held === undefined) process.stderr.write(text);
    else held += text;
  });
  const timer = setTimeout(() => {
    process.stderr.write(held ?? '');
    held = undefined;
  }, HOLD_MS).unref();
  return () => {
    clearTimeout(timer);
    return held ?? '';
  };
}

function readReport(file: string): ProgramReport | undefined {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProgramReport>;
    return { ...report, results: report.results ?? [] };
  } catch {
    // None, or half of one: the command was killed.
    return undefined;
  }
}

function noSynth(run: Run): Error {
  return programError('APP_NO_SYNTH', `\`${run.app}\` ended without synthesizing`, 'call app.synth() at its end');
}

function failure(run: Run, ended: number | NodeJS.Signals): Error {
  if (typeof ended === 'string') {
    return new ProgramError({ code: 'APP_KILLED', message: `\`${run.app}\` was ended by ${ended}` });
  }
  const first = run.app.trim().split(/\s/)[0]!;
  const file = resolve(run.root, first);
  if (ended === 127) {
    return usage(
      'APP_COMMAND',
      `\`${run.app}\` could not be run: a command in it was not found`,
      existsSync(file)
        ? `for the file in this folder, write the program that runs it before it: "python3 ${first}"`
        : `is ${first} installed, and spelt so?`,
    );
  }
  if (ended === 126) {
    return usage('APP_COMMAND', `\`${run.app}\` could not be run: ${first} may not be executed`, `chmod +x ${first}`);
  }
  return new ProgramError({ code: 'APP_FAILED', message: `\`${run.app}\` ended with exit code ${ended}` });
}
