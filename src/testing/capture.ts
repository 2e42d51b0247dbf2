import { CosmoError } from '../app';
import { Expr } from '../nix';
import { compare } from './compare';
import { Matcher, MatchResult } from './matcher';
import { inline, isExpr } from './show';

/**
 * Takes the value that stands in its place, for a closer look:
 *
 * Where several places match, it takes the value of each; `next()` goes on to
 * the following one. Nothing is taken where the whole does not match.
 *
 * @example
 * import { Capture, Host, Template } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const root = new Capture();
 * Template.of(laddie).hasOption('services.openssh.settings.PermitRootLogin', root);
 * const mayLogIn = root.asString() !== 'no';
 */
export class Capture extends Matcher {
  /** How messages call it. */
  public readonly label: string = 'capture()';
  private readonly taken: any[] = [];
  private readonly pattern: any;
  private at = 0;

  /** @param pattern a value or a matcher that what is taken has to match; anything that is set unless given */
  constructor(pattern?: any) {
    super();
    this.pattern = pattern;
  }

  /**
   * Hold a value against the pattern, and note it.
   *
   * @param actual the value that is set
   */
  public test(actual: any): MatchResult {
    const result = new MatchResult(actual);
    if (actual === undefined) {
      result.mismatch('want something to capture, have nothing');
      return result;
    }
    if (this.pattern !== undefined) result._take(compare(this.pattern, actual));
    result._whenMatched.push(() => this.taken.push(actual));
    return result;
  }

  /** Go on to the next value that was taken; false where there is none. */
  public next(): boolean {
    if (this.at + 1 >= this.taken.length) return false;
    this.at += 1;
    return true;
  }

  /**
   * The value, as it is.
   * @throws `CAPTURE_EMPTY` where nothing was taken
   */
  public get value(): any {
    if (this.at < this.taken.length) return this.taken[this.at];
    throw new CosmoError({
      code: 'CAPTURE_EMPTY',
      message: 'nothing was captured',
      mend: 'assert first, with the capture in the pattern; a pattern that does not match captures nothing',
    });
  }

  /**
   * The value, which is a string.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asString(): string {
    return this.as('a string', (value): value is string => typeof value === 'string');
  }

  /**
   * The value, which is a number.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asNumber(): number {
    return this.as('a number', (value): value is number => typeof value === 'number');
  }

  /**
   * The value, which is a boolean.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asBoolean(): boolean {
    return this.as('a boolean', (value): value is boolean => typeof value === 'boolean');
  }

  /**
   * The value, which is a list.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asArray(): any[] {
    return this.as('a list', (value): value is any[] => Array.isArray(value));
  }

  /**
   * The value, which is a set.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asObject(): Record<string, any> {
    return this.as(
      'a set',
      (value): value is Record<string, any> =>
        typeof value === 'object' && value !== null && !Array.isArray(value) && !isExpr(value),
    );
  }

  /**
   * The value, which only Nix can tell.
   * @throws `CAPTURE_EMPTY`, `CAPTURE_KIND`
   */
  public asExpr(): Expr {
    return this.as('an Expr', (value): value is Expr => isExpr(value));
  }

  private as<T>(kind: string, is: (value: unknown) => value is T): T {
    const value: unknown = this.value;
    if (is(value)) return value;
    throw new CosmoError({
      code: 'CAPTURE_KIND',
      message: `what was captured is not ${kind}: ${inline(value)}`,
      mend: 'ask for what it is, or take `value`',
    });
  }
}
