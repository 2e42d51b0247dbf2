import { Finding } from '../app';
import { Expr } from '../nix';

/** Kernels that ZFS often does not support yet, or never. */
const TOO_NEW =
  /^linuxPackages_(latest|testing|zen|xanmod_latest|lqx|cachyos.*|libre|latest-libre|latest_hardened|mptcp)$|^linuxKernel\.packages\.linux_(latest|testing|zen|xanmod_latest|lqx|latest_libre)$/;
/** Kernels with long-term support that OpenZFS 2.2 and later build for. */
const LONG_TERM = new Set(['linuxPackages', '5_10', '5_15', '6_1', '6_6', '6_12', '6_18']);

/** What is to be said about a host's kernel and ZFS; undefined where there is nothing. */
export function zfsKernelFinding(kernel: string | Expr | undefined): (Finding & { refused: boolean }) | undefined {
  if (kernel === undefined) return undefined;
  const name = (typeof kernel === 'string' ? kernel : kernel.source()).replace(/^\(?(pkgs\.)?/, '').replace(/\)$/, '');
  if (TOO_NEW.test(name)) {
    return {
      refused: true,
      code: 'ZFS_KERNEL',
      message: `ZFS may not support the kernel ${name}`,
      keyPath: 'kernel.packages',
      why: 'NixOS marks the ZFS module of a kernel that is too new as broken, so that an update would stop with an error, or a machine with ZFS on its root would not start',
      mend: "leave the kernel out (NixOS takes one with long-term support), or pin one: 'linuxPackages_6_12'",
    };
  }
  const version = /^(?:linuxPackages_|linuxKernel\.packages\.linux_)?(linuxPackages|\d+_\d+)(?:_hardened)?$/.exec(
    name,
  )?.[1];
  if (version && LONG_TERM.has(version)) return undefined;
  return {
    refused: false,
    code: 'ZFS_KERNEL_UNKNOWN',
    message: `it is not known here whether ZFS supports the kernel ${name}`,
    keyPath: 'kernel.packages',
    why: 'a kernel without long-term support leaves nixpkgs within months',
    mend: "prefer one with long-term support, such as 'linuxPackages_6_12'",
  };
}
