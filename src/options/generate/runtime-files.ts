import { joinTypes } from './join-types';
import type { CatalogueKind } from '../catalogue';

/** An import, as the files that join all imports need it. */
export interface ImportedTypes {
  /** The folder of its types below that of all, also its name. */
  readonly name: string;
  /** The name of the interface of all its options. */
  readonly typeName: string;
  readonly kind: CatalogueKind;
  /** Whether it has all options of its kind: that of NixOS has, that of a flake with modules for it has not. */
  readonly whole: boolean;
}

/** What `configure` of one kind of system takes. */
interface Configured {
  /** The member of `ImportedOptions`. */
  readonly member: string;
  /** The import that has the name of the kind, and those of flakes with modules for it. */
  readonly parts: readonly ImportedTypes[];
}

/** What `configure` of each kind looks for. */
const CONFIGURES = [
  ['nixos', 'nixos'],
  ['home-manager', 'home'],
  ['darwin', 'darwin'],
] as const;

/** The functions of the module system that take a value of an option and stand for one, as `Nix` has them. */
const WRAPPERS = ['mkDefault', 'mkForce', 'mkOverride', 'mkBefore', 'mkAfter', 'mkOrder', 'mkIf', 'mkMerge'] as const;

/** What the files that join all imports are made of, beside these. */
export interface RuntimeProps {
  /** What the first lines of each file say. */
  readonly header: readonly string[];
  /** Whether the project's modules are those of ECMAScript (`"type": "module"`). */
  readonly esm: boolean;
  /** The text of a file of an import; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
}

/**
 * The files beside the imports' folders: the helper types, the functions that
 * keep types through priorities and conditions, and what gives `configure` its
 * types. The only code that runs is a dozen lines of `index.js`.
 */
export function runtimeFiles(
  imports: readonly ImportedTypes[],
  { header, esm, read }: RuntimeProps,
): Map<string, string> {
  const head = header.map((line) => `// ${line}\n`).join('');
  const configured = configuredBy(imports);
  const files = new Map([
    ['index.d.ts', head + indexTypes(imports, configured)],
    ['index.js', head + (esm ? esmRuntime() : commonRuntime())],
    ['value.d.ts', head + VALUE_TYPES],
  ]);
  for (const { member, parts } of configured) {
    if (parts.length === 1) continue;
    const joined = joinTypes(
      joinedPrefix(member),
      parts.map((part) => ({ ...part, read })),
    );
    files.set(`joined-${member}.d.ts`, head + joined);
  }
  return files;
}

/** What `configure` takes: of each kind the import that has its name, and with it what is no whole system's. */
function configuredBy(imports: readonly ImportedTypes[]): Configured[] {
  return CONFIGURES.flatMap(([name, member]) => {
    const main = imports.find((one) => one.name === name && one.kind === name);
    const more = imports.filter((one) => one !== main && !one.whole && (one.kind === name || one.kind === 'other'));
    return main ? [{ member, parts: [main, ...more] }] : [];
  });
}

/** `AllNixos`, of `AllNixosOptions`. */
function joinedPrefix(member: string): string {
  return `All${member.charAt(0).toUpperCase()}${member.slice(1)}`;
}

function indexTypes(imports: readonly ImportedTypes[], configured: readonly Configured[]): string {
  const types = configured.map(({ member, parts }) =>
    parts.length === 1
      ? { member, name: parts[0]!.typeName, file: `${parts[0]!.name}/index` }
      : { member, name: `${joinedPrefix(member)}Options`, file: `joined-${member}` },
  );
  return [
    ...types.map(({ name, file }) => `import type { ${name} } from './${file}.js';`),
    ...imports.map(({ name, typeName }) => `export type { ${typeName} } from './${name}/index.js';`),
    ...types.flatMap(({ name, file }) =>
      file.startsWith('joined-') ? [`export type { ${name} } from './${file}.js';`] : [],
    ),
    "export * from './value.js';",
    '',
    '// What the method configure of hosts and homes takes.',
    "declare module 'cosmo-nix' {",
    '  interface ImportedOptions {',
    ...types.map(({ member, name }) => `    readonly ${member}: ${name};`),
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
