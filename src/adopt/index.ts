export { adopt, InputDiffers } from './adopt';
export type { Adopted, AdoptedModule, AdoptRequest } from './adopt';
export { EarlierHosts, readEarlier } from './earlier';
export { Stays } from './read';
