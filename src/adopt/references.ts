import { call, stringAtom } from './code';
import type { Made } from './made';
import { LetName, Scope, unwrapped } from './scope';
import type { Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { isGlobal, scoping } from '../nix/scope';

/** The dotted path of a reference whose keys are all known, through names of a `let` that only say `lib.x` or `pkgs`. */
export function refPath(node: Node, scope: Scope, said: Set<string>, depth = 0): string[] | undefined {
  const bare = unwrapped(node);
  if (bare.kind === 'select') {
    if (bare.fallback) return undefined;
    const start = refPath(bare.target, scope, said, depth);
    const keys = bare.path.map(attrName);
    return start && !keys.includes(undefined) ? [...start, ...(keys as string[])] : undefined;
  }
  if (bare.kind !== 'identifier' || depth > 8) return undefined;
  const meaning = scope.meaning(bare.name, isGlobal(bare.name));
  switch (meaning.kind) {
    case 'argument':
      return meaning.how === 'given' ? [bare.name] : ['config', '_module', 'args', bare.name];
    case 'global':
      return [bare.name];
    case 'with': {
      const start = refPath(meaning.scope, new Scope(scope.args, scope.lets, [], scope.more), said, depth + 1);
      return start && [...start, bare.name];
    }
    case 'let': {
      const { value } = meaning.of;
      const path = value && refPath(value, scope, said, depth + 1);
      // What is short in Nix is short here; constants keep their names.
      if (!path || !['lib', 'builtins', 'pkgs', 'inputs'].includes(path[0]) || path.length > 2) return undefined;
      if (path[0] === 'pkgs' && path.length > 1) return undefined;
      said.add(bare.name);
      return path;
    }
    default:
      return undefined;
  }
}

/** A reference by its path: a package, or anything else. */
export function refMade(path: readonly string[]): Made {
  const [root, ...keys] = path;
  const isPackage =
    root === 'pkgs' &&
    keys.length > 0 &&
    !['stdenv', 'lib', 'system'].includes(keys[0]) &&
    keys.every((key) => PACKAGE.test(key));
  if (isPackage) {
    const pkg = keys.join('.');
    return { code: call('Nix.pkg', stringAtom(pkg)), isExpr: true, pkg, canChain: true };
  }
  return { code: call('Nix.ref', stringAtom(pathText(path))), isExpr: true, canChain: true };
}

const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9_+'-]*$/;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/** A path as `Nix.ref` reads it. */
export function pathText(path: readonly string[]): string {
  return path.map((key) => (PLAIN.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`)).join('.');
}

/** Whether the value of a `let` comes back to its own name: a function that calls itself. */
export function needsItself({ name, value }: LetName, scope: Scope): boolean {
  const seen = new Set<string>();
  const open: Node[] = [value!];
  for (let next = open.pop(); next; next = open.pop()) {
    const { free, unknowable } = scoping(next);
    for (const one of [...free.keys(), ...unknowable.keys()]) {
      const found = scope.lets.get(one);
      if (!found || seen.has(one)) continue;
      if (one === name) return true;
      seen.add(one);
      for (const binding of found.bindings) {
        if (binding.kind === 'assign') open.push(binding.value);
        else if (binding.from) open.push(binding.from.inner);
      }
    }
  }
  return false;
}

/** Names that a program has already. */
export const OWN_NAMES = [
  'App',
  'Asset',
  'Construct',
  'Expr',
  'FlakeInput',
  'Nix',
  'NixModule',
  'NixosSystem',
  'System',
  'file',
  'nix',
  'scope',
  'app',
  'add',
  'host',
];

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** A name for a constant, which is taken then. */
export function freshName(name: string, taken: Set<string>): string {
  const base =
    name.replace(/[^A-Za-z0-9_]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '') || 'value';
  let text = RESERVED.has(base) ? `${base}Value` : base;
  for (let count = 2; taken.has(text); count += 1) text = `${base}${count}`;
  taken.add(text);
  return text;
}
