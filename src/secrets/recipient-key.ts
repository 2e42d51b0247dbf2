import { decodeBech32 } from './bech32';
import { parseSshPublicKey, sshTag } from './ssh-public-key';
import { ed25519ToAge } from './ssh-to-age';

/** A key that a secret can be encrypted to. */
export interface RecipientKey {
  /** What kind of key it is; `plugin` for the keys of age plugins, such as those of a YubiKey. */
  readonly kind: 'age' | 'plugin' | 'ssh-ed25519' | 'ssh-rsa' | 'pgp';
  /** The key as age and sops take it: without the comment of an SSH key. */
  readonly text: string;
  /** The tag by which age files name an SSH key. */
  readonly tag?: string;
  /** The age recipient that stands for it: itself, or the one of an Ed25519 key. */
  readonly age?: string;
}

/** The key of a text: `age1…`, the line of an SSH key, a PGP fingerprint; undefined where it is none. */
export function parseRecipientKey(given: string): RecipientKey | undefined {
  const text = given.trim();
  if (/^age1/i.test(text)) {
    const key = decodeBech32(text);
    if (!key) return undefined;
    if (key.prefix !== 'age') return { kind: 'plugin', text, age: text };
    return key.bytes.length === 32 ? { kind: 'age', text: text.toLowerCase(), age: text.toLowerCase() } : undefined;
  }
  const fingerprint = text.replace(/\s+/g, '').replace(/^0x/i, '');
  if (/^[0-9A-Fa-f]{40}$/.test(fingerprint)) return { kind: 'pgp', text: fingerprint.toUpperCase() };
  const ssh = parseSshPublicKey(text);
  if (ssh?.type === 'ssh-ed25519') {
    const age = ed25519ToAge(ssh.ed25519!);
    return age === undefined ? undefined : { kind: 'ssh-ed25519', text: ssh.line, tag: sshTag(ssh.wire), age };
  }
  return ssh?.type === 'ssh-rsa' ? { kind: 'ssh-rsa', text: ssh.line, tag: sshTag(ssh.wire) } : undefined;
}
