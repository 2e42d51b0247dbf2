export { Expr } from './expr';
export { NixBinding } from './binding';
export { Nix } from './nix';
export { NixParams } from './params';
export { ShellApplicationProps } from './scripts';
export { nix } from './template';
