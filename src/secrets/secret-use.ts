import { Construct } from 'constructs';
import { ClaimKind, Claims, CosmoError, ISecretFile, SecretContent, System } from '../app';
import { Refuse, refuser } from '../app/refuse';
import { ContainerSystem } from '../containers';
import { Host } from '../hosts';
import { Expr, Nix } from '../nix';
import { isHome, Place } from './place';
import type { Secret } from './secret';
import { SystemSecrets } from './system-secrets';

/** How a secret is used in one place. */
export interface SecretUseProps {
  /**
   * Its name there, where one secret gives several files.
   * @default - the secret's own name
   */
  readonly name?: string;
  /**
   * The user that owns the file: the name of a user of the host, a number, or an Expr such as
   * `Nix.ref('config.services.grafana.user')` for one that a module of NixOS makes. In a container: a name
   * or number of the inside.
   * @default - root; in the home of a user that user
   */
  readonly owner?: string | Expr;
  /**
   * The group of the file, in the same ways.
   * @default - the owner's own
   */
  readonly group?: string | Expr;
  /**
   * The permissions in octal. Nobody but the owner and the group may read a secret.
   * @default "0400"
   */
  readonly mode?: string;
  /**
   * Where it is to be found on the machine, for software that asks for one path.
   * @default - in the folder of the store's kind: /run/agenix/NAME, /run/secrets/NAME; in a container /run/host-secrets/NAME
   */
  readonly path?: string;
  /**
   * Services that are restarted when the secret changes: `['grafana.service']`.
   * @default - none; a container is restarted by itself
   */
  readonly restartUnits?: string[];
  /**
   * Services that are reloaded when the secret changes.
   * @default - none
   */
  readonly reloadUnits?: string[];
  /**
   * Decrypt it before users are made.
   * @default - true where it is the password of a user
   */
  readonly neededForUsers?: boolean;
}

/**
 * A secret in one place: the file that software there reads. Made by `Secret.on`.
 *
 * @example
 * import { AgenixStore, App, Host, Secret } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 * declare const store: AgenixStore;
 *
 * const token = new Secret(app, 'dns-token', { store });
 * const file = token.on(laddie, { owner: 'patrick', restartUnits: ['sshd.service'] });
 * laddie.addOptions({ environment: { variables: { TOKEN_FILE: file.path } } });
 */
export class SecretUse extends Construct implements ISecretFile {
  /**
   * @internal
   * @throws `SECRET_NAME`, `SECRET_PATH`, `SECRET_UNIT`, `SECRET_OWNER`, `SECRET_USE`, `SECRET_MODE`, `SECRET_WORLD_READABLE`
   * for props that cannot be
   */
  public static _make(secret: Secret, where: Place, props: SecretUseProps): SecretUse {
    return new SecretUse(secret, where, props);
  }

  /** The secret. */
  public readonly secret: Secret;
  /** The System that sees the file. */
  public readonly place: System;
  /** The System that decrypts it: for a container its host. */
  public readonly system: System;
  /** The name of the file there. */
  public readonly entry: string;
  /** The file's path there. */
  public readonly path: any;
  /** What is in it. */
  public readonly content?: SecretContent;
  /** @internal its name where it is decrypted */
  public readonly _entry: string;
  /** @internal with what follows from the place */
  public readonly _props: SecretUseProps;
  /** @internal as they were given */
  public readonly _given: SecretUseProps;
  /** @internal */
  public readonly _home: boolean;

  private constructor(secret: Secret, where: Place, props: SecretUseProps) {
    const { place, system } = where;
    const entry = props.name ?? secret.secretName;
    const container = ContainerSystem.isContainerSystem(place) ? place : undefined;
    const inner = container ? `${container.containerName}-${entry}` : entry;
    super(SystemSecrets._of(system), where.home ? `home-${inner}` : inner);
    this.secret = secret;
    this.place = place;
    this.system = system;
    this.entry = entry;
    this._entry = inner;
    this._home = where.home;
    this._given = props;
    this._props = where.user !== undefined && props.owner === undefined ? { ...props, owner: where.user } : props;
    this.content = secret.content;
    this.check();
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'secret',
      value: inner,
      within: system.node.path,
      keyPath: 'name',
    });
    const { set } = secret.store._backend;
    const decrypted = Nix.ref(`${where.home ? 'osConfig' : 'config'}.${set}`).attr(inner, 'path');
    this.path = container ? (props.path ?? `/run/host-secrets/${entry}`) : decrypted;
    SystemSecrets._of(system)._addUse(this);
    secret._output; // Has the file copied.
    if (container) {
      Claims.of(this).add({
        kind: ClaimKind.MOUNT_POINT,
        value: this.path,
        within: container.node.path,
        keyPath: 'path',
      });
    }
  }

  /** The container that sees the file; undefined elsewhere. @internal */
  public get _container(): ContainerSystem | undefined {
    return ContainerSystem.isContainerSystem(this.place) ? this.place : undefined;
  }

  /** @internal whether it is decrypted before users are made. */
  public get _neededForUsers(): boolean {
    const { neededForUsers } = this._props;
    if (neededForUsers !== undefined) return neededForUsers;
    return Host.isHost(this.system) && this.system.users.some((user) => user._props.hashedPasswordFile === this);
  }

  /** @internal the services to restart, with the container that sees the file. */
  public get _restartUnits(): string[] {
    const container = this._container;
    return container ? [`container@${container.containerName}.service`] : [...(this._props.restartUnits ?? [])];
  }

  private check(): void {
    const { _given: props, place, system } = this;
    const refuse = refuser(this);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(this.entry)) {
      refuse('SECRET_NAME', `"${this.entry}" cannot name a secret`, 'use letters, digits and . _ -', 'name');
    }
    checkMode(props.mode, refuse);
    if (props.path !== undefined && (!/^\/[^\0\n:]+$/.test(props.path) || props.path.startsWith('/nix/store/'))) {
      refuse(
        'SECRET_PATH',
        `${JSON.stringify(props.path)} cannot hold a secret`,
        'give an absolute path outside of the Nix store, which everyone can read',
        'path',
      );
    }
    for (const name of ['restartUnits', 'reloadUnits'] as const) {
      for (const unit of props[name] ?? []) {
        if (/^[A-Za-z0-9:_.\\@-]+\.[a-z]+$/.test(unit)) continue;
        refuse('SECRET_UNIT', `"${unit}" names no unit`, `write its kind too: '${unit}.service'`, name);
      }
    }
    for (const name of ['owner', 'group'] as const) {
      const given = props[name];
      if (typeof given !== 'string' || /^([a-z_][a-z0-9_-]{0,31}|\d+)$/.test(given)) continue;
      refuse('SECRET_OWNER', `"${given}" is no name and no number`, 'use small letters, digits, - and _', name);
    }
    const only = (names: (keyof SecretUseProps)[], where: string, why: string) => {
      const one = names.find((name) => props[name] !== undefined);
      if (one !== undefined) refuse('SECRET_USE', `${one} means nothing ${where}`, `leave ${one} out`, one, why);
    };
    if (isHome(place)) {
      only(
        ['owner', 'group', 'neededForUsers', 'restartUnits', 'reloadUnits'],
        'in a home',
        'the secret is decrypted by the user, to a file of the user',
      );
    }
    if (this._container) {
      only(
        ['neededForUsers', 'restartUnits', 'reloadUnits'],
        'in a container',
        'the container is restarted as a whole when the secret changes: it sees the file that was there when it started',
      );
    }
    if (system.kind === 'darwin') only(['restartUnits', 'reloadUnits'], 'on macOS', 'there is no systemd');
    const problem = this.secret.store._backend.refuseUse(this);
    if (problem) throw new CosmoError({ ...problem, construct: this });
  }
}

function checkMode(mode: string | undefined, refuse: Refuse): void {
  if (mode === undefined) return;
  if (!/^0?[0-7]{3}$/.test(mode)) {
    refuse('SECRET_MODE', `"${mode}" are no permissions`, "give four octal digits, such as '0440'", 'mode');
  }
  const [owner, group, others] = [...mode.slice(-3)].map(Number);
  if (others !== 0) {
    refuse(
      'SECRET_WORLD_READABLE',
      `with ${mode} everyone on the machine may use the secret`,
      `give ${mode.slice(0, -1)}0, and a group for those who need it`,
      'mode',
    );
  }
  if (owner! < 4 && group! < 4) {
    refuse('SECRET_MODE', `with ${mode} nobody may read the secret`, "give '0400', or '0440' for a group", 'mode');
  }
}
