import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { endOf } from './child-end';
import { briefTraceback, hold, says, silence } from './command-output';
import { hostPlaces, placesOfTree, stackOf } from './host-places';
import { ProgramError, programError, together } from './outcome';
import { explain } from './program-errors';
import { ReportedFailure } from './reported-failure';
import type { Conclude, Run } from './run-app';
import { usage } from './usage-error';
import { CosmoError } from '../app/error';
import { Refusal, refusalFile } from '../app/refusals';
import { takeRendered } from '../app/rendered-output';
import { errorData } from '../app/reported-error';
import type { ProgramReport } from '../app/synth';

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
          ...silence(),
          JSII_HOST_STACK_TRACES: '1',
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
    const told = {
      result: report && together(report.results),
      rules: report?.rules,
      rendered: run.rendered ? takeRendered(renderFile) : undefined,
      output,
      brief: briefTraceback(output, run.root),
      placesOf: placesOfTree(report?.made ?? {}, run.root),
    };
    if (report?.error) return conclude({ ...told, error: new ReportedFailure(report.error) });
    if (ended === 0) return conclude({ ...told, error: told.result ? undefined : noSynth(run) });
    conclude({ ...told, error: refusal(reportFile, output, run) ?? failure(run, ended) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): ProgramReport | undefined {
  const report = readJson<Partial<ProgramReport>>(file);
  return report && { ...report, results: report.results ?? [] };
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    // None, or half of one: the command was killed.
    return undefined;
  }
}

/** What the program was refused, where what it printed at its end tells of that. */
function refusal(reportFile: string, output: string, run: Run): Error | undefined {
  const refused = readJson<Refusal>(refusalFile(reportFile));
  if (refused && says(output, refused.message)) {
    return new ReportedFailure({ ...refused, stack: stackOf(hostPlaces(refused.lines ?? [], run.root)) });
  }
  // What the tree of constructs refuses has no words of this library yet.
  const [, message] = /^RuntimeError: (?:Error: )?(.*)\s*$/m.exec(output) ?? [];
  const said = explain(new Error(message ?? ''), run.root);
  return CosmoError.isCosmoError(said) ? new ReportedFailure({ ...errorData(said), stack: '' }) : undefined;
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
