import { Command, Option } from 'commander';
import type { Action } from './deploy/health';
import { addToolVerb, splitArguments, ToolOptions } from './deploy/tool-options';

/** Options of `cosmo switch`, as the command line gives them. */
export interface SwitchOptions extends ToolOptions {
  readonly action?: Action;
  /** False with `--no-health`. */
  readonly health?: boolean;
  /** False with `--no-rollback`. */
  readonly rollback?: boolean;
}

/** `cosmo switch`; its code is loaded when it is called. */
export function addSwitchCommand(program: Command): void {
  const verb = addToolVerb(program, 'switch', {
    description: 'synthesize, then switch this machine, or a home on it, to its system',
    help: HELP,
  })
    .usage('[options] [system] [-- <arguments of the tool...>]')
    .argument('[system]', 'the machine or home; the one with the name of this machine where none is given')
    .addOption(
      new Option('--action <action>', 'what is done with the system')
        .choices(['switch', 'boot', 'test', 'build', 'dry-activate'])
        .default('switch'),
    )
    .option('--no-health', 'do not run the health checks afterwards')
    .option('--no-rollback', 'stay with the new system where a health check fails');
  verb.action(async (_name: string | undefined, options: SwitchOptions) => {
    const { names, passed } = splitArguments(verb);
    const { switchSystem } = await import('./switch.js');
    await switchSystem(names, passed, options);
  });
}

const HELP = `
The estate is checked and written first, as by cosmo synth; an error stops it.
Then the tool of the system is called, and its command shown first:

  a host    nixos-rebuild, which becomes root by sudo for the activation alone
            (before NixOS 25.11: sudo nixos-rebuild)
  a Mac     sudo darwin-rebuild; it knows --action switch and build
  a home    home-manager; it knows --action switch and build

darwin-rebuild and home-manager are taken from the inputs of the flake where
they are not on the PATH. Without a name, the host or Mac is taken that has the
name of this machine, or else the home USER@MACHINE or USER.

Where the machine has health checks, cosmo-health runs after switch and test.
Where one fails, what ran before is brought back: by nixos-rebuild --rollback
or darwin-rebuild --rollback, or by the number of its generation where that is
not the one below; for a home by its own activation. An activation that changed
nothing is not taken back.

Inputs must be pinned (cosmo lock), and Nix must be installed. What stands
after -- goes to the tool as it is. Ctrl-C goes to the tool, too.

Exit codes, beside those of all verbs:
  4  the tool is missing or failed, or a health check did, also where the
     machine was brought back

With --json, standard output is one document with version, ok, steps and
systems. The status of the system is done, failed, unwell (a check failed, and
nothing was brought back), rolled-back or interrupted.

Examples:
  cosmo switch
  cosmo switch attic --action boot       with the next start
  cosmo switch --dry-run                 only show the command
  cosmo switch ada@laptop -- -b backup   a home; keep files that are in the way
`;
