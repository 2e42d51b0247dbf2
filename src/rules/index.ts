import { libraryRules, registerRules } from '../app/rules/registry';
import type { IRule } from '../app/rules/rule';

/** The rules that look at more than one domain. */
const ESTATE_RULES: readonly IRule[] = [];

registerRules(ESTATE_RULES);

/** All rules of the library, by their codes. */
export const ALL_RULES: readonly IRule[] = [...libraryRules().values()].sort((a, b) => (a.code < b.code ? -1 : 1));
