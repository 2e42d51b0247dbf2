import { Construct } from 'constructs';
import { Diagnostics, FlakeInput, WellKnownInput } from '../app';
import { isPlainSet } from '../app/option-tree';
import { Expr } from '../nix';
import { compact, flag, listed } from './compact';
import { Host } from './host';
import { MachineProps } from './host-props';
import { refuser } from './refuse';
import { WslConfProps, wslConfOptions } from './wsl-conf';

/** A program that WSL itself finds below `/bin`. */
export interface WslExtraBinProps {
  /** The program's path, or an Expr such as a string with a package in it. */
  readonly source: string | Expr;
  /**
   * Its name there.
   * @default - its own
   */
  readonly name?: string;
  /**
   * Copy it in place of linking it.
   * @default false
   */
  readonly copy?: boolean;
}

/** Props of `WslHost`. */
export interface WslHostProps extends MachineProps {
  /**
   * The user that Windows logs in. NixOS-WSL puts it into `wheel`.
   * @default - the first user of the host that is no system user
   */
  readonly defaultUser?: string;
  /**
   * Put programs into the start menu of Windows.
   * @default false
   */
  readonly startMenuLaunchers?: boolean;
  /**
   * Use the graphics driver of Windows.
   * @default false
   */
  readonly useWindowsDriver?: boolean;
  /**
   * Let Docker Desktop of Windows in.
   * @default false
   */
  readonly dockerDesktop?: boolean;
  /**
   * Use the SSH agent of Windows.
   * @default false
   */
  readonly windowsSshAgent?: boolean;
  /**
   * Attach USB devices of Windows by usbip.
   * @default false
   */
  readonly usbip?: boolean;
  /**
   * Bus ids of the USB devices that are attached by themselves, such as `4-1`. For `usbip`.
   * @default - none
   */
  readonly usbipAutoAttach?: string[];
  /**
   * Register the kernel's handler for Windows programs by NixOS. Needed where something else registers handlers too.
   * @default false
   */
  readonly registerInterop?: boolean;
  /**
   * Programs that WSL itself finds below `/bin`.
   * @default - none
   */
  readonly extraBin?: WslExtraBinProps[];
  /**
   * What stands in `/etc/wsl.conf`.
   * @default - what NixOS-WSL sets
   */
  readonly wslConf?: WslConfProps;
}

/** Options that have no place on WSL, and why. */
const NOT_ON_WSL: readonly [path: readonly string[], what: string][] = [
  [['boot', 'loader'], 'a boot loader'],
  [['boot', 'zfs'], 'ZFS'],
  [['services', 'zfs'], 'ZFS'],
  [['boot', 'kernelPackages'], 'a kernel of its own'],
  [['fileSystems'], 'file systems of its own'],
  [['swapDevices'], 'swap of its own'],
  [['disko'], 'disks to part'],
  [['virtualisation', 'libvirtd'], 'virtual machines'],
  [['virtualisation', 'libvirt'], 'virtual machines'],
  [['systemd', 'network'], 'networkd'],
  [['networking', 'useNetworkd'], 'networkd'],
  [['networking', 'networkmanager'], 'NetworkManager'],
];

/**
 * NixOS on the Windows Subsystem for Linux (WSL2), by NixOS-WSL. Windows
 * starts its kernel and gives it disks and a network: what would do the same
 * is refused.
 */
export class WslHost extends Host {
  /**
   * @throws what `Host` does; `HOST_CANNOT_BOOT` for props that WSL has no place for; `WSL_…` for its own.
   */
  constructor(scope: Construct, id: string, props: WslHostProps) {
    super(scope, id, props);
    const refuse = refuser(this);
    if (props.usbipAutoAttach && !props.usbip) {
      refuse('WSL_USBIP', 'USB devices are to be attached, but usbip is off', 'add usbip: true', 'usbipAutoAttach');
    }
    this.importModule(FlakeInput.wellKnown(this, WellKnownInput.NIXOS_WSL).nixosModule('default'));
    const options = compact({
      enable: true,
      startMenuLaunchers: flag(props.startMenuLaunchers),
      useWindowsDriver: flag(props.useWindowsDriver),
      'docker-desktop': { enable: flag(props.dockerDesktop) },
      'ssh-agent': { enable: flag(props.windowsSshAgent) },
      usbip: { enable: flag(props.usbip), autoAttach: listed(props.usbipAutoAttach) },
      interop: { register: flag(props.registerInterop) },
      extraBin: listed(
        props.extraBin?.map((bin) => compact({ src: bin.source, name: bin.name, copy: flag(bin.copy) })),
      ),
      wslConf: wslConfOptions(props.wslConf ?? {}, refuse),
    });
    const module = this._part('wsl', 'The Windows Subsystem for Linux', { wsl: options });
    module._supply(() => this.loginOptions(props));
    Diagnostics.of(this)._later((found) => this.checkWsl(props, found));
  }

  /** false: Windows starts it. */
  public get canBoot(): boolean {
    return false;
  }

  /** The user that Windows logs in; undefined where NixOS-WSL makes its own, `nixos`. */
  private loginUser(props: WslHostProps): string | undefined {
    return (
      props.defaultUser ?? this.users.find((user) => !user._props.systemUser && user.userName !== 'root')?.userName
    );
  }

  private loginOptions(props: WslHostProps): Record<string, any> {
    const defaultUser = this.loginUser(props);
    const locked =
      !props.mutableUsers &&
      !props.allowNoLogin &&
      !this.users.some(
        ({ _props: user, isAdmin, userName }) =>
          (isAdmin || userName === defaultUser) && (user.authorizedKeys?.length || user.hashedPasswordFile),
      );
    return {
      ...(defaultUser === undefined ? {} : { wsl: { defaultUser } }),
      // Windows logs the user in without asking; NixOS would refuse a machine where nobody has a password or key.
      ...(locked ? { users: { allowNoPasswordLogin: true } } : {}),
    };
  }

  private checkWsl(props: WslHostProps, found: Diagnostics): void {
    if (props.defaultUser !== undefined && this.users.length > 0 && !this.findUser(props.defaultUser)) {
      found.error({
        code: 'WSL_DEFAULT_USER',
        message: `Windows is to log in ${props.defaultUser}, and ${this.systemName} has no such user`,
        keyPath: 'defaultUser',
        mend: `give one of its users: ${this.users.map((user) => user.userName).join(', ')}`,
      });
    }
    for (const module of this._modules) {
      const tree = module._props.source === undefined ? module._definitions() : undefined;
      for (const [path, what] of NOT_ON_WSL) {
        if (!sets(tree, path)) continue;
        found.error({
          code: 'WSL_CANNOT',
          message: `${this.systemName} runs on WSL, which has no place for ${what}`,
          keyPath: path.join('.'),
          why: 'Windows starts the kernel and gives it disks and a network',
          mend: 'leave it out, or use a Host',
          related: [module.node.path],
        });
      }
    }
  }
}

function sets(tree: unknown, path: readonly string[]): boolean {
  let at = tree;
  for (const segment of path) {
    if (!isPlainSet(at)) return false;
    at = at[segment];
  }
  return at !== undefined;
}
