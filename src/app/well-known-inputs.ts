import type { FlakeInputProps } from './flake-input';

/** The flakes that constructs ask for by name. */
export enum WellKnownInput {
  /** nixpkgs, of the release of the estate. */
  NIXPKGS = 'nixpkgs',
  /** nixpkgs, newer than any release. */
  NIXPKGS_UNSTABLE = 'nixpkgs-unstable',
  /** home-manager: the homes of users. */
  HOME_MANAGER = 'home-manager',
  /** nix-darwin: Macs. */
  NIX_DARWIN = 'nix-darwin',
  /** disko: how disks are laid out. */
  DISKO = 'disko',
  /** agenix: secrets encrypted by age. */
  AGENIX = 'agenix',
  /** sops-nix: secrets encrypted by sops. */
  SOPS_NIX = 'sops-nix',
  /** NixOS-WSL: NixOS on Windows. */
  NIXOS_WSL = 'nixos-wsl',
  /** NixVirt: libvirt, declared. */
  NIXVIRT = 'nixvirt',
  /** microvm.nix: small virtual machines. */
  MICROVM = 'microvm',
  /** deploy-rs: hosts are switched from elsewhere, and back where that cuts them off. */
  DEPLOY_RS = 'deploy-rs',
  /** Colmena: many hosts are switched at once. */
  COLMENA = 'colmena',
  /** flake-parts: flakes by modules. */
  FLAKE_PARTS = 'flake-parts',
  /** impermanence: what stays where the root does not. */
  IMPERMANENCE = 'impermanence',
  /** nixos-hardware: settings by model of machine. */
  NIXOS_HARDWARE = 'nixos-hardware',
  /** nixos-generators: images of hosts. */
  NIXOS_GENERATORS = 'nixos-generators',
  /** Lanzaboote: Secure Boot. */
  LANZABOOTE = 'lanzaboote',
}

const follows = { nixpkgs: 'nixpkgs' };
const at = (url: string) => (): FlakeInputProps => ({ url, follows });
const plain = (url: string) => (): FlakeInputProps => ({ url });
const unstable = (release: string) => release === 'unstable';

/** How each is declared for a release of NixOS (`25.11`, or `unstable`). */
export const WELL_KNOWN_INPUTS: ReadonlyMap<WellKnownInput, (release: string) => FlakeInputProps> = new Map<
  WellKnownInput,
  (release: string) => FlakeInputProps
>([
  [WellKnownInput.NIXPKGS, (release: string) => ({ url: `github:NixOS/nixpkgs/nixos-${release}` })],
  [WellKnownInput.NIXPKGS_UNSTABLE, plain('github:NixOS/nixpkgs/nixos-unstable')],
  [
    WellKnownInput.HOME_MANAGER,
    (release: string) => ({
      url: `github:nix-community/home-manager${unstable(release) ? '' : `/release-${release}`}`,
      follows,
    }),
  ],
  [
    WellKnownInput.NIX_DARWIN,
    (release: string) => ({
      url: `github:nix-darwin/nix-darwin/${unstable(release) ? 'master' : `nix-darwin-${release}`}`,
      follows,
    }),
  ],
  [WellKnownInput.DISKO, at('github:nix-community/disko')],
  [WellKnownInput.AGENIX, at('github:ryantm/agenix')],
  [WellKnownInput.SOPS_NIX, at('github:Mic92/sops-nix')],
  [
    WellKnownInput.NIXOS_WSL,
    (release: string) => ({
      url: `github:nix-community/NixOS-WSL/${unstable(release) ? 'main' : `release-${release}`}`,
      follows,
    }),
  ],
  [WellKnownInput.NIXVIRT, at('github:AshleyYakeley/NixVirt')],
  [WellKnownInput.MICROVM, at('github:microvm-nix/microvm.nix')],
  [WellKnownInput.DEPLOY_RS, at('github:serokell/deploy-rs')],
  [WellKnownInput.COLMENA, at('github:zhaofengli/colmena')],
  [WellKnownInput.FLAKE_PARTS, plain('github:hercules-ci/flake-parts')],
  [WellKnownInput.IMPERMANENCE, plain('github:nix-community/impermanence')],
  [WellKnownInput.NIXOS_HARDWARE, plain('github:NixOS/nixos-hardware')],
  [WellKnownInput.NIXOS_GENERATORS, at('github:nix-community/nixos-generators')],
  [WellKnownInput.LANZABOOTE, at('github:nix-community/lanzaboote')],
]);
