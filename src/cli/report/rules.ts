import { createRequire } from 'module';
import type * as Registry from '../../app/rules/registry';
import { RuleData, ruleData } from '../../app/rules/rule-data';

/** For what is loaded when it is needed. */
const loadModule = createRequire(__filename);

/** The code of the rule that stands for all kinds of things that have no rule of their own. */
const ANY_TAKEN = 'THING_TAKEN';

/** A rule with the page of the reference that it stands on; the rules that a program adds have none. */
export interface KnownRule extends RuleData {
  readonly topic?: string;
}

let library: readonly KnownRule[] | undefined;

/** The rules of the library, by their codes: all of it is loaded for them. */
export function libraryRules(): readonly KnownRule[] {
  return (library ??= load());
}

function load(): KnownRule[] {
  loadModule('../../index');
  const registry = loadModule('../../app/rules/registry') as typeof Registry;
  const rules = [...registry.libraryRules().values()].map((rule) => ({
    ...ruleData(rule),
    topic: registry.topicOf(rule.code),
  }));
  return rules.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A rule by the code of a finding, among the library's and those that the program added; undefined where none is. */
export function ruleOf(code: string, added: readonly RuleData[]): KnownRule | undefined {
  const own = added.find((rule) => rule.code === code);
  if (own) return own;
  const all = libraryRules();
  const known = all.find((rule) => rule.code === code);
  if (known) return known;
  const any = code.endsWith('_TAKEN') ? all.find((rule) => rule.code === ANY_TAKEN) : undefined;
  return any && { ...any, code };
}
