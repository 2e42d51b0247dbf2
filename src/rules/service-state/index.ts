import { containerStateLost } from './container-state-lost';
import { containerStateReadOnly } from './container-state-read-only';
import { microvmForgets } from './microvm-forgets';
import { microvmStateLost } from './microvm-state-lost';
import { stateShared } from './state-shared';
import type { IRule } from '../../app/rules/rule';

/** Where services in guests and containers keep what must not be lost. */
export const SERVICE_STATE_RULES: readonly IRule[] = [
  containerStateLost,
  containerStateReadOnly,
  microvmForgets,
  microvmStateLost,
  stateShared,
];
