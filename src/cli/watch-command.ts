import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo watch`, as the command line gives them. */
export interface WatchOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  /** `--no-write` */
  readonly write?: boolean;
  readonly warningsAsErrors?: boolean;
  readonly clear?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `cosmo watch`; its code is loaded when it is called. */
export function addWatchCommand(program: Command): void {
  addVerb(program, 'watch', {
    group: 'Check and write:',
    description: 'synthesize at every change, and tell what it changes on which host',
    help: HELP,
    shared: ['config', 'app', 'out'],
  })
    .option('--no-write', 'check alone, and tell what synth would change')
    .option('--warnings-as-errors', 'write nothing where there are warnings')
    .option('--clear', 'clear the terminal before each round')
    .option('--json', 'print one line of JSON a round; what the program prints goes to standard error')
    .option('-q, --quiet', 'print errors, warnings, dangers and one line that counts')
    .option('-v, --verbose', 'print every change and every finding by itself, and whole stacks of errors')
    .action(async (options: WatchOptions) => {
      const { watch } = await import('./watch.js');
      await watch(options);
    });
}

const HELP = `
The first round runs at once. What the program read is watched: its own files,
the files that it reads or looks for, assets, cosmo.toml; not node_modules, and
not what it writes. Of a program in another language, and of one that is plain
JavaScript, all files of the project are watched, but those in folders whose
name begins with a dot.

Each round runs in a process of its own, in which nothing of the last one is
left; that process waits with the library loaded, so a round takes a fraction
of what synth takes. Findings are printed as check prints them, then what
changes since the last output, as diff prints it. A round that fails writes
nothing, and the next change begins the next one; a program that does not end is
ended two seconds after a change. With --no-write every round is compared with
the output that is there.

An interrupt (Ctrl-C) ends it with 0, after the round that is under way.

With --json, each line is a document, and what is in it keeps its meaning while
version is 1: version, round, changed (the files that began it), ok, seconds,
counts, findings, and where they apply error, diff (that of cosmo diff --json)
and output (what synth wrote).

Examples:
  cosmo watch
  cosmo watch --clear
  cosmo watch --no-write --quiet
  cosmo watch --json | jq --unbuffered -r .ok
`;
