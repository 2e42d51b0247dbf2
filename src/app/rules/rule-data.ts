import { Severity } from '../diagnostics';
import type { IRule } from './rule';

/** What is told of a rule. */
export interface RuleData {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly reason: string;
  readonly source: string;
  readonly breaks: string;
  readonly holds: string;
}

/** A rule without its check: one of another language answers each question anew. */
export function ruleData({ code, severity, title, reason, source, breaks, holds }: IRule): RuleData {
  return { code, severity, title, reason, source, breaks, holds };
}
