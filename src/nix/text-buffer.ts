import { isKeyword } from './escape';

/** Bytes kept before they become a piece of text. */
const SIZE = 65_536;
/** Room that is left when a write begins: enough for a few fixed characters around it. */
const MARGIN = 256;

/** By character: 1 where it stands for itself between quotes, whatever is beside it. */
const IN_QUOTES = new Uint8Array(128);
/** By character: 1 where a name may go on with it, 2 where one may begin too. */
const IN_NAME = new Uint8Array(128);
for (let code = 32; code < 127; code += 1) {
  const char = String.fromCharCode(code);
  if (!'"\\$'.includes(char)) IN_QUOTES[code] = 1;
  if (/[0-9'-]/.test(char)) IN_NAME[code] = 1;
  else if (/[A-Za-z_]/.test(char)) IN_NAME[code] = 2;
}
/** The longest keyword, `inherit`. */
const LONGEST_KEYWORD = 7;

/** The bytes of the last writing that ended: most texts are small, and room is dear to make. */
let spare: Buffer | undefined;

/**
 * Text that grows by many small writes. Most of what is printed is ASCII:
 * that goes into bytes, checked while it is copied, which is several times
 * faster than growing a string.
 */
export class TextBuffer {
  private readonly bytes: Buffer;
  private used = 0;
  private done = '';

  constructor() {
    this.bytes = spare ?? Buffer.allocUnsafe(SIZE);
    spare = undefined;
  }

  /** All that was written, at the end of the writing. */
  finish(): string {
    this.flush();
    spare = this.bytes;
    return this.done;
  }

  /** How much was written. */
  get length(): number {
    return this.done.length + this.used;
  }

  /** What was written since the text had that length. */
  since(length: number): string {
    const start = length - this.done.length;
    return start < 0 ? this.all().slice(length) : this.bytes.toString('latin1', start, this.used);
  }

  /** Takes back what was written since the text had that length. */
  cut(length: number): void {
    if (length < this.done.length) {
      this.done = this.done.slice(0, length);
      this.used = 0;
    } else {
      this.used = length - this.done.length;
    }
  }

  write(text: string): void {
    const { length } = text;
    if (this.used + length + MARGIN > SIZE) this.flush();
    if (length + MARGIN > SIZE) {
      this.done += text;
      return;
    }
    const { bytes } = this;
    let pos = this.used;
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 255) {
        this.flush();
        this.done += text;
        return;
      }
      bytes[pos] = code;
      pos += 1;
    }
    this.used = pos;
  }

  spaces(count: number): void {
    if (this.used + count + MARGIN > SIZE) {
      this.flush();
      if (count + MARGIN > SIZE) {
        this.done += ' '.repeat(count);
        return;
      }
    }
    const { bytes } = this;
    let pos = this.used;
    for (const end = pos + count; pos < end; pos += 1) bytes[pos] = 32;
    this.used = pos;
  }

  /** Writes a key that needs no quotes; otherwise writes nothing and gives false. */
  name(text: string): boolean {
    const { length } = text;
    if (length === 0) return false;
    if (this.used + length + MARGIN > SIZE) this.flush();
    if (length + MARGIN > SIZE) return false;
    const { bytes } = this;
    let pos = this.used;
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 127 || IN_NAME[code] === 0) return false;
      bytes[pos] = code;
      pos += 1;
    }
    if (IN_NAME[bytes[this.used]] !== 2) return false;
    if (length <= LONGEST_KEYWORD && isKeyword(text)) return false;
    this.used = pos;
    return true;
  }

  /** Writes text between `"` and `"` if it needs no escape; otherwise writes nothing and gives false. */
  quoted(text: string): boolean {
    const { length } = text;
    if (this.used + length + MARGIN > SIZE) this.flush();
    if (length + MARGIN > SIZE) return false;
    const { bytes } = this;
    let pos = this.used;
    bytes[pos] = 34;
    pos += 1;
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 127 || IN_QUOTES[code] === 0) return false;
      bytes[pos] = code;
      pos += 1;
    }
    bytes[pos] = 34;
    this.used = pos + 1;
    return true;
  }

  private all(): string {
    this.flush();
    return this.done;
  }

  private flush(): void {
    if (this.used === 0) return;
    this.done += this.bytes.toString('latin1', 0, this.used);
    this.used = 0;
  }
}
