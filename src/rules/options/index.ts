import { optionConflict } from './option-conflict';
import { optionListDropped } from './option-list-dropped';
import type { IRule } from '../../app/rules/rule';

export const OPTION_RULES: readonly IRule[] = [optionConflict, optionListDropped];
