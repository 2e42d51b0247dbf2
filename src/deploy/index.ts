export * from './deploy-target';
export * from './deploy-target-props';
