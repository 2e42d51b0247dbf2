/**
 * What Nix refuses when it reads a file though the grammar allows it: names
 * given twice, and computed names where none can be.
 *
 * Nix joins two definitions of one name where each is a set written out, be
 * it as `a = { … }` or as the path `a.b`. The rules here are those of Nix 2.8,
 * the strictest there are: later versions also join what lies deeper in two
 * such sets.
 */

import { Assign, Attr, AttrSet, Binding, Item, Lambda, Let, Node, Param, ParamName, ParamItem, Span } from './ast';
import { attrName } from './attr-name';
import { formatKeyPath, NixError } from './error';
import { excerptOf, placeOf, positionOf, Source } from './syntax-error';

/**
 * Refuses a tree that Nix would refuse to read. Walks with a stack of its own;
 * its time grows with the size of the tree.
 *
 * @param source the text that the tree was parsed from, for places in the errors
 * @throws NixError `NIX_ATTRIBUTE_TWICE`, `NIX_PARAMETER_TWICE`, `NIX_DYNAMIC_IN_LET`, and `NIX_SYNTAX` for an
 * `inherit` of a computed name
 */
export function checkTree(root: Node, source?: string): void {
  new TreeCheck(source === undefined ? undefined : { text: source, firstLine: 1 }).run(root);
}

/**
 * As `checkTree`, for a tree into which values were put after it was parsed.
 * Places are only known of what stands in the text.
 */
export function checkSplicedTree(tree: Node, parsed: Node, source: string): void {
  if (tree === parsed) return checkTree(parsed, source);
  try {
    checkTree(tree);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    try {
      checkTree(parsed, source);
    } catch (placed) {
      if (!(placed instanceof NixError)) throw placed;
      if (placed.code === error.code && placed.problem.startsWith(error.problem.slice(0, -1))) throw placed;
    }
    throw error;
  }
}

/** Refuses what `checkTree` refuses in the bindings of one set or `let`, whose values have been checked before. */
export function checkBindings(items: readonly Item<Binding>[], holder: Holder): void {
  new TreeCheck().define(items, holder);
}

type Holder = 'set' | 'let';

/** What a set defines, by name. */
type Names = Map<string, Definition>;

interface Definition {
  /** Where it was defined first. */
  readonly span?: Span;
  /** The set written out that is its value, as long as nothing was added to that. */
  readonly value?: AttrSet;
  /** What it holds, where it was defined by a path or something was added. */
  names?: Names;
}

class TreeCheck {
  /** What the sets define that were gone through; each is handed out once, since who gets it adds to it. */
  private readonly known = new Map<AttrSet, Names>();

  constructor(private readonly source?: Source) {}

  run(root: Node): void {
    for (const node of inside(root)) {
      if (node.kind === 'lambda') this.parameters(node.param);
      else if (node.kind === 'let') this.define(node.items, 'let');
      else this.known.set(node, this.define(node.items, 'set'));
    }
  }

  define(items: readonly Item<Binding>[], holder: Holder): Names {
    const names: Names = new Map();
    for (const item of items) {
      if (item.kind === 'assign') {
        this.assign(names, item, holder);
      } else if (item.kind === 'inherit') {
        for (const attr of item.names) {
          const name = attrName(attr);
          if (name === undefined) throw this.computedInherit(attr);
          const first = names.get(name);
          if (first) throw this.twice([name], attr.span, first, isSet(first) ? ADD : REMOVE);
          names.set(name, { span: attr.span });
        }
      }
    }
    return names;
  }

  private assign(outer: Names, { path, value, span }: Assign, holder: Holder): void {
    const last = path.length - 1;
    let names = outer;
    for (let i = 0; i < last; i += 1) {
      const name = this.name(path[i], i, holder);
      const first = name === undefined ? undefined : names.get(name);
      let inner = first && this.inner(first);
      if (first && !inner) throw this.twice(keys(path, i), span, first, ADD);
      if (!inner) {
        inner = new Map();
        if (name !== undefined) names.set(name, { span, names: inner });
      }
      names = inner;
    }
    const name = this.name(path[last], last, holder);
    if (name === undefined) return;
    const set = setOf(value);
    const first = names.get(name);
    if (!first) {
      names.set(name, { span, value: set });
      return;
    }
    const inner = set && this.inner(first);
    if (!inner) throw this.twice(keys(path, last), span, first, set || isSet(first) ? ADD : REMOVE);
    for (const [key, added] of this.take(set)) {
      const before = inner.get(key);
      if (before) {
        throw this.twice([...keys(path, last), key], added.span, before, isSet(before) && isSet(added) ? JOIN : REMOVE);
      }
      inner.set(key, added);
    }
  }

  private name(attr: Attr, index: number, holder: Holder): string | undefined {
    const name = attrName(attr);
    if (name === undefined && index === 0 && holder === 'let') {
      throw this.refuse(
        'NIX_DYNAMIC_IN_LET',
        'A `let` cannot bind a name that Nix computes.',
        'Write the name out, or bind a set that has the computed key: `let set = { ${…} = …; }; in …`.',
        attr.span,
      );
    }
    return name;
  }

  /** What can be added to; nothing where the value is no set written out. */
  private inner(definition: Definition): Names | undefined {
    if (!definition.names && definition.value) definition.names = this.take(definition.value);
    return definition.names;
  }

  private take(set: AttrSet): Names {
    // A value that stands in several places of the tree is gone through anew for each.
    if (!this.known.has(set)) this.run(set);
    const names = this.known.get(set) as Names;
    this.known.delete(set);
    return names;
  }

  private parameters(param: Param): void {
    const names = new Map<string, Span | undefined>();
    for (const { name, span } of parametersOf(param)) {
      if (names.has(name)) {
        throw this.refuse(
          'NIX_PARAMETER_TWICE',
          `The parameter \`${name}\` is given twice${this.firstAt(names.get(name))}.`,
          'Remove one of the two, or give it another name.',
          span,
        );
      }
      names.set(name, span);
    }
  }

  private twice(path: readonly string[], span: Span | undefined, first: Definition, mend: string): NixError {
    const problem = `\`${formatKeyPath(path)}\` is defined twice${this.firstAt(first.span)}.`;
    return this.refuse('NIX_ATTRIBUTE_TWICE', problem, mend, span);
  }

  private computedInherit(attr: Attr): NixError {
    const mend = 'Write the name out, or a binding: `${name} = …;`.';
    return this.refuse('NIX_SYNTAX', '`inherit` cannot take a computed name.', mend, attr.span);
  }

  private firstAt(span: Span | undefined): string {
    return span && this.source ? `, first at ${placeOf(this.source, span.start)}` : '';
  }

  private refuse(code: string, problem: string, mend: string, span: Span | undefined): NixError {
    const { source } = this;
    if (!source || !span) return new NixError(code, problem, mend);
    return new NixError(code, problem, mend, [], positionOf(source, span.start), excerptOf(source, span.start));
  }
}

const REMOVE = 'Remove one of the two.';
const ADD =
  'Remove one of the two, or join them: Nix adds to a set only what stands beside one written out as `{ … }`; to others, `//` adds.';
const JOIN = 'Put what both hold into one set: Nix joins the members of two sets, but not what is inside those.';

/** The sets, `let`s and functions of a tree in the order in which Nix comes to their ends. */
function inside(root: Node): (AttrSet | Let | Lambda)[] {
  const found: (AttrSet | Let | Lambda)[] = [];
  const open: object[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const { kind } = value as Node;
    if (kind === 'data') continue;
    if (kind === 'set' || kind === 'let' || kind === 'lambda') found.push(value as AttrSet | Let | Lambda);
    for (const key in value) {
      const child: unknown = (value as Record<string, unknown>)[key];
      if (typeof child === 'object' && child !== null && key !== 'span') open.push(child);
    }
  }
  return found.reverse();
}

/** The set that a value is, if it is one written out. Parentheses are nothing to Nix. */
function setOf(value: Node): AttrSet | undefined {
  let node = value;
  while (node.kind === 'paren') node = node.inner;
  return node.kind === 'set' && !node.legacyLet ? node : undefined;
}

function isSet(definition: Definition): boolean {
  return definition.names !== undefined || definition.value !== undefined;
}

function keys(path: readonly Attr[], last: number): string[] {
  // Below a computed key nothing can be defined twice.
  return path.slice(0, last + 1).map((attr) => attrName(attr) as string);
}

function parametersOf(param: Param): readonly (ParamName | ParamItem)[] {
  if (param.kind === 'paramName') return [param];
  if (param.kind === 'paramSet') return param.params;
  return [...parametersOf(param.left), ...parametersOf(param.right)];
}
