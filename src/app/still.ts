/** The span in which a tree does not change; undefined where it may. */
let span: symbol | undefined;

/**
 * Do something that looks at a finished tree and changes nothing in it, such
 * as a check: what constructs work out on the way is worked out once.
 */
export function whileStill<T>(work: () => T): T {
  const outer = span;
  span ??= Symbol('still');
  try {
    return work();
  } finally {
    span = outer;
  }
}

/** A value that is worked out once while the tree is still, and anew each time while it may change. */
export class Still<T> {
  private at?: symbol;
  private value?: T;

  /** The value. */
  public get(work: () => T): T {
    if (span === undefined) return work();
    if (this.at !== span) {
      const value = work();
      this.value = value;
      this.at = span;
    }
    return this.value as T;
  }
}
