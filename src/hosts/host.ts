import { Construct, IConstruct } from 'constructs';
import { ClaimKind, Claims, ConfigureNixos, CosmoError, Endpoint, NixModule, NixosSystem, Protocol } from '../app';
import { Expr } from '../nix';
import { autoUpgradeOptions } from './auto-upgrade';
import { bootOptions } from './boot';
import { checkFileSystem, fileSystemsOptions, FileSystemProps } from './file-system';
import { Firewall } from './firewall';
import { checkHardware, CpuVendor, hardwareImports, hardwareOptions } from './hardware';
import { claimHostId } from './host-id';
import type { HostModule } from './host-module';
import { HostProps } from './host-props';
import { kernelOptions } from './kernel';
import { localeOptions } from './locale';
import { NetworkInterface } from './network-interface';
import { claimNetwork, Network, network, NetworkBackend, networkingOptions } from './networking';
import { nixOptions } from './nix-settings';
import { OwnModules } from './own-modules';
import { checkSshServer, sshServerOptions } from './ssh-server';
import { checkStateVersion } from './state-version';
import { swapOptions } from './swap';
import { User, UserProps } from './user';
import { usersOptions } from './users';
import { Refuse, refuser } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

/** Props of what only a machine that boots by itself has. */
const BOOT_ONLY = ['boot', 'kernel', 'hardware', 'fileSystems', 'swapDevices', 'zramSwap'] as const;

/**
 * A machine that runs NixOS: its id is its name in the flake and on the
 * network. It boots, has users and a network, takes SSH connections with
 * keys only, and keeps Nix; all else is added by constructs below it.
 *
 * @example
 * import { App, Host, SecretFile } from 'cosmo-nix';
 * declare const app: App;
 *
 * const nas = new Host(app, 'nas', {
 *   stateVersion: '25.11',
 *   fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
 *   networking: { interfaces: { enp1s0: { addresses: ['192.168.1.20/24'], gateway: '192.168.1.1' } } },
 *   locale: { timeZone: 'Europe/Berlin', defaultLocale: 'de_DE.UTF-8' },
 * });
 * nas.addUser('ada', { admin: true, hashedPasswordFile: SecretFile.at('/etc/secrets/ada') });
 * nas.firewall.allowTcp(445, { interface: 'enp1s0' });
 */
export class Host extends NixosSystem {
  /** Whether `construct` is a Host. */
  public static isHost(construct: any): construct is Host {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The Host that `construct` stands in, or is.
   * @throws `HOST_MISSING` where there is none
   * @jsii ignore
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
  /** Who made the processor, where it was told. */
  public readonly cpu?: CpuVendor;
  /** `system.stateVersion`. */
  public readonly stateVersion: string;
  /** The firewall: constructs open ports in it. */
  public readonly firewall: Firewall;
  /** @internal */
  public readonly _props: HostProps;
  /** @internal the file systems that were given to it, by mount point. */
  public readonly _mounts = new Map<string, FileSystemProps>();
  /** @internal the module with all users. */
  public readonly _usersModule: NixModule;
  private readonly net: Network;
  private readonly refuse: Refuse;
  private readonly userList: User[] = [];
  private readonly own = new OwnModules(this);

  /**
   * @throws `HOST_NAME`, `HOST_ID`, `STATE_VERSION`, `STATE_VERSION_NEWER` for what names the machine; `GRUB_DEVICE`,
   * `GRUB_NO_DEVICE`, `KERNEL_MODULE`, `KERNEL_PACKAGES`, `SYSCTL_NAME`, `HARDWARE_CPU`, `HARDWARE_CPU_MISSING`,
   * `HARDWARE_TWICE`, `HARDWARE_UNFREE` for what starts; `MOUNT_POINT`, `MOUNT_OPTION`, `FILE_SYSTEM_INCOMPLETE`,
   * `FILE_SYSTEM_ZFS_DEVICE`, `SWAP_DEVICE`, `SWAP_SIZE`, `SWAP_TWICE`, `SWAP_RANDOM_ENCRYPTION` for what is mounted;
   * `NETWORK_MIXED`, `NETWORK_GATEWAY_SELF`, `INTERFACE_NAME`, `INTERFACE_IN_TWO`, `MEMBER_WITH_ADDRESS`, `BOND_EMPTY`,
   * `IP_ADDRESS`, `IP_ADDRESS_TWICE`, `IP_ADDRESS_OF_NETWORK`, `MAC_ADDRESS`, `WAKE_ON_LAN_MAC`, `PORT_RANGE` for the
   * network; `SSH_NO_PORT`, `SSH_FIREWALL_TWICE`, `SSH_HOST_KEY_PATH`, `SSH_HOST_KEY_BITS`, `SUDO_COMMAND`,
   * `SUDO_RULE_EMPTY`, `SUDO_RULE_FOR_NOBODY` for who gets in; `NIX_SUBSTITUTER`, `NIX_SUBSTITUTER_NO_KEY`,
   * `NIX_PUBLIC_KEY`, `NIX_GC_AGE`, `AUTO_UPGRADE_FLAKE`, `AUTO_UPGRADE_TIME`, `AUTO_UPGRADE_REBOOT` for Nix;
   * `TIME_ZONE`, `LOCALE`, `LOCALE_CATEGORY` for where it stands; `HOST_CANNOT_BOOT`, when users and modules are added,
   * for what a machine that does not boot by itself has no place for
   */
  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const refuse = (this.refuse = refuser(this));
    checkStateVersion(this, props.stateVersion, refuse);
    this.stateVersion = props.stateVersion;
    checkInteger(refuse, props.memoryMib, 'memoryMib', 1);
    checkInteger(refuse, props.threads, 'threads', 1);
    this.memoryMib = props.memoryMib;
    this.threads = props.threads;
    this.cpu = props.hardware?.cpu;
    this.hostId = claimHostId(this, props.hostId, refuse);
    this.net = network(
      this.canBoot ? (props.networking ?? {}) : { ...props.networking, backend: NetworkBackend.NONE },
      refuse,
    );
    claimNetwork(this, this.net);
    this.firewall = Firewall._of(props.firewall ?? {}, refuse);

    if (this.canBoot) this.addMachine(props);
    else this.refuseMachine(props);
    const names = this.nested ? {} : { hostName: this.systemName, hostId: this.hostId };
    const networkOptions = networkingOptions(this.net);
    this.own.add('networking', 'The network', {
      ...networkOptions,
      networking: { ...names, ...networkOptions.networking },
    });
    this.own.add('firewall', 'What is open to the network')._supply(() => this.firewall._options());
    this._usersModule = this.own.add('users', 'Who may use the machine');
    this._usersModule._supply(() => usersOptions(this.userList, props, refuse));
    this.addSshServer(props);
    this.own.add('locale', 'Time, language and keyboard', localeOptions(props.locale ?? {}, refuse));
    this.own.add('nix', 'Nix itself', nixOptions(this, props.nix ?? {}, refuse));
    this.own
      .add('packages', 'Packages for all users')
      ._supply(() =>
        this.own.packages.length > 0 ? { environment: { systemPackages: this.own.packages } } : undefined,
      );
    const upgrade = props.autoUpgrade && autoUpgradeOptions(props.autoUpgrade, refuse).system;
    this.own.add('system', 'The state of the machine', { system: { stateVersion: this.stateVersion, ...upgrade } });
    this.own.addRest(props.options);

    this.addPackages(...(props.packages ?? []));
    for (const [name, user] of Object.entries(props.users ?? {})) this.addUser(name, user);
    for (const [path, value] of Object.entries(props.override ?? {})) this.override(path, value);
  }

  /**
   * Whether it boots its own kernel. What needs kernel modules, disks or
   * virtual machines cannot be where this is false (WSL).
   */
  public get canBoot(): boolean {
    return !this.nested;
  }

  /** The users, in the order they were added. */
  public get users(): User[] {
    return [...this.userList];
  }

  /**
   * The first static address, without its prefix.
   * @throws `HOST_NO_ADDRESS` where the host has none
   */
  public get address(): string {
    const [first] = this.addresses;
    if (first !== undefined) return first;
    return this.refuse(
      'HOST_NO_ADDRESS',
      `${this.systemName} has no static address`,
      "give it one, networking: { interfaces: { eth0: { addresses: ['192.168.1.10/24'] } } }, or use a name that resolves",
      'networking.interfaces',
      'an address that DHCP gives is not known before the machine runs',
    );
  }

  /** The static addresses, without their prefixes. */
  public get addresses(): string[] {
    return this.net.interfaces.flatMap((one) => one.statics.map((address) => address.address));
  }

  /** @internal the static addresses with the interfaces they are on. */
  public get _statics(): { interfaceName: string; text: string; address: string }[] {
    return this.net.interfaces.flatMap(({ name, statics }) =>
      statics.map(({ text, address }) => ({ interfaceName: name, text, address })),
    );
  }

  /** @internal the network interfaces that were given to it. */
  public get _interfaces(): readonly NetworkInterface[] {
    return this.net.interfaces;
  }

  /** The names of the bridges that the host makes. */
  public get bridges(): string[] {
    return Object.keys(this.net.props.bridges ?? {});
  }

  /** What sets the network up. */
  public get networkBackend(): NetworkBackend {
    return this.net.backend;
  }

  /**
   * The first static address of a network interface, without its prefix.
   * @param interfaceName the name of the interface, such as `eth0`
   * @throws `HOST_NO_ADDRESS` where it has none
   */
  public addressOn(interfaceName: string): string {
    const found = this.net.interfaces.find((one) => one.name === interfaceName)?.statics[0];
    if (found) return found.address;
    return this.refuse(
      'HOST_NO_ADDRESS',
      `${this.systemName} has no static address on ${interfaceName}`,
      'give it one in networking.interfaces',
      `networking.interfaces.${interfaceName}`,
    );
  }

  /**
   * Where a service of the host can be reached: at its first static address,
   * or by its name where it has none. Nothing is opened in the firewall.
   * @param port the number of the port that it listens on, from 1 to 65535
   * @param protocol the protocol that is spoken there
   * @throws `ENDPOINT_HOST` where the host has no static address, and its name is none of the domain name system;
   * `ENDPOINT_PORT` where the port is none
   */
  public endpoint(port: number, protocol: Protocol = Protocol.TCP): Endpoint {
    return Endpoint._servedBy(this, { host: this.addresses[0] ?? this.systemName, port, protocol });
  }

  /**
   * Add a user.
   * @param name the login name; also the id of the construct
   * @throws where there is one of that name, or the props are refused.
   */
  public addUser(name: string, props: UserProps = {}): User {
    return new User(this, name, props);
  }

  /**
   * The user of that name; undefined where there is none.
   *
   * @param name the login name
   */
  public findUser(name: string): User | undefined {
    return this.userList.find((user) => user.userName === name);
  }

  /**
   * Add a file system.
   * @param mountPoint where it is mounted: an absolute path
   * @throws `MOUNT_POINT` where it is no absolute path; `MOUNT_POINT_TWICE` where something is mounted there already;
   * `MOUNT_OPTION`, `FILE_SYSTEM_INCOMPLETE`, `FILE_SYSTEM_ZFS_DEVICE` for what NixOS would refuse; `HOST_CANNOT_BOOT`
   * on WSL
   */
  public addFileSystem(mountPoint: string, props: FileSystemProps): void {
    if (!this.canBoot) this.refuseMachine({ fileSystems: { [mountPoint]: props } });
    checkFileSystem(mountPoint, props, this.refuse);
    const keyPath = `fileSystems.${JSON.stringify(mountPoint)}`;
    if (this._mounts.has(mountPoint)) {
      this.refuse(
        'MOUNT_POINT_TWICE',
        `two file systems are mounted at ${mountPoint}`,
        'give one of them another place',
        keyPath,
      );
    }
    this._mounts.set(mountPoint, props);
    Claims.of(this).add({ kind: ClaimKind.MOUNT_POINT, value: mountPoint, purpose: props.device, keyPath });
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
  public configure(options: ConfigureNixos): void {
    this.addOptions(options);
  }

  /**
   * Set an option in place of what the host's own modules would set.
   * @param path such as `boot.loader.timeout`.
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
  public _addUser(user: User): void {
    this.userList.push(user);
  }

  /** @internal a module of the host's own. */
  public _part(name: string, what: string, options?: Record<string, any>, imports?: Expr[]): HostModule {
    return this.own.add(name, what, options, imports);
  }

  /** What only a machine that boots by itself has. */
  private addMachine(props: HostProps): void {
    const { refuse } = this;
    const hardware = props.hardware ?? {};
    checkHardware(hardware, { ...props, platform: this.platform }, refuse);
    if (hardware.configurationFile !== undefined) this.importFile(hardware.configurationFile);
    const boot = bootOptions(props.boot ?? {}, refuse).boot;
    const kernel = kernelOptions(this, props.kernel ?? {}, refuse).boot;
    this.own.add('boot', 'How it starts', { boot: { ...boot, ...kernel, initrd: merged(boot.initrd, kernel.initrd) } });
    this.own.add('hardware', 'What it is made of', hardwareOptions(hardware), hardwareImports(hardware));
    const swap = swapOptions(props.swapDevices ?? [], props.zramSwap, refuse);
    this.own.add('file-systems', 'File systems and swap')._supply(() => ({
      ...(this._mounts.size > 0 ? { fileSystems: fileSystemsOptions(this._mounts) } : {}),
      ...swap,
    }));
    for (const [mountPoint, mount] of Object.entries(props.fileSystems ?? {})) this.addFileSystem(mountPoint, mount);
  }

  private refuseMachine(props: Record<string, any>): void {
    for (const key of BOOT_ONLY) {
      if (props[key] === undefined) continue;
      this.refuse(
        'HOST_CANNOT_BOOT',
        `${this.systemName} does not boot by itself, so it has no ${key} to set`,
        `leave ${key} out`,
        key,
        'its kernel, disks and boot loader belong to the system that it stands in',
      );
    }
  }

  private addSshServer(props: HostProps): void {
    const ssh = props.ssh ?? {};
    checkSshServer(ssh, this.refuse);
    if (ssh.enable === false) return;
    this.own.add('ssh', 'The SSH server', sshServerOptions(ssh));
    for (const port of ssh.ports ?? [22]) {
      for (const address of ssh.listenAddresses ?? ['*']) Claims.of(this).tcpPort(port, { address, purpose: 'sshd' });
      for (const name of ssh.interfaces ?? []) this.firewall.allowTcp(port, { interface: name });
    }
  }
}

function merged(left: Record<string, any> | undefined, right: Record<string, any> | undefined): any {
  return left || right ? { ...left, ...right } : undefined;
}

const BRAND = Symbol.for('cosmo-nix.Host');
