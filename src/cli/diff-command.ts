import { type Command, Option } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo diff`, as the command line gives them. */
export interface DiffOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly format?: 'text' | 'json' | 'markdown';
  readonly json?: boolean;
  readonly exitCode?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `cosmo diff`; its code is loaded when it is called. */
export function addDiffCommand(program: Command): void {
  addVerb(program, 'diff', {
    group: 'Look:',
    description: 'tell what changes on which host, by option, and what of it is dangerous; write nothing',
    help: HELP,
    shared: ['config', 'app', 'out'],
  })
    .argument('[from]', 'what to compare with: a git revision, or a folder; the last output where none is given')
    .argument('[to]', 'what is compared: a revision or a folder too, in place of running the program')
    .addOption(
      new Option('--format <format>', 'how it is printed; markdown is for pull requests').choices([
        'text',
        'json',
        'markdown',
      ]),
    )
    .option('--json', 'the same as --format json')
    .option('--exit-code', 'end with 5 where something changes, with 6 where something dangerous does')
    .option('-q, --quiet', 'print dangers and one line that counts, and no changes')
    .option('-v, --verbose', 'print every change, also of new hosts, and the file that each stands in')
    .action(async (from: string | undefined, to: string | undefined, options: DiffOptions) => {
      const { diff } = await import('./diff.js');
      await diff(from, to, options);
    });
}

const HELP = `
The program runs, is checked, and writes nothing. What it would write is
compared with the output folder, with the output that a git revision has in
the same place, or with another folder: an output, or a project that has one.
Nothing is evaluated, and no Nix is needed.

A change is of an option, not of a line: set (+), changed (~), removed (-) or
moved (>), within a system or from one to another. Definitions that only stand
in another file are no change. Where an input of the flake changes, all hosts
that use it are told to change through it.

Dangerous, and told in a section of its own, is what may cost data, a way in,
or what keeps others out:
  STATE_VERSION      a state version of a system or home
  STORAGE            a file system, disk, dataset or pool, or where data is
  GUEST_REDEFINED    a virtual machine, microvm or container
  FIREWALL_OPENED    more ports, interfaces or forwarded ports
  ACCESS_OPENED      passwords or root by SSH, sudo without one, the tailnet
  ACCESS_LOST        a user, key, password or administrator is removed
  SECRET_RECIPIENTS  who can decrypt a secret, or where it comes from
  SYSTEM_REMOVED     a machine that is no longer in the flake

Findings of the checks are not told; cosmo check does. An estate with errors is
not compared. Values of password options are never printed.

With --json, standard output is one document, and what is in it keeps its
meaning while version is 1: from, to, same, counts, dangers, systems (each with
kind, changes, files and through), affected, unaffected, inputs, outputs, files
and projectFiles. A change has kind, option, path, from and to, of a list also
added and removed, of a move movedFrom or movedTo, and the constructs and files
that it is of. Values are data; { "nix": … } is code, and { "path": … } a file
of the output.

Exit codes, beside those of all verbs:
  5  with --exit-code: something changes
  6  with --exit-code: something dangerous changes

Examples:
  cosmo diff                            since the last synth
  cosmo diff main                       since what is committed on main
  cosmo diff HEAD~1 HEAD                between two revisions, without running the program
  cosmo diff ../other-checkout
  cosmo diff origin/main --format markdown > comment.md
  cosmo diff --exit-code --quiet || echo "look first"
`;
