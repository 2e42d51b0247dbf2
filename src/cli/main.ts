import { Command, CommanderError } from 'commander';
import { addAdoptCommand } from './adopt-command';
import { addBuildCommand } from './build-command';
import { addCheckCommand } from './check-command';
import { addCompletionCommands } from './completion-command';
import { addDeployCommand } from './deploy-command';
import { addDiffCommand } from './diff-command';
import { addDoctorCommand } from './doctor-command';
import { addEjectCommand } from './eject-command';
import { EXIT_CODES, ExitCode } from './exit-codes';
import { addExplainCommand } from './explain-command';
import { addGraphCommand } from './graph-command';
import { addImportCommand } from './import-command';
import { addInitCommand } from './init-command';
import { addInstallCommand } from './install-command';
import { addListCommands } from './list-command';
import { addLockCommands } from './lock-command';
import { addSecretsCommand } from './secrets-command';
import { addSwitchCommand } from './switch-command';
import { addSynthCommand } from './synth-command';
import type { VerbGroup } from './verb';
import { version } from './version';
import { addWatchCommand } from './watch-command';

/** The command line. A verb's own code is loaded when it is called. */
export function main(args: readonly string[]): void {
  // Whoever reads has seen enough: cosmo list | head -n 1.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  cosmoCommand()
    .parseAsync(args as string[], { from: 'user' })
    .catch((error: unknown) => {
      if (!(error instanceof CommanderError)) throw error;
      // Help that was asked for, and the version, end well; so says commander's own exit code.
      process.exitCode = error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    });
}

/** The command with all its verbs, in the order of its help. */
export function cosmoCommand(): Command {
  const program = new Command('cosmo')
    .description('Describe a whole homelab as code, and synthesize the Nix flake that builds it.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .commandsGroup('Look after it:' satisfies VerbGroup)
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .showHelpAfterError('Run with --help for what there is.')
    .exitOverride()
    .addHelpText('after', HELP);

  // Begin
  addInitCommand(program);
  addAdoptCommand(program);
  addImportCommand(program);
  // Check and write
  addSynthCommand(program);
  addCheckCommand(program);
  addWatchCommand(program);
  addExplainCommand(program);
  // Look
  addListCommands(program);
  addDiffCommand(program);
  addGraphCommand(program);
  // Pin, build and deploy
  addLockCommands(program);
  addBuildCommand(program);
  addSwitchCommand(program);
  addDeployCommand(program);
  addInstallCommand(program);
  // Look after it
  addSecretsCommand(program);
  addDoctorCommand(program);
  addCompletionCommands(program);
  // Leave
  addEjectCommand(program);

  return program;
}

const exitCodes = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code}  ${meaning}`);

const HELP = `
Exit codes:
${exitCodes.join('\n')}

A program that fails after it has called app.synth() ends with 1 too; what it
had written stands. An interrupt ends the command by its signal.

Environment:
  NO_COLOR         no colour, also on a terminal
  FORCE_COLOR      colour also where no terminal reads, and before NO_COLOR; 0
                   for none
  COLUMNS          how wide text is where no terminal says it
  XDG_CACHE_HOME   where compiled programs are kept, for a project without
                   node_modules

Examples:
  cosmo synth                 synthesize the estate that cosmo.toml names
  cosmo synth --app main.ts   the same without a cosmo.toml
  cosmo check                 find what is wrong with it, and write nothing
  cosmo explain CODE          what the code of a finding means
  cosmo diff                  what changes on which host
  cosmo lock                  pin the inputs of the flake
  cosmo update nixpkgs        pin one of them to what it is now
`;
