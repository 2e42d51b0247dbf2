/** A place at which a value is not what was wanted. */
export interface Mismatch {
  /** The keys from the value down to the place; `[0]` for an item of a list. Empty for the value itself. */
  readonly path: string[];
  /** What was wanted there, and what there is. */
  readonly message: string;
}

/**
 * What a matcher finds: nothing, where the value is as wanted, or the places
 * at which it is not.
 */
export class MatchResult {
  /** The value that was looked at; undefined where nothing is set. */
  public readonly actual: any;
  /** @internal what to do once the whole of it matches. */
  public readonly _whenMatched: (() => void)[] = [];
  private readonly found: Mismatch[] = [];

  /** @param actual the value that is looked at */
  constructor(actual: any) {
    this.actual = actual;
  }

  /** Whether the value is as wanted. */
  public get isMatch(): boolean {
    return this.found.length === 0;
  }

  /** The places at which it is not, in their order. */
  public get mismatches(): Mismatch[] {
    return [...this.found];
  }

  /**
   * Note that something is not as wanted.
   * @param message such as `want true, have false`
   * @param path the keys from the value down to it; the value itself unless given
   */
  public mismatch(message: string, path: string[] = []): void {
    this.found.push({ path: [...path], message });
  }

  /**
   * Take over what was found about a member or an item of the value.
   *
   * @param key the member or the item, as the place of a failure names it
   * @param inner what was found about it
   */
  public add(key: string, inner: MatchResult): void {
    for (const { path, message } of inner.found) this.found.push({ path: [key, ...path], message });
    this._whenMatched.push(...inner._whenMatched);
  }

  /** @internal take over what was found about the value itself. */
  public _take(other: MatchResult): void {
    this.found.push(...other.found);
    this._whenMatched.push(...other._whenMatched);
  }
}

/**
 * Says of a value whether it is as wanted. The library's own are made by
 * `Match`; write one of your own by extending this class, and use it wherever
 * a value may stand.
 */
export abstract class Matcher {
  /** Whether `value` is a Matcher, also one of another copy of the library. */
  public static isMatcher(value: any): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  /** How messages call it: `stringLike("*.example.org")`. */
  public abstract readonly label: string;

  constructor() {
    Object.defineProperty(this, BRAND, { value: true });
  }

  /**
   * Hold a value against it.
   * @param actual undefined where nothing is set.
   */
  public abstract test(actual: any): MatchResult;
}

const BRAND = Symbol.for('cosmo-nix.Matcher');
