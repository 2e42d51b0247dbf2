import { type Command, Option } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo adopt`, as the command line gives them. */
export interface AdoptOptions {
  readonly config?: string;
  readonly out?: string;
  readonly host?: string;
  readonly flakeHost?: string;
  readonly for?: 'nixos' | 'darwin' | 'home';
  readonly include?: boolean;
  readonly convert?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `cosmo adopt`; its code is loaded when it is called. */
export function addAdoptCommand(program: Command): void {
  addVerb(program, 'adopt', {
    group: 'Begin:',
    description: 'arrive: make constructs of a flake, a host or a module that is written by hand',
    help: HELP,
    shared: ['config'],
  })
    .argument('<flake-or-file>', 'a flake.nix or its folder, a module, or a folder with a default.nix')
    .option('-o, --out <folder>', 'where the program is written', 'src/hosts')
    .option('--convert', 'say options in TypeScript, as far as they can be said (the default)')
    .option('--include', 'leave every module as it is, and include it: the least change')
    .option('--host <name>', 'make a host of this name of a module; without it, a function that adds it to any host')
    .option('--flake-host <name>', 'only this host of the flake')
    .addOption(
      new Option('--for <system>', 'what evaluates a module that stands alone')
        .choices(['nixos', 'darwin', 'home'])
        .default('nixos'),
    )
    .option('-n, --dry-run', 'write nothing, and tell what would become of it')
    .option('--force', 'overwrite files of the program that are there already; they are named')
    .option('--json', 'print what was done as JSON')
    .option('-q, --quiet', 'print nothing but errors')
    .action(async (source: string, options: AdoptOptions) => {
      const { adoptVerb } = await import('./adopt.js');
      adoptVerb(source, options);
    });
}

const HELP = `
The Nix is read, and neither evaluated nor changed. It must lie in the project,
as files that it names are copied from there. A module becomes a function in a
file of its own, below modules/; a host a function that adds its modules in the
order in which they were imported. Every module gives the module system what
it gave before:

  data        plain values become TypeScript
  references  config.x, pkgs.y, calls and conditions become Exprs
  raw         the rest stays Nix, inside the program, with its comments
  included    what declares options, or computes its own body or imports, stays
              a file, and is imported

Imports are followed by their paths. Of a flake, the hosts are found that
nixosSystem or darwinSystem makes, also through functions, lists and files of
the flake's own; inputs come along with what they follow. What cannot be
followed is told. A host is a NixosSystem or a DarwinSystem, which set nothing
but the platform; making it a Host, which sets more, is the next step.

What specialArgs gave, the host gives by _module.args. In imports only inputs,
lib and modulesPath can be used.

With --json, standard output is one document, and what is in it keeps its
meaning while version is 1: version, files, modules (each with from, to,
included, data, references, raw and missing), hosts, inputs, release, assets,
notes, overwritten and written.

Examples:
  cosmo adopt .                                         all hosts of a flake
  cosmo adopt ./flake.nix --flake-host attic            one of them
  cosmo adopt . --include                               host by host, each module as it is
  cosmo adopt ./configuration.nix --host attic          a host without a flake
  cosmo adopt ./modules/printing.nix --dry-run          what would become of a module
`;
