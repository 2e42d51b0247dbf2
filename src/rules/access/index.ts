import { sshKeyOfHost } from './ssh-key-of-host';
import type { IRule } from '../../app/rules/rule';

export const ACCESS_RULES: readonly IRule[] = [sshKeyOfHost];
