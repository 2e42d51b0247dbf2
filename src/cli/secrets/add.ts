import { existsSync, statSync } from 'fs';
import { join } from 'path';
import type { SecretsChangeOptions } from '../secrets-command';
import { readPlaintext } from './plaintext';
import { Estate, findFile } from './plan';
import { encryptByAge, pipeToSops, replaceFile } from './tools';
import type { FilePlan, SecretEntryPlan, StorePlan } from '../../secrets/plan';
import { sopsFormat } from '../../secrets/sops-file';
import { usage } from '../usage-error';

/** Encrypt a secret to those who use it, and write its file. */
export async function addSecret(estate: Estate, name: string, options: SecretsChangeOptions): Promise<void> {
  const { store, file } = findFile(estate, name);
  const secret = file.secrets.find((one) => one.name === name) ?? file.secrets[0];
  if (!secret) throw usage('SECRET_UNKNOWN', `${name} is no secret`, 'make keys by cosmo secrets enroll HOST');
  const path = join(estate.root, file.file);
  const there = existsSync(path) && statSync(path).size > 0;
  if (there && secret.key !== undefined && file.problem === undefined) {
    throw usage(
      'SECRET_FILE_SHARED',
      `${file.file} is there, and may hold other secrets beside ${name}`,
      `write it there with sops: sops ${file.file}`,
    );
  }
  if (there && !options.force) {
    throw usage('SECRET_EXISTS', `${name} is there already`, 'replace it with --force');
  }
  const plain = await readPlaintext(secret, options.editor ?? false);
  const encrypted =
    store.backend === 'agenix' ? encryptByAge(plain, file.recipients, false) : await bySops(file, secret, plain);
  replaceFile(path, encrypted);
  process.stdout.write(`${file.file} is encrypted to ${file.recipients.map((one) => one.name).join(', ')}\n`);
  remindOfKeys(store, file, secret);
}

function bySops(file: FilePlan, secret: SecretEntryPlan, plain: Buffer): Promise<Buffer> {
  const keyed = secret.key?.split('/');
  const input = keyed
    ? Buffer.from(JSON.stringify(keyed.reduceRight<unknown>((value, key) => ({ [key]: value }), plain.toString())))
    : plain;
  return encryptBySops(file, input, keyed ? 'json' : undefined);
}

/** Encrypt by sops to the recipients of a file. */
export function encryptBySops(file: FilePlan, plain: Buffer, inputType?: string): Promise<Buffer> {
  const format = sopsFormat(file.file);
  const keys = (pgp: boolean) => file.recipients.filter((one) => one.pgp === pgp).map(({ key }) => key);
  const list = (name: string, items: readonly string[]) => (items.length > 0 ? [name, items.join(',')] : []);
  return pipeToSops(
    [
      'encrypt',
      ...list('--age', keys(false)),
      ...list('--pgp', keys(true)),
      ...['--input-type', inputType ?? format, '--output-type', format],
      ...['--filename-override', file.file],
    ],
    plain,
  );
}

/** A place without a key is no recipient yet. */
function remindOfKeys(store: StorePlan, file: FilePlan, { places }: SecretEntryPlan): void {
  const names = new Set(file.recipients.map(({ name }) => name));
  const without = store.systems.filter(({ name, hasKey }) => !hasKey && !names.has(name) && places.includes(name));
  for (const { name } of without) {
    process.stdout.write(`${name} has no key yet: cosmo secrets enroll ${name}, then cosmo secrets rekey\n`);
  }
}
