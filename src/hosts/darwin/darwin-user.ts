import { Construct } from 'constructs';
import { DarwinHost } from './darwin-host';
import { FeatureProps, NixModule } from '../../app';
import { compact, flag, listed } from '../../app/compact';
import { packageExpr, packageExprs } from '../../app/packages';
import { Refuse, refuser } from '../../app/refuse';
import { checkInteger } from '../../app/value-checks';
import { Expr, Nix } from '../../nix';
import { MachineUser } from '../machine-user';
import { checkPublicKey } from '../ssh-key';

/** Props of `DarwinUser`. */
export interface DarwinUserProps extends FeatureProps {
  /**
   * The name in full.
   * @default - none
   */
  readonly description?: string;
  /**
   * The home directory.
   * @default - /Users/NAME, /var/root for root
   */
  readonly homeDirectory?: string;
  /**
   * The login shell: an attribute path in `pkgs` such as `zsh` or `fish`, or
   * an Expr. nix-darwin sets it for users that it keeps (`managed`) alone;
   * for others it is installed, and `chsh` does the rest.
   * @default - what macOS has (zsh)
   */
  readonly shell?: string | Expr;
  /**
   * Public SSH keys that let the user in, as `ssh-keygen` writes them.
   * @default - none
   */
  readonly authorizedKeys?: string[];
  /**
   * Packages for this user alone: attribute paths in `pkgs`, or Exprs.
   * @default - none
   */
  readonly packages?: (string | Expr)[];
  /**
   * Let nix-darwin make the user, and keep the shell, the name and the group
   * as they are declared. Needs `uid`. Not for who set the Mac up.
   * @default false: the user is there
   */
  readonly managed?: boolean;
  /**
   * The user's number. macOS gives 501 to the first user.
   * @default - unknown
   */
  readonly uid?: number;
  /**
   * The number of the first group, for a user that is `managed`.
   * @default - what nix-darwin sets (20, `staff`)
   */
  readonly gid?: number;
  /**
   * Keep the user off the screen where one logs in. For one that is `managed`.
   * @default false
   */
  readonly hidden?: boolean;
}

/** Shells that nix-darwin has a module for. */
const SHELL_MODULES = ['zsh', 'fish', 'bash'];
const BRAND = Symbol.for('cosmo-nix.DarwinUser');

/**
 * A user of a Mac: its id is the login name.
 *
 * @example
 * import { App, DarwinHost, HomeManagerProfile } from 'cosmo-nix';
 * declare const app: App;
 * declare const macbook: DarwinHost;
 *
 * const patrick = macbook.addUser('patrick', { shell: 'zsh' });
 * new HomeManagerProfile(app, 'shell', { stateVersion: '25.11', programs: { git: true } }).attachTo(patrick);
 */
export class DarwinUser extends MachineUser {
  /** Whether `construct` is a DarwinUser. */
  public static isDarwinUser(construct: any): construct is DarwinUser {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The Mac. */
  public readonly host: DarwinHost;
  /** Whether nix-darwin makes and keeps the user. */
  public readonly managed: boolean;
  /** @internal */
  public readonly _props: DarwinUserProps;

  /**
   * @throws `USER_NAME`, `USER_HOME`, `USER_DESCRIPTION` for names; `USER_MANAGED` for who cannot be kept by
   * nix-darwin; `SSH_PUBLIC_KEY` and `SECRET_IN_PLAIN_SIGHT` for what is no public key.
   */
  constructor(scope: Construct, id: string, props: DarwinUserProps = {}) {
    super(scope, id, props.homeDirectory ?? (id === 'root' ? '/var/root' : `/Users/${id}`), props);
    Object.defineProperty(this, BRAND, { value: true });
    this.host = DarwinHost.of(this);
    this.managed = props.managed ?? false;
    this._props = props;
    checkUser(this, refuser(this));
    this.host._addUser(this);
    if (props.options) this.addOptions(props.options);
    for (const [path, value] of Object.entries(props.override ?? {})) this.override(path, value);
  }

  /** The module with all users of the Mac. */
  protected get module(): NixModule {
    return this.host._usersModule;
  }

  /** @internal the user's part of the Mac's options. */
  public _options(): Record<string, any> {
    const props = this._props;
    const { shell } = props;
    const shellPackage = packageExpr(this, shell === 'bash' ? 'bashInteractive' : shell, 'shell');
    const hasModule = typeof shell === 'string' && SHELL_MODULES.includes(shell);
    return compact({
      users: {
        users: {
          [this.userName]: {
            description: props.description,
            home: this.homeDirectory,
            uid: props.uid,
            gid: props.gid,
            isHidden: flag(props.hidden),
            createHome: flag(this.managed),
            shell: shellPackage,
            openssh: { authorizedKeys: { keys: listed(props.authorizedKeys?.map((key) => key.trim())) } },
            packages: listed(packageExprs(this, props.packages ?? [], 'packages')),
          },
        },
      },
      programs: hasModule ? { [shell]: { enable: true } } : undefined,
    });
  }

  /** @internal the shell, where `/etc/shells` must be told of it. */
  public get _listedShell(): Expr | undefined {
    const { shell } = this._props;
    if (shell === undefined) return undefined;
    return typeof shell === 'string' ? Nix.pkg(shell === 'bash' ? 'bashInteractive' : shell) : shell;
  }
}

function checkUser(user: DarwinUser, refuse: Refuse): void {
  const { userName, homeDirectory, _props: props } = user;
  if (!/^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/.test(userName)) {
    refuse('USER_NAME', `"${userName}" cannot be a login name`, 'use letters, digits, ., - and _, with a letter first');
  }
  if (!/^\/[^\n:]*$/.test(homeDirectory)) {
    refuse('USER_HOME', `"${homeDirectory}" is no home directory`, 'give an absolute path', 'homeDirectory');
  }
  if (homeDirectory.startsWith('/home/')) {
    refuse(
      'USER_HOME',
      `${homeDirectory} cannot be a home directory on a Mac`,
      `leave it out: it is /Users/${userName}`,
      'homeDirectory',
      'macOS keeps /home for its automounter',
    );
  }
  if (userName === 'root' && homeDirectory !== '/var/root') {
    refuse('USER_HOME', 'the home directory of root is /var/root', 'leave it out', 'homeDirectory');
  }
  if (props.description !== undefined && (props.description === '' || props.description.includes('\n'))) {
    refuse('USER_DESCRIPTION', 'the description is empty or has several lines', 'leave it out', 'description');
  }
  checkInteger(refuse, props.uid, 'uid', 0, 2147483647);
  checkInteger(refuse, props.gid, 'gid', 0, 2147483647);
  props.authorizedKeys?.forEach((key, index) => checkPublicKey(key.trim(), `authorizedKeys[${index}]`, refuse));
  if (user.managed && (props.uid === undefined || props.uid <= 501)) {
    refuse(
      'USER_MANAGED',
      `nix-darwin cannot make ${userName} ${props.uid === undefined ? 'without a number' : `with the number ${props.uid}`}`,
      'give uid: a number from 502 on that no user has; or leave out managed where the user is there already',
      props.uid === undefined ? 'managed' : 'uid',
      'numbers up to 501 are those of macOS and of who set the Mac up',
    );
  }
  if (!user.managed && (props.hidden !== undefined || props.gid !== undefined)) {
    refuse(
      'USER_MANAGED',
      `nix-darwin does not keep ${userName}, and so changes nothing about the user`,
      'leave hidden and gid out, or add managed: true',
      props.hidden === undefined ? 'gid' : 'hidden',
    );
  }
}
