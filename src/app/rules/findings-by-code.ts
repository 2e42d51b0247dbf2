import { IConstruct } from 'constructs';
import type { Estate } from './estate';
import type { IRule, RuleFinding } from './rule';

/** What one walk over the estate finds, by the code of the rule that reports it. */
export class FindingsByCode {
  private readonly byCode = new Map<string, [IConstruct, RuleFinding][]>();

  /** Note something for the rule of a code. */
  public add(code: string, construct: IConstruct, finding: RuleFinding): void {
    const same = this.byCode.get(code);
    if (same) same.push([construct, finding]);
    else this.byCode.set(code, [[construct, finding]]);
  }

  /** What was noted for a code. */
  public of(code: string): readonly (readonly [IConstruct, RuleFinding])[] {
    return this.byCode.get(code) ?? [];
  }
}

/** The check of a rule that reports what a walk, made once for several rules, found under its code. */
export function foundBy(walk: (estate: Estate) => FindingsByCode): IRule['check'] {
  return function (this: IRule, estate, report) {
    for (const [construct, finding] of estate._table(walk).of(this.code)) report.found(construct, finding);
  };
}
