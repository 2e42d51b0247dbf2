import { type Command, Option } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo import`, as the command line gives them. */
export interface ImportOptions {
  readonly config?: string;
  readonly out?: string;
  readonly name?: string;
  readonly for?: 'nixos' | 'home-manager' | 'darwin';
  readonly host?: string;
  readonly diff?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `cosmo import`; its code is loaded when it is called. */
export function addImportCommand(program: Command): void {
  addVerb(program, 'import', {
    group: 'Begin:',
    description: 'write types of options, so that an editor completes them and synth checks them',
    help: HELP,
    shared: ['config'],
  })
    .argument('<source...>', 'nixos, home-manager, darwin, an options.json, or FLAKE#ATTR; several become one')
    .option('-o, --out <folder>', 'the folder of all imports, in place of options at the root of the project')
    .option('-n, --name <name>', 'the name of the import: its folder; by default what the options are of')
    .addOption(
      new Option('--for <system>', 'what evaluates the options, where they do not tell by themselves').choices([
        'nixos',
        'home-manager',
        'darwin',
      ]),
    )
    .option('--host <name>', 'the options that this host or home of the flake has, with the modules that it imports')
    .option('--diff <old>', 'write nothing; tell what changed since an import or an options.json')
    .option('--force', 'overwrite generated files that were edited by hand')
    .option('--json', 'print what was done, or why not, as JSON; what Nix prints goes to standard error')
    .option('-q, --quiet', 'print nothing but errors, and what Nix prints')
    .option('-v, --verbose', 'print every type that is not understood, and with --diff every new option')
    .action(async (sources: string[], options: ImportOptions) => {
      const { importVerb } = await import('./import.js');
      await importVerb(sources, options);
    });
}

const HELP = `
Types of the options of NixOS, home-manager, nix-darwin or a flake's own modules
are written, which configure takes, and the catalogue that synth checks against.
A source is also an options.json, or one as .br or .gz, or a folder with one.

nixos, home-manager and darwin are built through Nix from the inputs that the
flake of the estate pins: cosmo synth and cosmo lock come first. FLAKE#ATTR is
built, too. A file needs no Nix and no network.

What is written, and may be committed:
  options/index.js         functions that keep types: mkDefault, mkIf, mkForce, …
  options/nixos/…          the types, and the catalogue that synth checks against

configure takes the import called nixos, home-manager or darwin, and those of
flakes with modules for it. A second one of all of NixOS is a type of its own.

Examples:
  cosmo import nixos
  cosmo import nixos --host classic-laddie     with disko's options, and all others
  cosmo import ./options.json --name nixos
  cosmo import nixos --diff nixos              what an update renames and removes
`;
