import { IConstruct } from 'constructs';
import { compact, listed } from '../app/compact';
import { linesOf } from '../app/lines';
import { packageExpr } from '../app/packages';
import { Refuse } from '../app/refuse';
import { Expr, Nix } from '../nix';

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

/** @internal the options below `boot` for the kernel. */
export function kernelOptions(construct: IConstruct, props: KernelProps, refuse: Refuse): Record<string, any> {
  checkModules(refuse, props.modules, 'kernel.modules');
  checkModules(refuse, props.initrdModules, 'kernel.initrdModules');
  checkModules(refuse, props.blacklistedModules, 'kernel.blacklistedModules');
  if (typeof props.packages === 'string' && !/(^|\.)linuxPackages|(^|\.)linuxKernel\.packages\./.test(props.packages)) {
    refuse(
      'KERNEL_PACKAGES',
      `"${props.packages}" is no package set of a kernel`,
      "give one such as 'linuxPackages_6_12': the kernel with the modules that are built for it",
      'kernel.packages',
    );
  }
  return {
    boot: compact({
      kernelPackages: packageExpr(construct, props.packages, 'kernel.packages'),
      kernelModules: listed(props.modules),
      kernelParams: listed(props.params),
      blacklistedKernelModules: listed(props.blacklistedModules),
      extraModulePackages: listed(props.extraModulePackages?.map(kernelPackage)),
      extraModprobeConfig:
        props.modprobeConfig && props.modprobeConfig.length > 0 ? linesOf(props.modprobeConfig) : undefined,
      initrd: { kernelModules: listed(props.initrdModules) },
      kernel: { sysctl: checkSysctl(props.sysctl, refuse) },
    }),
  };
}

/** @internal refuse what cannot be the name of a kernel module. */
export function checkModules(refuse: Refuse, modules: readonly string[] | undefined, keyPath: string): void {
  modules?.forEach((name, index) => {
    if (/^[A-Za-z0-9_-]+$/.test(name)) return;
    refuse(
      'KERNEL_MODULE',
      `"${name}" cannot be the name of a kernel module`,
      'give the name alone; what it is told belongs to kernel.modprobeConfig',
      `${keyPath}[${index}]`,
    );
  });
}

function kernelPackage(item: string | Expr): Expr {
  return typeof item === 'string' ? Nix.ref(`config.boot.kernelPackages.${item}`) : item;
}

function checkSysctl(sysctl: Record<string, any> | undefined, refuse: Refuse): Record<string, any> | undefined {
  for (const name of Object.keys(sysctl ?? {})) {
    if (/^[A-Za-z0-9_*-]+([./][A-Za-z0-9_:*-]+)+$/.test(name)) continue;
    refuse(
      'SYSCTL_NAME',
      `"${name}" is no name of a kernel setting`,
      "give the whole name with its dots: { 'vm.swappiness': 10 }",
      'kernel.sysctl',
    );
  }
  return sysctl;
}
