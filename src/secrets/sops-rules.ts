import { filesOf } from './agenix-rules';
import type { Recipient } from './backend';
import { recipientsOf } from './recipients';
import type { SecretStore } from './secret-store';
import { literally } from '../app/pattern';

/**
 * `.sops.yaml`: who may decrypt each file, for the command `sops`. The first
 * rule that matches is taken, so that the one for all other files is last;
 * each has one group of keys, as a second one would split the key.
 */
export function sopsRules(store: SecretStore): string {
  const files = [...filesOf(store)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    '# Who may decrypt what, for the command sops. Written by cosmo: change the estate, not this file.',
    'creation_rules:',
    ...files.flatMap(([file, secrets]) => rule(`^${literally(file)}$`, recipientsOf(store, secrets))),
    ...rule(`^${literally(store.folder)}/`, recipientsOf(store, []), "any other file is the administrators' alone"),
  ];
  return `${lines.join('\n')}\n`;
}

function rule(pattern: string, recipients: readonly Recipient[], comment?: string): string[] {
  const list = (name: string, of: readonly Recipient[], text: (one: Recipient) => string) =>
    of.length === 0 ? [] : [`${name}:`, ...of.map((one) => `  - ${text(one)} # ${one.name.replace(/\s+/g, ' ')}`)];
  const [first, ...rest] = [
    ...list(
      'age',
      recipients.filter(({ key }) => key.age !== undefined),
      ({ key }) => key.age!,
    ),
    ...list(
      'pgp',
      recipients.filter(({ key }) => key.kind === 'pgp'),
      ({ key }) => key.text,
    ),
  ];
  return [
    ...(comment === undefined ? [] : [`  # ${comment}`]),
    `  - path_regex: '${pattern.replace(/'/g, "''")}'`,
    '    key_groups:',
    `      - ${first}`,
    ...rest.map((line) => `        ${line}`),
  ];
}
