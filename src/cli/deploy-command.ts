import { Command, Option } from 'commander';
import type { Action } from './deploy/health';
import { addToolVerb, splitArguments, ToolOptions } from './deploy/tool-options';
import { several } from './verb';

/** Options of `cosmo deploy`, as the command line gives them. */
export interface DeployOptions extends ToolOptions {
  readonly on?: readonly string[];
  readonly action?: Action;
  readonly parallel?: string;
  readonly keepGoing?: boolean;
  readonly resume?: boolean;
  readonly checks?: boolean;
  /** False with `--no-health`. */
  readonly health?: boolean;
  /** False with `--no-rollback`. */
  readonly rollback?: boolean;
}

/** `cosmo deploy`; its code is loaded when it is called. */
export function addDeployCommand(program: Command): void {
  const verb = addToolVerb(program, 'deploy', {
    description: 'synthesize, then switch other machines by SSH: with deploy-rs, Colmena or what NixOS brings',
    help: HELP,
  })
    .usage('[options] [systems...] [-- <arguments of the tool...>]')
    .argument('[systems...]', 'names, tags (@web) or patterns (web-*); all with a DeployTarget where none is given')
    .option('--on <systems>', 'the same, separated by commas; may be given several times', several)
    .addOption(
      new Option('--action <action>', 'what is done with the system')
        .choices(['switch', 'boot', 'test', 'dry-activate'])
        .default('switch'),
    )
    .option('--parallel <number>', 'how many calls of tools run at once; 1 by default. Colmena takes the number, too')
    .option('-k, --keep-going', 'go on with the others where one fails')
    .option('--resume', 'go on with the last deployment: only what it left undone, while the output is the same')
    .option('--checks', 'have deploy-rs check the whole flake before its first machine')
    .option('--no-health', 'do not run health checks afterwards')
    .option('--no-rollback', 'stay with the new system where something fails');
  verb.action(async (_names: string[], options: DeployOptions) => {
    const { names, passed } = splitArguments(verb);
    const { deploy } = await import('./deploy.js');
    await deploy(names, passed, options);
  });
}

const HELP = `
The estate is checked and written first, as by cosmo synth; an error stops it.
Then machines that have a DeployTarget are switched, by the tool that it names.
The commands are shown first, and can be copied:

  deploy-rs   deploy, a call for each machine. It runs health checks with the
              activation and goes back by itself, also where the machine cannot
              be reached any more. It checks no whole flake before: that builds
              every system of the estate; --checks has it do so
  colmena     colmena apply, one call for all of its machines. Where it fails,
              all of them count as failed, as it does not say which
  rebuild     nixos-rebuild or darwin-rebuild with --target-host, a call for
              each machine; a home is built, copied and activated by SSH

deploy and colmena are taken from the inputs of the flake where they are not on
the PATH; so is a colmena that is older than 0.5. darwin-rebuild must know
--target-host.

A word names a system, or a tag where no system is called so; @web is a tag in
any case. * ? and [a-z] stand for parts of names and tags. Without any, all
machines with a DeployTarget are deployed. The order is that of the paths of
their constructs, so that a host comes before guests that are made below it.

After Colmena and rebuild, cosmo-health runs by SSH on machines that have health
checks. Where one fails, the generation that ran before is brought back; an
activation that changed nothing is not. deploy-rs runs the checks as part of the
activation, in spite of --no-health.

A failure stops what is not begun yet; --keep-going does not. How far it came is
kept in node_modules/.cache/cosmo, or the user's cache folder where there is no
node_modules: --resume goes on with it. Where the output has changed meanwhile,
all of its systems are deployed again. A Ctrl-C or SIGTERM goes to the tools;
when they have ended, what is done is told, and the command ends by the signal.

Inputs must be pinned (cosmo lock); Nix and ssh must be installed. What stands
after -- goes to every call of a tool as it is.

Exit codes, beside those of all verbs:
  4  a tool is missing or failed, or a health check did, also where the machine
     was brought back

With --json, standard output is one document with version, ok, steps (systems,
tool, command, env, line, then) and systems (name, tool, status, seconds,
detail). A status is done, failed, unwell (a check failed, and nothing was
brought back), rolled-back, interrupted, not-begun or skipped.

Examples:
  cosmo deploy                             all machines
  cosmo deploy attic cellar                two of them
  cosmo deploy --on @web,edge-* --parallel 4
  cosmo deploy --dry-run                   only show the commands
  cosmo deploy --keep-going || cosmo deploy --resume
  cosmo deploy attic -- --debug-logs       an option of deploy-rs
`;
