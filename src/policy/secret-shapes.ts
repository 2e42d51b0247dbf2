/** What a secret of a known kind looks like, anywhere in a text. */
const SHAPES: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a key of Tailscale', pattern: /\btskey-(?:auth|api|client|scim|webhook|reusable)-[A-Za-z0-9-]{8,}/ },
  { what: 'a token of GitHub', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{20,})/ },
  { what: 'a token of GitLab', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{16,}/ },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a key of Google', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/ },
  { what: 'a token of Slack', pattern: /\bxox[abeoprs]-[0-9A-Za-z-]{10,}/ },
  { what: 'a key of Stripe', pattern: /\b[rs]k_live_[0-9A-Za-z]{16,}/ },
  { what: 'a token of npm', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: 'a token of Docker Hub', pattern: /\bdckr_pat_[A-Za-z0-9_-]{20,}/ },
  { what: 'a token of Hugging Face', pattern: /\bhf_[A-Za-z0-9]{30,}/ },
  { what: 'a key of OpenAI or Anthropic', pattern: /\bsk-(?:proj-|ant-)[A-Za-z0-9_-]{20,}/ },
  { what: 'a secret key of age', pattern: /\bAGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{40,}/i },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { what: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
];
/** What every one of them has in it: most texts are done after one look. */
const HINT =
  /tskey-|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt|ptt|ft|soat)-|AKIA|ASIA|AIza|xox[abeoprs]-|k_live_|npm_|dckr_pat_|hf_|sk-|AGE-SECRET-KEY|PRIVATE KEY|eyJ/i;

/** What secret stands in a text; undefined where none is known by its form. */
export function secretIn(text: string): string | undefined {
  if (!HINT.test(text)) return undefined;
  return SHAPES.find(({ pattern }) => pattern.test(text))?.what;
}

/** Names that end so hold a secret. */
const SECRET_WORDS = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'psk',
  'pskraw',
  'token',
  'secret',
  'apikey',
  'secretkey',
  'privatekey',
  'accesstoken',
  'authkey',
  'presharedkey',
  'clientsecret',
]);
const SECRET_PAIRS = new Set([
  'api key',
  'secret key',
  'private key',
  'access key',
  'auth key',
  'encryption key',
  'signing key',
  'shared key',
  'license key',
  'webhook url',
]);

/** Whether what is called so is a secret: `adminPassword`, `API_KEY`, `secret_key`; not `passwordFile` or `hashedPassword`. */
export function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.some((word) => /^(hash(ed)?|public|no|disable|allow|require|show|mask)$/.test(word))) return false;
  const last = words[words.length - 1] ?? '';
  return SECRET_WORDS.has(last) || SECRET_PAIRS.has(`${words[words.length - 2] ?? ''} ${last}`);
}

/** Words that say how, not what: `password = "prompt"`. */
const WORDS =
  /^(yes|no|on|off|true|false|null|none|never|always|auto|ask|prompt|required|optional|enabled?|disabled?|default|file|env|keyring|pam|system|ldap|oauth2?|bearer|basic|jwt|plain|shadow|unix|any|md5|scram-sha-256|trust|peer|\*|!+|x)$/i;
/** Where the value is to be found, as the many programs write it. */
const REFERENCE =
  /^(\/|~\/|\.\.?\/|\$|%|@[\w-]+@$|<|\{\{|\{env|\{file|!(?:secret|env|file)|env[:.]|file:|ext:|path:|vault:|secret:|op:\/\/|pass:|config\.|builtins\.|lib\.|pkgs\.|age1|ssh-|ecdsa-)/i;
/** What a password was made into: of crypt, argon2, LDAP and their like. */
const HASH =
  /^(\$[0-9a-z]+[$]|\$[0-9A-Za-z-]+\$|\{[A-Z0-9-]+\}|(?:sha1|sha256|sha512|md5|argon2\w*|bcrypt|pbkdf2\w*):|[0-9a-f]{32,128}$)/i;

/** Whether a value is a secret itself, where its name says that it is one or leads to one. */
export function isPlaintext(value: string): boolean {
  const text = value.trim();
  if (text === '' || WORDS.test(text) || REFERENCE.test(text) || HASH.test(text)) return false;
  // A sentence, or a placeholder in it, is a description.
  return !/\$\{|\{\{|^\S+(\s+\S+){4,}$/.test(text);
}

/** A password in a URL: `postgres://user:password@host`. */
export function passwordInUrl(text: string): boolean {
  const match = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(text);
  return match !== null && isPlaintext(match[1]!);
}

/** `NAME=value` or `--name=value`, as environments and command lines have it. */
export function assignment(text: string): { name: string; value: string } | undefined {
  const match = /^(?:--?)?([A-Za-z][A-Za-z0-9_.-]*)=(.+)$/.exec(text);
  return match ? { name: match[1]!, value: match[2]!.replace(/^(["'])(.*)\1$/, '$2') } : undefined;
}
