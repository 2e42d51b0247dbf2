import { Expr } from '../nix';

/** Kernels that ZFS often does not support yet, or never. */
const TOO_NEW = /(^|_)(latest|testing|zen|xanmod|lqx|libre|cachyos|rt|mptcp|rpi\d?)/;
/** Kernels with long-term support that OpenZFS 2.2 and later build for. */
const LONG_TERM = new Set(['', '5_10', '5_15', '6_1', '6_6', '6_12', '6_18', 'default']);
const SET = /\blinuxPackages(?:_(\w+))?|\blinuxKernel\.packages\.linux_(\w+)/;

/** The kernel that an option is set to, as Nix text. */
export function kernelText(value: unknown): string | undefined {
  return Expr.isExpr(value) ? (value as Expr).source() : undefined;
}

/** The package set that it names, or all of it. */
export function kernelTextOf(source: string): string {
  return SET.exec(source)?.[0] ?? source;
}

/** Whether ZFS is likely not to be built for it. */
export function kernelIsTooNew(source: string): boolean {
  const kind = kindOf(source);
  return kind !== undefined && TOO_NEW.test(kind);
}

/** Whether ZFS is known to be built for it. */
export function kernelIsKnown(source: string): boolean {
  const kind = kindOf(source);
  return kind !== undefined && LONG_TERM.has(kind);
}

/** Whether it is the newest that the package of ZFS takes, which nixpkgs no longer wants to be asked for. */
export function kernelIsDeprecated(source: string): boolean {
  return /\blatestCompatibleLinuxPackages\b/.test(source);
}

function kindOf(source: string): string | undefined {
  const name = SET.exec(source);
  return name ? (name[1] ?? name[2] ?? '').replace(/_hardened$/, '') : undefined;
}
