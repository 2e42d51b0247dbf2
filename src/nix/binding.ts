import { Binding, Item } from './ast';
import { BINDING_BRAND } from './brand';
import { checkBindings } from './check-tree';
import { commentLines } from './comment-text';
import { NixError } from './error';

/**
 * A binding of a set or a `let`: `a.b = value;` or `inherit a b;`. Made by
 * `Nix.binding()`, `Nix.inherit()` and their like.
 *
 * @example
 * import { Host, Nix } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const version = Nix.binding('version', '1.2').commented('Held back until 1.3 starts again.');
 * const name = Nix.str(['app-', Nix.ref('version')]);
 * laddie.addOptions({ environment: { variables: { APP: Nix.letIn([version], name) } } });
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
 * @throws NixError `NIX_NOT_A_BINDING`, `NIX_ATTRIBUTE_TWICE` for what is defined twice, `NIX_DYNAMIC_IN_LET`
 */
export function itemsOf(bindings: readonly NixBinding[], holder: 'set' | 'let' = 'set'): Item<Binding>[] {
  const items = Array.from(bindings).flatMap((binding, index) => {
    if (!NixBinding.isBinding(binding)) {
      throw new NixError('NIX_NOT_A_BINDING', 'A set is made of bindings.', 'Make them with Nix.binding().', [index]);
    }
    return binding._items;
  });
  checkBindings(items, holder);
  return items;
}
