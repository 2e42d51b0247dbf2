import { passwordFile } from './parts';
import { programName } from './project-files';
import { Language, ProjectSettings } from './settings';

/** What the README of an estate is about. */
export interface ReadmeOf {
  readonly settings: ProjectSettings;
  readonly language: Language;
  /** What is in the estate, in a sentence. */
  readonly about: string;
  /** What must be made to fit beside what every estate has, as items of a list. */
  readonly fit?: readonly string[];
  /** Further chapters. */
  readonly chapters?: readonly string[];
}

/** The README of an estate: what to change, and the commands in the order in which they are needed. */
export function estateReadme(of: ReadmeOf): string {
  const { settings, language, about } = of;
  const file = programName(language);
  return `# ${settings.name}

${about} Described with [Cosmo](https://github.com/cosmo-nix/cosmo): \`${file}\` is the estate, and \`nix-out/\` the flake that comes out of it.

## Set up

\`\`\`sh
${setUp(language).join('\n')}
npx cosmo check
npx cosmo synth
\`\`\`

Nothing of that needs Nix. \`npx cosmo graph --open\` shows a picture of the estate.

## Make it yours

${[...toFit(of), ...(of.fit ?? [])].map((item) => `- ${item}`).join('\n')}

${build(of)}

${[...(of.chapters ?? []), EVERY_DAY].join('\n\n')}
`;
}

/** The commands that install what the project needs. */
export function setUp(language: Language): string[] {
  if (language !== Language.PYTHON) return ['npm install'];
  return ['npm install', 'python3 -m venv .venv && . .venv/bin/activate', 'pip install -r requirements.txt'];
}

function toFit({ settings, language }: ReadmeOf): string[] {
  const { user, host, keys, disk, zfs } = settings;
  const file = programName(language);
  const items = [
    keys.length > 0
      ? `\`keys\` in \`${file}\` has your public SSH ${keys.length === 1 ? 'key' : 'keys'}. With ${keys.length === 1 ? 'it' : 'them'}, \`${user}\` logs in over SSH; passwords are for the console and for sudo alone.`
      : `\`keys\` in \`${file}\` is empty: put your public SSH key into it, the line in \`~/.ssh/id_ed25519.pub\`. Until then \`${user}\` logs in at the console alone.`,
    `The hash of the password of \`${user}\` lies on \`${host}\`, at \`${passwordFile(user)}\`, and in no repository. Make it before the machine is switched: without it, the password of \`${user}\` is locked.`,
  ];
  if (disk === undefined) {
    items.push(
      'The file systems are found by their labels, `nixos` and `boot`, as the manual of NixOS makes them. Compare with `lsblk -o NAME,LABEL,FSTYPE,MOUNTPOINTS` on the machine. Where it differs, correct `' +
        file +
        '`, or put the `hardware-configuration.nix` of the machine into this folder and name it in place of the file systems: `' +
        (language === Language.PYTHON
          ? 'hardware=HardwareProps(configuration_file="hardware-configuration.nix")'
          : "hardware: { configurationFile: 'hardware-configuration.nix' }") +
        '`.',
    );
  } else {
    items.push(`The disk is \`${disk}\`. **All that is on it is lost** when the machine is installed.`);
  }
  if (zfs && disk === undefined) {
    items.push(
      'The pool `tank` must be there, with a dataset that NixOS mounts: `zfs create -o mountpoint=legacy tank/data`. Without it the machine waits for it when it starts, and stops.',
    );
  }
  if (settings.tailscale) items.push('`sudo tailscale up` on the machine, once, has it join your tailnet.');
  return items;
}

/** How the machine is built the first time. */
function build({ settings: { host, user, disk } }: ReadmeOf): string {
  const track = `git init   # where there is no repository yet
git add --all
npx cosmo lock`;
  const file = passwordFile(user);
  if (disk !== undefined) {
    return `## Install ${host}

A flake sees only what git tracks, and Nix pins its inputs:

\`\`\`sh
${track}
git add --all
\`\`\`

Start the machine from an installer of NixOS, let yourself in as root over SSH, and have it installed, by [nixos-anywhere](https://github.com/nix-community/nixos-anywhere). The hash of the password goes along:

\`\`\`sh
install -d -m 700 extra/etc/secrets
mkpasswd > extra${file}
npx cosmo install ${host} --target-host root@ADDRESS -- --extra-files extra
rm -r extra
\`\`\`

After that, on the machine: \`npx cosmo switch\`, or \`nixos-rebuild switch --flake ./nix-out#${host}\` where it has no Node.`;
  }
  return `## Build ${host}

On the machine, once:

\`\`\`sh
sudo install -d -m 700 /etc/secrets
mkpasswd | sudo tee ${file} > /dev/null
\`\`\`

A flake sees only what git tracks, and Nix pins its inputs:

\`\`\`sh
${track}
git add --all
sudo nixos-rebuild switch --flake ./nix-out#${host}
\`\`\``;
}

const EVERY_DAY = `## Every day

- \`npx cosmo check\` finds what is wrong, and writes nothing.
- \`npx cosmo diff\` tells what a change does to each machine, option by option.
- \`npx cosmo synth\` writes the flake.
- \`npx cosmo update\` pins its inputs to what they are now.

Commit \`nix-out/\` with the rest: its diff shows what a change does.`;

/** The README of a construct library. */
export function libraryReadme({ name }: ProjectSettings): string {
  return `# ${name}

Constructs for [Cosmo](https://github.com/cosmo-nix/cosmo), which describes a homelab as code and synthesizes its flake.

\`\`\`ts
import { UptimeKuma } from '${name}';

new UptimeKuma(server, 'uptime', { openFirewall: true });
\`\`\`

## Work on it

\`\`\`sh
npm install
npm test
npx cosmo check
npx cosmo synth
\`\`\`

- \`src/\` has the constructs. \`UptimeKuma\` is one to begin with: typed props in, options of NixOS and a claim on its port out.
- \`test/\` holds them to what they write. \`npx jest --updateSnapshot\` takes what they write now for right: look at its diff.
- \`example/main.ts\` is a small estate that uses them; \`cosmo\` runs it, and \`nix-out/\` is what comes out. Commit it with the rest: its diff shows what a change of a construct does.

## Publish it

Choose a license and put its text into \`LICENSE\`, say in \`package.json\` where the repository is, then \`npm publish\`. It compiles \`src/\` into \`lib/\`, which is all that is published. Cosmo and constructs are peer dependencies: an estate has one copy of each.
`;
}
