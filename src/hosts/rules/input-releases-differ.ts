import { App, FlakeInput, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** How the branches of an input name the release of NixOS that it is made for; no branch is the newest. */
const BRANCHES: readonly [name: string, form: RegExp][] = [
  ['home-manager', /^github:nix-community\/home-manager(?:\/(?:release-(\d\d\.\d\d)|master))?$/],
  ['nix-darwin', /^github:(?:nix-darwin|LnL7)\/nix-darwin(?:\/(?:nix-darwin-(\d\d\.\d\d)|master))?$/i],
  ['nixos-wsl', /^github:nix-community\/NixOS-WSL(?:\/(?:release-(\d\d\.\d\d)|main))?$/i],
];
const NIXPKGS =
  /^github:NixOS\/nixpkgs(?:\/(?:nixos-(\d\d\.\d\d)(?:-small)?|nixpkgs-(\d\d\.\d\d)-darwin|release-(\d\d\.\d\d)|nixos-unstable(?:-small)?|nixpkgs-unstable|master))?$/i;

export const inputReleasesDiffer: IRule = {
  code: 'INPUT_RELEASES_DIFFER',
  severity: Severity.WARNING,
  title: 'What builds on nixpkgs is of its release: home-manager, nix-darwin, NixOS-WSL',
  reason: 'their modules use options and packages of their own release, which another one has renamed or not got yet',
  source: 'home-manager: home.enableNixpkgsReleaseCheck; nix-darwin: system.checks, "the release must match nixpkgs"',
  breaks: `
const url = 'github:nix-community/home-manager/release-24.11';
new FlakeInput(app, 'home-manager-stable', { url, follows: { nixpkgs: 'nixpkgs' }, always: true });
new Host(app, 'releases', { ...machine });
`,
  holds: `
const url = 'github:nix-community/home-manager/release-26.05';
new FlakeInput(app, 'home-manager-stable', { url, follows: { nixpkgs: 'nixpkgs' }, always: true });
new Host(app, 'releases', { ...machine });
`,
  check(estate, report) {
    if (!App.isApp(estate.root)) return;
    const inputs = estate._all(FlakeInput.isFlakeInput).filter(({ _used: used }) => used);
    const nixpkgs = inputs.find(({ inputName }) => inputName === 'nixpkgs');
    const release = nixpkgs && releaseOf(nixpkgs, NIXPKGS);
    if (!nixpkgs || release === undefined) return;
    for (const input of inputs) {
      const [name, form] = BRANCHES.find((branch) => branch[1].test(input._props.url ?? '')) ?? [];
      if (name === undefined || form === undefined) continue;
      // Under another name it may go with a nixpkgs of its own.
      if (input.inputName !== name && input._props.follows?.nixpkgs !== 'nixpkgs') continue;
      const other = releaseOf(input, form);
      if (other === undefined || other === release) continue;
      report.found(input, {
        severity: name === 'nix-darwin' ? Severity.ERROR : undefined,
        message: `${input.inputName} is of ${shown(other)}, and nixpkgs of ${shown(release)}`,
        keyPath: 'url',
        mend: 'leave its declaration out: the estate takes the branch that goes with new App({ release }); or give the same release to both',
        related: [nixpkgs],
      });
    }
  },
};

/** The release that a reference names; `unstable` where it names none, undefined where that is not known. */
function releaseOf({ _props: { url } }: FlakeInput, form: RegExp): string | undefined {
  const found = url === undefined ? null : form.exec(url);
  return found ? (found.slice(1).find((one) => one !== undefined) ?? 'unstable') : undefined;
}

function shown(release: string): string {
  return release === 'unstable' ? 'no release (unstable)' : `release ${release}`;
}
