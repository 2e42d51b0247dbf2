import { Construct, IConstruct } from 'constructs';
import type { DarwinHostProps } from './darwin-host-props';
import { darwinNetworkingOptions } from './darwin-networking';
import { darwinNixOptions } from './darwin-nix';
import { checkReleases } from './darwin-releases';
import { darwinSshOptions, darwinSudoOptions, keyboardOptions, powerOptions } from './darwin-settings';
import { DarwinUser, DarwinUserProps } from './darwin-user';
import { defaultsOptions } from './defaults';
import { homebrewOptions } from './homebrew';
import { Claims, ConfigureDarwin, CosmoError, DarwinSystem, NixModule } from '../../app';
import { compact, listed } from '../../app/compact';
import { packageExprs } from '../../app/packages';
import { Refuse, refuser } from '../../app/refuse';
import { OwnModules } from '../own-modules';

/** Props of a NixOS host that a program in JavaScript might give, and what stands for them. */
const NIXOS_PROPS: Record<string, string> = {
  boot: 'macOS starts itself',
  kernel: 'macOS has its own kernel',
  hardware: 'macOS knows the hardware',
  fileSystems: 'macOS mounts its own file systems',
  swapDevices: 'macOS has its own swap',
  zramSwap: 'macOS has its own swap',
  hostId: 'there is no ZFS',
  firewall: 'use networking: { firewall: { … } }',
  locale: 'use timeZone',
  autoUpgrade: 'nix-darwin does not upgrade itself',
  mutableUsers: 'macOS keeps its users',
  groups: 'macOS keeps its groups',
};

/**
 * A Mac that nix-darwin sets up: its id is its name in the flake and on the
 * network. macOS stays in charge of disks, users and the network; what is
 * given here is set, all else stays as it is.
 *
 * nix-darwin must be as old as nixpkgs: both follow the release of the App.
 *
 * @example
 * import { App, CapsLock, DarwinHost, HomebrewCleanup } from 'cosmo-nix';
 * declare const app: App;
 *
 * const mac = new DarwinHost(app, 'macbook', {
 *   stateVersion: 6,
 *   homebrew: { casks: ['firefox', 'ghostty'], cleanup: HomebrewCleanup.UNINSTALL },
 *   defaults: { dock: { autohide: true }, finder: { showPathBar: true } },
 *   keyboard: { capsLock: CapsLock.CONTROL },
 *   sudo: { touchId: true },
 * });
 * mac.addUser('patrick');
 */
export class DarwinHost extends DarwinSystem {
  /** Whether `construct` is a DarwinHost. */
  public static isDarwinHost(construct: any): construct is DarwinHost {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The DarwinHost that `construct` stands in, or is.
   * @throws `HOST_MISSING` where there is none
   * @jsii ignore
   */
  public static of(construct: IConstruct): DarwinHost {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (DarwinHost.isDarwinHost(at)) return at;
    }
    throw new CosmoError({
      code: 'HOST_MISSING',
      message: `${construct.node.id} stands on no Mac`,
      mend: `make it below one: new …(mac, '${construct.node.id}', …)`,
      construct,
    });
  }

  /** `system.stateVersion`. */
  public readonly stateVersion: number;
  /** @internal */
  public readonly _props: DarwinHostProps;
  /** @internal the module with all users. */
  public readonly _usersModule: NixModule;
  private readonly refuse: Refuse;
  private readonly userList: DarwinUser[] = [];
  private readonly own = new OwnModules(this);

  /**
   * @throws `HOST_NAME`, `PLATFORM`, `STATE_VERSION` for what names the machine; `DARWIN_RELEASE` for what the estate's
   * release of nix-darwin does not have yet; `DARWIN_CANNOT` for props of NixOS alone; `DARWIN_LOCAL_HOST_NAME`,
   * `DARWIN_NETWORK_SERVICES`, `IP_ADDRESS`, `DARWIN_NIX_OPTIMISE`, `DARWIN_NIX_UNMANAGED`, `DARWIN_SSH`,
   * `DARWIN_SUDO`, `DOCK_APP`, `HOMEBREW_NAME`, `HOMEBREW_TWICE`, `HOMEBREW_MAS_APP`, `VALUE_UNKNOWN`,
   * `NUMBER_OUT_OF_RANGE` for what its props refuse
   */
  constructor(scope: Construct, id: string, props: DarwinHostProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const refuse = (this.refuse = refuser(this));
    this.stateVersion = props.stateVersion;
    this.checkProps(props);

    this.own.add('networking', 'The network', darwinNetworkingOptions(this.systemName, props.networking ?? {}, refuse));
    this._usersModule = this.own.add('users', 'Who may use the machine');
    this._usersModule._supply(() => this.usersOptions());
    this.own.add('security', 'How sudo asks', darwinSudoOptions(props.sudo ?? {}, refuse));
    const ssh = darwinSshOptions(props.ssh ?? {}, refuse);
    this.own.add('ssh', 'The SSH server', ssh);
    if (ssh?.services.openssh.enable) Claims.of(this).tcpPort(22, { purpose: 'sshd' });
    const defaults = defaultsOptions(this, props.defaults ?? {}, refuse);
    if (Object.keys(defaults).length > 0) {
      this.own.add('defaults', 'Settings of macOS', { system: { defaults } });
    }
    const keyboard = keyboardOptions(props.keyboard ?? {});
    if (keyboard) this.own.add('keyboard', 'Keys that do something else', { system: { keyboard } });
    if (props.homebrew) {
      this.own.add('homebrew', 'What Homebrew installs', { homebrew: homebrewOptions(props.homebrew, refuse) });
    }
    this.own.add('nix', 'Nix itself', darwinNixOptions(this, props.nix ?? {}, refuse));
    const fonts = listed(packageExprs(this, props.fonts ?? [], 'fonts'));
    this.own.add('packages', 'Packages for all users')._supply(() =>
      compact({
        environment: { systemPackages: listed(this.own.packages) },
        fonts: { packages: fonts },
      }),
    );
    const system = this.own.add('system', 'The state of the machine', {
      ...compact({ time: { timeZone: props.timeZone } }),
      ...powerOptions(props.power ?? {}, refuse),
      system: compact({ stateVersion: this.stateVersion, startup: { chime: props.startupChime } }),
    });
    system._supply(() => (this.primaryUser === undefined ? undefined : { system: { primaryUser: this.primaryUser } }));
    this.own.addRest(props.options);

    this.addPackages(...(props.packages ?? []));
    for (const [name, user] of Object.entries(props.users ?? {})) this.addUser(name, user);
    for (const [path, value] of Object.entries(props.override ?? {})) this.override(path, value);
  }

  /** The user that settings of macOS and Homebrew belong to; undefined where nobody was named and it is not clear. */
  public get primaryUser(): string | undefined {
    const people = this.userList.filter((user) => user.userName !== 'root' && !user._props.hidden);
    return this._props.primaryUser ?? (people.length === 1 ? people[0]!.userName : undefined);
  }

  /** The users, in the order they were added. */
  public get users(): DarwinUser[] {
    return [...this.userList];
  }

  /**
   * Add a user.
   * @param name the login name; also the id of the construct
   * @throws where there is one of that name, or the props are refused.
   */
  public addUser(name: string, props: DarwinUserProps = {}): DarwinUser {
    return new DarwinUser(this, name, props);
  }

  /**
   * The user of that name; undefined where there is none.
   *
   * @param name the login name
   */
  public findUser(name: string): DarwinUser | undefined {
    return this.userList.find((user) => user.userName === name);
  }

  /**
   * Add packages for all users: attribute paths in `pkgs`, or Exprs. Asking twice is harmless.
   *
   * @param packages attribute paths in `pkgs`, such as `'git'`, or Exprs
   */
  public addPackages(...packages: any[]): void {
    this.own.addPackages(packages);
  }

  /**
   * Add options beside the host's own.
   *
   * @param options options by path (`'a.b'` or nested sets), with the values they are set to
   */
  public addOptions(options: Record<string, any>): void {
    this.own.addOptions(options);
  }

  /**
   * Add options beside the host's own, with types: those that `cosmo import` wrote, of each option its
   * values and its documentation. Any value may be an Expr. `addOptions` is the same without types.
   *
   * @jsii ignore
   */
  public configure(options: ConfigureDarwin): void {
    this.addOptions(options);
  }

  /**
   * Set an option in place of what the host's own modules would set.
   * @param path such as `system.defaults.dock.autohide`.
   * @param value plain data or an Expr
   */
  public override(path: string, value: any): void {
    this.own.override(path, value);
  }

  /**
   * Add a module written in Nix. It is parsed now and printed like everything else.
   * @param source the text of the module
   * @throws where it is no Nix.
   */
  public addNix(source: string): NixModule {
    return this.own.addNix(source);
  }

  /** @internal */
  public _addUser(user: DarwinUser): void {
    this.userList.push(user);
  }

  private usersOptions(): Record<string, any> {
    const parts = this.userList.map((user) => user._options());
    const known = this.userList.filter((user) => user.managed).map((user) => user.userName);
    const shells = this.userList.flatMap((user) => user._listedShell ?? []);
    return compact({
      environment: { shells: listed([...new Map(shells.map((shell) => [shell.source(), shell])).values()]) },
      programs: Object.assign({}, ...parts.map((part) => part.programs)),
      users: { knownUsers: listed(known), users: Object.assign({}, ...parts.map((part) => part.users?.users)) },
    });
  }

  private checkProps(props: DarwinHostProps): void {
    checkReleases(this, props, this.refuse);
    for (const [key, instead] of Object.entries(NIXOS_PROPS)) {
      if ((props as unknown as Record<string, unknown>)[key] === undefined) continue;
      this.refuse('DARWIN_CANNOT', `${this.systemName} is a Mac, and has no ${key} to set`, instead, key);
    }
  }
}

const BRAND = Symbol.for('cosmo-nix.DarwinHost');
