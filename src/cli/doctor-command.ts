import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo doctor`, as the command line gives them. */
export interface DoctorOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly warningsAsErrors?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `cosmo doctor`; its code is loaded when it is called. */
export function addDoctorCommand(program: Command): void {
  addVerb(program, 'doctor', {
    group: 'Look after it:',
    description: 'look at what the estate needs around it: versions, lock file, git, output, keys, tools, disk',
    help: HELP,
    shared: ['config', 'app', 'out'],
  })
    .option('--warnings-as-errors', 'end with 1 where there are warnings, too')
    .option('--json', 'print what was found as JSON')
    .option('-q, --quiet', 'print nothing but errors and warnings')
    .option('-v, --verbose', 'print every finding by itself')
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor.js');
      await doctor(options);
    });
}

const HELP = `
Each finding says what is wrong, why that matters, and the command that mends
it. Nothing is changed, and the network is not used. Where there is no
cosmo.toml, only the machine is looked at, and doctor says so.

What is looked at:
  versions  Node.js, cosmo-nix of the command and of the project, packages that
            are installed twice, Nix and its flakes
  lock      inputs that are not pinned, pins that the flake has no use for, the
            age of nixpkgs, and whether its release of NixOS is still supported
  output    whether it is whole, as synth wrote it, and what synth would write now
  git       files that a flake does not see as git does not track or ignores them
  keys      a private key of yours that decrypts the secrets, and all findings of
            cosmo secrets check
  tools     programs that this estate needs and that are not there
  disk      room for the Nix store and the output

For what is wrong in the estate itself, see cosmo check; doctor only counts it.
The program of the estate is run for that, and writes nothing.

With --json, standard output is one document, and what is in it keeps its
meaning while version is 1: version, ok, root, config, facts, counts and
findings. A finding has check, severity (error, warning or info), code,
message, path (a file or program), and where they apply why and mend.

Exit codes:
  0  no errors; also where there are warnings and notes
  1  there are errors, or with --warnings-as-errors warnings

Examples:
  cosmo doctor
  cosmo doctor --quiet --warnings-as-errors
  cosmo doctor --json | jq -r '.findings[].mend'
`;
