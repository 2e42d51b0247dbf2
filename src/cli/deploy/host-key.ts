import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import type { Session } from './session';
import type { System } from '../../diff';
import type { Value } from '../../diff/value';
import { readAgeFile } from '../../secrets/age-file';
import type { SecretPlan } from '../../secrets/plan';
import { memoryFolder } from '../secrets/plaintext';
import { decryptByAge, identitiesOf } from '../secrets/tools';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

const USUAL_PATH = '/etc/ssh/ssh_host_ed25519_key';

/** The SSH host key that a machine is installed with. */
export interface EnrolledKey {
  /** The file with the private half, encrypted by age or as it is. */
  readonly privateFile: string;
  /** The file with the public half, where there is one. */
  readonly publicFile?: string;
  /** Where the machine has it. */
  readonly path: string;
}

/**
 * The key that `cosmo secrets enroll` made for a host: what the plan of the secrets names, where both halves are there.
 */
export function enrolledKey(plan: SecretPlan | undefined, host: string, root: string, system: System) {
  for (const { systems } of plan?.stores ?? []) {
    const found = systems.find(({ name }) => name === host);
    if (!found) continue;
    const publicFile = join(root, found.keyFile);
    const privateFile = publicFile.replace(/\.pub$/, '.age');
    if (existsSync(privateFile)) return { privateFile, publicFile, path: hostKeyPath(system) } satisfies EnrolledKey;
  }
  return undefined;
}

/** Where a host has its Ed25519 key: as its SSH server is told, or at the usual place. */
export function hostKeyPath({ definitions }: System): string {
  for (const { path, value } of definitions) {
    if (path.join('.') !== 'services.openssh.hostKeys' || !Array.isArray(value)) continue;
    for (const key of value as readonly Value[]) {
      const { path: at, type } = (key ?? {}) as { path?: Value; type?: Value };
      if (type === 'ed25519' && typeof at === 'string' && at.startsWith('/')) return at;
    }
  }
  return USUAL_PATH;
}

/**
 * Decrypt a key and lay it out as the files of a new machine: in memory where there is a folder for that, seen by
 * nobody else, and removed at the end of the session.
 * @returns the folder for `--extra-files`
 * @throws ToolError where it cannot be decrypted
 * @throws UsageError `INSTALL_KEY` where it is no private key, or not the one that the secrets are encrypted to
 */
export function layOutKey(key: EnrolledKey, identities: readonly string[] | undefined, session: Session): string {
  const plain = decrypted(key, identities);
  const publicHalf = key.publicFile !== undefined ? readFileSync(key.publicFile, 'utf8') : undefined;
  checkPair(plain, publicHalf, key);
  const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'cosmo-install-'));
  session.onEnd(() => rmSync(folder, { recursive: true, force: true }));
  // What it is copied from is the root of the machine, and its mode with it.
  const files = join(folder, 'files');
  const file = join(files, key.path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  chmodSync(files, 0o755);
  writeFileSync(file, plain, { flag: 'wx', mode: 0o600 });
  plain.fill(0);
  if (publicHalf !== undefined) writeFileSync(`${file}.pub`, publicHalf, { flag: 'wx', mode: 0o644 });
  return files;
}

function decrypted({ privateFile }: EnrolledKey, given: readonly string[] | undefined): Buffer {
  const content = readFileSync(privateFile);
  if (!readAgeFile(content)) return content;
  const identities = identitiesOf(given);
  if (identities.length === 0) {
    throw toolError('IDENTITY_MISSING', 'no private key of yours was found', 'say where it is: --identity FILE');
  }
  return decryptByAge(privateFile, identities);
}

/** Whether the private half is one, and that of the public one, which stands in it. */
function checkPair(plain: Buffer, publicHalf: string | undefined, { privateFile, publicFile }: EnrolledKey): void {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]+)-----END/.exec(plain.toString('utf8'))?.[1];
  if (body === undefined) {
    throw usage(
      'INSTALL_KEY',
      `${privateFile} has no private key of OpenSSH in it`,
      'give another one: --host-key FILE',
    );
  }
  const [, blob = ''] = publicHalf?.trim().split(/\s+/) ?? [];
  if (blob === '' || Buffer.from(body, 'base64').includes(Buffer.from(blob, 'base64'))) return;
  throw usage(
    'INSTALL_KEY',
    `${privateFile} is not the private half of ${publicFile}`,
    'make a new pair: cosmo secrets enroll HOST --force, then cosmo secrets rekey',
  );
}
