export * from './dns';
export * from './dns-props';
export * from './dns-record';
export * from './listen-props';
export * from './proxy-certificate';
export * from './reverse-proxy';
export * from './reverse-proxy-props';
