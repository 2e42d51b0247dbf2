import { Diagnostic, Severity } from '../diagnostics';
import { CosmoError } from '../error';
import type { Estate } from './estate';
import type { IRule } from './rule';
import { RuleReport } from './rule-report';

/** What a rule finds. One that fails itself is reported, and the others go on. */
export function runRule(rule: IRule, estate: Estate): Diagnostic[] {
  const report = new RuleReport(rule);
  try {
    rule.check(estate, report);
  } catch (error) {
    // What a construct refuses while it is looked at is the estate's error, with a code of its own.
    if (CosmoError.isCosmoError(error)) throw error;
    return [...report._diagnostics(), failed(rule, error)];
  }
  return report._diagnostics();
}

function failed(rule: IRule, error: unknown): Diagnostic {
  return {
    severity: Severity.ERROR,
    code: 'RULE_FAILED',
    message: `the rule ${rule.code} failed: ${error instanceof Error ? error.message : String(error)}`,
    path: '',
    why: 'what it would have found is not known',
    mend: 'mend the rule; the error says where',
  };
}
