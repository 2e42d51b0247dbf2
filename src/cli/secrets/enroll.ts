import { existsSync } from 'fs';
import { join } from 'path';
import type { SecretsChangeOptions } from '../secrets-command';
import { Estate } from './plan';
import { encryptByAge, replaceFile } from './tools';
import { nearest } from '../../app/nearest';
import type { StorePlan } from '../../secrets/plan';
import { newSshKeyPair } from '../../secrets/ssh-key-pair';
import { usage } from '../usage-error';

/**
 * Make the SSH host key of a machine before it exists: the public half for
 * the estate, the private half encrypted to the administrators, to be placed
 * when the machine is installed. The private half is in memory alone.
 */
export async function enrollHost(estate: Estate, host: string, options: SecretsChangeOptions): Promise<void> {
  const store = estate.stores.find(({ systems }) => systems.some(({ name }) => name === host));
  const system = store?.systems.find(({ name }) => name === host);
  if (!store || !system) {
    const guess = nearest(
      host,
      estate.stores.flatMap(({ systems }) => systems.map(({ name }) => name)),
    );
    throw usage(
      'HOST_UNKNOWN',
      `the estate has no host "${host}"`,
      guess !== undefined ? `did you mean "${guess}"?` : 'describe the host first',
    );
  }
  if (system.declared) {
    throw usage(
      'HOST_KEY_DECLARED',
      `the estate gives ${host} its key by a HostKey`,
      `take that out, and the key is read from ${system.keyFile}`,
    );
  }
  const publicFile = join(estate.root, system.keyFile);
  const privateFile = publicFile.replace(/\.pub$/, '.age');
  if (!options.force && (system.hasKey || existsSync(publicFile) || existsSync(privateFile))) {
    throw usage(
      'HOST_KEY_EXISTS',
      `${host} has a key already`,
      'a machine that is installed would lose its secrets with a new one; where that is meant: --force',
    );
  }
  const admins = store.admins.filter(({ pgp }) => !pgp);
  if (admins.length === 0) {
    throw usage(
      'ENROLL_NO_ADMIN',
      'no administrator has a key of age or SSH, to which the private half could be encrypted',
      'add one to adminKeys',
    );
  }
  const pair = newSshKeyPair(`root@${host}`);
  replaceFile(privateFile, encryptByAge(Buffer.from(pair.privateKey), admins, true));
  replaceFile(publicFile, `${pair.publicKey}\n`);
  process.stdout.write(nextSteps(store, host, system.keyFile));
}

function nextSteps(store: StorePlan, host: string, keyFile: string): string {
  const privateFile = keyFile.replace(/\.pub$/, '.age');
  return `${keyFile} is the key of ${host}; ${privateFile} is its private half, encrypted to ${store.admins.map(({ name }) => name).join(', ')}

Encrypt what it uses to its key:
  cosmo secrets rekey

Install it with that key, so that its first start can decrypt:
  cosmo install ${host} --target-host root@ADDRESS
`;
}
