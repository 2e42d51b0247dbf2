import { Command } from 'commander';

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
  const secrets = program
    .command('secrets')
    .description('tell of the secrets of the estate, encrypt them, and give hosts their keys')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('Run cosmo secrets --help for what there is.')
    .exitOverride()
    .addHelpText('after', HELP);
  const verb = (usage: string, description: string) =>
    secrets
      .command(usage)
      .description(description)
      .option('-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above')
      .option('-a, --app <app>', "the estate's program, in place of the one that cosmo.toml names")
      .helpOption('-h, --help', 'print this help')
      .showHelpAfterError(`Run cosmo secrets ${usage.split(' ')[0]} --help for what there is.`)
      .exitOverride();
  const load = () => import('./secrets.js');

  verb('list', 'list the secrets: where they are used, and whether their files are right')
    .option('--json', 'print them as JSON')
    .action(async (options: SecretsOptions) => (await load()).list(options));
  verb('check', 'check the files of the secrets; no private key is needed')
    .option('--json', 'print the findings as JSON')
    .action(async (options: SecretsOptions) => (await load()).check(options));
  verb('add <name>', 'encrypt a secret, from standard input or typed, to those who use it')
    .option('--editor', 'write it in $EDITOR, in a folder in memory')
    .option('--force', 'replace the file that is there')
    .action(async (name: string, options: SecretsChangeOptions) => (await load()).add(name, options));
  verb('rekey [names...]', 'encrypt secrets again, to those who use them now')
    .option('--all', 'also those whose recipients are right')
    .option('-i, --identity <file>', 'a private key of yours; may be given several times', collect)
    .action(async (names: string[], options: SecretsChangeOptions) => (await load()).rekey(names, options));
  verb('enroll <host>', 'make the key pair of a host, before the machine exists')
    .option('--force', 'replace the key that the host has')
    .action(async (host: string, options: SecretsChangeOptions) => (await load()).enroll(host, options));
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

const HELP = `
Secrets are encrypted by age (or rage), or by sops, which must be installed
for add, rekey and enroll. They pass through pipes alone: no secret is an
argument or a file, but the one that --editor shows, in memory.

Private keys for rekey are, where --identity does not say: ~/.ssh/id_ed25519,
~/.ssh/id_rsa and ~/.config/age/keys.txt; for sops what sops finds, too.

Examples:
  cosmo secrets add tailscale-auth-key         type it; it is not shown
  mkpasswd | cosmo secrets add ada-password
  cosmo secrets enroll attic && cosmo secrets rekey
`;
