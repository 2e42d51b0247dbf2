import { Finding, System } from '../app';
import { Expr } from '../nix';

/** Kernels that ZFS often does not support yet, or never. */
const TOO_NEW = /(^|_)(latest|testing|zen|xanmod|lqx|libre|cachyos|rt|mptcp|rpi\d?)/;
/** Kernels with long-term support that OpenZFS 2.2 and later build for. */
const LONG_TERM = new Set(['', '5_10', '5_15', '6_1', '6_6', '6_12', '6_18', 'default']);

/** What is to be said about a kernel and ZFS; undefined where there is nothing. */
export function zfsKernelFinding(source: string): (Finding & { refused: boolean }) | undefined {
  const name = /\blinuxPackages(?:_(\w+))?|\blinuxKernel\.packages\.linux_(\w+)/.exec(source);
  const kind = (name?.[1] ?? name?.[2] ?? '').replace(/_hardened$/, '');
  if (name && TOO_NEW.test(kind)) {
    return {
      refused: true,
      code: 'ZFS_KERNEL',
      message: `ZFS may not support the kernel ${name[0]}`,
      keyPath: 'boot.kernelPackages',
      why: 'nixpkgs marks ZFS as broken for a kernel that is too new, and the system can then not be built',
      mend: "leave the kernel out (NixOS takes one with long-term support), or pin one: 'linuxPackages_6_12'",
    };
  }
  if (name && LONG_TERM.has(kind)) return undefined;
  return {
    refused: false,
    code: 'ZFS_KERNEL_UNKNOWN',
    message: `it is not known here whether ZFS supports the kernel ${name?.[0] ?? source}`,
    keyPath: 'boot.kernelPackages',
    why: 'a kernel without long-term support leaves nixpkgs within months',
    mend: "prefer one with long-term support, such as 'linuxPackages_6_12'",
  };
}

/** The kernels that modules of a System set, as Nix text. */
export function kernelsOf(system: System): string[] {
  return system._modules.flatMap((module) => {
    const boot: unknown = (module._definitions() as { boot?: unknown } | undefined)?.boot;
    if (boot === null || typeof boot !== 'object' || Expr.isExpr(boot)) return [];
    const kernel = (boot as Record<string, unknown>).kernelPackages;
    return Expr.isExpr(kernel) ? [(kernel as Expr).source()] : [];
  });
}
