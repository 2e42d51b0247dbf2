import { Code, codeOf, codeText, isSet, itemsOf, pathTarget, readValue, showValue, Value } from './value';
import type { Attr, Binding, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { callOf } from '../nix/call-of';
import { parseFile } from '../nix/parser';

/** One definition of an option. */
export interface Definition {
  readonly path: readonly string[];
  readonly value: Value;
  /** What it stands behind, from the outside: `mkIf config.x`, `mkForce`. */
  readonly behind: readonly string[];
  /** The file that it stands in. */
  readonly file: string;
}

/** What a file of Nix says. */
export interface ReadModule {
  readonly definitions: readonly Definition[];
  /** Modules that it imports by their paths, from the root of the output. */
  readonly imports: readonly string[];
  /** All paths of the output that it names, its imports too. */
  readonly paths: ReadonlySet<string>;
  /** Inputs of the flake that it names. */
  readonly inputs: ReadonlySet<string>;
}

/** Functions of one argument that the value stands behind. */
const BEHIND = new Set([
  'mkForce',
  'mkDefault',
  'mkOptionDefault',
  'mkBefore',
  'mkAfter',
  'mkImageMediaOverride',
  'mkVMOverride',
]);
/** Those of two. */
const BEHIND_TWO = new Set(['mkIf', 'mkOverride', 'mkOrder']);

/** Read the text of a module. What is no Nix has one definition: its text. */
export function readModule(text: string, file: string): ReadModule {
  let root: Node;
  try {
    root = parseFile(text).root;
  } catch {
    const whole = { path: [], value: new Code(text.trim()), behind: [], file };
    return { definitions: [whole], imports: [], paths: new Set(), inputs: new Set() };
  }
  return new Reader(file).read(root);
}

class Reader {
  private readonly definitions: Definition[] = [];
  private readonly imports: string[] = [];
  private readonly paths = new Set<string>();
  private readonly inputs = new Set<string>();

  constructor(private readonly file: string) {}

  public read(root: Node): ReadModule {
    this.look(root);
    this.module(root);
    const { definitions, imports, paths, inputs } = this;
    return { definitions, imports, paths, inputs };
  }

  /** The module itself: what it takes, what it binds, and what it sets. */
  private module(node: Node): void {
    switch (node.kind) {
      case 'paren':
        return this.module(node.inner);
      case 'lambda':
        return this.module(node.body);
      case 'let':
        for (const item of itemsOf<Binding>(node.items)) this.binding(item, ['let'], [], false);
        return this.module(node.body);
      default:
        return this.tree(node, [], []);
    }
  }

  private tree(node: Node, path: readonly string[], behind: readonly string[]): void {
    if (path.length === 1 && path[0] === 'imports') return this.importList(node, behind);
    switch (node.kind) {
      case 'paren':
        return this.tree(node.inner, path, behind);
      case 'set':
        if (node.rec || node.legacyLet) break;
        return this.set(itemsOf<Binding>(node.items), path, behind);
      case 'if': {
        const condition = codeText(node.condition);
        this.tree(node.then, path, [...behind, `if ${condition}`]);
        return this.tree(node.otherwise, path, [...behind, `if not ${condition}`]);
      }
      case 'with':
        if (unwrapped(node.body).kind !== 'set') break;
        return this.tree(node.body, path, [...behind, `with ${codeText(node.scope)}`]);
      case 'assert':
        return this.tree(node.body, path, [...behind, `assert ${codeText(node.condition)}`]);
      case 'apply':
        if (this.call(node, path, behind)) return;
        break;
    }
    this.take(path, readValue(node, this.file), behind);
  }

  /** `mkIf`, `mkForce` and their like. */
  private call(node: Node & { kind: 'apply' }, path: readonly string[], behind: readonly string[]): boolean {
    const { name, args } = callOf(node);
    if (name === 'mkMerge' && args.length === 1) {
      const items = unwrapped(args[0]!);
      if (items.kind !== 'list') return false;
      for (const item of itemsOf<Node>(items.items)) this.tree(item, path, behind);
      return true;
    }
    const isOne = args.length === 1 && BEHIND.has(name);
    if (!isOne && !(args.length === 2 && BEHIND_TWO.has(name))) return false;
    const word = isOne ? name : `${name} ${codeText(args[0]!)}`;
    this.tree(args[args.length - 1]!, path, [...behind, word]);
    return true;
  }

  private set(items: readonly Binding[], path: readonly string[], behind: readonly string[]): void {
    if (items.length === 0 && path.length > 0) return this.take(path, {}, behind);
    for (const item of items) this.binding(item, path, behind, path.length === 0);
  }

  private binding(item: Binding, path: readonly string[], behind: readonly string[], isTop: boolean): void {
    if (item.kind === 'inherit') {
      const from = item.from && codeText(item.from.inner);
      for (const name of item.names.map(segment)) {
        this.take([...path, name], new Code(from === undefined ? name : `${from}.${name}`), behind);
      }
      return;
    }
    const names = item.path.map(segment);
    // `config` at the top of a module is the module's options again.
    const at = isTop && names[0] === 'config' ? names.slice(1) : [...path, ...names];
    if (path[0] === 'let') this.take(at, readValue(item.value, this.file), behind);
    else this.tree(item.value, at, behind);
  }

  private importList(node: Node, behind: readonly string[]): void {
    const list = unwrapped(node);
    if (list.kind !== 'list' || behind.length > 0) return this.take(['imports'], readValue(node, this.file), behind);
    for (const item of itemsOf<Node>(list.items)) {
      const target = item.kind === 'path' ? pathTarget(item, this.file) : undefined;
      if (target !== undefined) this.imports.push(target);
      else this.take(['imports'], [readValue(item, this.file)], behind);
    }
  }

  private take(path: readonly string[], value: Value, behind: readonly string[]): void {
    if (isSet(value) && Object.keys(value).length > 0) {
      for (const [name, inner] of Object.entries(value)) this.take([...path, name], inner, behind);
      return;
    }
    this.definitions.push({ path, value, behind, file: this.file });
  }

  /** Note the paths and inputs that stand anywhere in a tree. */
  private look(root: unknown): void {
    const open: unknown[] = [root];
    for (let at = open.pop(); open.length > 0 || at !== undefined; at = open.pop()) {
      if (typeof at !== 'object' || at === null) continue;
      if (Array.isArray(at)) {
        open.push(...(at as unknown[]));
        continue;
      }
      const node = at as Node;
      if (node.kind === 'path') {
        const target = pathTarget(node, this.file);
        if (target !== undefined) this.paths.add(target);
      } else if (node.kind === 'select' && node.target.kind === 'identifier' && node.target.name === 'inputs') {
        const name = node.path[0] && attrName(node.path[0]);
        if (name !== undefined) this.inputs.add(name);
      }
      for (const [name, inner] of Object.entries(node)) {
        if (typeof inner === 'object' && name !== 'span') open.push(inner);
      }
    }
  }
}

function unwrapped(node: Node): Node {
  return node.kind === 'paren' ? unwrapped(node.inner) : node;
}

/** A name of a path, or the text of one that is computed. */
function segment(attr: Attr): string {
  return attrName(attr) ?? `\${${attr.kind === 'dynamic' ? codeText(attr.value.value) : quotedText(attr)}}`;
}

function quotedText(attr: Attr): string {
  return attr.kind === 'quoted' ? showValue(codeOf({ kind: 'string', parts: attr.parts })) : '';
}
