import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import type { Diagnostic } from '../../app/diagnostics';
import { RenderedOutput, takeRendered } from '../../app/rendered-output';
import type { SecretPlan } from '../../secrets/plan';
import type { DoctorOptions } from '../doctor-command';

/** What a run of the estate's program tells, which writes nothing. */
export interface ProgramState {
  /** What it found; undefined where it did not come to its checks. */
  readonly findings?: readonly Diagnostic[];
  /** Why it failed beside that. */
  readonly failure?: { readonly code: string; readonly message: string; readonly mend?: string };
  readonly rendered?: RenderedOutput;
  readonly secrets?: SecretPlan;
}

interface Told {
  readonly diagnostics?: readonly Diagnostic[];
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly mend?: string;
    readonly diagnostics?: readonly Diagnostic[];
  };
}

/** Run the program in a process of its own, so that checks go on beside it, whatever it does. */
export async function runProgram({ config, app, out }: DoctorOptions, folder: string): Promise<ProgramState> {
  const work = mkdtempSync(join(tmpdir(), 'cosmo-doctor-'));
  try {
    const args = Object.entries({ config, app, out }).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, value],
    );
    const [plan, render] = [join(work, 'secrets.json'), join(work, 'rendered.json')];
    const env = {
      ...process.env,
      COSMO_DRY_RUN: '1',
      COSMO_WARNINGS: 'warning',
      COSMO_SECRETS: plan,
      COSMO_RENDER: render,
    };
    const told = JSON.parse(await outputOf(['synth', '--json', ...args], folder, env)) as Told;
    const findings = told.diagnostics ?? told.error?.diagnostics;
    const { code = 'PROGRAM', message = 'it says no more', mend } = told.error ?? {};
    return {
      findings,
      failure: told.error && !findings ? { code, message, mend } : undefined,
      rendered: takeRendered(render),
      secrets: existsSync(plan) ? (JSON.parse(readFileSync(plan, 'utf8')) as SecretPlan) : undefined,
    };
  } catch (error) {
    const message = error instanceof SyntaxError ? 'it printed what is no report' : (error as Error).message;
    return { failure: { code: 'PROGRAM', message } };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function outputOf(args: readonly string[], folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [...process.execArgv, resolve(process.argv[1]!), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', () => done(printed));
  });
}
