import { commandLine, ToolCommand } from './command-line';
import { count, Style } from '../style';

/** What is run for systems. */
export interface Step {
  readonly systems: readonly string[];
  /** The tool that does it. */
  readonly tool: string;
  readonly command: ToolCommand;
  /** What is run after it, where it went well. */
  readonly then?: readonly ToolCommand[];
  /** What happens beside that. */
  readonly remark?: string;
}

/** What became of a system. */
export type Status = 'done' | 'failed' | 'unwell' | 'rolled-back' | 'interrupted' | 'not-begun' | 'skipped';

/** What became of a system, and how. */
export interface SystemResult {
  readonly name: string;
  readonly status: Status;
  readonly tool?: string;
  readonly detail?: string;
  readonly seconds?: number;
  /** What was built, in the Nix store. */
  readonly path?: string;
}

/** What a verb did, or would do. */
export interface Report {
  readonly steps: readonly Step[];
  /** Empty where nothing was run. */
  readonly systems: readonly SystemResult[];
  /** One line that says what was done to those that are done: `deployed`. */
  readonly done: string;
}

/** How a verb speaks: what is for people goes nowhere with `--quiet`, and to standard error with `--json`. */
export class Voice {
  public readonly notes: string[] = [];
  private readonly out: (text: string) => void;

  constructor(
    private readonly how: { readonly quiet?: boolean; readonly json?: boolean; readonly verb: string },
    print: (text: string) => void,
  ) {
    this.out = how.json ? (text) => process.stderr.write(text) : print;
  }

  /** Something that the reader should know before anything is run. */
  public note(text: string): void {
    this.notes.push(text);
    if (!this.how.quiet) process.stderr.write(`${new Style(process.stderr).yellow('note:')} ${text}\n`);
  }

  /** What must be seen, also with `--quiet`. */
  public warn(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** All that will be run, as lines that can be copied. */
  public plan(steps: readonly Step[]): void {
    if (this.how.quiet) return;
    const style = new Style(this.how.json ? process.stderr : process.stdout);
    const lines = steps.flatMap(({ systems, tool, command, then = [], remark }) => [
      `${style.bold(systems.join(', '))} ${style.dim(`(${tool})`)}`,
      ...[command, ...then].map((one) => `  ${commandLine(one)}`),
      ...(remark !== undefined ? [style.dim(`  # ${remark}`)] : []),
    ]);
    if (lines.length > 0) this.out(`${lines.join('\n')}\n`);
  }

  /** What is begun now. */
  public begin(what: string, index?: number, total?: number): void {
    if (this.how.quiet) return;
    const place = index !== undefined && total !== undefined && total > 1 ? `[${index + 1}/${total}] ` : '';
    process.stderr.write(new Style(process.stderr).bold(`${place}${what}`) + '\n');
  }

  /** A line for the reader. */
  public say(text: string): void {
    if (!this.how.quiet && !this.how.json) this.out(`${text}\n`);
  }
}

/** How each status is told. */
const WORDS: Readonly<Record<Exclude<Status, 'done'>, string>> = {
  failed: 'failed',
  unwell: 'unwell',
  'rolled-back': 'rolled back',
  interrupted: 'interrupted',
  'not-begun': 'not begun',
  skipped: 'skipped',
};

/** Whether all that was to be done is done. */
export function isDone({ systems }: Report): boolean {
  return systems.every(({ status }) => status === 'done' || status === 'skipped');
}

/** What became of the systems, a line each, and one that counts. */
export function reportText({ systems, done, steps }: Report, dryRun: boolean, style: Style): string {
  if (dryRun) return style.dim(`${count(steps.length, 'command')} shown, and nothing was run`);
  const word = (status: Status) => (status === 'done' ? done : WORDS[status]);
  const width = Math.max(0, ...systems.map(({ name }) => name.length));
  const lines = systems.map(({ name, status, detail, seconds, path }) => {
    const paint = status === 'done' ? 'green' : status === 'skipped' || status === 'not-begun' ? 'dim' : 'red';
    const parts = [word(status), ...(seconds !== undefined ? [`in ${seconds.toFixed(1)} s`] : [])].join(' ');
    const more = [detail, path].filter((one) => one !== undefined).join(': ');
    return `  ${name.padEnd(width)}  ${style[paint](parts)}${more === '' ? '' : `: ${more}`}`;
  });
  const counts = (['done', ...Object.keys(WORDS)] as Status[]).flatMap((status) => {
    const number = systems.filter((one) => one.status === status).length;
    return number > 0 ? [`${number} ${word(status)}`] : [];
  });
  return [...lines, `${count(systems.length, 'system')}: ${counts.join(', ')}`].join('\n');
}

/** The same for a script. */
export function reportData(report: Report, more: Record<string, unknown>): Record<string, unknown> {
  const { steps, systems } = report;
  const command = (one: ToolCommand) => ({
    command: [one.program, ...one.args],
    env: one.env ?? {},
    line: commandLine(one),
  });
  return {
    version: 1,
    ...more,
    steps: steps.map((step) => ({
      systems: step.systems,
      tool: step.tool,
      ...command(step.command),
      then: (step.then ?? []).map(command),
    })),
    systems,
  };
}
