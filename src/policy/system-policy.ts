import { IConstruct } from 'constructs';
import { Diagnostics, Finding, IAspect, Severity, System } from '../app';
import { PolicyProps } from './policy-props';

/** Takes what a policy finds about a construct. */
export type Report = (about: IConstruct, finding: Finding) => void;

/**
 * A policy that looks at Systems, each once, when the tree is complete: cost
 * is what they hold.
 *
 * @internal
 */
export abstract class SystemPolicy implements IAspect {
  private readonly met = new WeakSet<IConstruct>();
  private readonly severity: Severity;

  constructor(props: PolicyProps) {
    this.severity = props.severity ?? Severity.ERROR;
  }

  /** Called for each construct below the one that the policy was added to. */
  public visit(node: IConstruct): void {
    if (!this._isFor(node) || this.met.has(node)) return;
    this.met.add(node);
    Diagnostics.of(node)._later((diagnostics) => {
      const report = (severity: Severity): Report => {
        return (about, finding) => diagnostics._about(about, severity, { policy: this._name, ...finding });
      };
      this._judge(node, report(this.severity), report(Severity.INFO));
    });
  }

  /** @internal its name, in findings */
  public abstract get _name(): string;

  /** @internal what it looks at */
  public _isFor(node: IConstruct): boolean {
    return System.isSystem(node);
  }

  /** @internal look at a construct; `note` takes what cannot be judged */
  public abstract _judge(node: IConstruct, report: Report, note: Report): void;
}
