import { IConstruct } from 'constructs';
import { Expr } from '../nix';
import { CosmoError } from './error';
import { canHoldSecret } from './secret-path';

/** What is in a secret file. */
export enum SecretContent {
  /** One value alone, such as a password, a token or a key. */
  VALUE = 'value',
  /** An environment file: lines of `NAME=value`, as systemd's `EnvironmentFile` takes them. */
  ENVIRONMENT = 'environment',
  /** JSON. */
  JSON = 'json',
  /** YAML. */
  YAML = 'yaml',
  /** INI: sections of `name = value`. */
  INI = 'ini',
}

/** A secret as a file of the running machine, known by its path and never by its content. */
export interface ISecretFile {
  /** The path: a string, or an Expr such as `config.age.secrets.NAME.path`. Never a path of the Nix store. */
  readonly path: any;
  /**
   * What is in it, where that is known: who needs another form refuses the file.
   * @default - unknown: taken by everyone
   */
  readonly content?: SecretContent;
}

/**
 * A secret file that something else puts in place.
 *
 * @example
 * import { Host, SecretFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // A file that something else puts on the machine: only its place is known here.
 * laddie.addUser('ada', { admin: true, hashedPasswordFile: SecretFile.at('/etc/secrets/ada') });
 */
export class SecretFile implements ISecretFile {
  /**
   * A file at a fixed path, such as `/run/keys/tailscale`.
   * @param path the absolute path on the machine
   * @param content what is in it, where it is to be checked
   * @throws where the path is not absolute, or lies in the Nix store, which everyone can read.
   */
  public static at(path: string, content?: SecretContent): SecretFile {
    if (!/^\/[^\0\n]+$/.test(path) || !canHoldSecret(path)) {
      throw new CosmoError({
        code: 'SECRET_PATH',
        message: `${JSON.stringify(path)} cannot hold a secret`,
        why: 'a secret is named by the absolute path it has on the machine; the Nix store can be read by everyone',
        mend: "give a path such as '/run/keys/NAME', or a reference such as SecretFile.of(Nix.ref('config.age.secrets.NAME.path'))",
      });
    }
    return new SecretFile(path, content);
  }

  /**
   * A file whose path only Nix knows, such as `config.age.secrets.NAME.path`.
   * @param content what is in it, where it is to be checked
   * @throws where it is a path literal (`Nix.path('./key')`): Nix would copy that file into its store.
   */
  public static of(path: Expr, content?: SecretContent): SecretFile {
    if (!canHoldSecret(path)) {
      throw new CosmoError({
        code: 'SECRET_PATH',
        message: `${Expr.isExpr(path) ? path.source() : JSON.stringify(path)} cannot hold a secret`,
        why: 'Nix copies the file that a path of its own names into the store, which everyone can read',
        mend: "give a reference such as Nix.ref('config.age.secrets.NAME.path'), or a path as text: SecretFile.at('/run/keys/NAME')",
      });
    }
    return new SecretFile(path, content);
  }

  /**
   * For constructs that take a secret: refuse one that is known to be of another form.
   * @param construct that takes it
   * @param keyPath the prop
   * @param wanted the form that the construct needs
   * @param file what was given; nothing is fine
   * @throws `SECRET_CONTENT` where the file is of another form
   */
  public static checkContent(construct: IConstruct, keyPath: string, wanted: SecretContent, file?: ISecretFile): void {
    const content = file?.content;
    if (content === undefined || content === wanted) return;
    throw new CosmoError({
      code: 'SECRET_CONTENT',
      message: `${keyPath} takes ${FORMS[wanted]}, and the secret is ${FORMS[content]}`,
      why: 'what reads the file would take it for something else',
      mend:
        wanted === SecretContent.ENVIRONMENT
          ? "write the secret as NAME=value, and declare it with content: SecretContent.ENVIRONMENT and variables: ['NAME']"
          : `put it into a secret of its own, declared with content: SecretContent.${wanted.toUpperCase()}`,
      construct,
      keyPath,
    });
  }

  /** What is in it; undefined where that is unknown. */
  public readonly content?: SecretContent;

  private constructor(
    /** The path. */
    public readonly path: any,
    content?: SecretContent,
  ) {
    // Left out, not undefined: so it fits its interface for users with exactOptionalPropertyTypes too.
    if (content !== undefined) this.content = content;
  }
}

const FORMS: Record<SecretContent, string> = {
  [SecretContent.VALUE]: 'one value alone',
  [SecretContent.ENVIRONMENT]: 'an environment file (NAME=value)',
  [SecretContent.JSON]: 'a JSON file',
  [SecretContent.YAML]: 'a YAML file',
  [SecretContent.INI]: 'an INI file',
};
