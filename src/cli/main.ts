import { Command, CommanderError, Option } from 'commander';
import { addDiffCommand } from './diff-command';
import type { EstateOptions } from './estate-options';
import { ExitCode } from './exit-codes';
import type { ExplainOptions } from './explain/explain';
import { addGraphCommand } from './graph-command';
import { addImportCommand } from './import-command';
import { addListCommands } from './list-command';
import { addSecretsCommand } from './secrets-command';
import type { SynthOptions } from './synth';
import { version } from './version';

/** Options of `cosmo lock` and `cosmo update`, as the command line gives them. */
export interface LockOptions {
  readonly config?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** The command line. A verb's own code is loaded when it is called. */
export function main(args: readonly string[]): void {
  const program = new Command('cosmo')
    .description('Describe a whole homelab as code, and synthesize the Nix flake that builds it.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .showHelpAfterError('Run with --help for what there is.')
    .exitOverride()
    .addHelpText('after', GENERAL_HELP);

  program
    .command('synth')
    .description('check the estate, then write the flake that builds it')
    .option('-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above')
    .option('-a, --app <app>', "the estate's program: a .ts or .js file, or a command of another language")
    .option('-o, --out <folder>', 'the output folder, in place of the one that cosmo.toml or the program names')
    .option('--force', 'overwrite generated files that were edited by hand')
    .option('--warnings-as-errors', 'write nothing where there are warnings')
    .addOption(formatOption())
    .option('--json', 'print what was done, or why not, as JSON; what the program prints goes to standard error')
    .option('-q, --quiet', 'print nothing but errors and warnings')
    .option('-v, --verbose', 'print every file, every finding by itself, and whole stacks of errors')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Run cosmo synth --help for what there is.')
    .exitOverride()
    .addHelpText('after', SYNTH_HELP)
    .action(async (options: SynthOptions) => {
      const { synth } = await import('./synth.js');
      await synth(options);
    });

  program
    .command('check')
    .description('check the estate, and write nothing')
    .option('-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above')
    .option('-a, --app <app>', "the estate's program: a .ts or .js file, or a command of another language")
    .option('--warnings-as-errors', 'end with 1 where there are warnings, too')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .option('-q, --quiet', 'print nothing but errors and warnings')
    .option('-v, --verbose', 'print every finding by itself, what is acknowledged, and whole stacks of errors')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Run cosmo check --help for what there is.')
    .exitOverride()
    .addHelpText('after', CHECK_HELP)
    .action(async (options: EstateOptions) => {
      const { check } = await import('./check.js');
      await check(options);
    });

  program
    .command('explain')
    .description('tell what a code of a finding means, and how to mend it')
    .argument('[code]', 'the code, in any letter case: tcp-port-taken')
    .option('--list', 'list all rules')
    .option('--json', 'print it as JSON')
    .option('-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above')
    .option('-a, --app <app>', "the estate's program, whose own rules are told, too")
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Run cosmo explain --help for what there is.')
    .exitOverride()
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('./explain/explain.js');
      await explain(code, options);
    });

  withLockOptions(program.command('lock'))
    .description('pin the inputs of the flake that are not pinned yet: make or complete its flake.lock')
    .showHelpAfterError('Run cosmo lock --help for what there is.')
    .addHelpText('after', LOCK_HELP)
    .action(async (options: LockOptions) => {
      const { lock } = await import('./lock.js');
      await lock(options);
    });

  withLockOptions(program.command('update'))
    .description('pin inputs of the flake to what they are now')
    .argument('[inputs...]', 'the inputs; all of them where none is named')
    .showHelpAfterError('Run cosmo update --help for what there is.')
    .addHelpText('after', LOCK_HELP)
    .action(async (inputs: string[], options: LockOptions) => {
      const { update } = await import('./lock.js');
      await update(inputs, options);
    });

  addGraphCommand(program);
  addDiffCommand(program);
  addImportCommand(program);
  addListCommands(program);
  addSecretsCommand(program);

  program.parseAsync(args as string[], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    // Help that was asked for, and the version, end well; so says commander's own exit code.
    process.exitCode = error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  });
}

function withLockOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above')
    .option('-o, --out <folder>', 'the folder of the flake, in place of the one that cosmo.toml names')
    .option('--json', 'print what changed, or why nothing did, as JSON; what Nix prints goes to standard error')
    .option('-q, --quiet', 'print nothing but what Nix prints, and errors')
    .helpOption('-h, --help', 'print this help')
    .exitOverride();
}

/** Written out here, as what knows the formats is loaded with the verb. */
function formatOption(): Option {
  const formats: (EstateOptions['format'] & string)[] = ['text', 'json', 'sarif', 'github'];
  return new Option('--format <format>', 'how findings are printed').choices(formats);
}

const GENERAL_HELP = `
Exit codes:
  0  all went well
  1  the estate has errors, or its program failed; nothing was written
  2  the command line or cosmo.toml is wrong
  3  the output could not be written; the last good one stays
  4  a program that the command runs, such as Nix, is missing or failed
  5  cosmo diff --exit-code: something changes
  6  the same: something dangerous changes

Environment:
  NO_COLOR, FORCE_COLOR       no colour, or colour also where no terminal reads

Examples:
  cosmo synth                 synthesize the estate that cosmo.toml names
  cosmo synth --app main.ts   the same without a cosmo.toml
  cosmo check                 find what is wrong with it, and write nothing
  cosmo explain CODE          what the code of a finding means
  cosmo lock                  pin the inputs of the flake
  cosmo update nixpkgs        pin one of them to what it is now
`;

const LOCK_HELP = `
Nix computes the lock file, so it must be installed; synth needs no Nix, and
leaves the lock file as it is. Commit flake.lock with the rest of the output.
The folder of the flake is --out, output in cosmo.toml, or nix-out.
`;

const CHECK_HELP = `
Findings are printed on standard output: as text; as json, in a form that
stays; as sarif (2.1.0), for editors and code scanning; or as github, the
annotations and the summary of a job of GitHub Actions.

Examples:
  cosmo check
  cosmo check --warnings-as-errors --format github
  cosmo check --format sarif > cosmo.sarif
`;

const SYNTH_HELP = `
cosmo.toml stands at the project's root:
  app = "main.ts"       the estate's program; also "python3 main.py"
  output = "nix-out"    the output folder
  warnings = "error"    warnings count as errors

Paths in cosmo.toml are from its folder, paths of options from the working
directory. The program runs in the project's root.

Examples:
  cosmo synth
  cosmo synth --out build/flake
  cosmo synth --app "python3 main.py" --json
`;
