import type { DoctorCheck } from './context';
import { disk } from './disk';
import { git } from './git';
import { keys } from './keys';
import { lock } from './lock';
import { output } from './output';
import { tools } from './tools';
import { versions } from './versions';

/** All checks, in the order of what they tell. */
export const CHECKS: readonly DoctorCheck[] = [versions, output, lock, git, keys, tools, disk];
