import { createHash } from 'crypto';
import { readSshFields } from '../app/ssh-wire';

/** A public SSH key. */
export interface SshPublicKey {
  /** `ssh-ed25519`, `ssh-rsa` … */
  readonly type: string;
  /** The key in SSH's wire format. */
  readonly wire: Buffer;
  /** The 32 bytes of an Ed25519 key. */
  readonly ed25519?: Buffer;
  /** The type and the data, without the comment: the key as recipients are written. */
  readonly line: string;
}

const LINE = /^(ssh-[a-z0-9-]+|ecdsa-[a-z0-9-]+|sk-[a-z0-9-]+@openssh\.com)\s+([A-Za-z0-9+/]+={0,2})(?:\s+(.*))?$/;

/** The key of a line as `ssh-keygen` writes it; undefined where it is none, or cut off. */
export function parseSshPublicKey(text: string): SshPublicKey | undefined {
  const match = LINE.exec(text.trim());
  if (!match) return undefined;
  const [, type, data] = match;
  const wire = Buffer.from(data!, 'base64');
  if (wire.toString('base64').replace(/=+$/, '') !== data!.replace(/=+$/, '')) return undefined;
  const fields = readSshFields(wire);
  if (!fields || fields.length < 2 || fields[0]!.toString('latin1') !== type) return undefined;
  const ed25519 = type === 'ssh-ed25519' ? fields[1] : undefined;
  if (ed25519 && (ed25519.length !== 32 || fields.length !== 2)) return undefined;
  return { type: type!, wire, ed25519, line: `${type} ${data}` };
}

/** The tag by which an age file names an SSH key: the first four bytes of its SHA-256, in base64. */
export function sshTag(wire: Uint8Array): string {
  return createHash('sha256').update(wire).digest().subarray(0, 4).toString('base64').replace(/=+$/, '');
}

/** A field of SSH's wire format: four bytes of length, and the bytes. */
export function sshField(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}
