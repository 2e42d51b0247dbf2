export { adopt } from './adopt';
export type { Adopted, AdoptedModule, AdoptRequest } from './adopt';
export { Stays } from './read';
