import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo lock` and `cosmo update`, as the command line gives them. */
export interface LockOptions {
  readonly config?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `cosmo lock` and `cosmo update`; their code is loaded when they are called. */
export function addLockCommands(program: Command): void {
  const verb = (name: string, description: string, help: string) =>
    addVerb(program, name, { group: 'Pin, build and deploy:', description, help, shared: ['config'] })
      .option('-o, --out <folder>', 'the folder of the flake, in place of the one that cosmo.toml names')
      .option('--json', 'print what changed, or why nothing did, as JSON; what Nix prints goes to standard error')
      .option('-q, --quiet', 'print nothing but what Nix prints, and errors');
  verb(
    'lock',
    'pin the inputs of the flake that are not pinned yet: make or complete its flake.lock',
    LOCK_HELP,
  ).action(async (options: LockOptions) => {
    const { lock } = await import('./lock.js');
    await lock(options);
  });
  verb('update', 'pin inputs of the flake to what they are now', UPDATE_HELP)
    .argument('[inputs...]', 'the inputs; all of them where none is named')
    .action(async (inputs: string[], options: LockOptions) => {
      const { update } = await import('./lock.js');
      await update(inputs, options);
    });
}

/** What both lean on. */
const NIX = `
Nix computes the lock file, so it must be installed, 2.8 or later;
synth needs no Nix, and leaves the lock file as it is. Nix runs in the folder
of the flake with flakes turned on for that call alone, and what it prints goes
where it always does. Where it is missing or fails, the command ends with 4,
and the lock file is as Nix left it.

The folder of the flake is --out, output in cosmo.toml, or nix-out. The program
is not run, so an outdir that it alone knows must be given with --out.
`;

const LOCK_HELP = `
flake.lock beside the flake.nix says of every input which revision it is: with
it, the same estate builds the same systems tomorrow and on every machine. It
belongs into version control with the rest of the output.

What is not pinned yet is pinned, and inputs that the estate no longer has are
forgotten; what is pinned stays. Call it after a synth that added an input.
${NIX}
Examples:
  cosmo lock
  cosmo lock --out build/flake
`;

const UPDATE_HELP = `
The named inputs are pinned to what they are now, or all of them where none is
named. home-manager/nixpkgs is an input of an input. A name that the flake does
not have is an error, and the nearest one is suggested.
${NIX}
Examples:
  cosmo update
  cosmo update nixpkgs home-manager
  cosmo update --json nixpkgs
`;
