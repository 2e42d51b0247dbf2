export * from './command-health';
export * from './deploy-target';
export * from './deploy-target-props';
export * from './health-check';
export * from './health-checks';
export * from './http-health';
export * from './pool-health';
export * from './port-health';
export * from './unit-health';

import './rules';
