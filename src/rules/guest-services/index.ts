import { containerStateLost } from './container-state-lost';
import { containerStateReadOnly } from './container-state-read-only';
import { forwardUnserved } from './forward-unserved';
import { microvmForgets } from './microvm-forgets';
import { microvmRestartsDatabase } from './microvm-restarts-database';
import { microvmStateLost } from './microvm-state-lost';
import { stateShared } from './state-shared';
import type { IRule } from '../../app/rules/rule';

/** Services in guests and containers: where they keep what must not be lost, and the ports that lead to them. */
export const GUEST_SERVICE_RULES: readonly IRule[] = [
  containerStateLost,
  containerStateReadOnly,
  forwardUnserved,
  microvmForgets,
  microvmRestartsDatabase,
  microvmStateLost,
  stateShared,
];
