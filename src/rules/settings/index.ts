import { settingMisspelt } from './setting-misspelt';
import type { IRule } from '../../app/rules/rule';

export const SETTING_RULES: readonly IRule[] = [settingMisspelt];
