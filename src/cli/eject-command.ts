import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo eject`, as the command line gives them. */
export interface EjectOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly to?: string;
  readonly inPlace?: boolean;
  readonly last?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `cosmo eject`; its code is loaded when it is called. */
export function addEjectCommand(program: Command): void {
  addVerb(program, 'eject', {
    group: 'Leave:',
    description: 'leave: write hosts as a flake that is yours alone, without any trace of Cosmo',
    help: HELP,
    shared: ['config', 'app', 'out'],
  })
    .argument('[hosts...]', 'the hosts and homes that leave; all of them where none is named')
    .option('--to <folder>', 'where the flake is written: a new or empty folder; asked for where it is not given')
    .option('--in-place', 'take over the output folder itself, as it is on the disk')
    .option('--last', 'take the last output, and do not run the program')
    .option('--json', 'print what was done as JSON')
    .option('-q, --quiet', 'print nothing but errors')
    .action(async (hosts: string[], options: EjectOptions) => {
      const { eject } = await import('./eject.js');
      await eject(hosts, options);
    });
}

const HELP = `
What is written is the flake of these hosts as a person would keep it: the
modules as they are, without the lines that say who wrote them; only the
inputs, shared modules, homes and files that these hosts need; no manifest, and
no flake-module.nix. flake.lock comes along, with the pins of the inputs that
stay. It evaluates to the same systems. Comments of yours stay.

The program runs, is checked, and writes nothing to its own output. A system
that a chosen one refers to in Nix comes along, and is named. Nothing is ever
overwritten: the folder must be new or empty.

Encrypted files come along below assets/, and the rules that say who can
decrypt them (secrets.nix, .sops.yaml) at the top, with their new paths. Other
files beside the output, such as workflows, stay where they are, and are named.

Where some hosts leave and others stay, take their constructs out of the
program; eject prints the lines that keep them in its flake, as hosts that are
written by hand.

With --in-place, the output folder itself becomes yours, as it stands there,
edited or not: the manifest, tree.json and flake-module.nix go, and so do the
lines that say who wrote a file, also in files beside the output. Commit
before. Afterwards synth refuses to write there.

With --json, standard output is one document, and what is in it keeps its
meaning while version is 1: version, to, inPlace, systems, alsoSystems, files,
removed, inputs, leftOutputs, leftFiles and toInclude.

Examples:
  cosmo eject --to ../homelab-by-hand          the whole estate
  cosmo eject attic --to ../attic              one host, for a repository of its own
  cosmo eject attic --to by-hand/attic         one host, in a folder that the estate imports
  cosmo eject --in-place                       keep the output, and leave the program
`;
