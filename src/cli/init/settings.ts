import { readFileSync } from 'fs';
import { userInfo } from 'os';
import { basename, resolve } from 'path';
import { nearest } from '../../app/nearest';
import { localeOptions } from '../../hosts/locale';
import { checkPublicKey } from '../../hosts/ssh-key';
import { DEFAULT_RELEASE, Language, ProjectSettings, Template, TEMPLATES } from '../../init';
import type { InitOptions } from '../init-command';
import { usage } from '../usage-error';
import { version } from '../version';

/** What is asked for, checked. */
export interface InitAsked {
  readonly template: Template;
  readonly language: Language;
  readonly settings: ProjectSettings;
  /** The folder, absolute. */
  readonly folder: string;
}

/**
 * What the arguments and options say together.
 * @throws UsageError for what is unknown, cannot be, or says nothing about the template
 */
export function askedOf(
  templateName: string | undefined,
  folderName: string | undefined,
  options: InitOptions,
  cwd: string,
): InitAsked {
  if (folderName?.trim() === '') throw usage('OPTION_EMPTY', 'the folder is empty', 'name one, or leave it out');
  const template = templateOf(templateName);
  const language = languageOf(options.language, template);
  const folder = resolve(cwd, folderName ?? '.');
  if (template.languages.length === 1) refuseForLibrary(options, template);
  if (options.networkCard !== undefined && template.name !== 'guests') {
    throw conflict('--network-card', `${template.name} says nothing of network cards`);
  }
  return { template, language, folder, settings: settingsOf(options, folder, template, cwd) };
}

function templateOf(name: string = TEMPLATES[0]!.name): Template {
  const template = TEMPLATES.find((known) => known.name === name);
  if (template) return template;
  const names = TEMPLATES.map((known) => known.name);
  const guess = nearest(name, names);
  throw usage(
    'INIT_TEMPLATE',
    `there is no template "${name}"`,
    guess
      ? `did you mean ${guess}?`
      : `there are ${names.join(', ')}; the folder comes after the template: cosmo init ${names[0]} ${name}`,
  );
}

/** What languages are called for short. */
const SHORT: Readonly<Record<string, Language>> = {
  ts: Language.TYPESCRIPT,
  js: Language.JAVASCRIPT,
  py: Language.PYTHON,
};

function languageOf(given: string = Language.TYPESCRIPT, template: Template): Language {
  const languages = Object.values(Language);
  const name = given.toLowerCase();
  const language = SHORT[name] ?? languages.find((known) => (known as string) === name);
  if (language === undefined) {
    const guess = nearest(name, languages);
    const mend = guess ? `did you mean ${guess}?` : `there are ${languages.join(', ')}`;
    throw usage('INIT_LANGUAGE', `"${given}" is no language that a project can be written in here`, mend);
  }
  if (template.languages.includes(language)) return language;
  throw usage(
    'INIT_LANGUAGE',
    `the template ${template.name} is not there in ${language}`,
    `give --language ${template.languages.join(' or ')}: from a library in TypeScript, jsii can make packages for other languages`,
  );
}

/** Options about machines, which a library has none of. */
function refuseForLibrary(options: InitOptions, { name }: Template): void {
  const { host, user, sshKey, timeZone, disk, zfs, tailscale, networkCard } = options;
  const given = Object.entries({
    '--host': host,
    '--user': user,
    '--ssh-key': sshKey,
    '--time-zone': timeZone,
    '--disk': disk,
    '--zfs': zfs,
    '--tailscale': tailscale,
    '--network-card': networkCard,
  }).find(([, asked]) => asked !== undefined);
  if (given) throw conflict(given[0], `${name} has no machine of yours`);
}

function conflict(option: string, because: string) {
  return usage('OPTIONS_CONFLICT', `${option} is for another template: ${because}`, `leave ${option} out`);
}

function settingsOf(options: InitOptions, folder: string, template: Template, cwd: string): ProjectSettings {
  const { zfs = false, tailscale = false, disk, networkCard = 'enp1s0' } = options;
  if (disk !== undefined) checkDisk(disk);
  if (!/^[A-Za-z0-9._-]{1,15}$/.test(networkCard)) {
    throw value('--network-card', networkCard, 'no name of a network card', 'ip -br link on the machine lists them');
  }
  return {
    name: nameOf(options.name, folder),
    host: hostOf(options.host ?? 'server', template),
    user: userOf(options.user),
    keys: (options.sshKey ?? []).map((key) => keyOf(key, cwd)),
    release: releaseOf(options.release ?? DEFAULT_RELEASE),
    timeZone: timeZoneOf(options.timeZone),
    networkCard,
    disk,
    zfs,
    tailscale,
    version: version(),
  };
}

function value(option: string, given: string, what: string, mend: string) {
  return usage('INIT_VALUE', `${option} "${given}" is ${what}`, mend);
}

/** Names that a package cannot have beside what it depends on. */
const TAKEN_NAMES = ['cosmo-nix', 'constructs', 'typescript', 'node_modules', 'favicon.ico'];

function nameOf(given: string | undefined, folder: string): string {
  if (given === undefined) {
    const name = basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60);
    return name === '' || TAKEN_NAMES.includes(name) ? 'homelab' : name;
  }
  if (!/^(@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9-][a-z0-9._-]*$/.test(given) || given.length > 80) {
    throw value('--name', given, 'no name of a package', 'at most 80 small letters, digits, -, _ and dots: my-homelab');
  }
  if (TAKEN_NAMES.includes(given)) {
    throw value('--name', given, 'the name of something that the project depends on', 'give a name of its own');
  }
  return given;
}

function hostOf(name: string, template: Template): string {
  if (!/^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(name)) {
    throw value('--host', name, 'no name of a host', 'letters, digits and - make one, at most 63 of them: attic');
  }
  if (!template.machines.includes(name)) return name;
  throw value('--host', name, `what another part of ${template.name} is called`, 'give the server another name');
}

function userOf(given: string | undefined): string {
  if (given === undefined) {
    const own = ownName();
    return isUserName(own) ? own : 'admin';
  }
  if (given === 'root') throw value('--user', given, 'no user who logs in here', 'give the name of a person: ada');
  if (isUserName(given)) return given;
  throw value('--user', given, 'no login name', 'small letters, digits, - and _ make one, at most 32 of them: ada');
}

function isUserName(name: string): boolean {
  return /^[a-z_][a-z0-9_-]{0,31}$/.test(name) && name !== 'root';
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user whom the system does not know, as in some containers.
    return '';
  }
}

function releaseOf(release: string): string {
  if (/^(\d\d\.(05|11)|unstable)$/.test(release)) return release;
  throw value('--release', release, 'no release of NixOS', `give one such as ${DEFAULT_RELEASE}, or unstable`);
}

function timeZoneOf(given: string | undefined): string {
  const refused = (zone: string) => {
    try {
      localeOptions({ timeZone: zone }, () => {
        throw new Error();
      });
      return false;
    } catch {
      return true;
    }
  };
  if (given === undefined) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return own === undefined || refused(own) ? 'UTC' : own;
  }
  if (!refused(given)) return given;
  throw value('--time-zone', given, 'no time zone', 'give area and place, with capitals: Europe/Berlin');
}

function checkDisk(disk: string): void {
  if (/^\/dev\/disk\/by-(id|path|diskseq|uuid|wwn)\/[A-Za-z0-9._:+@-]+$/.test(disk)) return;
  throw usage(
    'INIT_DISK',
    `--disk "${disk}" is no name that stays with a disk`,
    'give the one that ls -l /dev/disk/by-id shows on the machine: /dev/sda may be another disk the next time',
  );
}

/** A key as it was given, or in a file. */
function keyOf(given: string, cwd: string): string {
  const isKey = /\s/.test(given.trim()) || given.includes('PRIVATE KEY');
  const line = isKey ? given.trim() : read(resolve(cwd, given), given);
  checkPublicKey(line, '--ssh-key', (code, message, mend) => {
    const what = isKey ? message : `${given}: ${message}`;
    throw usage(code, `--ssh-key: ${what}`, isKey ? mend : 'give the public half, in the file that ends with .pub');
  });
  return line;
}

function read(file: string, given: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw usage(
      'INIT_SSH_KEY',
      `--ssh-key: ${given} cannot be read: ${(error as Error).message}`,
      'give the file of a public key, or the key itself in quotes; ssh-keygen -t ed25519 makes one',
    );
  }
}
