import { Refuse } from '../app/refuse';
import { readSshFields } from '../app/ssh-wire';

/** The kinds of public keys that OpenSSH takes. */
const KEY_TYPES = [
  'ssh-ed25519',
  'sk-ssh-ed25519@openssh.com',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'ssh-rsa',
];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MEND = "give the line of the .pub file: 'ssh-ed25519 AAAA… name'";

/**
 * Refuse what is no line of `authorized_keys`: options, the key's type, its
 * data, a comment. The data names its type itself; both must agree.
 */
export function checkPublicKey(line: string, keyPath: string, refuse: Refuse): void {
  refuseSecret(line, keyPath, refuse);
  const no = (what: string, why?: string): never => refuse('SSH_PUBLIC_KEY', what, MEND, keyPath, why);
  if (/[\n\r\0]/.test(line)) no('a public SSH key is one line, and this has several');
  if (/^(\/|~|\.{1,2}\/)|\.pub$/.test(line)) {
    refuse(
      'SSH_PUBLIC_KEY',
      `"${line}" is the name of a file, not a public SSH key`,
      `give what is in it: readFileSync('${line}', 'utf8').trim()`,
      keyPath,
    );
  }
  const words = splitWords(line);
  const at = words.findIndex((word) => KEY_TYPES.includes(word));
  if (at < 0) {
    if (words.includes('ssh-dss')) no('DSA keys are taken by no OpenSSH any more');
    no(`"${shorten(line)}" names no type of key that OpenSSH takes`, `the types are ${KEY_TYPES.join(', ')}`);
  }
  if (at > 1) no('the options before the key hold a space outside of quotes');
  const type = words[at]!;
  const data = words[at + 1] ?? '';
  if (data === '' || !BASE64.test(data)) {
    no(`the data of the ${type} key is no base64`, 'it was cut off or changed on the way');
  }
  const bytes = Buffer.from(data, 'base64');
  const fields = readSshFields(bytes);
  if (!fields || fields.length < 2) return no(`the data of the ${type} key is cut off`);
  const inside = fields[0]!.toString('latin1');
  if (inside !== type) no(`the key says ${type}, and its data says ${shorten(inside)}`, 'the two must agree');
  if (type === 'ssh-ed25519' && fields[1]!.length !== 32) no('an Ed25519 key has 32 bytes');
}

/** Refuse what must stay secret: a private key, the hash of a password. */
export function refuseSecret(text: string, keyPath: string, refuse: Refuse): void {
  if (/PRIVATE KEY|AGE-SECRET-KEY-/.test(text)) {
    refuse(
      'SECRET_IN_PLAIN_SIGHT',
      'this is a private key',
      'give the public half, and make a new pair: this one has been shown',
      keyPath,
      'what synth writes can be read by everyone who has the repository or the machine',
    );
  }
  if (/^\$(y|gy|7|2[aby]|6|5|1|argon2\w*)\$/.test(text)) {
    refuse(
      'SECRET_IN_PLAIN_SIGHT',
      'this is the hash of a password',
      'put it into a secret file: hashedPasswordFile',
      keyPath,
      'the Nix store can be read by everyone, and a hash can be guessed at',
    );
  }
}

/** Words between spaces; quotes hold spaces together, as in `from="10.0.0.0/8" ssh-ed25519 …`. */
function splitWords(line: string): string[] {
  return line.match(/(?:[^\s"]+|"(?:[^"\\]|\\.)*")+/g) ?? [];
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
