import { Construct } from 'constructs';
import { Asset, FlakeInput, WellKnownInput } from '../app';
import { Host } from './host';
import { checkWslProps } from './wsl-checks';
import { wslConfOptions } from './wsl-conf';
import type { WslHostProps } from './wsl-host-props';
import { compact, flag, listed } from '../app/compact';
import { packageExpr } from '../app/packages';
import { refuser } from '../app/refuse';

/**
 * NixOS on the Windows Subsystem for Linux (WSL2), by NixOS-WSL. Windows
 * starts its kernel and gives it disks and a network: what would do the same
 * is refused.
 *
 * @example
 * import { App, WslHost } from 'cosmo-nix';
 * declare const app: App;
 *
 * const wsl = new WslHost(app, 'wsl', {
 *   stateVersion: '25.11',
 *   startMenuLaunchers: true,
 *   useWindowsDriver: true,
 * });
 * wsl.addUser('patrick', { admin: true, shell: 'zsh' });
 */
export class WslHost extends Host {
  /** Whether `construct` is a WslHost. */
  public static isWslHost(construct: any): construct is WslHost {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** Whether Windows writes `/etc/resolv.conf`. */
  public readonly generatesResolvConf: boolean;
  /** @internal */
  public readonly _wsl: WslHostProps;

  /**
   * @throws what `Host` does; `HOST_CANNOT_BOOT` for props that WSL has no place for; `WSL_RELEASE` for what the
   * estate's release of NixOS-WSL does not have yet; `WSL_AUTOMOUNT_OPTIONS`, `WSL_AUTOMOUNT_ROOT`, `WSL_BOOT_COMMAND`,
   * `WSL_HOSTS`, `WSL_NETWORK`, `WSL_RESOLV_CONF`, `WSL_USBIP` for its own props
   */
  constructor(scope: Construct, id: string, props: WslHostProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._wsl = props;
    this.generatesResolvConf = props.wslConf?.network?.generateResolvConf ?? true;
    const refuse = refuser(this);
    checkWslProps(this, props, refuse);
    this.importModule(FlakeInput.wellKnown(this, WellKnownInput.NIXOS_WSL).nixosModule('default'));
    const agent = props.sshAgentPackage;
    const tarball = props.tarballConfiguration;
    const options = compact({
      enable: true,
      startMenuLaunchers: flag(props.startMenuLaunchers),
      useWindowsDriver: flag(props.useWindowsDriver),
      wslLibExtraLinks: listed(props.extraDriverLibraries),
      'docker-desktop': { enable: flag(props.dockerDesktop) },
      'ssh-agent': {
        enable: flag(props.windowsSshAgent),
        package: packageExpr(this, agent, 'sshAgentPackage'),
        users: props.sshAgentUserNames ?? props.sshAgentUsers,
      },
      usbip: {
        enable: flag(props.usbip),
        autoAttach: listed(props.usbipAutoAttach),
        snippetIpAddress: props.usbipAddressSnippet,
      },
      interop: { register: flag(props.registerInterop), includePath: props.includeWindowsPath },
      wrapBinSh: props.wrapBinSh,
      extraBin: listed(
        props.extraBin?.map((bin) => compact({ src: bin.source, name: bin.name, copy: flag(bin.copy) })),
      ),
      tarball: {
        configPath: tarball === undefined ? undefined : new Asset(this, '$tarball', { path: tarball }).file,
      },
      wslConf: wslConfOptions(props.wslConf ?? {}, refuse),
    });
    const module = this._part('wsl', 'The Windows Subsystem for Linux', { wsl: options });
    module._supply(() => this.loginOptions(props));
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
}

const BRAND = Symbol.for('cosmo-nix.WslHost');
