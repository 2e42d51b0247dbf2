import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, System } from '../app';
import { parseRecipientKey, RecipientKey } from './recipient-key';
import { SecretStore } from './secret-store';
import { SystemSecrets } from './system-secrets';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';

/** Where the public key of a System is kept when no construct gives it, from the project's root. */
export function keyFilePath(system: System, store: SecretStore): string {
  return `${store.folder}/keys/${system.systemName}.pub`;
}

/** The public keys of a System: those that are declared, or else that of the file that `enroll` writes. */
export function keysOf(system: System): RecipientKey[] {
  const declared = SystemSecrets._peek(system)?.keys ?? [];
  if (declared.length > 0) return declared.map(({ _key }) => _key);
  const key = parseRecipientKey(keyFile(system)?.text ?? '');
  return key ? [key] : [];
}

/** What every key of the estate's is called: by its text, by the key of age that stands for it, and by its tag. */
export function keyNames(store: SecretStore): Map<string, string> {
  const names = new Map<string, string>();
  const add = (key: RecipientKey, name: string) => {
    for (const id of [key.text, key.age, key.tag]) if (id !== undefined && !names.has(id)) names.set(id, name);
  };
  for (const system of App.of(store)._systems) for (const key of keysOf(system)) add(key, system.systemName);
  for (const one of SecretStore._all(store)) for (const [name, key] of one._admins) add(key, name);
  return names;
}

/** Systems that have no key that a store, whose secrets they use, can encrypt to. */
export function keyFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const system of estate.systems) {
    const secrets = SystemSecrets._peek(system);
    for (const store of secrets?.stores ?? []) {
      if (secrets!.keysFor(store).length === 0) noKey(secrets!, store, found);
    }
  }
  return found;
}

function noKey(secrets: SystemSecrets, store: SecretStore, found: FindingsByCode): void {
  const { system } = secrets;
  const file = keyFile(system);
  const key = secrets.keys[0]?._key ?? parseRecipientKey(file?.text ?? '');
  if (key || file) {
    found.add('HOST_KEY_UNUSABLE', secrets, {
      message: `the key of ${system.systemName}${file ? ` in ${file.path}` : ''} cannot decrypt what is kept in ${store.node.path}`,
      why: key ? store._backend.refuseKey(key) : 'it is no public SSH key and no age recipient',
      mend: file
        ? `give its Ed25519 key, or make a new pair: cosmo secrets enroll ${system.systemName} --force`
        : 'give its Ed25519 key',
    });
    return;
  }
  const home = system.kind === 'home';
  found.add('SECRET_NO_HOST_KEY', secrets, {
    message: `${system.systemName} has secrets, and no key to decrypt them with is known`,
    why: `secrets are encrypted to the public key of each ${home ? 'home' : 'machine'} that uses them`,
    mend: home
      ? "give the user's public key: new HostKey(profile, 'key', { publicKey: 'ssh-ed25519 …' })"
      : `for a machine that is not installed yet: cosmo secrets enroll ${system.systemName}; for one that runs: ssh-keyscan -t ed25519 ${system.systemName} | cut -d' ' -f2- > ${keyFilePath(system, store)}`,
  });
}

/** The file of a System's public key, in the folder of any store. */
function keyFile(system: System): { path: string; text: string } | undefined {
  const root = App.of(system).projectRoot;
  for (const store of SecretStore._all(system)) {
    const path = keyFilePath(system, store);
    if (existsSync(join(root, path))) return { path, text: readFileSync(join(root, path), 'utf8').trim() };
  }
  return undefined;
}
