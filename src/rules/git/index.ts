import { gitIgnored } from './git-ignored';
import { gitUntracked } from './git-untracked';
import type { IRule } from '../../app/rules/rule';

/** The rules about what git leaves out. */
export const GIT_RULES: readonly IRule[] = [gitIgnored, gitUntracked];
