import { compact } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

/** How Windows drives are mounted: `[automount]` of `wsl.conf`. */
export interface WslAutomountProps {
  /**
   * Mount them.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Where.
   * @default "/mnt"
   */
  readonly root?: string;
  /**
   * Mount options, such as `metadata,uid=1000,gid=100`.
   * @default - what NixOS-WSL sets
   */
  readonly options?: string;
  /**
   * Let WSL mount what `/etc/fstab` lists; systemd does that already.
   * @default false
   */
  readonly mountFsTab?: boolean;
  /**
   * Let WSL tell the dynamic linker where the graphics libraries of Windows are. NixOS has no such list.
   * @default - what NixOS-WSL sets (false)
   */
  readonly ldconfig?: boolean;
}

/** What runs when WSL starts: `[boot]` of `wsl.conf`. */
export interface WslBootProps {
  /**
   * A command that Windows runs as root.
   * @default - none
   */
  readonly command?: string;
  /**
   * Milliseconds that Windows waits for systemd. From release 25.11 on.
   * @default - what WSL sets
   */
  readonly initTimeoutMs?: number;
}

/** Windows programs from within: `[interop]` of `wsl.conf`. */
export interface WslInteropProps {
  /**
   * Let Windows programs be started.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Put the PATH of Windows behind that of Linux.
   * @default true
   */
  readonly appendWindowsPath?: boolean;
}

/** What Windows writes of the network: `[network]` of `wsl.conf`. */
export interface WslNetworkProps {
  /**
   * Have Windows write `/etc/hosts`.
   * @default true
   */
  readonly generateHosts?: boolean;
  /**
   * Have Windows write `/etc/resolv.conf`. Set it to false where something
   * here is to resolve names, such as Tailscale's MagicDNS.
   * @default true
   */
  readonly generateResolvConf?: boolean;
  /**
   * The host name that WSL sets when it starts.
   * @default - that of the host
   */
  readonly hostname?: string;
}

/** `/etc/wsl.conf`. */
export interface WslConfProps {
  /**
   * How Windows drives are mounted.
   * @default - at /mnt
   */
  readonly automount?: WslAutomountProps;
  /**
   * What runs when WSL starts.
   * @default - systemd
   */
  readonly boot?: WslBootProps;
  /**
   * Windows programs from within.
   * @default - they can be started
   */
  readonly interop?: WslInteropProps;
  /**
   * What Windows writes of the network.
   * @default - hosts and resolv.conf
   */
  readonly network?: WslNetworkProps;
}

/** @internal `wsl.wslConf`. */
export function wslConfOptions(props: WslConfProps, refuse: Refuse): Record<string, any> {
  const root = props.automount?.root;
  if (root !== undefined && !/^\/(.*[^/])?$/.test(root)) {
    refuse(
      'WSL_AUTOMOUNT_ROOT',
      `"${root}" cannot hold the drives of Windows`,
      "give an absolute path without a slash at its end: '/mnt'",
      'wslConf.automount.root',
    );
  }
  const hostname = props.network?.hostname;
  if (hostname !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/.test(hostname)) {
    refuse('HOST_NAME', `"${hostname}" cannot be a host name`, 'use letters, digits and -', 'wslConf.network.hostname');
  }
  const { options } = props.automount ?? {};
  if (options !== undefined && /\s/.test(options)) {
    refuse(
      'WSL_AUTOMOUNT_OPTIONS',
      `"${options}" are no mount options`,
      "give them with commas between, without spaces: 'metadata,umask=22'",
      'wslConf.automount.options',
    );
  }
  if (/\n/.test(props.boot?.command ?? '')) {
    refuse('WSL_BOOT_COMMAND', 'the command has several lines', 'give a script that does all', 'wslConf.boot.command');
  }
  checkInteger(refuse, props.boot?.initTimeoutMs, 'wslConf.boot.initTimeoutMs', 0);
  return compact({
    automount: { ...props.automount },
    boot: { command: props.boot?.command, initTimeout: props.boot?.initTimeoutMs },
    interop: { ...props.interop },
    network: { ...props.network },
  });
}
