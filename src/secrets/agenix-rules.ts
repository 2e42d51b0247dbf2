import { Nix } from '../nix';
import { recipientsOf } from './recipients';
import type { SecretStore } from './secret-store';

/** Words that cannot name a variable. */
const WORDS = new Set('assert else if in inherit let or rec then with true false null builtins'.split(' '));

/** `secrets.nix`: who may decrypt each file, for the command `agenix`. */
export function agenixRules(store: SecretStore): string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const rules = [...filesOf(store)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, secrets]) => {
      const recipients = recipientsOf(store, secrets).map(({ name, key }) => {
        const id = `${name}\0${key.text}`;
        let variable = names.get(id);
        if (variable === undefined) names.set(id, (variable = freeName(name, taken)));
        return Nix.ref(variable);
      });
      return Nix.bindingAt([file, 'publicKeys'], Nix.list(recipients));
    });
  const keys = [...names].map(([id, variable]) => Nix.bindingAt([variable], id.slice(id.indexOf('\0') + 1)));
  const body = Nix.attrs(rules);
  const text = keys.length > 0 ? Nix.letIn(keys, body) : body;
  return `# Who may decrypt what, for the command agenix. Written by cosmo: change the estate, not this file.\n${text.source()}\n`;
}

/** The files of a store with the secrets in each. */
export function filesOf(store: SecretStore): Map<string, SecretStore['_secrets']> {
  const files = new Map<string, SecretStore['_secrets']>();
  for (const secret of store._secrets) {
    const same = files.get(secret.file);
    if (same) same.push(secret);
    else files.set(secret.file, [secret]);
  }
  return files;
}

function freeName(name: string, taken: Set<string>): string {
  let plain = name
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/-+$/, '')
    .replace(/^(?![A-Za-z_])/, '_');
  if (WORDS.has(plain)) plain = `${plain}_`;
  let free = plain;
  for (let count = 2; taken.has(free); count++) free = `${plain}-${count}`;
  taken.add(free);
  return free;
}
