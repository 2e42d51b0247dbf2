import type { Assign, Binding, Inherit, Item, Node, PathLiteral } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { attr } from '../nix/make';

/** What a module is given. */
export type Argument =
  /** By every module system that we write for. */
  | 'given'
  /** By the estate, through `_module.args`. */
  | 'own';

/** A name of a module-level `let`. */
export interface LetName {
  readonly name: string;
  /** Its value; undefined where paths make it up. */
  readonly value?: Node;
  /** What defines it. */
  readonly bindings: readonly Binding[];
  /** Comments at its definition. */
  readonly item: Item<Binding>;
}

/** What a name means where it stands. */
export type Meaning =
  | { readonly kind: 'argument'; readonly how: Argument }
  | { readonly kind: 'let'; readonly of: LetName }
  /** Comes from the value of the only `with` around it. */
  | { readonly kind: 'with'; readonly scope: Node }
  | { readonly kind: 'global' }
  /** Several `with`s around it, or nothing that defines it. */
  | { readonly kind: 'unknown' };

const GIVEN = new Set(['config', 'lib', 'options', 'pkgs', 'inputs', 'modulesPath']);

/** The names around an expression of a module. */
export class Scope {
  constructor(
    readonly args: ReadonlySet<string>,
    readonly lets: ReadonlyMap<string, LetName> = new Map(),
    readonly withs: readonly Node[] = [],
    /** Arguments beside the usual ones that this kind of module gets. */
    readonly more: ReadonlySet<string> = new Set(),
  ) {}

  meaning(name: string, isGlobal: boolean): Meaning {
    const found = this.lets.get(name);
    if (found) return { kind: 'let', of: found };
    if (this.args.has(name)) return { kind: 'argument', how: GIVEN.has(name) || this.more.has(name) ? 'given' : 'own' };
    if (isGlobal) return { kind: 'global' };
    return this.withs.length === 1 ? { kind: 'with', scope: this.withs[0] } : { kind: 'unknown' };
  }

  withLets(items: readonly Item<Binding>[]): Scope {
    return new Scope(this.args, new Map([...this.lets, ...letNames(items)]), this.withs, this.more);
  }

  inside(scope: Node): Scope {
    return new Scope(this.args, this.lets, [...this.withs, scope], this.more);
  }
}

/** The names that a `let` defines. */
function letNames(items: readonly Item<Binding>[]): Map<string, LetName> {
  const names = new Map<string, LetName>();
  for (const item of items) {
    if (item.kind === 'loose') continue;
    if (item.kind === 'assign') assigned(item, names);
    else inherited(item, names);
  }
  return names;
}

function assigned(item: Assign, names: Map<string, LetName>): void {
  const name = attrName(item.path[0])!;
  const before = names.get(name);
  if (before || item.path.length > 1) {
    names.set(name, { name, bindings: [...(before?.bindings ?? []), item], item });
  } else {
    names.set(name, { name, value: item.value, bindings: [item], item });
  }
}

function inherited(item: Inherit, names: Map<string, LetName>): void {
  for (const one of item.names) {
    const name = attrName(one)!;
    const value: Node = item.from ? selectOf(item.from.inner, name) : { kind: 'identifier', name };
    const bindings: Binding[] = [{ ...item, names: [one] }];
    names.set(name, item.from ? { name, value, bindings, item } : { name, bindings, item });
  }
}

/** `target.name`, with the parentheses that it needs. */
export function selectOf(target: Node, name: string): Node {
  const bare = unwrapped(target);
  if (bare.kind === 'select' && !bare.fallback) {
    return { kind: 'select', target: bare.target, path: [...bare.path, attr(name)] };
  }
  const isPlain = bare.kind === 'identifier' || bare.kind === 'set';
  return { kind: 'select', target: isPlain ? bare : { kind: 'paren', inner: bare }, path: [attr(name)] };
}

export function unwrapped(node: Node): Node {
  let at = node;
  while (at.kind === 'paren') at = at.inner;
  return at;
}

/**
 * A path with computed parts as a folder and the text behind it, `./a + "/${x}.nix"`; undefined for any other path,
 * and where no folder is known.
 */
export function openPath(node: PathLiteral): Node | undefined {
  const [first, ...rest] = node.parts;
  if (rest.length === 0 || typeof first !== 'string') return undefined;
  const cut = first.lastIndexOf('/');
  if (cut <= 0) return undefined;
  const folder = first.slice(0, cut);
  const left: PathLiteral = {
    kind: 'path',
    parts: [folder === '.' || folder === '..' ? `${folder}/.` : folder],
    mark: node.mark,
  };
  // Text of a path needs no escapes in a string.
  return { kind: 'binary', op: '+', left, right: { kind: 'string', parts: [first.slice(cut), ...rest] } };
}
