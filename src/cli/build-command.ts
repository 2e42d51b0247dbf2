import type { Command } from 'commander';
import { addToolVerb, splitArguments, ToolOptions } from './deploy/tool-options';
import { several } from './verb';

/** Options of `cosmo build`, as the command line gives them. */
export interface BuildOptions extends ToolOptions {
  readonly package?: readonly string[];
  readonly outLink?: string;
  readonly keepGoing?: boolean;
}

/** `cosmo build`; its code is loaded when it is called. */
export function addBuildCommand(program: Command): void {
  const verb = addToolVerb(program, 'build', {
    description: 'synthesize, then have Nix build systems, homes or packages of the flake',
    help: HELP,
  })
    .usage('[options] [systems...] [-- <arguments of nix build...>]')
    .argument('[systems...]', 'names, tags (@web) or patterns (web-*); all that can be built here where none is given')
    .option('-p, --package <name>', 'a package of the flake, such as an image; may be given several times', several)
    .option('--out-link <path>', 'leave links to what was built: PATH, or PATH-NAME for several; none by default')
    .option('-k, --keep-going', 'build the others where one fails');
  verb.action(async (_names: string[], options: BuildOptions) => {
    const { names, passed } = splitArguments(verb);
    const { build } = await import('./build.js');
    await build(names, passed, options);
  });
}

const HELP = `
The estate is checked and written first, as by cosmo synth; an error stops it.
Then each system is built by a call of nix build, which is shown first and can
be copied. Nothing is activated. What was built is told by its path in the Nix
store.

What is built:
  a host    nixosConfigurations.NAME.config.system.build.toplevel
  a Mac     darwinConfigurations.NAME.system
  a home    homeConfigurations.NAME.activationPackage
  a package packages.PLATFORM.NAME, also by its name alone where no system has it

Without names all machines and homes are built that this machine can build, for
its own platform, those that it emulates and those of its remote builders; the
others are told and skipped. What is named is tried in any case.

The flake is taken by its path, so files that git does not know are in it. Its
inputs must be pinned: without a flake.lock, or with one that lacks an input,
nothing is built (cosmo lock). Nix must be installed: https://nixos.org/download

What stands after -- goes to nix build as it is.

Exit codes, beside those of all verbs:
  4  Nix is missing, or a build failed

With --json, standard output is one document with version, ok, steps (systems,
command, line) and systems (name, status, path, seconds, detail). A status is
done, failed, skipped, interrupted or not-begun.

Examples:
  cosmo build                         all that can be built here
  cosmo build attic cellar            two of them
  cosmo build '@web' --keep-going     all with a tag
  cosmo build -p attic-image --out-link attic.img
  cosmo build attic -- --show-trace
  cosmo build --dry-run               only show the commands
`;
