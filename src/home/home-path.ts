import { CosmoError } from '../app';
import { Expr, Nix } from '../nix';
import { isRelativePath } from './relative-path';

/**
 * Paths below a home directory, for the options of a home: whose home it is
 * only Nix knows, and a `~` in a string stays a `~`.
 *
 * @example
 * import { App, HomeManagerProfile, HomePath, User } from 'cosmo-nix';
 * declare const app: App;
 * declare const patrick: User;
 *
 * const shell = new HomeManagerProfile(app, 'shell', {
 *   stateVersion: '25.11',
 *   programs: { zsh: { history: { path: HomePath.inData('zsh/history') } } },
 *   sessionPath: [HomePath.inHome('.local/bin')],
 * });
 * shell.attachTo(patrick);
 */
export class HomePath {
  /**
   * `${config.home.homeDirectory}/PATH`
   *
   * @param path the path below it, without a `/` in front
   */
  public static inHome(path: string): Expr {
    return below('config.home.homeDirectory', path);
  }

  /**
   * `${config.xdg.configHome}/PATH`: below `~/.config` unless set otherwise.
   *
   * @param path the path below it, without a `/` in front
   */
  public static inConfig(path: string): Expr {
    return below('config.xdg.configHome', path);
  }

  /**
   * `${config.xdg.dataHome}/PATH`: below `~/.local/share` unless set otherwise.
   *
   * @param path the path below it, without a `/` in front
   */
  public static inData(path: string): Expr {
    return below('config.xdg.dataHome', path);
  }

  /**
   * `${config.xdg.stateHome}/PATH`: below `~/.local/state` unless set otherwise.
   *
   * @param path the path below it, without a `/` in front
   */
  public static inState(path: string): Expr {
    return below('config.xdg.stateHome', path);
  }

  /**
   * `${config.xdg.cacheHome}/PATH`: below `~/.cache` unless set otherwise.
   *
   * @param path the path below it, without a `/` in front
   */
  public static inCache(path: string): Expr {
    return below('config.xdg.cacheHome', path);
  }

  private constructor() {}
}

function below(option: string, path: string): Expr {
  if (!isRelativePath(path)) {
    throw new CosmoError({
      code: 'HOME_PATH',
      message: `${JSON.stringify(path)} is no path below a home directory`,
      mend: "give a path that begins with a name and has no '..' in it, such as '.config/emacs/bin'",
    });
  }
  return Nix.str([Nix.ref(option), `/${path}`]);
}
