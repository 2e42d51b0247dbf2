import type { Made, Shares } from './made';

/** Counts what values become. */
export class Tally {
  readonly shares: Shares = { data: 0, references: 0, raw: 0 };

  /** What was made of several values counts as one: as raw where a part of it is. */
  protected counted(before: Shares, made: Made): Made {
    const isRaw = this.shares.raw > before.raw;
    this.restore(before);
    this.shares[isRaw ? 'raw' : 'references'] += 1;
    return made;
  }

  /** Count nothing of what is made meanwhile. */
  protected quiet<T>(run: () => T): T {
    const before = { ...this.shares };
    const result = run();
    this.restore(before);
    return result;
  }

  protected restore(before: Shares): void {
    Object.assign(this.shares, before);
  }
}
