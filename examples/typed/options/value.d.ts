// Options of all imports, from catalogues/nix-darwin.json, catalogues/home-manager.json, catalogues/nixos.json. Written by `cosmo import`: import again, do not edit.
import type { Expr } from 'cosmo-nix';

export type { Expr };

/** What an option takes: plain data, an Expr, or either under a condition or with a priority. */
export type Value<T> = T | Expr | Held<T>;
/** A list of values. */
export type List<T> = readonly Value<T>[];
/** A set of values by names of your own. */
export type Attrs<T> = { readonly [name: string]: Value<T> };
/** A package: an Expr such as `Nix.pkg('git')`. */
export type Package = Expr;

declare const held: unique symbol;
/** A value under a condition or with a priority. It is an Expr that remembers the type of its value. */
export interface Held<T> {
  readonly [held]: T;
}
/** What is given for a value that is going to be held. */
type Given<T> = NoInfer<T> | Expr | Held<NoInfer<T>>;

/** `lib.mkDefault value`: gives way to any other definition. */
export declare function mkDefault<T>(value: Given<T>): Expr & Held<T>;
/** `lib.mkForce value`: wins over other definitions. */
export declare function mkForce<T>(value: Given<T>): Expr & Held<T>;
/** `lib.mkOverride priority value`: the lowest priority wins; plain values have 100, defaults 1000, forced ones 50. */
export declare function mkOverride<T>(priority: number, value: Given<T>): Expr & Held<T>;
/** `lib.mkBefore value`: stands first where definitions are joined. */
export declare function mkBefore<T>(value: Given<T>): Expr & Held<T>;
/** `lib.mkAfter value`: stands last where definitions are joined. */
export declare function mkAfter<T>(value: Given<T>): Expr & Held<T>;
/** `lib.mkOrder order value`: the lowest order stands first; plain values have 1000, before 500, after 1500. */
export declare function mkOrder<T>(order: number, value: Given<T>): Expr & Held<T>;
/** `lib.mkIf condition value`: a definition that holds under a condition that only Nix knows. */
export declare function mkIf<T>(condition: Expr | boolean, value: Given<T>): Expr & Held<T>;
/** `lib.mkMerge [ … ]`: several definitions of one option. */
export declare function mkMerge<T>(values: readonly Given<T>[]): Expr & Held<T>;

export {};
