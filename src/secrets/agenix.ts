import { FlakeInput, System, SystemKind, WellKnownInput } from '../app';
import { Expr, Nix } from '../nix';
import { readAgeFile } from './age-file';
import { agenixRules } from './agenix-rules';
import type { Inspection, Recipient, SecretBackend } from './backend';
import type { HostKey } from './host-key';
import { identities } from './identities';
import { isHome } from './place';
import type { SecretUse } from './secret-use';
import { ownerOf, unitName } from './use-options';
import { defined } from '../app/compact';

/** agenix: each secret is an age file of its own. */
export const AGENIX: SecretBackend = {
  name: 'agenix',
  set: 'age.secrets',
  extension: () => '.age',
  recipient: (key) => key.text,
  rules: agenixRules,
  inspect: (file, bytes, secrets, wanted) => inspectAge(file, bytes, secrets[0]?.secretName, wanted),
  refuseSecret: (secret) =>
    secret.key === undefined
      ? undefined
      : {
          code: 'SECRET_KEY',
          message: 'an age file holds one secret, so that key names nothing',
          mend: 'leave key out and give each value a secret of its own, or keep them in a SopsStore',
        },
  refuseKey: (key) => (key.kind === 'pgp' ? 'age knows no PGP keys; give an SSH key or an age recipient' : undefined),
  refuseUse: (use) => {
    const unit = [...(use._given.restartUnits ?? []), ...(use._given.reloadUnits ?? [])].find(
      (name) => !name.endsWith('.service') || name.includes('@'),
    );
    if (unit === undefined) return undefined;
    return {
      code: 'SECRET_UNIT',
      message: `agenix cannot restart ${unit}`,
      why: 'it restarts nothing itself: the service is given the encrypted file as a trigger, which a service that NixOS defines has, and others have not',
      mend: 'name a plain service, or keep the secret in a SopsStore, which restarts any unit',
    };
  },
  importInto: (system) => {
    const input = FlakeInput.wellKnown(system, WellKnownInput.AGENIX);
    if (system.kind === SystemKind.NIXOS) system.importModule(input.nixosModule());
    else if (system.kind === SystemKind.DARWIN) system.importModule(input.darwinModule());
    else system.importModule(input.ref.attr('homeManagerModules', 'default'));
  },
  options,
};

function options(system: System, uses: readonly SecretUse[], keys: readonly HostKey[]): Record<string, any> {
  const services: Record<string, Record<string, Expr[]>> = {};
  const trigger = (unit: string, kind: 'restartTriggers' | 'reloadTriggers', use: SecretUse) => {
    const triggers = (services[unitName(unit)] ??= {});
    const files = (triggers[kind] ??= []);
    if (!files.some((file) => file.source() === use.secret._output.source())) files.push(use.secret._output);
  };
  for (const use of uses) {
    for (const unit of use._restartUnits) trigger(unit, 'restartTriggers', use);
    for (const unit of use._props.reloadUnits ?? []) trigger(unit, 'reloadTriggers', use);
  }
  return {
    age: defined({
      identityPaths: identities(system, keys),
      secrets: Object.fromEntries(uses.map((use) => [use._entry, entryOf(use)])),
    }),
    ...(Object.keys(services).length > 0 ? { systemd: { services } } : {}),
  };
}

function entryOf(use: SecretUse): Record<string, any> {
  const { mode, path } = use._props;
  const { owner, group } = ownerOf(use);
  const home = isHome(use.system);
  return defined({
    file: use.secret._output,
    // In a home agenix's own path has a variable of the shell in it, which only a shell understands.
    path: use._container ? undefined : (path ?? (home ? homePath(use) : undefined)),
    owner,
    group,
    mode: mode === undefined || /^0?400$/.test(mode) ? undefined : mode.padStart(4, '0'),
  });
}

function homePath(use: SecretUse) {
  return Nix.str([Nix.ref('config.xdg.configHome'), `/agenix/${use._entry}`]);
}

/** What an age file tells: SSH keys by their tags, keys of age by their number, as age hides which they are. */
export function inspectAge(
  file: string,
  bytes: Uint8Array,
  secret: string | undefined,
  wanted: readonly Recipient[],
): Inspection {
  const none = { missing: [], extra: [] };
  const again = secret === undefined ? 'cosmo secrets enroll HOST --force' : `cosmo secrets add ${secret} --force`;
  const age = readAgeFile(bytes);
  if (!age) {
    const begins = Buffer.from(bytes.subarray(0, 40)).toString('latin1');
    const broken = /^(age-encryption\.org\/|-----BEGIN AGE )/.test(begins.trimStart());
    return {
      ...none,
      problem: {
        code: broken ? 'SECRET_FILE_BROKEN' : 'SECRET_PLAINTEXT',
        message: broken ? `${file} is an age file that was cut off or changed` : `${file} is not encrypted by age`,
        why: broken ? 'nobody can decrypt it' : 'what is in it can be read by everyone who has the repository',
        mend: broken
          ? `take the last good one from git, or: ${again}`
          : `if it holds the secret, change that secret where it is used, as others have seen it; then: ${again}`,
      },
    };
  }
  if (age.empty) {
    return {
      ...none,
      problem: { code: 'SECRET_EMPTY', message: `there is nothing in ${file}`, mend: again },
    };
  }
  const stanzas = age.stanzas.filter(({ type }) => !type.endsWith('-grease'));
  if (stanzas.some(({ type }) => type === 'scrypt')) {
    return {
      ...none,
      problem: {
        code: 'SECRET_PASSPHRASE',
        message: `${file} is encrypted with a passphrase`,
        why: 'no machine can type one',
        mend: again,
      },
    };
  }
  const tags = new Set(stanzas.filter(({ type }) => type.startsWith('ssh-')).map(({ args }) => args[0]));
  const missing = wanted.filter(({ key }) => key.tag !== undefined && !tags.has(key.tag));
  const known = new Set(wanted.map(({ key }) => key.tag));
  const extraKeys = [...tags].flatMap((tag) => (tag !== undefined && !known.has(tag) ? [tag] : []));
  const extra = extraKeys.map((tag) => `an SSH key (${tag})`);
  // Keys of age and of its plugins cannot be told apart: their numbers must agree.
  const hidden = stanzas.filter(({ type }) => !type.startsWith('ssh-')).length;
  const hiddenWanted = wanted.filter(({ key }) => key.tag === undefined);
  if (hidden < hiddenWanted.length) missing.push(...(hidden === 0 ? hiddenWanted : hiddenWanted.slice(hidden)));
  if (hidden > hiddenWanted.length) extra.push(`${hidden - hiddenWanted.length} of the ${hidden} keys of age`);
  return { missing, extra, extraKeys };
}
