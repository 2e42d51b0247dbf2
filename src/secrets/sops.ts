import { FlakeInput, SecretContent, System, SystemKind, WellKnownInput } from '../app';
import { Expr } from '../nix';
import type { Inspection, Recipient, SecretBackend } from './backend';
import type { HostKey } from './host-key';
import { identities } from './identities';
import { isHome } from './place';
import type { Secret } from './secret';
import type { SecretUse } from './secret-use';
import { readSopsFile, SopsFile, sopsFormat, SopsFormat } from './sops-file';
import { sopsRules } from './sops-rules';
import { ownerOf } from './use-options';
import { defined } from '../app/compact';

const EXTENSIONS: Record<SecretContent, string> = {
  [SecretContent.VALUE]: '.sops',
  [SecretContent.ENVIRONMENT]: '.env',
  [SecretContent.JSON]: '.json',
  [SecretContent.YAML]: '.yaml',
  [SecretContent.INI]: '.ini',
};
/** The formats of files that are a secret as a whole. */
const FORMATS: Record<SecretContent, SopsFormat> = {
  [SecretContent.VALUE]: 'binary',
  [SecretContent.ENVIRONMENT]: 'dotenv',
  [SecretContent.JSON]: 'json',
  [SecretContent.YAML]: 'yaml',
  [SecretContent.INI]: 'ini',
};

/** sops-nix: a file of a secret, or of several by their keys. */
export const SOPS: SecretBackend = {
  name: 'sops-nix',
  set: 'sops.secrets',
  extension: (secret) => (secret.key === undefined ? EXTENSIONS[secret.content] : '.yaml'),
  recipient: (key) => key.age ?? key.text,
  rules: sopsRules,
  inspect: inspectSops,
  refuseSecret: (secret) => {
    const format = sopsFormat(secret.file);
    if (secret.key !== undefined) {
      return format === 'yaml' || format === 'json'
        ? undefined
        : {
            code: 'SECRET_KEY',
            message: `sops-nix takes no single value out of ${secret.file}`,
            mend: 'keep it in a file that ends in .yaml or .json, or leave key out',
          };
    }
    return format === FORMATS[secret.content] || (secret.content === SecretContent.VALUE && format === 'binary')
      ? undefined
      : {
          code: 'SECRET_FILE_FORMAT',
          message: `sops would take ${secret.file} for ${format}, and the secret is of the form ${secret.content}`,
          why: 'it takes the format of a file from its name',
          mend:
            secret.content === SecretContent.VALUE && (format === 'yaml' || format === 'json')
              ? `say which value of the file it is: key: '${secret.secretName}'`
              : `end the name in ${EXTENSIONS[secret.content]}, or correct content`,
        };
  },
  refuseKey: (key) =>
    key.kind === 'ssh-rsa'
      ? 'only Ed25519 keys have a key of age that stands for them, and sops takes no others'
      : undefined,
  refuseUse: () => undefined,
  importInto: (system) => {
    const input = FlakeInput.wellKnown(system, WellKnownInput.SOPS_NIX);
    if (system.kind === SystemKind.NIXOS) system.importModule(input.nixosModule('sops'));
    else if (system.kind === SystemKind.DARWIN) system.importModule(input.darwinModule('sops'));
    else system.importModule(input.homeModule('sops'));
  },
  options,
};

function options(system: System, uses: readonly SecretUse[], keys: readonly HostKey[]): Record<string, any> {
  const paths = identities(system, keys);
  const ofAge = keys.find(({ _key }) => !_key.kind.startsWith('ssh-'));
  const age = ofAge
    ? { keyFile: ofAge.path, sshKeyPaths: paths?.filter((path) => path !== ofAge.path) ?? [] }
    : paths && { sshKeyPaths: paths };
  return {
    sops: defined({
      age,
      // RSA host keys as keys of GnuPG: nothing here is encrypted to them.
      gnupg: isHome(system) ? undefined : { sshKeyPaths: [] },
      secrets: Object.fromEntries(uses.map((use) => [use._entry, entryOf(use)])),
    }),
  };
}

function entryOf(use: SecretUse): Record<string, any> {
  const { secret } = use;
  const { mode, path, reloadUnits } = use._props;
  const { owner, group } = ownerOf(use);
  const format = sopsFormat(secret.file);
  const whole = secret.key === undefined && (format === 'yaml' || format === 'json');
  const byNumber = use._container !== undefined || [owner, group].some((name) => /^\d+$/.test(String(plain(name))));
  return defined({
    sopsFile: secret._output,
    format: format === 'yaml' ? undefined : format,
    key: whole ? '' : secret.key,
    path: use._container ? undefined : path,
    ...(byNumber ? { uid: numberOf(owner), gid: numberOf(group) } : { owner, group }),
    mode: mode === undefined || /^0?400$/.test(mode) ? undefined : mode.padStart(4, '0'),
    neededForUsers: use._neededForUsers ? true : undefined,
    restartUnits: listed(use._restartUnits),
    reloadUnits: listed(reloadUnits ?? []),
  });
}

function plain(value: string | Expr | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** sops-nix has numbers apart from names, and as numbers. */
function numberOf(value: string | Expr | undefined): number | Expr | undefined {
  if (typeof value === 'string') return Number(value);
  return value;
}

function listed(items: readonly string[]): readonly string[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** What a sops file tells: everything but the values. */
function inspectSops(
  file: string,
  bytes: Uint8Array,
  secrets: readonly Secret[],
  wanted: readonly Recipient[],
): Inspection {
  const none = { missing: [], extra: [] };
  const name = secrets[0]!.secretName;
  const again = `cosmo secrets add ${name} --force`;
  const problem = (code: string, message: string, mend: string, why?: string): Inspection => ({
    ...none,
    problem: { code, message, mend, why },
  });
  const format = sopsFormat(file);
  const found = readSopsFile(Buffer.from(bytes).toString('utf8'), format);
  if (!found) {
    return problem(
      'SECRET_PLAINTEXT',
      `${file} is no ${format} file that sops encrypted`,
      `if it holds the secret, change that secret where it is used, as others have seen it; then: ${again}`,
      'what is in it can be read by everyone who has the repository, and sops-nix does not take it',
    );
  }
  if (!found.hasMac) {
    return problem(
      'SECRET_FILE_BROKEN',
      `${file} has no MAC`,
      `take the last good one from git, or: ${again}`,
      'sops refuses what may have been changed',
    );
  }
  if (found.groups) {
    return problem(
      'SECRET_KEY_GROUPS',
      `the key of ${file} is split over groups of recipients`,
      `cosmo secrets rekey ${name}`,
      'a machine has one key, and cannot put a split one together',
    );
  }
  if (found.plain.length > 0) {
    return problem(
      'SECRET_PLAINTEXT',
      `${found.plain.join(', ')} in ${file} ${found.plain.length > 1 ? 'are' : 'is'} not encrypted`,
      `change the secret where it is used, as others have seen it, and write the new one: sops ${file}`,
      'what is in it can be read by everyone who has the repository',
    );
  }
  const lacks = lackingKey(found, secrets);
  if (lacks) {
    return problem(
      'SECRET_KEY_MISSING',
      `${file} has no ${lacks.what}`,
      `add it: sops ${file}`,
      'the machine would refuse to switch',
    );
  }
  const is = new Set([...found.age, ...found.pgp.map((key) => key.toUpperCase())]);
  const want = new Set(wanted.map(({ key }) => SOPS.recipient(key)));
  const extraKeys = [...is].filter((key) => !want.has(key));
  return {
    missing: wanted.filter(({ key }) => !is.has(SOPS.recipient(key))),
    extra: [...extraKeys, ...found.others.map((kind) => `a key of ${kind}`)],
    extraKeys,
  };
}

function lackingKey(found: SopsFile, secrets: readonly Secret[]): { what: string } | undefined {
  const keys = new Set(found.keys);
  for (const secret of secrets) {
    if (secret.key !== undefined && !keys.has(secret.key)) return { what: `value ${secret.key}` };
    const variable = secret.variables.find((one) => !keys.has(one));
    if (variable !== undefined) return { what: `variable ${variable}` };
  }
  return undefined;
}
