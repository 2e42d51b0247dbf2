import { itemsOf, NixBinding } from './binding';
import { commentLines } from './comment-text';
import { toNode } from './convert';
import { NixError } from './error';
import { parseKeyPath } from './escape';
import { Expr, toAttrs } from './expr';
import { withTrivia } from './leading-trivia';
import { assign, attr, attrSet, checkName, float, integerFrom, lambda, list, NULL, unary } from './make';
import { string } from './make-string';
import { chain, inputPackageNode, packageNode, rawNode, refNode, whole } from './nix-nodes';
import { paramOf, NixParams } from './params';
import { pathNode, searchPathNode } from './path-literal';
import { ShellApplicationProps, shellApplicationArguments } from './scripts';
import { dedent, pieceOf } from './text-parts';

/**
 * Makes Nix that is not plain data.
 *
 * Wherever a value is asked for, plain data (booleans, null, numbers,
 * strings, arrays, plain objects) and `Expr`s will do, mixed as you like. A
 * string is always a string: only `Nix.raw()` takes Nix text, and it parses
 * it at once.
 *
 * @example
 * import { Host, Nix, NixModule } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new NixModule(laddie, 'shell', {
 *   options: {
 *     environment: {
 *       variables: { EDITOR: Nix.mkDefault('vim'), HOST: Nix.ref('config.networking.hostName') },
 *       etc: { motd: { text: Nix.str(['Welcome to ', Nix.ref('config.networking.hostName'), '\n']) } },
 *     },
 *     programs: { mtr: { enable: true, package: Nix.pkg('mtr') } },
 *   },
 * });
 */
export class Nix {
  /** `null`, for languages whose own null says that a value is not given: Python, Java, C#, Go. */
  public static readonly NULL: Expr = Expr._of(NULL);

  // --- references ---

  /**
   * A reference by its dotted path: `config.services."my.key".user`.
   *
   * @param path a variable's name, and the keys to select from it; other keys than plain names in double quotes
   * @throws NixError `NIX_BAD_PATH`, `NIX_BAD_NAME` for what is no such path
   */
  public static ref(path: string): Expr {
    return Expr._of(refNode(path));
  }

  /**
   * A package of nixpkgs: `pkgs.python3Packages.requests`.
   *
   * @param name its dotted path below `pkgs`; a segment may begin with a digit
   * @throws NixError `NIX_BAD_PATH` for what cannot be a package's name
   */
  public static pkg(name: string): Expr {
    return Expr._of(packageNode(name));
  }

  /**
   * Packages of nixpkgs, as an array to give to an option or to add to.
   *
   * @param names as for `pkg()`
   */
  public static pkgs(...names: string[]): Expr[] {
    return names.map((name) => Nix.pkg(name));
  }

  /**
   * A package of a flake input, for the platform of the system that uses it:
   * `inputs.NAME.packages.${pkgs.stdenv.hostPlatform.system}.PACKAGE`.
   *
   * @param input the input's name
   * @param name the package's name; `default` unless given
   */
  public static inputPackage(input: string, name: string = 'default'): Expr {
    return Expr._of(inputPackageNode(input, name));
  }

  // --- literals ---

  /**
   * Plain data (or data with `Expr`s in it) as an `Expr`, for its methods.
   *
   * @param data strings, numbers, booleans, null, arrays and objects of such
   */
  public static value(data: any): Expr {
    return Expr._of(toNode(data));
  }

  /**
   * An integer of 64 bits, from its digits, for languages or values that a JavaScript number cannot hold.
   *
   * @param digits the digits, with a `-` before them where it is negative
   * @throws NixError `NIX_BAD_NUMBER`
   */
  public static integer(digits: string): Expr {
    return Expr._of(integerFrom(digits));
  }

  /**
   * A float, also where the number is whole: `1.0`.
   *
   * @param value the number; finite
   * @throws NixError `NIX_BAD_NUMBER` for NaN and infinities
   */
  public static floating(value: number): Expr {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new NixError('NIX_BAD_NUMBER', `${String(value)} is no number that Nix has.`, 'Give a finite number.');
    }
    return Expr._of(float(value));
  }

  /**
   * A string with references: text and numbers as they are, `Expr`s interpolated.
   * In TypeScript the template `nix.str` reads better.
   *
   * @param parts in order, put together without anything between them
   * @throws NixError `NIX_NOT_TEXT` for a part that is neither text, number nor `Expr`
   */
  public static str(parts: any[]): Expr {
    return Expr._of(string(Array.from(parts, pieceOf)));
  }

  /**
   * A string of several lines, as `str()`, without the indentation that the lines of its text share.
   *
   * @param parts in order; where a part is a value put in, wrap it in an `Expr` or give a number
   */
  public static text(parts: any[]): Expr {
    const values = Array.from(parts) as unknown[];
    const texts = dedent(values.map((part) => (typeof part === 'string' ? part : undefined)));
    return Expr._of(string(values.map((part, index) => pieceOf(texts[index] ?? part, index))));
  }

  /**
   * A path: `./x`, `../x`, `/x`. Nix reads it relative to the file in which it
   * is printed; for a file of your project use an asset.
   *
   * @param path the path as Nix reads it
   * @throws NixError `NIX_BAD_PATH`
   */
  public static path(path: string): Expr {
    return Expr._of(pathNode(path));
  }

  /**
   * A path that Nix looks up: `<nixpkgs/lib>`.
   *
   * @param path without the brackets
   * @throws NixError `NIX_BAD_PATH`
   */
  public static searchPath(path: string): Expr {
    return Expr._of(searchPathNode(path));
  }

  /**
   * Nix text, for what has no maker. It is parsed at once, printed like everything else, and keeps its comments.
   *
   * @param text one expression
   * @throws NixError with the place in the text: `NIX_SYNTAX`; `NIX_ATTRIBUTE_TWICE`, `NIX_PARAMETER_TWICE` and
   * `NIX_DYNAMIC_IN_LET` for what Nix would refuse though its form is right
   */
  public static raw(text: string): Expr {
    return Expr._of(rawNode(text));
  }

  // --- sets and lists ---

  /**
   * A list.
   *
   * @param items plain data or Exprs
   */
  public static list(items: any[]): Expr {
    return Expr._of(list(Array.from(items, (item: unknown, index) => toNode(item, [index]))));
  }

  /**
   * A set from bindings, for what a plain object cannot say: `inherit`, dotted and computed keys, comments.
   *
   * @param bindings made by `binding()`, `bindingAt()`, `bindings()`, `inherit()` and `inheritFrom()`
   * @throws NixError `NIX_ATTRIBUTE_TWICE` for what is defined twice; as in Nix, sets written out and paths add up
   */
  public static attrs(bindings: NixBinding[]): Expr {
    return Expr._of(attrSet(itemsOf(bindings)));
  }

  /**
   * A set whose values see its names: `rec { … }`.
   *
   * @param bindings the members of the set
   */
  public static recAttrs(bindings: NixBinding[]): Expr {
    return Expr._of(attrSet(itemsOf(bindings), true));
  }

  /**
   * `a.b = value;`
   *
   * @param path dotted, other keys than plain names in double quotes
   * @throws NixError `NIX_BAD_PATH`
   */
  public static binding(path: string, value: any): NixBinding {
    const segments = parseKeyPath(path);
    return NixBinding._of(assign(segments.map(attr), toNode(value, segments)));
  }

  /**
   * A binding whose path is given key by key.
   *
   * @param path each key as it is, or an `Expr` for a key that Nix computes
   * @param value plain data or an Expr
   */
  public static bindingAt(path: any[], value: any): NixBinding {
    return NixBinding._of(assign(toAttrs(path), toNode(value)));
  }

  /**
   * The members of a plain object as bindings.
   *
   * @param members names with their values: plain data or Exprs
   */
  public static bindings(members: Record<string, any>): NixBinding[] {
    const set = toNode(members);
    if (set.kind !== 'set') {
      throw new NixError(
        'NIX_NOT_DATA',
        'Bindings are made from a plain object.',
        'Give an object, not an array or Expr.',
      );
    }
    return set.items.map((item) => NixBinding._of([item]));
  }

  /**
   * `inherit a b;`
   *
   * @param names of variables
   * @throws NixError `NIX_BAD_NAME`
   */
  public static inherit(names: string[]): NixBinding {
    names.forEach(checkName);
    return NixBinding._of([{ kind: 'inherit', names: names.map(attr) }]);
  }

  /**
   * `inherit (source) a b;`
   *
   * @param names the names that are taken from it
   */
  public static inheritFrom(source: Expr, names: string[]): NixBinding {
    names.forEach((name) => toNode(name));
    return NixBinding._of([{ kind: 'inherit', from: { kind: 'paren', inner: source._node }, names: names.map(attr) }]);
  }

  // --- scopes, conditions, functions ---

  /**
   * `let … in body`
   *
   * @param bindings what the body may name
   * @throws NixError `NIX_ATTRIBUTE_TWICE`, and `NIX_DYNAMIC_IN_LET` for a computed name
   */
  public static letIn(bindings: NixBinding[], body: any): Expr {
    return Expr._of({ kind: 'let', items: itemsOf(bindings, 'let'), body: toNode(body) });
  }

  /** `with scope; body` */
  public static withScope(scope: any, body: any): Expr {
    return Expr._of({ kind: 'with', scope: toNode(scope), body: toNode(body) });
  }

  /**
   * `if condition then … else …`
   *
   * @param otherwise the value where it does not hold
   */
  public static ifElse(condition: any, then: any, otherwise: any): Expr {
    return Expr._of({
      kind: 'if',
      condition: toNode(condition),
      then: toNode(then),
      otherwise: toNode(otherwise),
    });
  }

  /** `assert condition; body` */
  public static assertThen(condition: any, body: any): Expr {
    return Expr._of({ kind: 'assert', condition: toNode(condition), body: toNode(body) });
  }

  /**
   * A function of one parameter after the other: `a: b: body`.
   *
   * @param names their names, at least one
   * @throws NixError `NIX_BAD_NAME`
   */
  public static fn(names: string[], body: any): Expr {
    if (names.length === 0) {
      throw new NixError(
        'NIX_BAD_NAME',
        'A Nix function has at least one parameter.',
        'Give a name, `_` if it is unused.',
      );
    }
    names.forEach(checkName);
    const node = names.reduceRight((inner, name) => lambda({ kind: 'paramName', name }, inner), toNode(body));
    return Expr._of(node);
  }

  /**
   * A function that takes a set apart: `{ a, b ? 1, ... }@args: body`.
   *
   * @param pattern the members that it takes, with their defaults
   * @throws NixError `NIX_BAD_NAME` for bad names, `NIX_PARAMETER_TWICE` for a name given twice
   */
  public static fnSet(pattern: NixParams, body: any): Expr {
    return Expr._of(lambda(paramOf(pattern), toNode(body)));
  }

  /**
   * `fn a b`: the same as `fn.call(a, b)`.
   *
   * @param args what the function is applied to, one after the other
   */
  public static apply(fn: Expr, ...args: any[]): Expr {
    return fn.call(...args);
  }

  // --- operators whose operands may all be data ---

  /**
   * `a ++ b ++ …`; of nothing it is `[ ]`.
   *
   * @param lists lists, or Exprs of lists
   */
  public static concat(...lists: any[]): Expr {
    return Expr._of(chain('++', lists, []));
  }

  /**
   * `a // b // …`; of nothing it is `{ }`.
   *
   * @param sets sets, or Exprs of sets; what comes later wins
   */
  public static update(...sets: any[]): Expr {
    return Expr._of(chain('//', sets, {}));
  }

  /**
   * `a && b && …`; of nothing it is `true`.
   *
   * @param conditions booleans or Exprs
   */
  public static and(...conditions: any[]): Expr {
    return Expr._of(chain('&&', conditions, true));
  }

  /**
   * `a || b || …`; of nothing it is `false`.
   *
   * @param conditions booleans or Exprs
   */
  public static or(...conditions: any[]): Expr {
    return Expr._of(chain('||', conditions, false));
  }

  /**
   * `!a`
   *
   * @param condition a boolean or an Expr
   */
  public static not(condition: any): Expr {
    return Expr._of(unary('!', toNode(condition)));
  }

  // --- comments ---

  /**
   * A value with a comment. It stands above the binding or list item that holds the value.
   *
   * @param text of any number of lines
   * @param value plain data or an Expr
   */
  public static comment(text: string, value: any): Expr {
    return Expr._of(withTrivia(toNode(value), commentLines(text)));
  }

  // --- the module system ---

  /** `lib.mkDefault value`: gives way to any other definition. */
  public static mkDefault(value: any): Expr {
    return Nix.ref('lib.mkDefault').call(value);
  }

  /** `lib.mkForce value`: wins over other definitions. */
  public static mkForce(value: any): Expr {
    return Nix.ref('lib.mkForce').call(value);
  }

  /** `lib.mkOverride priority value`: the lowest priority wins; plain values have 100, defaults 1000, forced ones 50. */
  public static mkOverride(priority: number, value: any): Expr {
    return Nix.ref('lib.mkOverride').call(whole(priority, 'priority'), value);
  }

  /** `lib.mkBefore value`: stands first where definitions are joined. */
  public static mkBefore(value: any): Expr {
    return Nix.ref('lib.mkBefore').call(value);
  }

  /** `lib.mkAfter value`: stands last where definitions are joined. */
  public static mkAfter(value: any): Expr {
    return Nix.ref('lib.mkAfter').call(value);
  }

  /** `lib.mkOrder order value`: the lowest order stands first; plain values have 1000, before 500, after 1500. */
  public static mkOrder(order: number, value: any): Expr {
    return Nix.ref('lib.mkOrder').call(whole(order, 'order'), value);
  }

  /** `lib.mkIf condition value`: a definition that holds under a condition that only Nix knows. */
  public static mkIf(condition: any, value: any): Expr {
    return Nix.ref('lib.mkIf').call(condition, value);
  }

  /**
   * `lib.mkMerge [ … ]`: several definitions of one option.
   *
   * @param values the definitions: plain data or Exprs
   */
  public static mkMerge(values: any[]): Expr {
    return Nix.ref('lib.mkMerge').call(values);
  }

  // --- things built ---

  /** `builtins.toJSON value`: JSON text that Nix writes, for data with references in it. */
  public static toJson(value: any): Expr {
    return Nix.ref('builtins.toJSON').call(value);
  }

  /** `pkgs.writeText name text`: a file in the store. */
  public static textFile(name: string, text: any): Expr {
    return Nix.ref('pkgs.writeText').call(name, text);
  }

  /** `pkgs.writeShellScript name text`: a script in the store; its path is the value. */
  public static shellScript(name: string, text: any): Expr {
    return Nix.ref('pkgs.writeShellScript').call(name, text);
  }

  /** `pkgs.writeShellScriptBin name text`: a package with the script as its command. */
  public static shellScriptBin(name: string, text: any): Expr {
    return Nix.ref('pkgs.writeShellScriptBin').call(name, text);
  }

  /** `pkgs.writeShellApplication { … }`: a package with a checked script and what it needs on its path. */
  public static shellApplication(props: ShellApplicationProps): Expr {
    return Nix.ref('pkgs.writeShellApplication').call(shellApplicationArguments(props));
  }

  private constructor() {}
}
