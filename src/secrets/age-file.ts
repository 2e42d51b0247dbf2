/** A stanza of an age file's header: one recipient can open the file by it. */
export interface AgeStanza {
  /** `X25519`, `ssh-ed25519`, `ssh-rsa`, `scrypt`, or a plugin's. */
  readonly type: string;
  /** The rest of its first line; for SSH keys the key's tag first. */
  readonly args: readonly string[];
}

/** What an age file tells without a key. */
export interface AgeFile {
  /** Whether it is text, between `BEGIN` and `END`. */
  readonly armored: boolean;
  /** One for each recipient. */
  readonly stanzas: readonly AgeStanza[];
  /** Whether there is nothing in it: a nonce and one authenticated chunk of no bytes. */
  readonly empty: boolean;
}

const VERSION = 'age-encryption.org/v1';
const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----';
const END = '-----END AGE ENCRYPTED FILE-----';
/** A nonce of 16 bytes, and a tag of 16 bytes. */
const NO_CONTENT = 32;

/** What an age file tells; undefined where the bytes are no age file. */
export function readAgeFile(bytes: Uint8Array): AgeFile | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.trimStart().startsWith(BEGIN)) return readBinary(Buffer.from(bytes), false);
  const end = text.indexOf(END);
  if (end < 0) return undefined;
  const body = text.slice(text.indexOf(BEGIN) + BEGIN.length, end).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body)) return undefined;
  return readBinary(Buffer.from(body, 'base64'), true);
}

function readBinary(bytes: Buffer, armored: boolean): AgeFile | undefined {
  const stanzas: AgeStanza[] = [];
  let at = 0;
  const line = (): string | undefined => {
    const end = bytes.indexOf(10, at);
    if (end < 0) return undefined;
    const text = bytes.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  if (line() !== VERSION) return undefined;
  for (;;) {
    const head = line();
    if (head === undefined) return undefined;
    if (head.startsWith('--- ')) break;
    if (!/^-> [!-~]+( [!-~]+)*$/.test(head)) return undefined;
    const [type, ...args] = head.slice(3).split(' ');
    // Its body ends with a line of less than 64 letters.
    for (let body = line(); ; body = line()) {
      if (body === undefined || !/^[A-Za-z0-9+/]{0,64}$/.test(body)) return undefined;
      if (body.length < 64) break;
    }
    stanzas.push({ type: type!, args });
  }
  const content = bytes.length - at;
  if (content < NO_CONTENT) return undefined;
  return { armored, stanzas, empty: content === NO_CONTENT };
}
