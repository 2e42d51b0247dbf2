import { optionReadOnly } from './option-read-only';
import { optionRemoved } from './option-removed';
import { optionRenamed } from './option-renamed';
import { optionType } from './option-type';
import { optionUnknown } from './option-unknown';
import { optionValue } from './option-value';
import { registerRules } from '../../app/rules/registry';

registerRules('options', [optionReadOnly, optionRemoved, optionRenamed, optionType, optionUnknown, optionValue]);
