/**
 * The options that an estate has types of, by what evaluates them. The files
 * that `cosmo import` writes add a member for each:
 * `declare module 'cosmo-nix' { interface ImportedOptions { … } }`.
 * TypeScript's alone: other languages use `addOptions`, and synth checks both.
 *
 * @jsii ignore
 */
export interface ImportedOptions {}

/** What `configure` of a NixOS system takes: the imported options; any at all where none are imported. */
export type ConfigureNixos = ImportedOptions extends { readonly nixos: infer Options } ? Options : Record<string, any>;

/** What `configure` of a home takes: the imported options; any at all where none are imported. */
export type ConfigureHome = ImportedOptions extends { readonly home: infer Options } ? Options : Record<string, any>;

/** What `configure` of a Mac takes: the imported options; any at all where none are imported. */
export type ConfigureDarwin = ImportedOptions extends { readonly darwin: infer Options }
  ? Options
  : Record<string, any>;
