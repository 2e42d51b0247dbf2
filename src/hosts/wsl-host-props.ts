import { Expr } from '../nix';
import { MachineProps } from './host-props';
import { WslConfProps } from './wsl-conf';

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

/** Whose sessions use the SSH agent of Windows. */
export enum WslAgentUsers {
  /** People: users that are no system users. */
  PEOPLE = '!@system',
  /** System users. */
  SYSTEM = '@system',
}

/** What a machine on WSL decides of its network; Windows does the rest. */
export interface WslNetworkingProps {
  /**
   * DNS servers. For `wslConf.network.generateResolvConf: false`.
   * @default - those of Windows
   */
  readonly nameservers?: string[];
  /**
   * Domains in which short names are looked up. For `wslConf.network.generateResolvConf: false`.
   * @default - those of Windows
   */
  readonly searchDomains?: string[];
  /**
   * Resolve names through systemd-resolved. For `wslConf.network.generateResolvConf: false`.
   * @default false
   */
  readonly resolved?: boolean;
  /**
   * Lines of `/etc/hosts`: names by address. For `wslConf.network.generateHosts: false`.
   * @default - what Windows writes
   */
  readonly extraHosts?: Record<string, string[]>;
  /**
   * The domain of the host's name.
   * @default - none
   */
  readonly domain?: string;
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
   * Use the SSH agent of Windows. From release 25.11 on.
   * @default false
   */
  readonly windowsSshAgent?: boolean;
  /**
   * Whose sessions use it. For `windowsSshAgent`.
   * @default - what NixOS-WSL sets (people)
   */
  readonly sshAgentUsers?: WslAgentUsers;
  /**
   * The users by name whose sessions use it, in place of `sshAgentUsers`.
   * @default - none
   */
  readonly sshAgentUserNames?: string[];
  /**
   * The program that speaks to it: an attribute path in `pkgs`, or an Expr.
   * @default - what NixOS-WSL sets (`wsl2-ssh-agent`)
   */
  readonly sshAgentPackage?: string | Expr;
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
   * A shell command that prints the address of Windows, for `usbip`, as WSL's network mode needs it.
   * @default - what NixOS-WSL sets: the default route
   */
  readonly usbipAddressSnippet?: string;
  /**
   * Register the kernel's handler for Windows programs by NixOS. Needed where something else registers handlers too.
   * @default false
   */
  readonly registerInterop?: boolean;
  /**
   * Put the PATH of Windows behind that of the login shell.
   * @default - what NixOS-WSL sets (true)
   */
  readonly includeWindowsPath?: boolean;
  /**
   * Let `/bin/sh` set up the environment of NixOS, for programs that Windows starts.
   * @default - what NixOS-WSL sets
   */
  readonly wrapBinSh?: boolean;
  /**
   * Libraries of Windows's graphics driver that are linked too, by their names below `/usr/lib/wsl/lib`. For `useWindowsDriver`. From release 26.11 on.
   * @default - none
   */
  readonly extraDriverLibraries?: string[];
  /**
   * A folder of the project that the tarball (`HostImage` with `ImageFormat.WSL_TARBALL`) has at `/etc/nixos`.
   * @default - a small configuration that NixOS-WSL writes
   */
  readonly tarballConfiguration?: string;
  /**
   * What the machine decides of its network.
   * @default - Windows decides all
   */
  readonly networking?: WslNetworkingProps;
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
