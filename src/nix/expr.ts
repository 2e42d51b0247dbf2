import { Attr, Node } from './ast';
import { EXPR_BRAND, exprNode } from './brand';
import { toBody, toNode } from './convert';
import { NixError } from './error';
import { apply, attr, binary, dynamicAttr, has, select, selectOr, unary } from './make';
import { printNode } from './print';

/**
 * A piece of Nix that is not plain data: a reference, a call, a package, a
 * string with references, raw Nix. Made by the class `Nix`, never changed.
 *
 * An `Expr` may stand wherever a value may, inside arrays and objects too.
 * Arguments of the methods are data or `Expr`s; data is converted at once, so
 * that what Nix cannot hold is refused at the line that gave it. Parentheses
 * are put exactly where Nix needs them.
 *
 * An `Expr` does not turn into text by itself: a JavaScript template literal
 * or `+` with one in it throws, and so does `JSON.stringify`. For a string
 * that refers to it use `Nix.str()`, for its source text `source()`.
 *
 * @example
 * import { Host, Nix } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const cfg = Nix.ref('config.services.jellyfin');
 * const web = cfg.attr('enable').and(cfg.attr('openFirewall').not());
 * laddie.addOptions({ services: { nginx: { enable: Nix.mkIf(web, true) } } });
 */
export class Expr {
  /**
   * Whether a value is an `Expr`, also one of another copy of this library.
   *
   * @param x any value
   */
  public static isExpr(x: any): boolean {
    return exprNode(x) !== undefined;
  }

  /** @internal the `Expr` of a tree */
  public static _of(node: Node): Expr {
    return new Expr(node);
  }

  /** @internal data laid out as the body of a file: on several lines, `a = { b = 1; }` written `a.b = 1` */
  public static _body(value: unknown): Expr {
    return new Expr(toBody(value));
  }

  /** @internal a file of the output, by its path from the output's root */
  public static _outputFile(target: string): Expr {
    return new Expr({ kind: 'outputFile', target });
  }

  /** @internal the syntax tree */
  public readonly _node: Node;

  private constructor(node: Node) {
    this._node = node;
  }

  /** The Nix text of the expression, laid out canonically. */
  public source(): string {
    return printNode(this._node);
  }

  /** The Nix text, for messages: the same as `source()`. */
  public toString(): string {
    return this.source();
  }

  /**
   * Refuses. JSON has no place for Nix code: use `Nix.toJson()`, which lets Nix write the JSON.
   *
   * @throws NixError `NIX_EXPR_AS_TEXT` always
   */
  public toJSON(): any {
    throw asText(this, 'JSON.stringify met', 'To let Nix write the JSON, use Nix.toJson(value).');
  }

  /**
   * Selects an attribute: `this.a.b`.
   *
   * @param path keys, each taken as it is (a dot in a key is part of it), or an `Expr` for a key that Nix computes
   */
  public attr(...path: any[]): Expr {
    return new Expr(select(this._node, toAttrs(path)));
  }

  /**
   * Gives the selection a fallback for when the attribute is missing: `this.a or fallback`.
   *
   * @param fallback what the value is then
   * @throws NixError `NIX_NO_SELECTION` if this is no selection without a fallback, as made by `attr()` or `Nix.ref()`
   */
  public orDefault(fallback: any): Expr {
    const node = this._node;
    if (node.kind !== 'select' || node.fallback) {
      throw new NixError(
        'NIX_NO_SELECTION',
        `\`${this.source()}\` is no selection of an attribute, so \`or\` cannot give it a fallback.`,
        'Call orDefault() on what attr() or Nix.ref() gave. The logical operator is or().',
      );
    }
    return new Expr(selectOr(node, toNode(fallback)));
  }

  /**
   * Whether the attribute is there: `this ? a.b`.
   *
   * @param path as for `attr()`
   */
  public has(...path: any[]): Expr {
    return new Expr(has(this._node, toAttrs(path)));
  }

  /**
   * Calls it: `this a b`.
   *
   * @param args data or `Expr`s, at least one
   */
  public call(...args: any[]): Expr {
    return new Expr(
      apply(
        this._node,
        Array.from(args, (arg: unknown, index) => toNode(arg, [index])),
      ),
    );
  }

  /** `this + other`: numbers, strings, paths. */
  public plus(other: any): Expr {
    return this.operator('+', other);
  }

  /** `this - other` */
  public minus(other: any): Expr {
    return this.operator('-', other);
  }

  /** `this * other` */
  public times(other: any): Expr {
    return this.operator('*', other);
  }

  /** `this / other`: of two integers it is an integer. */
  public dividedBy(other: any): Expr {
    return this.operator('/', other);
  }

  /** `this ++ other`: lists. */
  public concat(other: any): Expr {
    return this.operator('++', other);
  }

  /** `this // other`: sets, where those of `other` win. Not deep. */
  public update(other: any): Expr {
    return this.operator('//', other);
  }

  /** `this == other` */
  public eq(other: any): Expr {
    return this.operator('==', other);
  }

  /** `this != other` */
  public ne(other: any): Expr {
    return this.operator('!=', other);
  }

  /** `this < other` */
  public lt(other: any): Expr {
    return this.operator('<', other);
  }

  /** `this <= other` */
  public le(other: any): Expr {
    return this.operator('<=', other);
  }

  /** `this > other` */
  public gt(other: any): Expr {
    return this.operator('>', other);
  }

  /** `this >= other` */
  public ge(other: any): Expr {
    return this.operator('>=', other);
  }

  /** `this && other` */
  public and(other: any): Expr {
    return this.operator('&&', other);
  }

  /** `this || other` */
  public or(other: any): Expr {
    return this.operator('||', other);
  }

  /** `this -> other` */
  public implies(other: any): Expr {
    return this.operator('->', other);
  }

  /** `!this` */
  public not(): Expr {
    return new Expr(unary('!', this._node));
  }

  /** `-this` */
  public negate(): Expr {
    return new Expr(unary('-', this._node));
  }

  private operator(op: Parameters<typeof binary>[0], other: unknown): Expr {
    return new Expr(binary(op, this._node, toNode(other)));
  }
}

// Behind jsii's back: it knows no members whose names are symbols.
Object.defineProperties(Expr.prototype, {
  [EXPR_BRAND]: { value: true },
  [Symbol.toPrimitive]: {
    value(this: Expr): never {
      throw asText(
        this,
        'A template literal, `+` or join() was about to turn into text',
        'For a string that refers to it, use nix.str`…` or Nix.str([…]); for its Nix text, source().',
      );
    },
  },
  [Symbol.for('nodejs.util.inspect.custom')]: {
    value(this: Expr): string {
      return `Expr(${this.source()})`;
    },
  },
});

function asText(expr: Expr, how: string, mend: string): NixError {
  return new NixError('NIX_EXPR_AS_TEXT', `${how} the Nix expression \`${expr.source()}\`.`, mend);
}

/** @internal */
export function toAttrs(path: readonly unknown[]): Attr[] {
  if (path.length === 0) {
    throw new NixError('NIX_BAD_PATH', 'The path of an attribute is empty.', 'Give at least one key.');
  }
  return path.map((key, index) => {
    const node = exprNode(key);
    if (node) return dynamicAttr(node);
    if (typeof key === 'string') {
      toNode(key, [index]);
      return attr(key);
    }
    throw new NixError(
      'NIX_BAD_PATH',
      `The key at position ${index} of an attribute path is neither a string nor an Expr.`,
      'Give each key as a string.',
    );
  });
}
