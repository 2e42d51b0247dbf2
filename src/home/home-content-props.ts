import { Expr } from '../nix';
import { HomeFile } from './home-file';

/** What a home holds, whether it is a profile, a user's own part or a standalone home. */
export interface HomeContentProps {
  /**
   * The release that the home was first made with, `18.09` to `26.11`. Never change it.
   * @default - that of a profile it builds on
   */
  readonly stateVersion?: string;
  /**
   * Packages to install: attribute paths in nixpkgs (`ripgrep`, `python3Packages.requests`) or Exprs.
   * @default - none
   */
  readonly packages?: (string | Expr)[];
  /**
   * Programs, by their name below `programs` of home-manager, with their
   * options: `{ starship: true, tmux: { prefix: 'C-q' } }`. Each is enabled
   * unless it says `enable` itself; `true` and `false` say just that.
   * @default - none
   */
  readonly programs?: Record<string, any>;
  /**
   * Services of the user, by their name below `services` of home-manager, in the same way as `programs`.
   * @default - none
   */
  readonly services?: Record<string, any>;
  /**
   * Files, by their path from the home directory.
   * @default - none
   */
  readonly files?: Record<string, HomeFile>;
  /**
   * Files, by their path from `~/.config` (`xdg.configFile`).
   * @default - none
   */
  readonly configFiles?: Record<string, HomeFile>;
  /**
   * Environment variables of the session: strings, numbers, booleans or Exprs.
   * They are set where home-manager manages the shell.
   * @default - none
   */
  readonly sessionVariables?: Record<string, any>;
  /**
   * Folders to add to the search path of commands: `$HOME/…`, absolute paths, or Exprs such as `HomePath.inHome('bin')`.
   * @default - none
   */
  readonly sessionPath?: (string | Expr)[];
  /**
   * Aliases for every shell that home-manager manages. For one shell alone: `programs.zsh.shellAliases`.
   * @default - none
   */
  readonly shellAliases?: Record<string, string>;
  /**
   * Further options of home-manager, as nested plain data that may hold Exprs.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Options of home-manager set in place of what the construct would set, by path:
   * `{ 'programs.git.enable': false }`.
   * @default - none
   */
  readonly override?: Record<string, any>;
}
