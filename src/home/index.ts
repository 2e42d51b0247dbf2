export * from './home-attachment';
export * from './home-content-props';
export * from './home-file';
export * from './home-manager';
export * from './home-path';
export * from './home-profile';
export * from './standalone-home';

import './rules';
