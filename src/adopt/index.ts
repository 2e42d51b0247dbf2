export { adopt, InputDiffers } from './adopt';
export type { Adopted, AdoptedModule, AdoptRequest } from './adopt';
export { readEarlier } from './earlier';
export type { EarlierHosts } from './earlier';
export { Stays } from './read';
