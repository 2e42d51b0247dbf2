import { Attr, Binding, Item } from './ast';
import { BINDING_BRAND } from './brand';
import { commentLines } from './comment-text';
import { NixError } from './error';

/**
 * A binding of a set or a `let`: `a.b = value;` or `inherit a b;`. Made by
 * `Nix.binding()`, `Nix.inherit()` and their like.
 */
export class NixBinding {
  /**
   * Whether a value is a binding, also one of another copy of this library.
   *
   * @param x any value
   */
  public static isBinding(x: any): boolean {
    return typeof x === 'object' && x !== null && (x as { [BINDING_BRAND]?: unknown })[BINDING_BRAND] === true;
  }

  /** @internal */
  public static _of(items: NixBinding['_items']): NixBinding {
    return new NixBinding(items);
  }

  /** @internal */
  public readonly _items: readonly Item<Binding>[];

  private constructor(items: readonly Item<Binding>[]) {
    this._items = items;
  }

  /**
   * The binding with a comment above it.
   *
   * @param text the comment, of any number of lines
   */
  public commented(text: string): NixBinding {
    return new NixBinding([{ kind: 'loose', trivia: commentLines(text) }, ...this._items]);
  }
}

Object.defineProperty(NixBinding.prototype, BINDING_BRAND, { value: true });

/**
 * The items of a set or `let`.
 *
 * @internal
 * @throws NixError `NIX_BOUND_TWICE` for a path bound twice, `NIX_NOT_A_BINDING`
 */
export function itemsOf(bindings: readonly NixBinding[]): Item<Binding>[] {
  const seen = new Set<string>();
  return Array.from(bindings).flatMap((binding, index) => {
    if (!NixBinding.isBinding(binding)) {
      throw new NixError('NIX_NOT_A_BINDING', 'A set is made of bindings.', 'Make them with Nix.binding().', [index]);
    }
    for (const path of binding._items.flatMap(pathsOf)) {
      const key = sourceOf(path);
      if (key !== undefined && seen.has(key)) {
        throw new NixError(
          'NIX_BOUND_TWICE',
          `\`${key}\` is bound twice in one set.`,
          'Leave one of the bindings out.',
        );
      }
      if (key !== undefined) seen.add(key);
    }
    return binding._items;
  });
}

function pathsOf(item: Item<Binding>): (readonly Attr[])[] {
  if (item.kind === 'assign') return [item.path];
  return item.kind === 'inherit' ? item.names.map((name) => [name]) : [];
}

/** The path as text, or nothing for one that Nix computes. */
function sourceOf(path: readonly Attr[]): string | undefined {
  const keys: string[] = [];
  for (const attr of path) {
    if (attr.kind === 'name') keys.push(attr.name);
    else if (attr.kind === 'quoted') keys.push(`"${attr.parts.join('')}"`);
    else return undefined;
  }
  return keys.join('.');
}
