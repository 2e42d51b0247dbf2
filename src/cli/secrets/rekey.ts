import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { encryptBySops } from './add';
import type { SecretsChangeOptions } from '../secrets-command';
import { allFiles, Estate, findFile, StoredFile } from './plan';
import { decryptByAge, encryptByAge, identitiesOf, replaceFile, runSops } from './tools';
import { readAgeFile } from '../../secrets/age-file';
import { readSopsFile, sopsFormat } from '../../secrets/sops-file';
import { count } from '../style';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

/** Encrypt files again to those who are to decrypt them now. */
export async function rekeySecrets(
  estate: Estate,
  names: readonly string[],
  options: SecretsChangeOptions,
): Promise<void> {
  if (names.length > 0 && options.all) throw usage('OPTIONS_CONFLICT', '--all and names are given', 'give one of them');
  const all = names.length > 0 ? names.map((name) => findFile(estate, name)) : allFiles(estate);
  const files = [...new Map(all.map((one) => [one.file.file, one])).values()].filter(
    (one) => names.length > 0 || (options.all ? isReadable(one) : isDrifted(one)),
  );
  const broken = files.find((one) => !isReadable(one));
  if (broken) {
    const name = broken.file.secrets[0]?.name;
    throw usage(
      'SECRET_UNREADABLE',
      `${broken.file.file} cannot be encrypted again: ${broken.file.problem}`,
      name === undefined ? 'cosmo secrets check tells more' : `cosmo secrets add ${name} --force`,
    );
  }
  const identities = identitiesOf(options.identity);
  let lost = false;
  for (const one of files) {
    const path = join(estate.root, one.file.file);
    if (isAge(one)) byAge(one, path, identities);
    else await bySops(one, path, identities);
    lost ||= one.file.extra.length > 0;
    process.stdout.write(
      `${one.file.file} is encrypted to ${one.file.recipients.map(({ name }) => name).join(', ')}\n`,
    );
  }
  process.stdout.write(`${count(files.length, 'file')} encrypted again\n`);
  if (lost) process.stdout.write('Who could decrypt before has seen the secrets: change those that matter.\n');
}

function isAge({ store, file }: StoredFile): boolean {
  return store.backend === 'agenix' || file.secrets.length === 0;
}

function isReadable({ file }: StoredFile): boolean {
  return file.problem === undefined || file.problem === 'SECRET_KEY_GROUPS';
}

function isDrifted({ file }: StoredFile): boolean {
  if (file.problem !== undefined) return file.problem === 'SECRET_KEY_GROUPS';
  return file.missing.length > 0 || file.extra.length > 0;
}

function byAge({ file }: StoredFile, path: string, identities: readonly string[]): void {
  if (identities.length === 0) {
    throw toolError('IDENTITY_MISSING', 'no private key of yours was found', 'say where it is: --identity FILE');
  }
  const plain = decryptByAge(path, identities);
  replaceFile(path, encryptByAge(plain, file.recipients, readAgeFile(readFileSync(path))?.armored ?? false));
  plain.fill(0);
}

/** sops adds and takes away recipients, with a new key for the values. */
async function bySops({ file }: StoredFile, path: string, identities: readonly string[]): Promise<void> {
  if (!existsSync(path)) throw usage('SECRET_MISSING', `there is no ${file.file}`, 'cosmo secrets add NAME');
  const format = sopsFormat(file.file);
  const type = ['--input-type', format, '--output-type', format];
  const before = readSopsFile(readFileSync(path, 'utf8'), format);
  if (file.problem === 'SECRET_KEY_GROUPS') {
    const plain = runSops(['decrypt', ...type, path], identities);
    replaceFile(path, await encryptBySops(file, plain));
    return;
  }
  const has = new Set([...(before?.age ?? []), ...(before?.pgp ?? []).map((key) => key.toUpperCase())]);
  const wanted = new Set(file.recipients.map(({ key }) => key));
  const added = file.recipients.filter(({ key }) => !has.has(key));
  const gone = [...has].filter((key) => !wanted.has(key));
  const option = (name: string, keys: readonly string[]) => (keys.length > 0 ? [name, keys.join(',')] : []);
  const isAgeKey = (key: string) => key.startsWith('age1');
  const rotated = runSops(
    [
      'rotate',
      ...option(
        '--add-age',
        added.filter(({ pgp }) => !pgp).map(({ key }) => key),
      ),
      ...option(
        '--add-pgp',
        added.filter(({ pgp }) => pgp).map(({ key }) => key),
      ),
      ...option('--rm-age', gone.filter(isAgeKey)),
      ...option(
        '--rm-pgp',
        gone.filter((key) => !isAgeKey(key)),
      ),
      ...type,
      path,
    ],
    identities,
  );
  replaceFile(path, rotated);
}
