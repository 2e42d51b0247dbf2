import type { CatalogueKind } from '../catalogue';

/** An import, as the files that join all imports need it. */
export interface ImportedTypes {
  /** The folder of its types below that of all, also its name. */
  readonly name: string;
  /** The name of the interface of all its options. */
  readonly typeName: string;
  readonly kind: CatalogueKind;
}

/** What `configure` of each kind looks for, and the import that it takes: the one with the name of the kind. */
const CONFIGURES: Partial<Record<CatalogueKind, string>> = {
  nixos: 'nixos',
  'home-manager': 'home',
  darwin: 'darwin',
};

/** The functions of the module system that take a value of an option and stand for one, as `Nix` has them. */
const WRAPPERS = ['mkDefault', 'mkForce', 'mkOverride', 'mkBefore', 'mkAfter', 'mkOrder', 'mkIf', 'mkMerge'] as const;

/**
 * The files beside the imports' folders: the helper types, the functions that
 * keep types through priorities and conditions, and what gives `configure` its
 * types. The only code that runs is a dozen lines of `index.js`.
 *
 * @param esm whether the project's modules are those of ECMAScript (`"type": "module"`)
 */
export function runtimeFiles(
  imports: readonly ImportedTypes[],
  header: readonly string[],
  esm: boolean,
): Map<string, string> {
  const head = header.map((line) => `// ${line}\n`).join('');
  return new Map([
    ['index.d.ts', head + indexTypes(imports)],
    ['index.js', head + (esm ? esmRuntime() : commonRuntime())],
    ['value.d.ts', head + VALUE_TYPES],
  ]);
}

function indexTypes(imports: readonly ImportedTypes[]): string {
  const configured = imports.filter(({ name, kind }) => CONFIGURES[kind] !== undefined && name === kind);
  return [
    ...configured.map(({ name, typeName }) => `import type { ${typeName} } from './${name}/index.js';`),
    ...imports.map(({ name, typeName }) => `export type { ${typeName} } from './${name}/index.js';`),
    "export * from './value.js';",
    '',
    '// What the method configure of hosts and homes takes.',
    "declare module 'cosmo-nix' {",
    '  interface ImportedOptions {',
    ...configured.map(({ typeName, kind }) => `    readonly ${CONFIGURES[kind]!}: ${typeName};`),
    '  }',
    '}',
    '',
  ].join('\n');
}

function commonRuntime(): string {
  return `'use strict';
const { Nix } = require('cosmo-nix');

${WRAPPERS.map((name) => `exports.${name} = (...args) => Nix.${name}(...args);\n`).join('')}`;
}

function esmRuntime(): string {
  return `import { Nix } from 'cosmo-nix';

${WRAPPERS.map((name) => `export const ${name} = (...args) => Nix.${name}(...args);\n`).join('')}`;
}

const VALUE_TYPES = `import type { Expr } from 'cosmo-nix';

export type { Expr };

/** What an option takes: plain data, an Expr, or either under a condition or with a priority. */
export type Value<T> = T | Expr | Held<T>;
/** A list of values. */
export type List<T> = readonly Value<T>[];
/** A set of values by names of your own. */
export type Attrs<T> = { readonly [name: string]: Value<T> };
/** A package: an Expr such as \`Nix.pkg('git')\`. */
export type Package = Expr;

declare const held: unique symbol;
/** A value under a condition or with a priority. It is an Expr that remembers the type of its value. */
export interface Held<T> {
  readonly [held]: T;
}
/** What is given for a value that is going to be held. */
type Given<T> = NoInfer<T> | Expr | Held<NoInfer<T>>;

/** \`lib.mkDefault value\`: gives way to any other definition. */
export declare function mkDefault<T>(value: Given<T>): Expr & Held<T>;
/** \`lib.mkForce value\`: wins over other definitions. */
export declare function mkForce<T>(value: Given<T>): Expr & Held<T>;
/** \`lib.mkOverride priority value\`: the lowest priority wins; plain values have 100, defaults 1000, forced ones 50. */
export declare function mkOverride<T>(priority: number, value: Given<T>): Expr & Held<T>;
/** \`lib.mkBefore value\`: stands first where definitions are joined. */
export declare function mkBefore<T>(value: Given<T>): Expr & Held<T>;
/** \`lib.mkAfter value\`: stands last where definitions are joined. */
export declare function mkAfter<T>(value: Given<T>): Expr & Held<T>;
/** \`lib.mkOrder order value\`: the lowest order stands first; plain values have 1000, before 500, after 1500. */
export declare function mkOrder<T>(order: number, value: Given<T>): Expr & Held<T>;
/** \`lib.mkIf condition value\`: a definition that holds under a condition that only Nix knows. */
export declare function mkIf<T>(condition: Expr | boolean, value: Given<T>): Expr & Held<T>;
/** \`lib.mkMerge [ … ]\`: several definitions of one option. */
export declare function mkMerge<T>(values: readonly Given<T>[]): Expr & Held<T>;

export {};
`;
