import type { Command } from 'commander';
import { addVerb, several } from './verb';

/** What all verbs of `cosmo secrets` take. */
export interface SecretsOptions {
  readonly config?: string;
  readonly app?: string;
  readonly json?: boolean;
}

/** What `add`, `rekey` and `enroll` take too. */
export interface SecretsChangeOptions extends SecretsOptions {
  readonly force?: boolean;
  readonly editor?: boolean;
  readonly all?: boolean;
  readonly identity?: readonly string[];
}

/** `cosmo secrets` with its verbs; their code is loaded when they are called. */
export function addSecretsCommand(program: Command): void {
  const secrets = addVerb(program, 'secrets', {
    group: 'Look after it:',
    description: 'tell of the secrets of the estate, encrypt them, and give hosts their keys',
    help: HELP,
  }).helpCommand(false);
  const verb = (usage: string, description: string, help: string) =>
    addVerb(secrets, usage, { description, help, shared: ['config', 'app'] });
  const load = () => import('./secrets.js');

  verb('list', 'list the secrets: where they are used, and whether their files are right', LIST_HELP)
    .option('--json', 'print them as JSON')
    .action(async (options: SecretsOptions) => (await load()).list(options));
  verb('check', 'check the files of the secrets; no private key is needed', CHECK_HELP)
    .option('--json', 'print the findings as JSON')
    .action(async (options: SecretsOptions) => (await load()).check(options));
  verb('add <name>', 'encrypt a secret, from standard input or typed, to those who use it', ADD_HELP)
    .option('--editor', 'write it in $EDITOR, in a folder in memory')
    .option('--force', 'replace the file that is there')
    .action(async (name: string, options: SecretsChangeOptions) => (await load()).add(name, options));
  verb('rekey [names...]', 'encrypt secrets again, to those who use them now', REKEY_HELP)
    .option('--all', 'also those whose recipients are right')
    .option('-i, --identity <file>', 'a private key of yours; may be given several times', several)
    .action(async (names: string[], options: SecretsChangeOptions) => (await load()).rekey(names, options));
  verb('enroll <host>', 'make the key pair of a host, before the machine exists', ENROLL_HELP)
    .option('--force', 'replace the key that the host has')
    .action(async (host: string, options: SecretsChangeOptions) => (await load()).enroll(host, options));
}

const HELP = `
Secrets are encrypted by age (or rage), or by sops (3.9 or later), which must
be installed for add, rekey and enroll; where one is missing or fails, the
command ends with 4 and nothing is changed. They pass through pipes alone: no
secret is an argument or a file, but the one that --editor shows, in memory.

Each verb runs the program, which checks and writes nothing, and goes on also
where the checks find errors: a secret that is missing is what add is for.

Examples:
  cosmo secrets list
  cosmo secrets add tailscale-auth-key
  cosmo secrets enroll attic && cosmo secrets rekey
`;

const LIST_HELP = `
Each secret is told with its file, whether that is right, and where it is used.

Examples:
  cosmo secrets list
  cosmo secrets list --json
`;

const CHECK_HELP = `
All findings about secrets are printed. It ends with 1 where one is an error.

Examples:
  cosmo secrets check
`;

const ADD_HELP = `
The secret is read from standard input, or typed without being shown. A line
end after a single line is left out; several lines stay as they are. --editor
opens $VISUAL or $EDITOR on a file in memory that nobody else may see.

Examples:
  cosmo secrets add tailscale-auth-key         type it; it is not shown
  mkpasswd | cosmo secrets add ada-password
  cosmo secrets add wireless --editor
`;

const REKEY_HELP = `
The named files are encrypted again to those who use them now; where none is
named, all that are not right.

Private keys are, where --identity does not say: ~/.ssh/id_ed25519,
~/.ssh/id_rsa and ~/.config/age/keys.txt; for sops what sops finds, too.

Examples:
  cosmo secrets rekey
  cosmo secrets rekey ada-password --identity ~/.ssh/admin
  cosmo secrets rekey --all
`;

const ENROLL_HELP = `
The SSH host key of a machine that does not exist yet is made: the public half
in keys/HOST.pub of the folder of the secrets, the private half beside it,
encrypted to the administrators. It is told how that gets onto the machine.
With --force the key of a host is replaced, and must be installed anew.

Examples:
  cosmo secrets enroll attic && cosmo secrets rekey
`;
