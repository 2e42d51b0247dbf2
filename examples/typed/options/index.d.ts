// Options of all imports, from catalogues/nix-darwin.json, catalogues/home-manager.json, catalogues/nixos.json. Written by `cosmo import`: import again, do not edit.
import type { NixosOptions } from './nixos/index.js';
import type { HomeManagerOptions } from './home-manager/index.js';
import type { DarwinOptions } from './darwin/index.js';
export type { DarwinOptions } from './darwin/index.js';
export type { HomeManagerOptions } from './home-manager/index.js';
export type { NixosOptions } from './nixos/index.js';
export * from './value.js';

// What the method configure of hosts and homes takes.
declare module 'cosmo-nix' {
  interface ImportedOptions {
    readonly nixos: NixosOptions;
    readonly home: HomeManagerOptions;
    readonly darwin: DarwinOptions;
  }
}
