import { generateKeyPairSync, randomBytes } from 'crypto';
import { sshField } from './ssh-public-key';

/** A new pair of SSH keys. */
export interface SshKeyPair {
  /** The line of the `.pub` file, without a line break. */
  readonly publicKey: string;
  /** The private key's file, in OpenSSH's format and without a passphrase, as sshd takes it. */
  readonly privateKey: string;
}

/** Make an Ed25519 pair, as `ssh-keygen -t ed25519 -N ''` does. */
export function newSshKeyPair(comment: string): SshKeyPair {
  // As bytes at once: the export of a key object as JWK can wait for itself for ever, when memory is cleaned meanwhile.
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  // Both end with their 32 bytes.
  const key = publicKey.subarray(-32);
  const seed = privateKey.subarray(-32);
  return sshKeyPair(seed, key, comment, randomBytes(4));
}

/** A pair as files; `check` is what shows whether a passphrase was right, any four bytes. */
export function sshKeyPair(seed: Uint8Array, key: Uint8Array, comment: string, check: Uint8Array): SshKeyPair {
  const wire = Buffer.concat([sshField('ssh-ed25519'), sshField(key)]);
  const inner = Buffer.concat([check, check, wire, sshField(Buffer.concat([seed, key])), sshField(comment)]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (inner.length % 8)) % 8));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshField('none'),
    sshField('none'),
    sshField(''),
    Buffer.from([0, 0, 0, 1]),
    sshField(wire),
    sshField(Buffer.concat([inner, padding])),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g)!;
  return {
    publicKey: `ssh-ed25519 ${wire.toString('base64')}${comment === '' ? '' : ` ${comment}`}`,
    privateKey: ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n'),
  };
}

/** The seed of an Ed25519 key in an OpenSSH file; undefined for others, and where a passphrase is on it. */
export function opensshSeed(file: string): Buffer | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----/.exec(
    file,
  )?.[1];
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64');
  const head = Buffer.concat([Buffer.from('openssh-key-v1\0'), sshField('none'), sshField('none'), sshField('')]);
  if (!bytes.subarray(0, head.length).equals(head)) return undefined;
  // One key: its public half, then the private part with two checks, the type, the key, and seed with key.
  const type = sshField('ssh-ed25519');
  const at = head.length + 4 + 4;
  const wireLength = type.length + 36;
  if (!bytes.subarray(at, at + type.length).equals(type)) return undefined;
  const secret = at + wireLength + 4 + 8 + wireLength + 4;
  return secret + 64 <= bytes.length ? bytes.subarray(secret, secret + 32) : undefined;
}
