import { IConstruct } from 'constructs';
import { Diagnostic, DiagnosticPlace } from '../diagnostics';
import type { IRule, RuleFinding } from './rule';

/** Takes what a rule finds. */
export class RuleReport {
  private readonly alone: Diagnostic[] = [];
  private readonly byCause = new Map<string, Diagnostic[]>();

  /**
   * @param rule the rule that reports
   * @internal
   */
  constructor(private readonly rule: IRule) {}

  /**
   * Report something about a construct.
   *
   * @param construct the construct that breaks the rule
   * @param finding what of it does, and how it is mended
   */
  public found(construct: IConstruct, finding: RuleFinding): void {
    this._found(construct, finding, this.rule.code);
  }

  /** @internal the same under a code of its own, for a rule that stands for several kinds of things. */
  public _found(construct: IConstruct, finding: RuleFinding, code: string): void {
    const { related, cause, severity, ...rest } = finding;
    const diagnostic: Diagnostic = {
      severity: severity ?? this.rule.severity,
      code,
      path: construct.node.path,
      ...rest,
      why: rest.why ?? this.rule.reason,
      ...(related && related.length > 0 ? { related: related.map((one) => one.node.path) } : {}),
    };
    if (cause === undefined) {
      this.alone.push(diagnostic);
      return;
    }
    const same = this.byCause.get(`${code}\0${cause}`);
    if (same) same.push(diagnostic);
    else this.byCause.set(`${code}\0${cause}`, [diagnostic]);
  }

  /** @internal all that was found, one finding a cause. */
  public _diagnostics(): Diagnostic[] {
    return [...this.alone, ...[...this.byCause.values()].map(joined)];
  }
}

/** Findings with one cause as one: the first place speaks, the others follow. */
function joined(same: Diagnostic[]): Diagnostic {
  if (same.length === 1) return same[0]!;
  const [first, ...others] = [...same].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const also = others.flatMap((one): DiagnosticPlace[] => [
    { path: one.path, keyPath: one.keyPath, message: one.message },
    ...(one.also ?? []),
  ]);
  return { ...first!, also: [...(first!.also ?? []), ...also] };
}
