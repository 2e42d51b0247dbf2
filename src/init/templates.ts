import { guestsProgram, mixedProgram, serverProgram } from './homelabs';
import { libraryFiles } from './library';
import { PartsOf } from './parts';
import { estateFiles, programName } from './project-files';
import { estateReadme, libraryReadme, setUp } from './readme';
import { Language, NextStep, ProjectFiles, ProjectSettings } from './settings';

/** A kind of project to begin with. */
export interface Template {
  /** What it is called. */
  readonly name: string;
  /** What is in it, in a line. */
  readonly title: string;
  /** What its programs can be written in. */
  readonly languages: readonly Language[];
  /** Names that its machines have beside that of the server. */
  readonly machines: readonly string[];
  /** Its files. */
  readonly files: (settings: ProjectSettings, language: Language) => ProjectFiles;
  /** What is left to do, after the folder was changed to. */
  readonly next: (settings: ProjectSettings, language: Language) => NextStep[];
}

const ALL = [Language.TYPESCRIPT, Language.JAVASCRIPT, Language.PYTHON];

/** All templates, the default first. */
export const TEMPLATES: readonly Template[] = [
  {
    name: 'server',
    title: 'one Linux server',
    languages: ALL,
    machines: [],
    files: (settings, language) =>
      estate({ settings, language }, serverProgram, {
        about: `A server, \`${settings.host}\`.`,
      }),
    next: estateSteps,
  },
  {
    name: 'guests',
    title: 'a server with a virtual machine and a container',
    languages: ALL,
    machines: ['guest', 'git'],
    files: (settings, language) =>
      estate({ settings, language }, guestsProgram, {
        about: `A server, \`${settings.host}\`, with a virtual machine, \`guest\`, and a container, \`git\`.`,
        fit: [
          `The card by which the server goes out is \`${settings.networkCard}\`. \`ip -br link\` on it tells what it is called there; with a wrong name the container reaches nothing outside.`,
        ],
        chapters: [GUESTS_CHAPTER(settings)],
      }),
    next: estateSteps,
  },
  {
    name: 'mixed',
    title: 'a Linux server, a Mac and WSL, with one home on all of them',
    languages: ALL,
    machines: ['macbook', 'wsl', 'home'],
    files: (settings, language) =>
      estate({ settings, language }, mixedProgram, {
        about: `A Linux server, \`${settings.host}\`, a Mac, \`macbook\`, and NixOS on Windows, \`wsl\`, with the same home on all of them.`,
        fit: [
          `\`${settings.user}\` is your login name on the Mac, too: macOS made that user. The Mac is one with an Apple processor; for Intel, give it a \`platform\`.`,
        ],
        chapters: [MIXED_CHAPTER(settings)],
      }),
    next: estateSteps,
  },
  {
    name: 'library',
    title: 'constructs of your own, to be published',
    languages: [Language.TYPESCRIPT],
    machines: [],
    files: (settings) => new Map([...libraryFiles(settings), ['README.md', libraryReadme(settings)]]),
    next: () => [
      { what: 'install what it needs', run: 'npm install' },
      { what: 'run its tests', run: 'npm test' },
      { what: 'check the example', run: 'npx cosmo check' },
    ],
  },
];

interface About {
  readonly about: string;
  readonly fit?: readonly string[];
  readonly chapters?: readonly string[];
}

function estate(of: PartsOf, program: (of: PartsOf) => string, about: About): ProjectFiles {
  const { settings, language } = of;
  return new Map([
    [programName(language), program(of)],
    ...estateFiles(settings, language),
    ['README.md', estateReadme({ ...of, ...about })],
  ]);
}

function estateSteps({ keys }: ProjectSettings, language: Language): NextStep[] {
  const file = programName(language);
  return [
    ...setUp(language).map((run) => ({ what: 'install what it needs', run })),
    ...(keys.length === 0 ? [{ what: `put your public SSH key into keys, in ${file}` }] : []),
    { what: 'check the estate', run: 'npx cosmo check' },
    { what: 'write its flake', run: 'npx cosmo synth' },
  ];
}

const GUESTS_CHAPTER = ({ host, user }: ProjectSettings) => `## The guest and the container

The container is built and switched with its server; Forgejo answers at \`http://${host}:3000\`.

The virtual machine is made by the first switch, from an image of its own system. Without a key in \`keys\` nobody can log in to it. It stands in a network of the server's own: \`ssh -J ${user}@${host} ${user}@192.168.100.20\`. Afterwards it is switched by itself:

\`\`\`sh
NIX_SSHOPTS="-J ${user}@${host}" nixos-rebuild switch --flake ./nix-out#guest --sudo --build-host ${user}@192.168.100.20 --target-host ${user}@192.168.100.20
\`\`\``;

const MIXED_CHAPTER = ({ release }: ProjectSettings) => `## The Mac and WSL

On the Mac, with [Nix](https://nixos.org/download) on it, the first time:

\`\`\`sh
sudo nix run github:nix-darwin/nix-darwin/${release === 'unstable' ? 'master' : `nix-darwin-${release}`}#darwin-rebuild -- switch --flake ./nix-out#macbook
\`\`\`

and then \`sudo darwin-rebuild switch --flake ./nix-out#macbook\`.

In [NixOS-WSL](https://github.com/nix-community/NixOS-WSL): \`sudo nixos-rebuild switch --flake ./nix-out#wsl\`.`;
