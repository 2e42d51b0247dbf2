import { compare, differs, Extent, labelOf, ownMember, plainOf } from './compare';
import { Matcher, MatchResult } from './matcher';
import { inline, isExpr } from './show';
import { isPlainSet } from '../app/option-tree';
import { literally } from '../app/pattern';
import { Nix } from '../nix';

/**
 * Patterns for values. Wherever one is asked for, plain data will do: sets in
 * it may have more members than the pattern tells, lists have to be the same,
 * and matchers may stand anywhere inside.
 *
 * @example
 * import { Host, Match, Template } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * laddie.firewall.allowTcp(443);
 * const template = Template.of(laddie);
 * template.hasOption('networking.firewall.allowedTCPPorts', Match.arrayWith([443]));
 * template.hasOption('services.openssh.settings.PermitRootLogin', Match.not('yes'));
 */
export class Match {
  /** Anything that is set, `null` too. */
  public static anyValue(): Matcher {
    return new Rule('anyValue()', (actual, result) => {
      if (actual === undefined) result.mismatch('want any value, have nothing');
    });
  }

  /** Nothing: what it stands for is not set. */
  public static absent(): Matcher {
    return new Rule('absent()', (actual, result) => {
      if (actual !== undefined) result.mismatch(`want nothing, have ${inline(actual)}`);
    });
  }

  /**
   * Whatever the pattern does not match.
   *
   * @param pattern a value or a pattern
   */
  public static not(pattern: any): Matcher {
    const label = `not(${labelOf(pattern)})`;
    return new Rule(label, (actual, result) => {
      if (compare(pattern, actual, Extent.WHOLE).isMatch) differs(result, label, actual);
    });
  }

  /**
   * A set with at least these members; so have the sets inside it.
   * @param pattern values or matchers by name; `Match.absent()` for what must not be there
   */
  public static objectLike(pattern: Record<string, any>): Matcher {
    return setMatcher('objectLike', pattern, Extent.PART);
  }

  /**
   * A set with these members and no other; so have the sets inside it.
   *
   * @param pattern the members with their values or patterns
   */
  public static objectEquals(pattern: Record<string, any>): Matcher {
    return setMatcher('objectEquals', pattern, Extent.WHOLE);
  }

  /**
   * A list with at least these items, in any order: the order in which the
   * module system joins lists follows from the order of the modules. Each
   * pattern takes an item of its own.
   *
   * @param items values or patterns
   */
  public static arrayWith(items: any[]): Matcher {
    return listMatcher(`arrayWith(${inline(items)})`, (actual, result) => {
      for (const pattern of withoutItem(items, actual)) {
        result.mismatch(`want an item ${labelOf(pattern)}${nearMiss(pattern, actual)}`);
      }
      if (result.isMatch) takeCaptures(items, actual, result);
    });
  }

  /**
   * A list of these items in this order, each as a whole.
   *
   * @param items values or patterns
   */
  public static arrayEquals(items: any[]): Matcher {
    return listMatcher(`arrayEquals(${inline(items)})`, (actual, result) => {
      result._take(compare(items, actual, Extent.WHOLE));
    });
  }

  /**
   * A string of this form.
   * @param pattern a `*` stands for any text, also none and also of several lines: `*.example.org`
   */
  public static stringLike(pattern: string): Matcher {
    const parts = pattern.split('*').map(literally);
    return stringMatcher(`stringLike(${inline(pattern)})`, new RegExp(`^${parts.join('.*')}$`, 's'));
  }

  /**
   * A string in which a regular expression is found.
   * @param pattern of JavaScript, such as `^/dev/disk/by-id/`
   */
  public static stringLikeRegexp(pattern: string): Matcher {
    return stringMatcher(`stringLikeRegexp(${inline(pattern)})`, new RegExp(pattern));
  }

  /**
   * A piece of Nix that is no plain data: a reference, a call, a package.
   * @param source what it has to say, as Nix or as an Expr; layout does not count. Or a matcher for its text:
   * `Match.expr(Match.stringLike('config.age.secrets.*.path'))`. Any will do unless given.
   * @throws where the text is no Nix
   */
  public static expr(source?: any): Matcher {
    const wanted: unknown = typeof source === 'string' ? Nix.raw(source).source() : source;
    const label =
      source === undefined ? 'expr()' : `expr(${labelOf(typeof source === 'string' ? Nix.raw(source) : source)})`;
    return new Rule(label, (actual, result) => {
      if (!isExpr(actual)) return differs(result, label, actual);
      if (wanted === undefined) return;
      const text = isExpr(wanted) ? wanted.source() : wanted;
      const inner = compare(text, actual.source());
      if (inner.isMatch) result._take(inner);
      else differs(result, label, actual);
    });
  }

  private constructor() {}
}

/** A matcher by what it does. */
class Rule extends Matcher {
  constructor(
    public readonly label: string,
    private readonly look: (actual: unknown, result: MatchResult) => void,
  ) {
    super();
  }

  public test(actual: any): MatchResult {
    const result = new MatchResult(actual);
    this.look(actual, result);
    return result;
  }
}

function setMatcher(name: string, pattern: Record<string, unknown>, extent: Extent): Matcher {
  const label = `${name}(${inline(pattern)})`;
  return new Rule(label, (actual, result) => {
    const plain = plainOf(actual);
    if (isPlainSet(plain)) result._take(compare(pattern, plain, extent));
    else differs(result, label, actual);
  });
}

function listMatcher(label: string, look: (actual: readonly unknown[], result: MatchResult) => void): Matcher {
  return new Rule(label, (actual, result) => {
    const plain = plainOf(actual);
    if (Array.isArray(plain)) look(plain, result);
    else differs(result, label, actual);
  });
}

function stringMatcher(label: string, form: RegExp): Matcher {
  return new Rule(label, (actual, result) => {
    const plain = plainOf(actual);
    if (typeof plain !== 'string' || !form.test(plain)) differs(result, label, actual);
  });
}

/** The patterns that find no item of their own, when as many as can be do. */
function withoutItem(patterns: readonly unknown[], items: readonly unknown[]): unknown[] {
  return assign(patterns, items).flatMap((index, at) => (index === undefined ? [patterns[at]] : []));
}

/** For each pattern the item that it takes, by augmenting paths. */
function assign(patterns: readonly unknown[], items: readonly unknown[]): (number | undefined)[] {
  const takenBy = new Map<number, number>();
  const fits = patterns.map((pattern) =>
    items.flatMap((item, index) => (compare(pattern, item).isMatch ? [index] : [])),
  );
  const seek = (pattern: number, tried: Set<number>): boolean => {
    for (const index of fits[pattern]!) {
      if (tried.has(index)) continue;
      tried.add(index);
      const other = takenBy.get(index);
      if (other === undefined || seek(other, tried)) {
        takenBy.set(index, pattern);
        return true;
      }
    }
    return false;
  };
  patterns.forEach((_, index) => seek(index, new Set()));
  const result: (number | undefined)[] = patterns.map(() => undefined);
  for (const [index, pattern] of takenBy) result[pattern] = index;
  return result;
}

function takeCaptures(patterns: readonly unknown[], items: readonly unknown[], result: MatchResult): void {
  assign(patterns, items).forEach((index, at) => result._take(compare(patterns[at], items[index!])));
}

/** What the item that comes closest to a set lacks. */
function nearMiss(pattern: unknown, items: readonly unknown[]): string {
  if (!isPlainSet(pattern)) return '';
  const wanted = Object.keys(pattern).filter((key) => pattern[key] !== undefined).length;
  const tried = items.map((item, index) => ({ index, found: compare(pattern, item).mismatches }));
  const best = tried.reduce<(typeof tried)[number] | undefined>(
    (least, one) => (least === undefined || one.found.length < least.found.length ? one : least),
    undefined,
  );
  const isNear = best !== undefined && best.found.length <= wanted && best.found.every(({ path }) => path.length > 0);
  if (!isNear) return '';
  const [first] = best.found;
  const at = isPlainSet(items[best.index])
    ? ownMember(items[best.index] as Record<string, unknown>, first!.path[0]!)
    : 0;
  return at === undefined && wanted === best.found.length
    ? ''
    : `; [${best.index}] comes closest: ${best.found.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
}
