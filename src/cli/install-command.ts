import { Command, Option } from 'commander';
import { addToolVerb, splitArguments, ToolOptions } from './deploy/tool-options';
import { several } from './verb';

/** Options of `cosmo install`, as the command line gives them. */
export interface InstallOptions extends ToolOptions {
  readonly targetHost?: string;
  readonly yes?: boolean;
  /** False with `--no-host-key`. */
  readonly hostKey?: string | boolean;
  readonly identity?: readonly string[];
  readonly buildOn?: string;
  readonly phases?: string;
  readonly generateHardwareConfig?: string;
}

/** `cosmo install`; its code is loaded when it is called. */
export function addInstallCommand(program: Command): void {
  const verb = addToolVerb(program, 'install', {
    description: 'synthesize, then put NixOS on a machine by SSH with nixos-anywhere: erases its disks',
    help: HELP,
  })
    .usage('[options] <host> [-- <arguments of nixos-anywhere...>]')
    .argument('<host>', 'the host to install')
    .option('-t, --target-host <address>', 'where it is now: root@192.0.2.7; by default as its DeployTarget says')
    .option('-y, --yes', 'do not ask before its disks are erased')
    .option('--host-key <file>', 'its private SSH host key, encrypted by age or not; by default the enrolled one')
    .option('--no-host-key', 'let it make a host key of its own')
    .option('-i, --identity <file>', 'a private key of yours, to decrypt its; may be given several times', several)
    .addOption(new Option('--build-on <where>', 'where its system is built').choices(['auto', 'local', 'remote']))
    .option('--phases <list>', 'what of kexec,disko,install,reboot is done; all of it by default')
    .option(
      '--generate-hardware-config <kind=file>',
      'write what hardware it has to a file: nixos-facter=FILE or nixos-generate-config=FILE',
    );
  verb.action(async (_host: string, options: InstallOptions) => {
    const { names, passed } = splitArguments(verb);
    const { install } = await import('./install.js');
    await install(names, passed, options);
  });
}

const HELP = `
The estate is checked and written first, as by cosmo synth; an error stops it.
Then nixos-anywhere starts the machine anew in an installer, lays out its disks
by disko, and installs its system. The machine must run some Linux that can be
reached by SSH as root (or as a user with sudo), or an installer of NixOS.

This erases every disk that the estate lays out for the host. They are listed
first, and the name of the host must be typed, or --yes be given.

A host that has secrets needs its SSH host key from the first start on: the one
that cosmo secrets enroll made is decrypted with your own key (age asks for its
passphrase), laid in a folder in memory, given to nixos-anywhere by
--extra-files with mode 600, and removed in every case. It goes where the SSH
server of the host has its Ed25519 key. Private keys to decrypt with are, where
--identity does not say, those of cosmo secrets rekey.

nixos-anywhere is taken from the nixpkgs of the flake where it is not on the
PATH. Inputs must be pinned (cosmo lock); Nix and ssh must be installed. What
stands after -- goes to nixos-anywhere as it is.

What --generate-hardware-config writes is for the estate to name, and is in the
flake after the next synth: run it with --phases kexec first, and install then.

Exit codes, beside those of all verbs:
  4  a tool is missing or failed

With --json, standard output is one document with version, ok, disks (name,
device), pools, steps and systems.

Examples:
  cosmo install attic --target-host root@192.0.2.7
  cosmo install attic --dry-run                      which disks, and the command
  cosmo install attic -t 192.0.2.7 --yes --build-on remote
  cosmo install attic -t 192.0.2.7 --phases kexec --generate-hardware-config nixos-facter=attic.json
  cosmo install attic -t 192.0.2.7 -- -p 2222        another port of SSH
`;
