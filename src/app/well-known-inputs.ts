import type { FlakeInputProps } from './flake-input';

/** The flakes that constructs ask for by name. */
export enum WellKnownInput {
  NIXPKGS = 'nixpkgs',
  NIXPKGS_UNSTABLE = 'nixpkgs-unstable',
  HOME_MANAGER = 'home-manager',
  NIX_DARWIN = 'nix-darwin',
  DISKO = 'disko',
  AGENIX = 'agenix',
  SOPS_NIX = 'sops-nix',
  NIXOS_WSL = 'nixos-wsl',
  NIXVIRT = 'nixvirt',
  MICROVM = 'microvm',
  DEPLOY_RS = 'deploy-rs',
  COLMENA = 'colmena',
  FLAKE_PARTS = 'flake-parts',
  IMPERMANENCE = 'impermanence',
  NIXOS_HARDWARE = 'nixos-hardware',
  NIXOS_GENERATORS = 'nixos-generators',
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
