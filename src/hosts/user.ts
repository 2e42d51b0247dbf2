import { Construct } from 'constructs';
import { Claims, ClaimKind, FeatureProps, ISecretFile, NixModule, SecretContent, SecretFile } from '../app';
import { Host } from './host';
import { MachineUser } from './machine-user';
import { checkPublicKey, refuseSecret } from './ssh-key';
import { compact, flag, listed } from '../app/compact';
import { packageExpr, packageExprs } from '../app/packages';
import { Refuse, refuser } from '../app/refuse';
import { canHoldSecret } from '../app/secret-path';
import { checkInteger } from '../app/value-checks';
import { Expr, Nix } from '../nix';

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

/** Shells that NixOS has a module for. */
export const SHELL_MODULES = ['zsh', 'fish', 'xonsh'];

/**
 * A user of a host: its id is the login name.
 *
 * @example
 * import { Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const ada = laddie.addUser('ada', {
 *   groups: ['video'],
 *   shell: 'zsh',
 *   authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop'],
 * });
 * ada.addGroups('audio');
 */
export class User extends MachineUser {
  /** Whether `construct` is a User. */
  public static isUser(construct: any): construct is User {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host. */
  public readonly host: Host;
  /** @internal */
  public readonly _props: UserProps;
  private readonly groupNames: string[];

  /**
   * @throws `USER_NAME`, `USER_DESCRIPTION`, `USER_HOME`, `GROUP_NAME` for what cannot be one; `USER_SYSTEM_ADMIN` for
   * an administrator that does not log in; `SSH_PUBLIC_KEY` for what is no public key; `SECRET_IN_PLAIN_SIGHT` for
   * private keys and password hashes; `SECRET_FILE` for a password that is no secret file; `SECRET_CONTENT` for one
   * that is known to hold something else than a value
   */
  constructor(scope: Construct, id: string, props: UserProps = {}) {
    super(scope, id, homeOf(id, props), props);
    Object.defineProperty(this, BRAND, { value: true });
    this.host = Host.of(this);
    this._props = props;
    this.groupNames = props.admin ? ['wheel'] : [];
    checkUser(this, refuser(this));
    SecretFile.checkContent(this, 'hashedPasswordFile', SecretContent.VALUE, props.hashedPasswordFile);
    this.addGroups(...(props.groups ?? []));
    this.host._addUser(this);
    if (props.options) this.addOptions(props.options);
    for (const [path, value] of Object.entries(props.override ?? {})) this.override(path, value);
  }

  /** The groups beside the first one. */
  public get groups(): string[] {
    return [...this.groupNames];
  }

  /** Whether the user may administer the host: root, and who is in `wheel`. */
  public get isAdmin(): boolean {
    return this.userName === 'root' || this.groupNames.includes('wheel');
  }

  /**
   * Put the user into groups.
   * @param groups the names of the groups
   * @throws where a name cannot be a group's.
   */
  public addGroups(...groups: string[]): void {
    for (const group of groups) {
      if (!NAME.test(group)) {
        this._refuse(
          'GROUP_NAME',
          `"${group}" cannot be the name of a group`,
          'use small letters, digits, - and _',
          'groups',
        );
      }
      if (!this.groupNames.includes(group)) this.groupNames.push(group);
    }
  }

  /** The module with all users of the host. */
  protected get module(): NixModule {
    return this.host._usersModule;
  }

  /** @internal the user's part of the host's options. */
  public _options(): Record<string, any> {
    const props = this._props;
    const { shell } = props;
    const system = props.systemUser ?? false;
    const shellModule = typeof shell === 'string' && SHELL_MODULES.includes(shell);
    const shellPackage = packageExpr(this, shell === 'bash' ? 'bashInteractive' : shell, 'shell');
    return compact({
      users: {
        users: {
          [this.userName]: {
            isNormalUser: flag(!system && this.userName !== 'root'),
            isSystemUser: flag(system),
            description: props.description,
            uid: props.uid,
            group: props.primaryGroup ?? (system ? this.userName : undefined),
            extraGroups: listed(this.groupNames),
            shell: shellPackage,
            openssh: { authorizedKeys: { keys: listed(props.authorizedKeys?.map((key) => key.trim())) } },
            hashedPasswordFile: props.hashedPasswordFile?.path,
            packages: listed(packageExprs(this, props.packages ?? [], 'packages')),
            home: props.homeDirectory,
            createHome: props.createHome,
            linger: flag(props.linger),
            autoSubUidGidRange: props.subordinateIds,
          },
        },
      },
      programs: shellModule ? { [shell]: { enable: true } } : undefined,
    });
  }

  /** @internal the group that a system user has for its own. */
  public get _ownGroup(): string | undefined {
    return this._props.systemUser && this._props.primaryGroup === undefined ? this.userName : undefined;
  }

  /** @internal the shell, where `/etc/shells` must be told of it. */
  public get _unlistedShell(): Expr | undefined {
    const { shell } = this._props;
    if (shell === undefined || shell === 'bash') return undefined;
    if (typeof shell === 'string') return SHELL_MODULES.includes(shell) ? undefined : Nix.pkg(shell);
    return shell;
  }
}

/** What the tools that keep users take for a name. */
const NAME = /^[a-z_][a-z0-9_-]{0,31}$/;
const BRAND = Symbol.for('cosmo-nix.User');

function homeOf(name: string, props: UserProps): string {
  return props.homeDirectory ?? (name === 'root' ? '/root' : props.systemUser ? '/var/empty' : `/home/${name}`);
}

/** @internal refuse what cannot be the name of a group. */
export function checkGroup(name: string, props: { gid?: number }, refuse: Refuse): void {
  if (!NAME.test(name)) {
    refuse(
      'GROUP_NAME',
      `"${name}" cannot be the name of a group`,
      'use small letters, digits, - and _',
      `groups.${name}`,
    );
  }
  checkInteger(refuse, props.gid, `groups.${name}.gid`, 0, 4294967294);
}

function checkUser(user: User, refuse: Refuse): void {
  const { userName, _props: props } = user;
  if (!NAME.test(userName)) {
    refuse(
      'USER_NAME',
      `"${userName}" cannot be a login name`,
      'use small letters, digits, - and _, at most 32 of them, with a letter or _ first',
    );
  }
  checkInteger(refuse, props.uid, 'uid', 0, 4294967294);
  props.authorizedKeys?.forEach((key, index) => checkPublicKey(key.trim(), `authorizedKeys[${index}]`, refuse));
  checkSecretFile(props.hashedPasswordFile, refuse);
  if (/[\n:]/.test(props.description ?? '')) {
    refuse('USER_DESCRIPTION', 'the description holds a line break or a colon', 'leave it out', 'description');
  }
  if (props.homeDirectory !== undefined && !/^\/[^\n:]*$/.test(props.homeDirectory)) {
    refuse('USER_HOME', `"${props.homeDirectory}" is no home directory`, 'give an absolute path', 'homeDirectory');
  }
  if (props.systemUser && props.admin) {
    refuse(
      'USER_SYSTEM_ADMIN',
      'a system user does not log in, and so administers nothing',
      'leave admin out',
      'admin',
    );
  }
  if (props.uid !== undefined) {
    Claims.of(user).add({
      kind: ClaimKind.OTHER,
      what: 'user id',
      value: String(props.uid),
      within: user.host.node.path,
      keyPath: 'uid',
    });
  }
}

function checkSecretFile(file: unknown, refuse: Refuse): void {
  if (file === undefined) return;
  if (typeof file === 'string') refuseSecret(file, 'hashedPasswordFile', refuse);
  const path = typeof file === 'object' && file !== null ? (file as { path?: unknown }).path : undefined;
  if (canHoldSecret(path)) return;
  refuse(
    'SECRET_FILE',
    'the hash of the password is given as something else than a secret file',
    "give its place on the machine: SecretFile.at('/run/keys/…')",
    'hashedPasswordFile',
  );
}
