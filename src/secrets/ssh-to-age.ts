import { createHash } from 'crypto';
import { encodeBech32 } from './bech32';

/** The prime of Curve25519. */
const P = 2n ** 255n - 19n;

/**
 * The age recipient that stands for an SSH key: the point of the Ed25519 key
 * on the Montgomery curve, u = (1 + y) / (1 - y), as RFC 7748 maps them.
 *
 * @returns undefined where the key is no point that has one.
 */
export function ed25519ToAge(key: Uint8Array): string | undefined {
  const bytes = Uint8Array.from(key);
  bytes[31] = bytes[31]! % 128; // The highest bit is the sign of x.
  const y = fromLittleEndian(bytes);
  if (y >= P || y === 1n) return undefined;
  const u = ((1n + y) * inverse(mod(1n - y))) % P;
  return encodeBech32('age', toLittleEndian(u));
}

/** The age identity that stands for the seed (the first 32 bytes) of a private Ed25519 key. */
export function seedToAgeIdentity(seed: Uint8Array): string {
  const scalar = createHash('sha512').update(seed).digest().subarray(0, 32);
  scalar[0] = scalar[0]! - (scalar[0]! % 8);
  scalar[31] = (scalar[31]! % 64) + 64;
  return encodeBech32('age-secret-key-', scalar).toUpperCase();
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function toLittleEndian(number: bigint): Uint8Array {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
}

function mod(number: bigint): bigint {
  return ((number % P) + P) % P;
}

/** By Fermat: a^(p - 2). */
function inverse(number: bigint): bigint {
  let result = 1n;
  let base = number;
  for (let exponent = P - 2n; exponent > 0n; exponent /= 2n) {
    if (exponent % 2n === 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}
