import type { Command } from 'commander';
import type { SynthOptions } from './synth';
import { addVerb, formatOption } from './verb';

/** `cosmo synth`; its code is loaded when it is called. */
export function addSynthCommand(program: Command): void {
  addVerb(program, 'synth', {
    group: 'Check and write:',
    description: 'check the estate, then write the flake that builds it',
    help: HELP,
    shared: ['config', 'app', 'out'],
  })
    .option('--force', 'overwrite generated files that were edited by hand')
    .option('--warnings-as-errors', 'write nothing where there are warnings')
    .addOption(formatOption())
    .option('--json', 'print what was done, or why not, as JSON; what the program prints goes to standard error')
    .option('-q, --quiet', 'print nothing but errors and warnings')
    .option('-v, --verbose', 'print every file, every finding by itself, and whole stacks of errors')
    .action(async (options: SynthOptions) => {
      const { synth } = await import('./synth.js');
      await synth(options);
    });
}

const HELP = `
The program that describes the estate runs, the whole estate is checked, and the
flake that builds it is written: all of it or nothing, and only files that synth
wrote itself are changed. flake.lock and other files that are not its own stay.

cosmo.toml stands at the project's root:
  app = "main.ts"       the estate's program; also "python3 main.py"
  output = "nix-out"    the output folder
  warnings = "error"    warnings count as errors

Paths in cosmo.toml are from its folder, paths of options from the working
directory. The program runs in the project's root. The output folder is --out,
output in cosmo.toml, the outdir of the App, or nix-out.

Examples:
  cosmo synth
  cosmo synth --out build/flake
  cosmo synth --app "python3 main.py" --json
`;
