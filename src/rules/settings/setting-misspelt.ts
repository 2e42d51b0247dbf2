import { IConstruct } from 'constructs';
import { GIT, JOURNALD, LOGIND, NIX, SSHD } from './known-keys';
import { Severity, SystemKind } from '../../app';
import { SystemOptions } from '../../app/definitions/system-options';
import { nearest } from '../../app/nearest';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

/** A setting as it was written. */
interface Written {
  readonly program: string;
  readonly key: string;
  readonly known: ReadonlySet<string>;
  readonly keyPath: string;
  readonly owner: IConstruct;
}

export const settingMisspelt: IRule = {
  code: 'SETTING_MISSPELT',
  severity: Severity.WARNING,
  title: 'Settings are spelled as their program spells them',
  reason:
    'what is passed on as it is nobody checks: a program that does not know a setting ignores it, or does not start',
  source:
    'sshd_config(5), nix.conf(5), logind.conf(5), journald.conf(5), git-config(1); a homelab where a typo stood for months',
  breaks: `
new Host(app, 'fumbled', { ...machine, ssh: { settings: { MaxAuthTires: 3 } } });
`,
  holds: `
new Host(app, 'fumbled', { ...machine, ssh: { settings: { MaxAuthTries: 3 } } });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const options = estate.optionsOf(system);
      const homes = ['home-manager', 'users', '*'];
      const written =
        system.kind === SystemKind.HOME
          ? homeSettings(options, [])
          : [...machineSettings(options), ...homeSettings(options, homes)];
      for (const { program, key, known, keyPath, owner } of written) {
        const meant = meantBy(key, known, program);
        if (meant === undefined) continue;
        report.found(owner, {
          message: `${program} has no setting ${key}`,
          keyPath,
          mend: `did you mean ${meant}?`,
        });
      }
    }
  },
};

/** What a setting that is not known was meant to be; undefined where it is known, or like none. */
function meantBy(key: string, known: ReadonlySet<string>, program: string): string | undefined {
  const name = program === 'Nix' ? key.replace(/^extra-/, '') : key;
  if (known.has(name) || !/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) return undefined;
  const meant = nearest(name, known, name.length < 5 ? 1 : name.length < 12 ? 2 : 3);
  // Case is nothing to git; sshd takes either too, but then NixOS's own value stands beside this one.
  return program === 'git' && meant?.toLowerCase() === name.toLowerCase() ? undefined : meant;
}

function machineSettings(options: SystemOptions): Written[] {
  return [
    ...attributes(options, ['services', 'openssh', 'settings', '*'], 'sshd', SSHD),
    ...attributes(options, ['nix', 'settings', '*'], 'Nix', NIX),
    ...attributes(options, ['services', 'logind', 'settings', 'Login', '*'], 'logind', LOGIND),
    ...lines(options, ['services', 'logind', 'extraConfig'], 'logind', LOGIND),
    ...lines(options, ['services', 'journald', 'extraConfig'], 'journald', JOURNALD),
    ...git(options, ['programs', 'git', 'config']),
  ];
}

function homeSettings(options: SystemOptions, prefix: readonly string[]): Written[] {
  return [
    ...attributes(options, [...prefix, 'nix', 'settings', '*'], 'Nix', NIX),
    ...['settings', 'extraConfig', 'iniContent'].flatMap((name) => git(options, [...prefix, 'programs', 'git', name])),
  ];
}

function attributes(options: SystemOptions, path: string[], program: string, known: ReadonlySet<string>): Written[] {
  return options._at(path).map(({ owner, names }) => ({
    program,
    key: names[names.length - 1]!,
    known,
    keyPath: pathOf(path, names),
    owner,
  }));
}

/** Lines of the form `Key=value`. */
function lines(options: SystemOptions, path: string[], program: string, known: ReadonlySet<string>): Written[] {
  return options._at(path).flatMap(({ value, owner, names }) =>
    typeof value !== 'string'
      ? []
      : [...value.matchAll(/^\s*([A-Za-z]+)\s*=/gm)].map(([, key]) => ({
          program,
          key: key!,
          known,
          keyPath: pathOf(path, names),
          owner,
        })),
  );
}

/** The keys of the sections of git's configuration that are known; what lies deeper has names of its own. */
function git(options: SystemOptions, path: string[]): Written[] {
  return options._at(path).flatMap(({ value, owner, names }) => {
    const sets = (Array.isArray(value) ? value : [value]).filter(isPlainSet);
    return sets.flatMap((set) =>
      Object.entries(GIT).flatMap(([section, known]) => {
        if (!isPlainSet(set[section])) return [];
        const keys = Object.entries(set[section]).filter(([, inner]) => inner !== undefined && !isPlainSet(inner));
        return keys.map(([key]) => ({
          program: 'git',
          key,
          known,
          keyPath: formatKeyPath([...starless(path, names), section, key]),
          owner,
        }));
      }),
    );
  });
}

function pathOf(path: readonly string[], names: readonly string[]): string {
  return formatKeyPath(starless(path, names));
}

function starless(path: readonly string[], names: readonly string[]): string[] {
  let star = 0;
  return path.map((segment) => (segment === '*' ? names[star++]! : segment));
}
