export { Expr } from './expr';
export { NixBinding } from './binding';
export { Nix } from './nix';
export type { NixParams } from './params';
export type { ShellApplicationProps } from './scripts';
export { nix } from './template';
