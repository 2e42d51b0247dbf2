import { Construct, IConstruct } from 'constructs';
import { CosmoError, Derive, NixModule, NixosSystem } from '../app';
import { FileSystemProps } from './file-system';
import { Firewall } from './firewall';
import { HostProps } from './host-props';
import { User, UserProps } from './user';

/** A machine that runs NixOS. */
export class Host extends NixosSystem {
  /** Whether `construct` is a Host. */
  public static isHost(construct: any): construct is Host {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The Host that `construct` stands in, or is.
   * @throws where there is none.
   */
  public static of(construct: IConstruct): Host {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (Host.isHost(at)) return at;
    }
    throw new CosmoError({
      code: 'HOST_MISSING',
      message: `${construct.node.id} stands on no Host`,
      mend: `make it below one: new …(host, '${construct.node.id}', …)`,
      construct,
    });
  }

  /** `networking.hostId`. */
  public readonly hostId: string;
  /** Memory in MiB, where it was told. */
  public readonly memoryMib?: number;
  /** Hardware threads, where they were told. */
  public readonly threads?: number;
  /** `system.stateVersion`. */
  public readonly stateVersion: string;
  /** The firewall: constructs open ports in it. */
  public readonly firewall: Firewall;
  private readonly userList: User[] = [];

  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.hostId = props.hostId ?? Derive.hostId(this);
    this.memoryMib = props.memoryMib;
    this.threads = props.threads;
    this.stateVersion = props.stateVersion;
    this.firewall = new Firewall();
  }

  /**
   * Whether it boots its own kernel: what needs kernel modules, disks or
   * virtual machines cannot be where this is false (WSL).
   */
  public get canBoot(): boolean {
    return true;
  }

  /** The users, in the order they were added. */
  public get users(): User[] {
    return [...this.userList];
  }

  /**
   * The first static address, without its prefix.
   * @throws where the host has none.
   */
  public get address(): string {
    throw new Error('not yet');
  }

  /** Add a user. */
  public addUser(name: string, props: UserProps = {}): User {
    return new User(this, name, props);
  }

  /** The user of that name; undefined where there is none. */
  public findUser(name: string): User | undefined {
    return this.userList.find((user) => user.userName === name);
  }

  /** Add a file system. */
  public addFileSystem(mountPoint: string, props: FileSystemProps): void {
    void [mountPoint, props];
  }

  /** Add packages for all users: attribute paths in `pkgs`, or Exprs. */
  public addPackages(...packages: any[]): void {
    void packages;
  }

  /** Add options beside the host's own. */
  public addOptions(options: Record<string, any>): void {
    void options;
  }

  /** Set an option in place of what the host's own modules would set. */
  public override(path: string, value: any): void {
    void [path, value];
  }

  /** Add a module written in Nix. */
  public addNix(source: string): NixModule {
    return new NixModule(this, 'nix', { source });
  }

  /** @internal */
  public _addUser(user: User): void {
    this.userList.push(user);
  }
}

const BRAND = Symbol.for('cosmo-nix.Host');
