import { IConstruct } from 'constructs';
import { Finding, IAspect, Severity, System } from '../app';
import { PolicyProps } from './policy-props';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';

/** Takes what a policy finds about a construct. */
export type Report = (about: IConstruct, finding: Finding) => void;

/**
 * A policy that looks at Systems, each once, when the tree is complete: cost
 * is what they hold. As an aspect it notes what it is for; its rules report
 * what it finds there.
 *
 * @internal
 */
export abstract class SystemPolicy implements IAspect {
  private readonly severity: Severity;

  constructor(props: PolicyProps) {
    this.severity = props.severity ?? Severity.ERROR;
  }

  /**
   * Called for each construct below the one that the policy was added to.
   *
   * @param node the construct that is visited
   */
  public visit(node: IConstruct): void {
    if (!this._isFor(node)) return;
    const holder = node as { [SLOT]?: Set<SystemPolicy> };
    (holder[SLOT] ??= new Set()).add(this);
  }

  /** @internal its name, in findings */
  public abstract get _name(): string;

  /** @internal what it looks at */
  public _isFor(node: IConstruct): boolean {
    return System.isSystem(node);
  }

  /** @internal look at a construct; `note` takes what cannot be judged */
  public abstract _judge(node: IConstruct, report: Report, note: Report): void;

  /** @internal look at a construct, and keep what is found */
  public _findings(node: IConstruct, found: FindingsByCode): void {
    const report = (severity: Severity): Report => {
      return (about, { code, related: _, ...finding }) =>
        found.add(code, about, { ...finding, severity, policy: this._name });
    };
    this._judge(node, report(this.severity), report(Severity.INFO));
  }
}

/** What all policies of an estate find, by code. */
export function policyFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const node of estate.constructs) {
    for (const policy of (node as { [SLOT]?: Set<SystemPolicy> })[SLOT] ?? []) policy._findings(node, found);
  }
  return found;
}

const SLOT = Symbol('cosmo-nix.policies');
