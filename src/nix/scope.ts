import { Attr, Binding, Item, Node, Param, Part, Span } from './ast';
import { attrName } from './attr-name';

/** The names that every Nix file knows without being given them, beside those that begin with two underscores. */
const GLOBALS: ReadonlySet<string> = new Set(
  (
    'abort baseNameOf break builtins derivation derivationStrict dirOf false fetchGit fetchMercurial fetchTarball ' +
    'fetchTree fromTOML import isNull map null placeholder removeAttrs scopedImport throw toString true'
  ).split(' '),
);

/** Whether a name is one that Nix itself brings. */
export function isGlobal(name: string): boolean {
  return name.startsWith('__') || GLOBALS.has(name);
}

/** What an expression takes from around it: names, each with the place of its first use. */
export interface Scoping {
  /** Names that nothing inside the expression binds. */
  readonly free: ReadonlyMap<string, Span | undefined>;
  /** Names under a `with` that nothing else binds: what they mean depends on its value. */
  readonly unknowable: ReadonlyMap<string, Span | undefined>;
}

/** The names bound where a node stands, inside out; `names` is undefined for a `with`. */
interface Scope {
  readonly names: ReadonlySet<string> | undefined;
  readonly outer: Scope | undefined;
}

/**
 * The variables that an expression takes from around it, each with the place
 * of its first use. Nix's own globals do not count, nor do names under a
 * `with` (see `scoping`).
 */
export function freeVariables(node: Node): Map<string, Span | undefined> {
  return new Map(scoping(node).free);
}

/** The variables of an expression by how they are bound. Data that is not a tree yet is not looked into. */
export function scoping(node: Node): Scoping {
  const free = new Map<string, Span | undefined>();
  const unknowable = new Map<string, Span | undefined>();
  const walk = new Walk((name, span, scope) => {
    let inWith = false;
    for (let at = scope; at; at = at.outer) {
      if (at.names === undefined) inWith = true;
      else if (at.names.has(name)) return;
    }
    if (isGlobal(name)) return;
    const uses = inWith ? unknowable : free;
    if (!uses.has(name)) uses.set(name, span);
  });
  walk.run(node);
  return { free, unknowable };
}

type Use = (name: string, span: Span | undefined, scope: Scope | undefined) => void;

/** Goes through a tree in the order of the text, with a stack of its own. */
class Walk {
  private readonly work: { readonly node: Node; readonly scope: Scope | undefined }[] = [];
  /** What the node at hand holds, in order; it goes onto the stack in reverse. */
  private readonly children: { readonly node: Node; readonly scope: Scope | undefined }[] = [];

  constructor(private readonly use: Use) {}

  run(root: Node): void {
    this.work.push({ node: root, scope: undefined });
    for (let next = this.work.pop(); next; next = this.work.pop()) {
      this.visit(next.node, next.scope);
      for (let child = this.children.pop(); child; child = this.children.pop()) this.work.push(child);
    }
  }

  private add(node: Node | undefined, scope: Scope | undefined): void {
    if (node) this.children.push({ node, scope });
  }

  private visit(node: Node, scope: Scope | undefined): void {
    switch (node.kind) {
      case 'identifier':
        return this.use(node.name, node.span, scope);
      case 'string':
      case 'path':
        return this.parts(node.parts, scope);
      case 'indented':
        for (const line of node.lines) this.parts(line, scope);
        return;
      case 'list':
        for (const item of node.items) if (item.kind !== 'loose') this.add(item, scope);
        return;
      case 'set':
        return this.bindings(node.items, scope, node.rec || node.legacyLet ? within(node.items, scope) : scope);
      case 'let': {
        const inner = within(node.items, scope);
        this.bindings(node.items, scope, inner);
        return this.add(node.body, inner);
      }
      case 'select':
        this.add(node.target, scope);
        this.path(node.path, scope);
        return this.add(node.fallback, scope);
      case 'has':
        this.add(node.target, scope);
        return this.path(node.path, scope);
      case 'paren':
        return this.add(node.inner, scope);
      case 'with':
        this.add(node.scope, scope);
        return this.add(node.body, { names: undefined, outer: scope });
      case 'assert':
        this.add(node.condition, scope);
        return this.add(node.body, scope);
      case 'if':
        this.add(node.condition, scope);
        this.add(node.then, scope);
        return this.add(node.otherwise, scope);
      case 'lambda': {
        const names = new Set<string>();
        const fallbacks: Node[] = [];
        parameter(node.param, names, fallbacks);
        const inner = { names, outer: scope };
        for (const fallback of fallbacks) this.add(fallback, inner);
        return this.add(node.body, inner);
      }
      case 'apply':
        this.add(node.fn, scope);
        return this.add(node.arg, scope);
      case 'binary':
        this.add(node.left, scope);
        return this.add(node.right, scope);
      case 'unary':
        return this.add(node.operand, scope);
      default:
        return;
    }
  }

  /** `outer` is the scope around the bindings, `inner` the one their values see. */
  private bindings(items: readonly Item<Binding>[], outer: Scope | undefined, inner: Scope | undefined): void {
    for (const item of items) {
      if (item.kind === 'assign') {
        this.path(item.path, inner);
        this.add(item.value, inner);
      } else if (item.kind === 'inherit' && item.from) {
        this.add(item.from, inner);
      } else if (item.kind === 'inherit') {
        for (const attr of item.names) {
          const name = attrName(attr);
          // A plain `inherit` takes the name from outside, also in a `rec`.
          if (name !== undefined) this.add({ kind: 'identifier', name, span: attr.span }, outer);
        }
      }
    }
  }

  private path(path: readonly Attr[], scope: Scope | undefined): void {
    for (const attr of path) {
      if (attr.kind === 'quoted') this.parts(attr.parts, scope);
      else if (attr.kind === 'dynamic') this.add(attr.value.value, scope);
    }
  }

  private parts(parts: readonly Part[], scope: Scope | undefined): void {
    for (const part of parts) if (typeof part !== 'string') this.add(part.value, scope);
  }
}

/** The scope that the bindings of a `let` or `rec` make. */
function within(items: readonly Item<Binding>[], outer: Scope | undefined): Scope {
  const names = new Set<string>();
  for (const item of items) {
    if (item.kind === 'loose') continue;
    for (const attr of item.kind === 'assign' ? item.path.slice(0, 1) : item.names) {
      const name = attrName(attr);
      if (name !== undefined) names.add(name);
    }
  }
  return { names, outer };
}

function parameter(param: Param, names: Set<string>, fallbacks: Node[]): void {
  if (param.kind === 'paramName') {
    names.add(param.name);
  } else if (param.kind === 'paramAt') {
    parameter(param.left, names, fallbacks);
    parameter(param.right, names, fallbacks);
  } else {
    for (const item of param.params) {
      names.add(item.name);
      if (item.fallback) fallbacks.push(item.fallback);
    }
  }
}
