export * from './isolated';
export * from './locked-down';
export * from './no-plaintext-secrets';
export * from './ssh-hardened';
export * from './policy-props';
import './rules';
