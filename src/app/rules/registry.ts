import { CosmoError } from '../error';
import type { IRule } from './rule';

const RULES = new Map<string, IRule>();
const TOPICS = new Map<string, string>();

/**
 * Add rules of the library: a domain does it when it is loaded.
 * @param topic the page of the reference that they stand on: the folder of the domain
 */
export function registerRules(topic: string, rules: readonly IRule[]): void {
  for (const rule of rules) {
    const before = RULES.get(rule.code);
    if (before && before !== rule) throw new Error(`two rules have the code ${rule.code}`);
    RULES.set(rule.code, rule);
    TOPICS.set(rule.code, topic);
  }
}

/** The topic of a rule of the library; undefined for one that was added by others. */
export function topicOf(code: string): string | undefined {
  return TOPICS.get(code);
}

/** The rules of the library, by their codes. */
export function libraryRules(): ReadonlyMap<string, IRule> {
  return RULES;
}

/** Refuse a rule that could not be printed, acknowledged or explained. */
export function checkRule(rule: IRule, known: (code: string) => boolean): void {
  const refuse = (code: string, message: string, mend: string): never => {
    throw new CosmoError({ code, message, mend });
  };
  if (typeof rule?.code !== 'string' || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(rule.code)) {
    refuse('RULE_CODE', `${JSON.stringify(rule?.code)} is no code of a rule`, 'give capitals with _ between words');
  }
  if (known(rule.code)) {
    refuse('RULE_TWICE', `there is a rule ${rule.code} already`, 'give it a code of its own');
  }
  for (const key of ['title', 'reason'] as const) {
    if (typeof rule[key] === 'string' && rule[key].trim() !== '') continue;
    refuse('RULE_TEXT', `the rule ${rule.code} has no ${key}`, `say it in a sentence: ${key}: '…'`);
  }
}
