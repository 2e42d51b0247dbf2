import { Expr } from '../nix';
import { CosmoError } from './error';

/** A secret as a file of the running machine, known by its path and never by its content. */
export interface ISecretFile {
  /** The path: a string, or an Expr such as `config.age.secrets.NAME.path`. Never a path of the Nix store. */
  readonly path: any;
}

/** A secret file that something else puts in place. */
export class SecretFile implements ISecretFile {
  /**
   * A file at a fixed path, such as `/run/keys/tailscale`.
   * @throws where the path is not absolute, or lies in the Nix store, which everyone can read.
   */
  public static at(path: string): SecretFile {
    if (!/^\/[^\0\n]+$/.test(path) || path.startsWith('/nix/store/')) {
      throw new CosmoError({
        code: 'SECRET_PATH',
        message: `${JSON.stringify(path)} cannot hold a secret`,
        why: 'a secret is named by the absolute path it has on the machine; the Nix store can be read by everyone',
        mend: "give a path such as '/run/keys/NAME', or a reference such as SecretFile.of(Nix.ref('config.age.secrets.NAME.path'))",
      });
    }
    return new SecretFile(path);
  }

  /** A file whose path only Nix knows, such as `config.age.secrets.NAME.path`. */
  public static of(path: Expr): SecretFile {
    return new SecretFile(path);
  }

  private constructor(
    /** The path. */
    public readonly path: any,
  ) {}
}
