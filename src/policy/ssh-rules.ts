import { IConstruct } from 'constructs';
import { Finding, System, SystemKind } from '../app';
import { Defined, Definitions, taken, valuesAt } from '../app/definitions/definitions';
import { Expr } from '../nix';

/** A finding, and the construct it is about. */
export interface About {
  readonly about: IConstruct;
  readonly finding: Finding;
}

interface Rule {
  readonly code: string;
  readonly setting: string;
  /** Values that keep the door shut. */
  readonly shut: readonly unknown[];
  readonly open: string;
  readonly why: string;
  /** What NixOS does where nothing is said. */
  readonly byDefault: string;
}

const PASSWORDS = 'passwords are guessed by machines, day and night';
const RULES: readonly Rule[] = [
  {
    code: 'SSH_HARDENED_PASSWORDS',
    setting: 'PasswordAuthentication',
    shut: [false, 'no'],
    open: 'takes passwords',
    why: PASSWORDS,
    byDefault: 'sshd then takes passwords',
  },
  {
    code: 'SSH_HARDENED_KEYBOARD_INTERACTIVE',
    setting: 'KbdInteractiveAuthentication',
    shut: [false, 'no'],
    open: 'takes answers to questions, which by PAM are passwords too',
    why: PASSWORDS,
    byDefault: 'sshd then asks for passwords by PAM',
  },
  {
    code: 'SSH_HARDENED_ROOT',
    setting: 'PermitRootLogin',
    shut: [false, 'no'],
    open: 'lets root in',
    why: 'who comes in as root leaves no name; log in as a user, and become root by sudo',
    byDefault: 'root then comes in with a key',
  },
];

/** Directives of `sshd_config` that open what the settings shut, such as in a `Match` block. */
const DIRECTIVE =
  /^[ \t]*(PasswordAuthentication|KbdInteractiveAuthentication|ChallengeResponseAuthentication|PermitEmptyPasswords|PermitRootLogin)(?:[ \t]+|[ \t]*=[ \t]*)"?([A-Za-z-]+)/gim;

/**
 * How the SSH server of a System lets in otherwise than by the keys of users.
 * Of one that is no machine (a shared module, a specialisation) only what it
 * says itself is held against it.
 */
export function sshFindings(
  system: System,
  definitions: readonly Definitions[],
  machine: boolean,
  rootKeys: boolean,
): About[] {
  const enabled = taken(valuesAt(definitions, ['services', 'openssh', 'enable'])).some(({ value }) => value !== false);
  if (machine && !enabled) return [];
  const extra = valuesAt(definitions, ['services', 'openssh', 'extraConfig']);
  if (system.kind === SystemKind.DARWIN) return darwin(system, extra, rootKeys);
  const found: About[] = [];
  for (const rule of RULES) {
    const path = ['services', 'openssh', 'settings', rule.setting];
    const shut = rule.setting === 'PermitRootLogin' && rootKeys ? [...rule.shut, ...ROOT_BY_KEY] : rule.shut;
    const values = taken(valuesAt(definitions, path)).filter(({ value }) => value !== null);
    const mend = `set ${path.join('.')} to ${JSON.stringify(rule.shut[rule.setting === 'PermitRootLogin' ? 1 : 0])}`;
    const { code, why } = rule;
    const bad = values.find(({ value }) => !shut.includes(value));
    if (bad) {
      const message = Expr.isExpr(bad.value)
        ? `whether sshd of ${system.systemName} ${rule.open} is what only Nix can tell`
        : `sshd of ${system.systemName} ${rule.open} (${rule.setting} is ${JSON.stringify(bad.value)})`;
      found.push({ about: bad.owner, finding: { code, message, keyPath: path.join('.'), why, mend } });
    } else if (values.length === 0 && machine && !(rule.setting === 'PermitRootLogin' && rootKeys)) {
      const message = `sshd of ${system.systemName} is not told ${rule.setting}: ${rule.byDefault}`;
      found.push({ about: system, finding: { code, message, keyPath: path.join('.'), why, mend } });
    }
  }
  return [...found, ...directives(system, extra, rootKeys)];
}

const ROOT_BY_KEY = ['prohibit-password', 'without-password', 'forced-commands-only'];

function directives(system: System, extra: readonly Defined[], rootKeys: boolean): About[] {
  return extra.flatMap(({ value, owner }) => {
    if (typeof value !== 'string') return [];
    return [...value.matchAll(DIRECTIVE)]
      .filter(([, name, word]) => !isShut(name!, word!, rootKeys))
      .map(([, name, word]) => ({
        about: owner,
        finding: {
          code: 'SSH_HARDENED_EXTRA_CONFIG',
          message: `sshd of ${system.systemName} is told ${name} ${word} in its extra configuration`,
          keyPath: 'services.openssh.extraConfig',
          why: 'it opens, for some or for all, what the settings shut',
          mend: 'leave the line out',
        },
      }));
  });
}

/** nix-darwin has no settings of sshd: all is in the extra configuration, where the first line of a kind counts. */
function darwin(system: System, extra: readonly Defined[], rootKeys: boolean): About[] {
  const text = extra.map(({ value }) => (typeof value === 'string' ? value : '')).join('\n');
  const everywhere = text.split(/^[ \t]*Match[ \t]/im)[0]!;
  const found = directives(system, extra, rootKeys);
  for (const rule of RULES) {
    if (rule.setting === 'PermitRootLogin' && rootKeys) continue;
    if (new RegExp(`^[ \\t]*${rule.setting}[ \\t=]`, 'im').test(everywhere)) continue;
    found.push({
      about: system,
      finding: {
        code: rule.code,
        message: `sshd of ${system.systemName} is not told ${rule.setting}: macOS then ${rule.setting === 'PermitRootLogin' ? 'takes a key of root' : 'takes passwords'}`,
        keyPath: 'services.openssh.extraConfig',
        why: rule.why,
        mend: `write ${rule.setting} no into services.openssh.extraConfig`,
      },
    });
  }
  return found;
}

function isShut(name: string, word: string, rootKeys: boolean): boolean {
  const said = word.toLowerCase();
  if (said === 'no') return true;
  return name.toLowerCase() === 'permitrootlogin' && rootKeys && ROOT_BY_KEY.includes(said);
}
