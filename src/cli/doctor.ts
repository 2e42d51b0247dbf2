import { homedir } from 'os';
import { CHECKS } from './doctor/checks';
import { CheckResult, DoctorCheck, DoctorContext } from './doctor/context';
import { DoctorFinding, error, note } from './doctor/finding';
import { askOnce, hasTool, ownPackage, roomAt } from './doctor/machine';
import { projectFacts } from './doctor/project';
import type { DoctorOptions } from './doctor-command';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import { countsOf, countsText } from './report/counts';
import { findingsText } from './report/text';
import { widthOf } from './report/wrap';
import { reportError } from './report-error';
import { count, Style } from './style';
import { UsageError, usage } from './usage-error';

/** What a check found, with the check's name. */
export interface Examined extends DoctorFinding {
  readonly check: string;
}

/** What an examination came to. */
export interface Examination {
  readonly findings: readonly Examined[];
  readonly facts: Readonly<Record<string, string>>;
}

/** Run checks beside one another; what they found, errors first. */
export async function examine(context: DoctorContext, checks: readonly DoctorCheck[] = CHECKS): Promise<Examination> {
  const results = await Promise.all(checks.map((check) => run(check, context)));
  const findings = results.flatMap((result, at) =>
    result.findings.map((finding) => ({ check: checks[at]!.name, ...finding })),
  );
  const rank = ({ severity }: Examined) => ['error', 'warning', 'info'].indexOf(severity);
  const facts = Object.assign({}, ...results.map((result) => result.facts ?? {})) as Record<string, string>;
  return { findings: findings.sort((a, b) => rank(a) - rank(b)), facts };
}

/** One check; one that fails itself is a finding, so that the others are heard. */
async function run(check: DoctorCheck, context: DoctorContext): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (problem) {
    const what = `what concerns ${check.name} could not be looked at: ${(problem as Error).message}`;
    return { findings: [error('DOCTOR_FAILED', { at: check.name, what })] };
  }
}

/** `cosmo doctor`: sets the process's exit code. */
export async function doctor(options: DoctorOptions): Promise<void> {
  const started = process.hrtime.bigint();
  const { json, quiet, verbose = false } = options;
  const root = process.cwd();
  try {
    checkOptions(options);
    const { context, found } = contextOf(options);
    const examined = await examine(context);
    const findings = [...found, ...examined.findings];
    const located = findings.map((finding) => ({ finding, places: [], related: [], also: [] }));
    const counts = countsOf(located);
    const ok = counts.errors === 0 && !(options.warningsAsErrors && counts.warnings > 0);
    process.exitCode = ok ? ExitCode.OK : ExitCode.ESTATE;
    if (json) {
      const project = context.project?.root;
      const data = { version: 1, ok, root: project, facts: examined.facts, counts, findings };
      process.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
      return;
    }
    const style = new Style(process.stdout);
    const print = (text: string) => process.stdout.write(text);
    const shown = located.filter(({ finding }) => !quiet || finding.severity !== 'info');
    const width = widthOf(process.stdout);
    if (!quiet) print(`${style.dim(factsText(examined.facts))}\n\n`);
    if (shown.length > 0) print(`${findingsText(shown, { style, width, root, verbose })}\n`);
    if (quiet) return;
    const seconds = (Number(process.hrtime.bigint() - started) / 1e9).toFixed(2);
    const what = countsText(counts) || style.green('all is well');
    print(`${count(CHECKS.length, 'check')}: ${what} ${style.dim(`(${seconds} s)`)}\n`);
  } catch (problem) {
    if (json) process.stdout.write(`${JSON.stringify({ error: asData(problem) }, undefined, 2)}\n`);
    process.exitCode = reportError({ error: problem, root, verbose });
  }
}

function checkOptions({ quiet, verbose, config, app, out }: DoctorOptions): void {
  for (const [name, value] of Object.entries({ config, app, out })) {
    if (value?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
  if (quiet && verbose) {
    throw usage('OPTIONS_CONFLICT', '--quiet and --verbose contradict each other', 'give one of the two');
  }
}

/** What this machine and this project are; and what is found where there is no project. */
function contextOf(options: DoctorOptions): { context: DoctorContext; found: readonly Examined[] } {
  const folder = process.cwd();
  const machine: DoctorContext = {
    folder,
    env: process.env,
    home: homedir(),
    now: new Date(),
    nodeVersion: process.version,
    platform: process.platform,
    command: ownPackage(),
    ask: askOnce(),
    has: hasTool,
    roomAt,
  };
  try {
    const project = projectFacts(options, folder);
    if (project) return { context: { ...machine, project }, found: [] };
    const said = { at: '.', what: 'there is no cosmo.toml in this folder or above, so only the machine was looked at' };
    const mend = 'go to a project, or begin one: `cosmo init`';
    return { context: machine, found: [{ check: 'project', ...note('NO_PROJECT', { ...said, mend }) }] };
  } catch (problem) {
    // A file that the command line names and is not there is no matter of the project.
    if (!(problem instanceof UsageError) || options.config !== undefined) throw problem;
    const { code, problem: what, why, mend } = problem;
    return { context: machine, found: [{ check: 'project', ...error(code, { at: 'cosmo.toml', what, why, mend }) }] };
  }
}

function factsText(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
