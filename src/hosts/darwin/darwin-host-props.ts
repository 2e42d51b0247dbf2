import { DarwinNetworkingProps } from './darwin-networking';
import { DarwinNixProps } from './darwin-nix';
import { DarwinKeyboardProps, DarwinPowerProps, DarwinSshProps, DarwinSudoProps } from './darwin-settings';
import { DarwinUserProps } from './darwin-user';
import { DarwinDefaultsProps } from './defaults';
import { HomebrewProps } from './homebrew';
import { DarwinSystemProps } from '../../app';
import { Expr } from '../../nix';

/** Props of `DarwinHost`. */
export interface DarwinHostProps extends DarwinSystemProps {
  /**
   * The version of nix-darwin's defaults that the Mac was first set up
   * under: 1 to 6, from release 26.05 on 7. Never change it.
   */
  readonly stateVersion: number;
  /**
   * The user that settings of macOS and Homebrew belong to.
   * @default - the only user; required where there are several and something belongs to one
   */
  readonly primaryUser?: string;
  /**
   * Users by login name; `addUser` adds more.
   * @default - none
   */
  readonly users?: Record<string, DarwinUserProps>;
  /**
   * Packages for all users: attribute paths in `pkgs` such as `vim`, or Exprs.
   * @default - none
   */
  readonly packages?: (string | Expr)[];
  /**
   * Fonts: attribute paths in `pkgs` such as `nerd-fonts.jetbrains-mono`, or Exprs.
   * @default - none
   */
  readonly fonts?: (string | Expr)[];
  /**
   * Homebrew: what nix-darwin has it install.
   * @default - nix-darwin leaves Homebrew alone
   */
  readonly homebrew?: HomebrewProps;
  /**
   * Settings of macOS itself.
   * @default - they stay as they were set by hand
   */
  readonly defaults?: DarwinDefaultsProps;
  /**
   * Keys that do something else.
   * @default - none
   */
  readonly keyboard?: DarwinKeyboardProps;
  /**
   * How sudo asks.
   * @default - for the password
   */
  readonly sudo?: DarwinSudoProps;
  /**
   * The network: names, DNS servers, the firewall.
   * @default - the host name alone is set
   */
  readonly networking?: DarwinNetworkingProps;
  /**
   * The SSH server of macOS.
   * @default - it stays as it is
   */
  readonly ssh?: DarwinSshProps;
  /**
   * When the Mac sleeps.
   * @default - it stays as it is
   */
  readonly power?: DarwinPowerProps;
  /**
   * The time zone, such as `America/New_York`.
   * @default - it stays as it is
   */
  readonly timeZone?: string;
  /**
   * Play the chime when the Mac starts.
   * @default - it stays as it is
   */
  readonly startupChime?: boolean;
  /**
   * Nix itself.
   * @default - nix-darwin keeps it; flakes and the `nix` command are enabled
   */
  readonly nix?: DarwinNixProps;
  /**
   * Further options, as nested plain data that may hold Exprs.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Options set in place of what the host's own modules would set, by path.
   * @default - none
   */
  readonly override?: Record<string, any>;
}
