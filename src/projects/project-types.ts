export * from './construct-library-project';
export * from './homelab-javascript-project';
export * from './homelab-options';
export * from './homelab-python-project';
export * from './homelab-typescript-project';
