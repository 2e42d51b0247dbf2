export * from './data-file';
export * from './ini-file';
export * from './json-file';
export * from './toml-file';
export * from './yaml-file';
