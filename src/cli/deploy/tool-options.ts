import type { Command } from 'commander';
import { addVerb, VerbText } from '../verb';

/** Options of the verbs that build and deploy, as the command line gives them. */
export interface ToolOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  /** False with `--no-synth`. */
  readonly synth?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Register such a verb. */
export function addToolVerb(program: Command, usage: string, text: VerbText): Command {
  return addVerb(program, usage, { group: 'Pin, build and deploy:', shared: ['config', 'app', 'out'], ...text })
    .allowExcessArguments()
    .option('--no-synth', 'take the output as it was written last, and do not run the program')
    .option('-n, --dry-run', 'show what would be run, and run and write nothing')
    .option('--json', 'print what was done as JSON; what tools print goes to standard error')
    .option('-q, --quiet', 'print nothing but errors, and what tools print');
}

/** The arguments of a call: those before `--`, and those after it, which are the tool's. */
export function splitArguments(verb: Command): { readonly names: string[]; readonly passed: string[] } {
  const { rawArgs = [] } = verb.parent as unknown as { rawArgs?: string[] };
  const at = rawArgs.indexOf('--');
  const passed = at < 0 ? [] : rawArgs.slice(at + 1);
  return { names: verb.args.slice(0, verb.args.length - passed.length), passed };
}
