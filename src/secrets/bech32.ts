/* eslint-disable no-bitwise -- the checksum is defined on bits */

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** What a bech32 text holds. */
export interface Bech32 {
  /** What stands before the last `1`, in small letters: `age`. */
  readonly prefix: string;
  /** The bytes. */
  readonly bytes: Uint8Array;
}

/** Bytes as bech32 (BIP 173, without its limit of length, as age uses it), in small letters. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup([...bytes], 8, 5, true)!;
  const sum = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [0, 1, 2, 3, 4, 5].map((i) => (sum >> (5 * (5 - i))) & 31);
  return `${prefix}1${[...words, ...check].map((word) => LETTERS[word]).join('')}`;
}

/** What a bech32 text holds; undefined where it is none, or its checksum is wrong. */
export function decodeBech32(text: string): Bech32 | undefined {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return undefined;
  const split = lower.lastIndexOf('1');
  if (split < 1 || lower.length - split < 7) return undefined;
  const prefix = lower.slice(0, split);
  const words = [...lower.slice(split + 1)].map((letter) => LETTERS.indexOf(letter));
  if (words.includes(-1) || polymod([...expand(prefix), ...words]) !== 1) return undefined;
  const bytes = regroup(words.slice(0, -6), 5, 8, false);
  return bytes && { prefix, bytes: Uint8Array.from(bytes) };
}

function expand(prefix: string): number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, i) => {
      if ((top >> i) & 1) sum ^= generator;
    });
  }
  return sum >>> 0;
}

/** Groups of `from` bits as groups of `to` bits; undefined where bits that are not zero are left. */
function regroup(values: readonly number[], from: number, to: number, pad: boolean): number[] | undefined {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      out.push((held >> bits) & ((1 << to) - 1));
    }
  }
  const rest = (held << (to - bits)) & ((1 << to) - 1);
  if (pad) {
    if (bits > 0) out.push(rest);
  } else if (bits >= from || rest !== 0) {
    return undefined;
  }
  return out;
}
