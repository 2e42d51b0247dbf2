import { Construct } from 'constructs';
import {
  ClaimKind,
  Claims,
  Endpoint,
  Feature,
  ISecretFile,
  NixModule,
  NixosSystem,
  SecretContent,
  SecretFile,
} from '../app';
import { plainOptions } from '../app/plain-options';
import { refuser } from '../app/refuse';
import { ContainerBindMount, NixosContainer } from '../containers';
import { LibvirtDisk, LibvirtGuest } from '../guests';
import { Host } from '../hosts';
import { ZfsPool } from '../storage';
import { checkHomeAssistant } from './home-assistant-checks';
import {
  HOME_ASSISTANT_PORT,
  homeAssistantOptions,
  mosquittoOptions,
  mqttKeyPath,
  ZIGBEE2MQTT_KEYS,
  zigbee2mqttOptions,
  ZWAVE_KEYS,
  zwaveOptions,
} from './home-assistant-options';
import { HomeAssistantForm, HomeAssistantProps } from './home-assistant-props';
import { folderOf, releaseSince } from './service-folder';
import { secretPath } from './support';
import { listed } from '../app/compact';

/**
 * Home Assistant, in a NixOS container or in a virtual machine with Home
 * Assistant OS: the choice is one property. What others need of it, its
 * endpoint, is the same for both.
 *
 * @example
 * import { ContainerNetwork, HomeAssistant, HomeAssistantForm, HomeAssistantUnits, Host, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const rpool: ZfsPool;
 *
 * new ContainerNetwork(laddie, 'container-network', { externalInterface: 'br0' });
 * const hass = new HomeAssistant(laddie, 'hass', {
 *   form: HomeAssistantForm.CONTAINER,
 *   home: { name: 'Home', units: HomeAssistantUnits.METRIC, country: 'DE' },
 *   zigbee: { serialPath: '/dev/serial/by-id/usb-Itead_Sonoff_Zigbee_3.0-if00-port0', usbId: '10c4:ea60' },
 *   state: rpool,
 * });
 * const web = hass.endpoint.url('http');
 */
export class HomeAssistant extends Feature {
  /** Whether `construct` is a HomeAssistant. */
  public static isHomeAssistant(construct: any): construct is HomeAssistant {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host. */
  public readonly host: Host;
  /** What it runs in. */
  public readonly form: HomeAssistantForm;
  /** The container; undefined for a guest. */
  public readonly container?: NixosContainer;
  /** The virtual machine; undefined for a container. */
  public readonly guest?: LibvirtGuest;
  /** The port of its web interface. */
  public readonly port: number;
  /** @internal */
  public readonly _props: HomeAssistantProps;
  private mainModule?: NixModule;

  /**
   * @throws `HOME_ASSISTANT_PLACE` where it stands on no host; `HOME_ASSISTANT_SNAPSHOTS` where snapshots are asked for
   * and no dataset is made; `HOME_ASSISTANT_COMPONENT`, `HOME_ASSISTANT_GUEST`, `HOME_ASSISTANT_HOME`,
   * `HOME_ASSISTANT_HOST_PORT`, `HOME_ASSISTANT_MQTT_OPEN`, `HOME_ASSISTANT_MQTT_PASSWORD`, `HOME_ASSISTANT_MQTT_USER`,
   * `HOME_ASSISTANT_MQTT_USERS`, `HOME_ASSISTANT_NOT_DECLARED`, `HOME_ASSISTANT_NO_BROKER`, `HOME_ASSISTANT_NO_STICK`,
   * `HOME_ASSISTANT_PRIVATE_USERS`, `HOME_ASSISTANT_PROXY`, `HOME_ASSISTANT_SECRET`, `HOME_ASSISTANT_STICK` for props
   * that contradict one another, or that its form cannot do; `SECRET_NO_FILE`, `SECRET_CONTENT` for what is no secret
   * file, or one of another form
   */
  constructor(scope: Construct, id: string, props: HomeAssistantProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    if (!Host.isHost(this.system)) {
      refuser(this)('HOME_ASSISTANT_PLACE', `${this.system.node.path} is no host`, 'make it below a host');
    }
    this.host = this.system as Host;
    this.form = props.form ?? HomeAssistantForm.CONTAINER;
    checkHomeAssistant(props, refuser(this));
    this.port = props.port ?? HOME_ASSISTANT_PORT;
    if (this.form === HomeAssistantForm.GUEST) {
      this.guest = this.makeGuest(props);
      // What the owner sets besides is the host's.
      if (props.options || props.override) void this.module;
    } else {
      this.container = this.makeContainer(props);
      this.furnish(this.container, props);
    }
  }

  /**
   * Where its web interface can be reached.
   * @throws `GUEST_NO_ADDRESS` where the guest has no static address; `CONTAINER_NO_ADDRESS` where only DHCP knows the
   * container's
   */
  public get endpoint(): Endpoint {
    return this.guest ? this.guest.endpoint(this.port) : this.container!.endpoint(this.port);
  }

  /**
   * Where its MQTT broker can be reached.
   * @throws `HOME_ASSISTANT_NO_SERVICE` where it has none, or lets nobody in
   */
  public get mqttEndpoint(): Endpoint {
    const { mqtt } = this._props;
    const open = mqtt !== undefined && (mqtt.open ?? mqtt.hostPort !== undefined);
    if (open) return this.container!.endpoint(mqtt.port ?? 1883);
    return this._refuse(
      'HOME_ASSISTANT_NO_SERVICE',
      mqtt ? 'the MQTT broker lets in nobody but the container itself' : `${this.node.id} has no MQTT broker`,
      mqtt ? 'give mqtt: { open: true }' : 'give mqtt: { users: … }',
      'mqtt',
    );
  }

  /**
   * Where the web interface of Zigbee2MQTT can be reached.
   * @throws `HOME_ASSISTANT_NO_SERVICE` where it is not there
   */
  public get zigbee2mqttEndpoint(): Endpoint {
    const { zigbee2mqtt } = this._props;
    if (zigbee2mqtt) return this.container!.endpoint(zigbee2mqtt.port ?? 8080);
    return this._refuse(
      'HOME_ASSISTANT_NO_SERVICE',
      `${this.node.id} has no Zigbee2MQTT`,
      'give zigbee2mqtt: {}',
      'zigbee2mqtt',
    );
  }

  /** The module of Home Assistant: in the container, or on the host of the guest. */
  protected get module(): NixModule {
    if (!this.mainModule) {
      const place = this.container?.inside;
      this.mainModule = place ? new NixModule(place, 'home-assistant') : new NixModule(this, 'module');
      if (this._props.options) this.mainModule.addOptions(this._props.options);
      for (const [path, value] of Object.entries(this._props.override ?? {})) this.mainModule.override(path, value);
    }
    return this.mainModule;
  }

  private makeGuest(props: HomeAssistantProps): LibvirtGuest {
    const { image, interfaces, diskGib = 32, memoryMib = 4096, vcpus = 2, libvirt = {} } = props.guest!;
    const sticks = [props.zigbee, props.zwave].flatMap((stick) => (stick ? [{ id: stick.usbId! }] : []));
    return new LibvirtGuest(this, 'guest', {
      guestName: this.node.id,
      description: 'Home Assistant OS',
      vcpus,
      ...(libvirt.memoryGib === undefined ? { memoryMib } : {}),
      ...libvirt,
      disks: [LibvirtDisk.image({ sizeGib: diskGib, from: image }), ...(libvirt.disks ?? [])],
      interfaces: [...interfaces, ...(libvirt.interfaces ?? [])],
      usbDevices: listed([...sticks, ...(libvirt.usbDevices ?? [])]),
    });
  }

  private makeContainer(props: HomeAssistantProps): NixosContainer {
    const given = props.container ?? {};
    const { mqtt, zigbee2mqtt, hostPort } = props;
    const own = given.privateNetwork ?? true;
    const mqttPort = mqtt && (mqtt.open ?? mqtt.hostPort !== undefined) ? [mqtt.port ?? 1883] : [];
    const ports = [this.port, ...mqttPort, ...(zigbee2mqtt ? [zigbee2mqtt.port ?? 8080] : [])];
    const sticks = [props.zigbee, props.zwave].flatMap((stick) => (stick ? [stick.serialPath] : []));
    for (const value of sticks) {
      Claims.of(this).add({ kind: ClaimKind.OTHER, what: 'USB stick', value, within: this.host.node.path });
    }
    return new NixosContainer(this, 'container', {
      ...given,
      containerName: given.containerName ?? this.node.id,
      bindMounts: [...this.stateMounts(props), ...this.secretMounts(props), ...(given.bindMounts ?? [])],
      devices: [...sticks, ...(given.devices ?? [])],
      forwardPorts: listed([
        ...(hostPort === undefined ? [] : [{ hostPort, containerPort: this.port }]),
        ...(mqtt?.hostPort === undefined ? [] : [{ hostPort: mqtt.hostPort, containerPort: mqtt.port ?? 1883 }]),
        ...(given.forwardPorts ?? []),
      ]),
      allowedTcpPorts: own ? [...ports, ...(given.allowedTcpPorts ?? [])] : undefined,
    });
  }

  /** Folders of the state, as the container sees them. The host makes them. */
  private stateMounts(props: HomeAssistantProps): ContainerBindMount[] {
    const refuse = refuser(this);
    const { id } = this.node;
    const pool = ZfsPool.isZfsPool(props.state) ? props.state : undefined;
    if (props.stateSnapshots !== undefined && !pool) {
      refuse(
        'HOME_ASSISTANT_SNAPSHOTS',
        'snapshots of the state are asked for, and no dataset is made for it',
        'give the pool: state: pool; or give the snapshots to the dataset that you made',
        'stateSnapshots',
      );
    }
    if (props.state === undefined) return [];
    const question = { host: this.host, code: 'HOME_ASSISTANT', what: 'the state', keyPath: 'state', refuse };
    if (pool && pool.system !== this.host) folderOf(pool, question);
    const folder = folderOf(
      pool?.addDataset(`${id}-state`, {
        mountPoint: `/var/lib/${id}-state`,
        snapshots: { hourly: 24, daily: 14, ...props.stateSnapshots },
      }) ?? (props.state as string),
      question,
    );
    const names = ['hass', ...(props.mqtt ? ['mosquitto'] : []), ...(props.zigbee2mqtt ? ['zigbee2mqtt'] : [])];
    new NixModule(this, 'state', {
      options: {
        systemd: {
          tmpfiles: { settings: { [id]: Object.fromEntries(names.map((name) => [`${folder}/${name}`, { d: {} }])) } },
        },
      },
    });
    return names.map((name) => ({ mountPoint: `/var/lib/${name}`, hostPath: `${folder}/${name}`, readOnly: false }));
  }

  /** Secrets of the host that the container reads, each in a file of its own. */
  private secretMounts(props: HomeAssistantProps): ContainerBindMount[] {
    const refuse = refuser(this);
    const mount = (file: ISecretFile, content: SecretContent, mountPoint: string, keyPath: string) => {
      const hostPath = secretPath(file, keyPath, refuse);
      SecretFile.checkContent(this, keyPath, content, file);
      return { mountPoint, hostPath };
    };
    const users = Object.entries(props.mqtt?.users ?? {}).map(([name, user]) => {
      const key = user.passwordFile ? 'passwordFile' : 'hashedPasswordFile';
      return mount(user[key]!, SecretContent.VALUE, mqttKeyPath(name), `mqtt.users.${name}.${key}`);
    });
    const { environmentFile } = props.zigbee2mqtt ?? {};
    const environment = environmentFile && [
      mount(environmentFile, SecretContent.ENVIRONMENT, ZIGBEE2MQTT_KEYS, 'zigbee2mqtt.environmentFile'),
    ];
    return [
      ...users,
      ...(environment ?? []),
      ...(props.zwaveJs ? [mount(props.zwaveJs.keysFile, SecretContent.JSON, ZWAVE_KEYS, 'zwaveJs.keysFile')] : []),
    ];
  }

  /** What is in the container. */
  private furnish(container: NixosContainer, props: HomeAssistantProps): void {
    const inside: NixosSystem = container.inside;
    const { mqtt, zigbee2mqtt, zwaveJs } = props;
    const proxies = props.trustedProxies ?? this.ownProxies(container);
    this.module.addOptions(homeAssistantOptions(this, props, { proxies, since2505: releaseSince(this, '25.05') }));
    if (props.config) this.module.addOptions({ services: { 'home-assistant': { config: props.config } } });
    if (props.home?.timeZone === undefined && props.config?.homeassistant?.time_zone === undefined) {
      this.module._supply(() => this.timeZone());
    }
    const part = (id: string, port: number, purpose: string, options: Record<string, any>) => {
      Claims.of(new NixModule(inside, id, { options })).tcpPort(port, { purpose });
    };
    Claims.of(this.module).tcpPort(this.port, { purpose: 'Home Assistant' });
    if (mqtt) part('mosquitto', mqtt.port ?? 1883, 'the MQTT broker', mosquittoOptions(props));
    if (zigbee2mqtt) part('zigbee2mqtt', zigbee2mqtt.port ?? 8080, 'Zigbee2MQTT', zigbee2mqttOptions(props));
    if (zwaveJs) part('zwave-js', zwaveJs.port ?? 3000, 'Z-Wave JS', zwaveOptions(props));
  }

  /** The time zone of the host, as far as it is known. */
  private timeZone(): Record<string, any> | undefined {
    const [zone] = plainOptions(this.host, ['time', 'timeZone']);
    if (zone === undefined) return undefined;
    return { services: { 'home-assistant': { config: { homeassistant: { time_zone: zone } } } } };
  }

  private ownProxies(container: NixosContainer): string[] {
    if (!container.inside.ownNetwork) return ['127.0.0.1', '::1'];
    return container.hostAddress === undefined ? [] : [container.hostAddress];
  }
}

const BRAND = Symbol.for('cosmo-nix.HomeAssistant');
