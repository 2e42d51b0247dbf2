import { Finding, NixModule } from '../app';
import { isPlainSet } from '../app/option-tree';

/** Sections of git's configuration that are often misspelt; git ignores a section it does not know. */
const GIT_SECTIONS: Record<string, string> = {
  aliases: 'alias',
  branches: 'branch',
  colors: 'color',
  colour: 'color',
  commits: 'commit',
  cores: 'core',
  credentials: 'credential',
  includes: 'include',
  remotes: 'remote',
  urls: 'url',
  users: 'user',
};

/** What is wrong in options of a home although each has the type it should have. */
export function auditHome(options: unknown): Finding[] {
  const settings = at(options, 'programs', 'git', 'settings');
  const sections = (Array.isArray(settings) ? settings : [settings]).filter(isPlainSet).flatMap(Object.keys);
  return sections
    .filter((section) => GIT_SECTIONS[section] !== undefined)
    .map((section) => ({
      code: 'HOME_GIT_SECTION',
      message: `git has no section [${section}]`,
      keyPath: `programs.git.settings.${section}`,
      why: 'git ignores a section that it does not know, without a word',
      mend: `call it ${GIT_SECTIONS[section]}`,
    }));
}

/** Whether options of a home set up a package set of their own. */
export function setsNixpkgs(options: unknown): boolean {
  return at(options, 'nixpkgs') !== undefined;
}

/** The finding for a home that sets `nixpkgs` where the host's package set is used. */
export function nixpkgsIgnored(related: string[]): Finding {
  return {
    code: 'HOME_NIXPKGS_IGNORED',
    message: 'a home sets options below nixpkgs, but uses the package set of its host',
    keyPath: 'nixpkgs',
    why: 'with home-manager.useGlobalPkgs they have no effect, and home-manager will refuse them',
    mend: 'set them on the host (allowUnfree, overlays …), or make the HomeManager of the host with useGlobalPkgs: false',
    related,
  };
}

/** What a module sets; undefined where that is Nix source. */
export function definitionsOf(module: NixModule): unknown {
  return module._props.source === undefined ? module._definitions() : undefined;
}

function at(tree: unknown, ...path: string[]): unknown {
  let value = tree;
  for (const key of path) {
    if (!isPlainSet(value)) return undefined;
    value = value[key];
  }
  return value;
}
