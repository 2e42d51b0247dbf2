// What only tests need, in one: it is loaded with the first of them, see `late.ts`.
export * from './diagnostic-report';
export * from './folders';
export * from './option-place';
export * from './option-report';
export * from './output-report';
export * from './output-text';
export * from './rendered';
export * from './test-app';
export * from './evaluate';
