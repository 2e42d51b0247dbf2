export * from './settings';
export { VERSIONS } from './project-files';
export * from './templates';
export * from './write';
