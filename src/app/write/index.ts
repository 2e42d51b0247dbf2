export { recoverOutput, writeOutput } from './write-output';
export type { Recovery, RenderedFile, WriteReport, WriteRequest } from './types';
