export * from './nix';
export * from './app/public';
export * from './hosts';
export * from './storage';
export * from './guests';
export * from './containers';
export * from './home';
export * from './network';
