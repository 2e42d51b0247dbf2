import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo list` and `cosmo tree`, as the command line gives them. */
export interface LookOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly last?: boolean;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly options?: boolean;
  readonly depth?: string;
}

/** `cosmo list` and `cosmo tree`; their code is loaded when they are called. */
export function addListCommands(program: Command): void {
  const verb = (name: string, description: string, help: string) =>
    addVerb(program, name, { group: 'Look:', description, help, shared: ['config', 'app', 'out'] })
      .option('--last', 'read the last output, and do not run the program')
      .option('--json', 'print it as JSON; what the program prints goes to standard error');
  verb('list', 'list the systems: platform, addresses, tags, and whether they are as they were written', LIST_HELP)
    .option('--all', 'also profiles, shared modules and other parts that systems import')
    .action(async (options: LookOptions) => (await import('./list.js')).list(options));
  verb('tree', 'print the construct tree, with what each construct writes', TREE_HELP)
    .argument('[construct]', 'begin at the construct with this path, such as attic/firewall')
    .option('--all', 'also constructs that write nothing')
    .option('--options', 'name the options that each module sets, too')
    .option('--depth <levels>', 'how many levels of constructs are printed')
    .action(async (path: string | undefined, options: LookOptions) => (await import('./tree.js')).tree(path, options));
}

const LIST_HELP = `
The program runs, is checked, and writes nothing. Addresses are those that the
estate fixes; what DHCP gives is not known. Tags are those of the tailnet and
of deployments. The version is the state version.

The state of a system, compared with the last output:
  new       it is not written yet
  changed   synth would change it; cosmo diff tells what
  written   it is as it was written
  removed   the estate has it no longer, and synth would remove it

With --last, the last output is listed, and there is no state.

Examples:
  cosmo list
  cosmo list --all --json
  cosmo list --last
`;

const TREE_HELP = `
The program runs, is checked, and writes nothing. Below each construct stand
the files that it writes, from the output folder; those that stand beside the
project are marked as such.

Examples:
  cosmo tree
  cosmo tree attic --options
  cosmo tree --depth 1
  cosmo tree --last --json
`;
