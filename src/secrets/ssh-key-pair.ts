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
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
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
