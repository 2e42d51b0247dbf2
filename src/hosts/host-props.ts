import { NixosSystemProps } from '../app';
import { Expr } from '../nix';
import { AutoUpgradeProps } from './auto-upgrade';
import { BootProps } from './boot';
import { FileSystemProps } from './file-system';
import { FirewallProps } from './firewall';
import { GroupProps } from './group';
import { HardwareProps } from './hardware';
import { KernelProps } from './kernel';
import { LocaleProps } from './locale';
import { NetworkingProps } from './networking';
import { NixSettingsProps } from './nix-settings';
import { SshServerProps } from './ssh-server';
import { SudoProps } from './sudo';
import { SwapDeviceProps, ZramSwapProps } from './swap';
import { UserProps } from './user';

/** What every machine that runs NixOS can be told, whether it boots by itself or not. */
export interface MachineProps extends NixosSystemProps {
  /**
   * The release the machine was first installed with, such as `25.11`. Never
   * change it: it says which defaults the machine's data was made under.
   */
  readonly stateVersion: string;
  /**
   * 8 hexadecimal digits, unique in the estate; ZFS wants it.
   * @default - derived from the construct's path
   */
  readonly hostId?: string;
  /**
   * Memory of the machine in MiB, for checking what guests are promised.
   * @default - unknown: nothing is checked
   */
  readonly memoryMib?: number;
  /**
   * Hardware threads of the machine, for checking what guests are promised.
   * @default - unknown: nothing is checked
   */
  readonly threads?: number;
  /**
   * Users by login name; `addUser` adds more.
   * @default - none
   */
  readonly users?: Record<string, UserProps>;
  /**
   * Groups by name.
   * @default - those that NixOS and the users make
   */
  readonly groups?: Record<string, GroupProps>;
  /**
   * Whether users and passwords may be changed on the machine, beside what is declared.
   * @default false (NixOS itself has true)
   */
  readonly mutableUsers?: boolean;
  /**
   * Allow a machine that nobody can log in to as an administrator.
   * @default false
   */
  readonly allowNoLogin?: boolean;
  /**
   * Who may become root by sudo.
   * @default - members of `wheel`, with their password
   */
  readonly sudo?: SudoProps;
  /**
   * The firewall.
   * @default - on; what constructs open is open
   */
  readonly firewall?: FirewallProps;
  /**
   * The SSH server.
   * @default - on, for keys only and not for root
   */
  readonly ssh?: SshServerProps;
  /**
   * Time, language and keyboard.
   * @default - what NixOS sets
   */
  readonly locale?: LocaleProps;
  /**
   * Packages for all users: attribute paths in `pkgs` such as `vim`, or Exprs.
   * @default - none
   */
  readonly packages?: (string | Expr)[];
  /**
   * Settings of Nix.
   * @default - flakes and the `nix` command are enabled
   */
  readonly nix?: NixSettingsProps;
  /**
   * Automatic upgrades.
   * @default - none
   */
  readonly autoUpgrade?: AutoUpgradeProps;
  /**
   * Further options, as nested plain data that may hold Exprs.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Options set in place of what the host's own modules would set, by path:
   * `{ 'boot.loader.timeout': 1 }`.
   * @default - none
   */
  readonly override?: Record<string, any>;
}

/** Props of `Host`. */
export interface HostProps extends MachineProps {
  /**
   * How it starts.
   * @default - systemd-boot, without an editor
   */
  readonly boot?: BootProps;
  /**
   * The kernel and what is loaded into it.
   * @default - the kernel that NixOS takes
   */
  readonly kernel?: KernelProps;
  /**
   * What the machine is made of.
   * @default - unknown
   */
  readonly hardware?: HardwareProps;
  /**
   * File systems by mount point; `addFileSystem` adds more.
   * @default - none: a storage construct gives them
   */
  readonly fileSystems?: Record<string, FileSystemProps>;
  /**
   * Swap devices and files.
   * @default - none
   */
  readonly swapDevices?: SwapDeviceProps[];
  /**
   * Compressed swap in memory; `{}` for the defaults.
   * @default - none
   */
  readonly zramSwap?: ZramSwapProps;
  /**
   * The network.
   * @default - NetworkManager
   */
  readonly networking?: NetworkingProps;
}
