import { Expr } from '../nix';

/** The kernel of a host and what is loaded into it. */
export interface KernelProps {
  /**
   * The kernel's package set: an attribute path in `pkgs` such as
   * `linuxPackages_6_12`, or an Expr.
   *
   * `linuxPackages_latest` is often newer than ZFS supports.
   * @default - the kernel with long-term support that NixOS takes
   */
  readonly packages?: string | Expr;
  /**
   * Modules loaded at boot: `boot.kernelModules`.
   * @default - none
   */
  readonly modules?: string[];
  /**
   * Modules loaded in the initial RAM disk: `boot.initrd.kernelModules`. What
   * is only to be at hand there belongs to `hardware.availableKernelModules`.
   * @default - none
   */
  readonly initrdModules?: string[];
  /**
   * Modules that are never loaded by themselves.
   * @default - none
   */
  readonly blacklistedModules?: string[];
  /**
   * Packages with modules that are not of the kernel: attribute paths in
   * `config.boot.kernelPackages` such as `v4l2loopback`, or Exprs.
   * @default - none
   */
  readonly extraModulePackages?: (string | Expr)[];
  /**
   * Parameters on the kernel's command line, such as `amd_iommu=on`.
   * @default - none
   */
  readonly params?: string[];
  /**
   * Kernel settings by their sysctl name: `{ 'vm.swappiness': 10 }`. Values
   * are numbers, strings or booleans.
   * @default - none
   */
  readonly sysctl?: Record<string, any>;
  /**
   * Lines of `modprobe.d`, such as `options kvm_amd nested=1`.
   * @default - none
   */
  readonly modprobeConfig?: string[];
}
