import { atom, call, Code, stringAtom } from './code';
import { Stays } from './read';
import { LetName, openPath, Scope } from './scope';
import { rawTemplate, TextPart } from './templates';
import type { Binding, Node } from '../nix/ast';
import { attr, identifier } from '../nix/make';
import { printNode } from '../nix/print';
import { isGlobal, scoping } from '../nix/scope';

/** Where the files stand that paths of a module name. */
export interface PathMap {
  /** TypeScript for a path literal of the module; undefined where it stays as it is written. */
  code(literal: string): string | undefined;
}

/** Raw Nix as TypeScript. */
export interface RawNix {
  readonly code: Code;
  /** Names of the `let` that it says again, and how much text that is. */
  readonly names: readonly string[];
  readonly repeated: number;
}

const HOLE = /(ADOPTED_FILE_[0-9]+_)/;

/**
 * An expression as raw Nix that means the same by itself: with the `let` and
 * `with` of its module around it, as far as it uses them.
 */
export function rawText(node: Node, scope: Scope, files: PathMap, oneLine = false): RawNix {
  const { node: whole, names, repeated } = closed(node, scope);
  const codes: string[] = [];
  const tree = withHoles(whole, files, codes);
  const text = printNode(tree);
  const padded = printNode(tree, { indent: 2 });
  return { code: codeOf(text, padded, codes, oneLine), names, repeated };
}

function codeOf(text: string, padded: string, codes: readonly string[], oneLine: boolean): Code {
  const isLine = !text.includes('\n');
  if (codes.length === 0 && (oneLine || (isLine && !text.includes('\\')))) return call('Nix.raw', stringAtom(text));
  const parts = text
    .split(HOLE)
    .map((part): TextPart => (HOLE.test(part) ? { code: codes[Number(/[0-9]+/.exec(part)![0])] } : part));
  const template = rawTemplate(parts.filter((part) => part !== ''));
  const isEven =
    padded ===
    text
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}`))
      .join('\n');
  if (template !== undefined && (isLine || isEven)) {
    if (isLine) return atom(`nix\`${template}\``);
    if (!oneLine) return { kind: 'template', tag: 'nix', lines: template.split('\n') };
  }
  if (codes.length > 0) throw new Stays('it names files in code that cannot be moved');
  return call('Nix.raw', stringAtom(text));
}

function closed(
  node: Node,
  scope: Scope,
): { readonly node: Node; readonly names: readonly string[]; readonly repeated: number } {
  const lets = new Map<string, LetName>();
  const args = new Set<string>();
  const usual = new Set<string>();
  let hasWith = false;
  const open: Node[] = [node];
  const need = (name: string, isHidden: boolean) => {
    const found = scope.lets.get(name);
    if (found) {
      if (lets.has(name)) return;
      lets.set(name, found);
      for (const binding of found.bindings) {
        if (binding.kind === 'assign') {
          open.push(binding.value, ...dynamicsOf(binding));
        } else if (binding.from) {
          open.push(binding.from.inner);
        } else {
          for (const one of binding.names) open.push({ kind: 'identifier', name: one.kind === 'name' ? one.name : '' });
        }
      }
      return;
    }
    const { kind, ...rest } = scope.meaning(name, isGlobal(name));
    if (kind === 'argument') (isHidden || (rest as { how?: string }).how === 'own' ? args : usual).add(name);
    if (kind === 'with' || (kind === 'unknown' && scope.withs.length > 0)) hasWith = true;
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const { free, unknowable } = scoping(next);
    for (const name of free.keys()) need(name, false);
    for (const name of unknowable.keys()) need(name, true);
  }
  const outer: Binding[] = [];
  // Below a `with`, a name that nothing binds may be the `with`'s: so all arguments are bound above it.
  for (const name of hasWith ? new Set([...args, ...usual]) : args) {
    const isOwn = (scope.meaning(name, false) as { how?: string }).how === 'own';
    const path = ['_module', 'args', name].map(attr);
    outer.push(
      isOwn
        ? { kind: 'assign', path: [attr(name)], value: { kind: 'select', target: identifier('config'), path } }
        : { kind: 'inherit', names: [attr(name)] },
    );
  }
  const bindings: Binding[] = [];
  const seen = new Set<Binding>();
  for (const { bindings: own, name } of lets.values()) {
    for (const binding of own) {
      // `let inherit x; in` where x is an argument: it stands there anyway.
      if (binding.kind === 'inherit' && !binding.from && lets.has(name) && scope.lets.get(name)!.value === undefined) {
        throw new Stays('its `let` takes names over from around it');
      }
      if (!seen.has(binding)) bindings.push(binding);
      seen.add(binding);
    }
  }
  const inner = hasWith ? bindings : [...outer, ...bindings];
  let whole: Node = inner.length > 0 ? { kind: 'let', items: inner, body: node } : node;
  if (hasWith) {
    for (let i = scope.withs.length - 1; i >= 0; i -= 1) {
      const around = scoping(scope.withs[i]);
      if ([...around.free.keys(), ...around.unknowable.keys()].some((name) => scope.lets.has(name))) {
        throw new Stays('its `with` is of a name in its `let`');
      }
      whole = { kind: 'with', scope: scope.withs[i], body: whole };
    }
    if (outer.length > 0) whole = { kind: 'let', items: outer, body: whole };
  }
  const repeated = [...lets.values()]
    .flatMap(({ bindings: own }) => own.map(sizeOf))
    .reduce((sum, one) => sum + one, 0);
  return { node: whole, names: [...lets.keys()], repeated };
}

function dynamicsOf(binding: Binding & { kind: 'assign' }): Node[] {
  return binding.path.flatMap((part): Node[] => {
    if (part.kind === 'dynamic') return [part.value.value];
    if (part.kind === 'quoted') return [{ kind: 'string', parts: part.parts }];
    return [];
  });
}

function sizeOf(binding: Binding): number {
  return binding.span ? binding.span.end - binding.span.start : 40;
}

/** The tree with a name in place of each path to a file; the codes of the files by the numbers in the names. */
function withHoles(node: Node, files: PathMap, codes: string[]): Node {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      let changed = false;
      const items = value.map((item) => {
        const made = walk(item);
        changed ||= made !== item;
        return made;
      });
      return changed ? items : value;
    }
    if (value === null || typeof value !== 'object') return value;
    const one = value as Node;
    if (one.kind === 'path') {
      if (one.parts.some((part) => typeof part !== 'string')) {
        const inner = openPath(one);
        if (!inner) throw new Stays('it names a file by a computed path');
        return { kind: 'paren', inner: walk(inner) as Node };
      }
      const code = files.code(one.parts.join(''));
      if (code === undefined) return one;
      codes.push(code);
      return { kind: 'identifier', name: `ADOPTED_FILE_${codes.length - 1}_`, ...(one.mark ? { mark: one.mark } : {}) };
    }
    let copy: Record<string, unknown> | undefined;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'span' || typeof member !== 'object' || member === null) continue;
      const made = walk(member);
      if (made !== member) (copy ??= { ...(value as Record<string, unknown>) })[key] = made;
    }
    return copy ?? value;
  };
  return walk(node) as Node;
}
