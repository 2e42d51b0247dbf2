import type { Recipient } from './backend';
import type { Secret } from './secret';
import type { SecretStore } from './secret-store';
import { SystemSecrets } from './system-secrets';

/** Who may decrypt a file: administrators, the Systems that use a secret in it, and others that it names. */
export function recipientsOf(store: SecretStore, secrets: readonly Secret[]): Recipient[] {
  const found = new Map<string, Recipient>();
  const add = (recipient: Recipient) => {
    const id = store._backend.recipient(recipient.key);
    if (!found.has(id)) found.set(id, recipient);
  };
  for (const [name, key] of store._admins) add({ name, key });
  const systems = new Set(secrets.flatMap(({ uses }) => uses.map(({ system }) => system)));
  for (const system of [...systems].sort((a, b) => (a.systemName < b.systemName ? -1 : 1))) {
    SystemSecrets._of(system)
      .keysFor(store)
      .forEach((key, index) => {
        add({ name: index === 0 ? system.systemName : `${system.systemName}-${index + 1}`, key, system });
      });
  }
  for (const secret of secrets) for (const [name, key] of secret._others) add({ name, key });
  return [...found.values()];
}
