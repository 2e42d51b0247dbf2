import type { Command } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo init`, as the command line gives them. */
export interface InitOptions {
  readonly list?: boolean;
  readonly language?: string;
  readonly name?: string;
  readonly host?: string;
  readonly user?: string;
  readonly sshKey?: string[];
  readonly release?: string;
  readonly timeZone?: string;
  readonly disk?: string;
  readonly zfs?: boolean;
  readonly tailscale?: boolean;
  readonly networkCard?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `cosmo init`; its code is loaded when it is called. */
export function addInitCommand(program: Command): void {
  addVerb(program, 'init', {
    group: 'Begin:',
    description: 'write the files of a new project: an estate, or a library of constructs',
    help: HELP,
  })
    .argument('[template]', 'what to begin with; server where none is named')
    .argument('[folder]', 'where to, made where it is missing; this folder where none is named')
    .option('--list', 'list the templates, and write nothing')
    .option('-l, --language <language>', 'typescript, javascript or python; typescript where none is named')
    .option('-n, --name <name>', 'the name of the project; by default that of the folder')
    .option('--host <name>', 'the name of the Linux machine (default: server)')
    .option('--user <name>', 'the login name of its administrator; by default yours here')
    .option(
      '--ssh-key <key>',
      'a public SSH key that lets the user in, or the file it is in; may be given several times',
      (key: string, keys: string[] = []) => [...keys, key],
    )
    .option('--release <release>', 'the release of NixOS, such as 26.05, or unstable')
    .option('--time-zone <zone>', 'such as Europe/Berlin; by default that of this machine')
    .option('--disk <path>', 'the disk that is formatted when the machine is installed: /dev/disk/by-id/…')
    .option('--zfs', 'ZFS on that disk; without --disk, a pool called tank that is there already')
    .option('--tailscale', 'join a tailnet')
    .option('--network-card <name>', 'guests: the card by which the server goes out (default: enp1s0)')
    .option('--json', 'print what was written, or why nothing was, as JSON')
    .option('-q, --quiet', 'print nothing but errors')
    .action(async (template: string | undefined, folder: string | undefined, options: InitOptions) => {
      const { init } = await import('./init.js');
      init(template, folder, options);
    });
}

const HELP = `
Templates:
  server    one Linux server
  guests    a server with a virtual machine and a container
  mixed     a Linux server, a Mac and WSL, with one home on all of them
  library   constructs of your own, with tests, to be published (TypeScript)

What is written passes cosmo check as it is, and is small enough to be read.
Where a value has to be yours, a line above it says so, and the README lists
all of them. No key is made up: without --ssh-key the list of keys is empty,
and the machine is one that is logged in to at its console. Without --disk the
machine is taken to be there, with file systems labelled as the manual of
NixOS has them.

Nothing is asked, no network is used, no other program is run, and no file is
overwritten: where one of the same name is there, all such files are named and
nothing is written. A README.md and a .gitignore stay as they are; what the
README would say is in SETUP.md then. The steps that are left are printed:
npm install among them, and git, whose files alone a flake sees.

With --json, standard output is one document: version (1), template, language,
folder, files (written, from the folder), kept and next, whose steps have what
and where there is a command run.

Exit codes:
  2  an unknown template, or a value that cannot be
  3  files of the same names are there, or the folder cannot be written to

Examples:
  cosmo init server homelab
  cosmo init server homelab --host attic --user ada --ssh-key ~/.ssh/id_ed25519.pub
  cosmo init server --disk /dev/disk/by-id/nvme-WD_Red_1 --zfs
  cosmo init mixed homelab --language python
  cosmo init library cosmo-uptime
  cosmo init --list
`;
