export { ejectOutput, leavingOf, takeOver } from './eject';
export type { Ejected, Leaving, TakenOver } from './eject';
export { includingLines } from './including';
