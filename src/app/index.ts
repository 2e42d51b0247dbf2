// What the rest of the library uses.
export * from './check-failed';
export * from './error';
export * from './public';
