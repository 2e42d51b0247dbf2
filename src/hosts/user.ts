import { Construct } from 'constructs';
import { Feature, FeatureProps, ISecretFile } from '../app';
import { Expr } from '../nix';
import { Host } from './host';

/** A group of a host: `users.groups.<name>`. */
export interface GroupProps {
  /**
   * Its number.
   * @default - chosen by NixOS
   */
  readonly gid?: number;
  /**
   * Its members, beside the users that name it.
   * @default - none
   */
  readonly members?: string[];
}

/** Props of `User`. */
export interface UserProps extends FeatureProps {
  /**
   * The name in full.
   * @default - none
   */
  readonly description?: string;
  /**
   * May administer the machine: in the group `wheel`.
   * @default false
   */
  readonly admin?: boolean;
  /**
   * Groups beside the first one, such as `networkmanager`.
   * @default - none
   */
  readonly groups?: string[];
  /**
   * The first group.
   * @default - `users`; for a system user a group of its own name
   */
  readonly primaryGroup?: string;
  /**
   * The login shell: an attribute path in `pkgs` such as `zsh` or `fish`, or
   * an Expr. What NixOS needs for `zsh`, `fish` and `xonsh` is enabled too.
   * @default - what NixOS sets (bash); none for a system user
   */
  readonly shell?: string | Expr;
  /**
   * Public SSH keys that let the user in, as `ssh-keygen` writes them.
   * @default - none
   */
  readonly authorizedKeys?: string[];
  /**
   * A file with the hash of the password (`mkpasswd`), known by its path.
   * @default - no password
   */
  readonly hashedPasswordFile?: ISecretFile;
  /**
   * Packages for this user alone: attribute paths in `pkgs`, or Exprs.
   * @default - none
   */
  readonly packages?: (string | Expr)[];
  /**
   * The user's number.
   * @default - chosen by NixOS
   */
  readonly uid?: number;
  /**
   * A user that runs services and does not log in.
   * @default false
   */
  readonly systemUser?: boolean;
  /**
   * The home directory.
   * @default - /home/NAME, /root for root, /var/empty for a system user
   */
  readonly homeDirectory?: string;
  /**
   * Make the home directory where it is missing.
   * @default - true for normal users, false for system users
   */
  readonly createHome?: boolean;
  /**
   * Run the user's services from boot on, also when nobody is logged in.
   * @default false
   */
  readonly linger?: boolean;
  /**
   * Give the user a range of ids for rootless containers.
   * @default - what NixOS sets: true for normal users
   */
  readonly subordinateIds?: boolean;
}

/** A user of a host: its id is the login name. */
export class User extends Feature {
  /** Whether `construct` is a User. */
  public static isUser(construct: any): construct is User {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host. */
  public readonly host: Host;
  /** The login name. */
  public readonly userName: string;
  /** The home directory. */
  public readonly homeDirectory: string;
  /** @internal */
  public readonly _props: UserProps;

  constructor(scope: Construct, id: string, props: UserProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.host = Host.of(this);
    this.userName = id;
    this._props = props;
    this.homeDirectory =
      props.homeDirectory ?? (id === 'root' ? '/root' : props.systemUser ? '/var/empty' : `/home/${id}`);
    this.host._addUser(this);
  }
}

const BRAND = Symbol.for('cosmo-nix.User');
