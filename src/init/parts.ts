import { Language, newStateVersion, ProjectSettings } from './settings';
import { comment, listOf, ProgramPart, quoted } from './text';

/** What the parts of a program are made from. */
export interface PartsOf {
  readonly settings: ProjectSettings;
  readonly language: Language;
}

/** The owner's keys, before everything else: what has to be given first. */
export function keysPart({ settings, language }: PartsOf): ProgramPart {
  const remark = comment(
    language,
    'Your public SSH keys: the lines of ~/.ssh/*.pub, each a text of its own. While',
    'there is none, nobody logs in over SSH: only at the console, with a password.',
  );
  const start = {
    [Language.TYPESCRIPT]: settings.keys.length === 0 ? 'const keys: string[] = ' : 'const keys = ',
    [Language.JAVASCRIPT]: 'const keys = ',
    [Language.PYTHON]: 'keys = ',
  };
  const list = listOf(language, start[language], settings.keys, endOf(language));
  return { imports: [], text: `${remark}\n${list}` };
}

/** The estate. */
export function appPart({ settings, language }: PartsOf): ProgramPart {
  const description = quoted(language, settings.name);
  const release = quoted(language, settings.release);
  const text =
    language === Language.PYTHON
      ? `app = App(\n    description=${description},\n    release=${release},\n)`
      : `const app = new App({\n  description: ${description},\n  release: ${release},\n});`;
  return { imports: ['App'], text };
}

/** The Linux machine, without its storage where a construct gives it. */
export function serverPart({ settings, language }: PartsOf): ProgramPart {
  const { host, release, timeZone, disk } = settings;
  const stateVersion = newStateVersion(release);
  const imports = ['Host', 'HardwareProfile'];
  if (language === Language.PYTHON) {
    const mounts = `
    # By label, as the manual of NixOS has them made.
    file_systems={
        "/": FileSystemProps(device="/dev/disk/by-label/nixos", fs_type="ext4"),
        "/boot": FileSystemProps(
            device="/dev/disk/by-label/boot", fs_type="vfat", options=["umask=0077"]
        ),
    },`;
    return {
      imports: [...imports, 'HardwareProps', 'LocaleProps', ...(disk === undefined ? ['FileSystemProps'] : [])],
      text: `
server = Host(
    app,
    "${host}",
    # The release that it is installed with. It stays when the estate moves on.
    state_version="${stateVersion}",
    locale=LocaleProps(time_zone="${timeZone}"),
    packages=["git", "htop", "vim"],
    # Firmware for what is in most machines.
    hardware=HardwareProps(profile=HardwareProfile.NOT_DETECTED),${disk === undefined ? mounts : ''}
)`,
    };
  }
  const mounts = `
  // By label, as the manual of NixOS has them made.
  fileSystems: {
    '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
    '/boot': { device: '/dev/disk/by-label/boot', fsType: 'vfat', options: ['umask=0077'] },
  },`;
  return {
    imports,
    text: `
const server = new Host(app, '${host}', {
  // The release that it is installed with. It stays when the estate moves on.
  stateVersion: '${stateVersion}',
  locale: { timeZone: '${timeZone}' },
  packages: ['git', 'htop', 'vim'],
  // Firmware for what is in most machines.
  hardware: { profile: HardwareProfile.NOT_DETECTED },${disk === undefined ? mounts : ''}
});`,
  };
}

/** The administrator of the Linux machine. */
export function userPart({ settings: { user }, language }: PartsOf, variable?: string): ProgramPart {
  const python = language === Language.PYTHON;
  const start = variable === undefined ? '' : python ? `${variable} = ` : `const ${variable} = `;
  const text = python
    ? `
# The hash of the password lies on the machine, made there by hand: for the
# console, and for sudo.
${start}server.add_user(
    "${user}",
    admin=True,
    authorized_keys=keys,
    hashed_password_file=SecretFile.at("${passwordFile(user)}"),
)`
    : `
// The hash of the password lies on the machine, made there by hand: for the
// console, and for sudo.
${start}server.addUser('${user}', {
  admin: true,
  authorizedKeys: keys,
  hashedPasswordFile: SecretFile.at('${passwordFile(user)}'),
});`;
  return { imports: ['SecretFile'], text };
}

/** Where the hash of the user's password lies on the machine. */
export function passwordFile(user: string): string {
  return `/etc/secrets/${user}`;
}

/** The server in the tailnet, where that is asked for. */
export function tailscalePart({ settings, language }: PartsOf, machine = 'server'): ProgramPart | undefined {
  if (!settings.tailscale) return undefined;
  const text =
    language === Language.PYTHON
      ? `TailscaleNode(${machine}, "tailscale")`
      : `new TailscaleNode(${machine}, 'tailscale');`;
  return {
    imports: ['TailscaleNode'],
    text: `${comment(language, 'It logs in once, by hand: `sudo tailscale up`.')}\n${text}`,
  };
}

/** The end of every program. */
export function synthPart({ language }: PartsOf): ProgramPart {
  return { imports: [], text: `app.synth()${endOf(language)}` };
}

function endOf(language: Language): string {
  return language === Language.PYTHON ? '' : ';';
}
