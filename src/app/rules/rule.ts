import { IConstruct } from 'constructs';
import { DiagnosticPlace, Severity } from '../diagnostics';
import type { Estate } from './estate';
import type { RuleReport } from './rule-report';

/**
 * Something that holds for every estate: a code, the reason, a check over the
 * whole tree, and an example that breaks it beside one that does not. The
 * rules of the library and those of others have this one form.
 *
 * ```js
 * app.addRule({
 *   code: 'HOST_UNTAGGED',
 *   severity: Severity.WARNING,
 *   title: 'Every host has a location',
 *   reason: 'nobody finds a machine that stands somewhere',
 *   source: 'house rule',
 *   breaks: "new Host(app, 'shed', { ...machine });",
 *   holds: "new Host(app, 'shed', { ...machine, options: { estate: { location: 'shed' } } });",
 *   check(estate, report) {
 *     for (const system of estate.systems) {
 *       if (estate.optionsOf(system).has('estate.location')) continue;
 *       report.found(system, { message: `${system.systemName} has no location`, keyPath: 'estate.location' });
 *     }
 *   },
 * });
 * ```
 */
export interface IRule {
  /** Stable code in capitals, such as `SUBNETS_OVERLAP`: what is acknowledged and explained. */
  readonly code: string;
  /** How grave its findings are. */
  readonly severity: Severity;
  /** What holds, in one line. */
  readonly title: string;
  /** Why it matters: the reason that its findings give where they give none of their own. */
  readonly reason: string;
  /** Where the behaviour comes from: a module, a manual page, a lesson. */
  readonly source: string;
  /**
   * An example that breaks it: TypeScript in which `app` and `machine` (what every host needs) are there.
   */
  readonly breaks: string;
  /** The same example, mended: no rule finds anything in it. */
  readonly holds: string;
  /**
   * Files that the examples find in their project: path to content.
   * @default - none
   */
  readonly files?: Record<string, string>;
  /**
   * Look at the estate, and report what breaks the rule. Ask the estate's
   * indices, which are built once for all rules; do not compare all with all.
   *
   * @param estate all constructs, and what their modules set
   * @param report takes what is found
   */
  check(estate: Estate, report: RuleReport): void;
}

/** What a rule found; its code, and where it gives none its reason, are added. */
export interface RuleFinding {
  /** What was found, with the values. */
  readonly message: string;
  /**
   * Path of the option or prop it concerns.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
  /**
   * Why it matters.
   * @default - the rule's reason
   */
  readonly why?: string;
  /**
   * How to mend it.
   * @default - the message says it
   */
  readonly mend?: string;
  /**
   * Constructs that have part in it.
   * @default - none
   */
  readonly related?: IConstruct[];
  /**
   * How grave it is.
   * @default - as the rule says
   */
  readonly severity?: Severity;
  /**
   * The policy that asks for it: such an error can be acknowledged, with a reason, by `Policy.acknowledge`.
   * @default - none: an error stops synthesis in any case
   */
  readonly policy?: string;
  /**
   * What caused it, such as the path of a subnet that is wrong: the findings of one rule with one cause are one.
   * @default - it stands alone
   */
  readonly cause?: string;
  /**
   * Further places with the same cause, where the rule brought them together itself.
   * @default - none
   */
  readonly also?: DiagnosticPlace[];
}
