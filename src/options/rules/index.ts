import { optionReadOnly } from './option-read-only';
import { optionType } from './option-type';
import { optionUnknown } from './option-unknown';
import { optionValue } from './option-value';
import { registerRules } from '../../app/rules/registry';

registerRules('options', [optionReadOnly, optionType, optionUnknown, optionValue]);
