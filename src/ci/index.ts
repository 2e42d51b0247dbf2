export * from './estate-props';
export * from './estate-workflow';
export * from './github-action';
export * from './github-job';
export * from './github-permissions';
export * from './github-triggers';
export * from './github-workflow';
import './rules';
