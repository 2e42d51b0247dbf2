import { FeatureProps, IMountPoint, ISecretFile } from '../app';
import { NixosContainerProps } from '../containers';
import { LibvirtGuestProps, LibvirtInterface } from '../guests';
import { Expr } from '../nix';
import { ZfsPool, ZfsSnapshots } from '../storage';

/** What Home Assistant runs in. */
export enum HomeAssistantForm {
  /** A NixOS container: its configuration is data of the estate. */
  CONTAINER = 'container',
  /** A virtual machine with Home Assistant OS, which configures and updates itself. */
  GUEST = 'guest',
}

/** The units that a home is measured in. */
export enum HomeAssistantUnits {
  /** Metres, degrees Celsius. */
  METRIC = 'metric',
  /** Feet, degrees Fahrenheit. */
  US_CUSTOMARY = 'us_customary',
}

/** A USB stick on the host: the radio of a Zigbee or Z-Wave network. */
export interface HomeAssistantStick {
  /**
   * Its serial device, which a container is given: `/dev/serial/by-id/…`, a name that stays the same in every port.
   * The container starts only while it is plugged in.
   */
  readonly serialPath: string;
  /**
   * Vendor and product, as `lsusb` prints them, by which a guest is given it: `10c4:ea60`.
   * @default - none: for a container alone
   */
  readonly usbId?: string;
}

/** What Home Assistant knows of the home. */
export interface HomeAssistantHome {
  /**
   * Its name.
   * @default - what the owner says when setting up
   */
  readonly name?: string;
  /**
   * Degrees north, from -90 to 90.
   * @default - what the owner says when setting up
   */
  readonly latitude?: number;
  /**
   * Degrees east, from -180 to 180.
   * @default - what the owner says when setting up
   */
  readonly longitude?: number;
  /**
   * Metres above the sea, whole.
   * @default - what the owner says when setting up
   */
  readonly elevation?: number;
  /**
   * The units.
   * @default - what the owner says when setting up
   */
  readonly units?: HomeAssistantUnits;
  /**
   * The time zone of the IANA database.
   * @default - the host's
   */
  readonly timeZone?: string;
  /**
   * The currency, as ISO 4217 has it: `EUR`.
   * @default - what the owner says when setting up
   */
  readonly currency?: string;
  /**
   * The country, as ISO 3166 has it: `DE`.
   * @default - what the owner says when setting up
   */
  readonly country?: string;
  /**
   * The language, such as `en` or `pt-BR`.
   * @default - what the owner says when setting up
   */
  readonly language?: string;
  /**
   * The address under which it is reached at home: `https://home.example.com`.
   * @default - its own address
   */
  readonly internalUrl?: string;
  /**
   * The address under which it is reached from elsewhere.
   * @default - none
   */
  readonly externalUrl?: string;
}

/** Who may use the MQTT broker. */
export interface HomeAssistantMqttUser {
  /**
   * A file on the host with the password's hash, as `mosquitto_passwd` makes it: what stands after the colon.
   * @default - none: one of the two is required
   */
  readonly hashedPasswordFile?: ISecretFile;
  /**
   * A file on the host with the password.
   * @default - none
   */
  readonly passwordFile?: ISecretFile;
  /**
   * What the user may do: `['read home/#']`.
   * @default ["readwrite #"]
   */
  readonly acl?: string[];
}

/** The MQTT broker, Mosquitto. */
export interface HomeAssistantMqtt {
  /** Who may use it, by name; each with a password. There is no way in without one. */
  readonly users: Record<string, HomeAssistantMqttUser>;
  /**
   * The port.
   * @default 1883
   */
  readonly port?: number;
  /**
   * Let others in than what runs in the container.
   * @default - true where `hostPort` is given
   */
  readonly open?: boolean;
  /**
   * The port of the host that leads to it, for devices in the network of the host.
   * @default - none
   */
  readonly hostPort?: number;
}

/** Zigbee2MQTT. */
export interface HomeAssistantZigbee2mqtt {
  /**
   * The port of its web interface. It asks for no password: let nobody near it but a proxy that does.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Its name at the broker, one of `mqtt.users`.
   * @default - where `mqtt` is given, its only user; else none
   */
  readonly mqttUser?: string;
  /**
   * The broker, where it is none of `mqtt`: `mqtt://broker.example.com:1883`.
   * @default - the broker of `mqtt`
   */
  readonly mqttServer?: string;
  /**
   * An environment file on the host with its secrets: `ZIGBEE2MQTT_CONFIG_MQTT_PASSWORD=…` and
   * `ZIGBEE2MQTT_CONFIG_ADVANCED_NETWORK_KEY=[…]`, 16 numbers.
   * @default - none
   */
  readonly environmentFile?: ISecretFile;
  /**
   * Further settings: `services.zigbee2mqtt.settings`. The Nix store holds them for everyone to read.
   * @throws `HOME_ASSISTANT_SECRET` for a password or key in plain text
   * @default - none
   */
  readonly settings?: Record<string, any>;
}

/** Z-Wave JS, the server by which Home Assistant uses a Z-Wave stick. */
export interface HomeAssistantZwave {
  /** A JSON file on the host with the keys of the network: `{ "securityKeys": { "S0_Legacy": "…", … } }`. */
  readonly keysFile: ISecretFile;
  /**
   * The port, which Home Assistant asks for: `ws://localhost:3000`.
   * @default 3000
   */
  readonly port?: number;
}

/** The virtual machine of Home Assistant OS. */
export interface HomeAssistantGuestProps {
  /**
   * The qcow2 image of Home Assistant OS that its disk is copied from when it is made: a path on the host, or an Expr
   * such as `HomeAssistantOs.release('16.2', 'sha256-…')`.
   */
  readonly image: string | Expr;
  /** Its network interfaces. With an address, a static one in the network, others can name it. */
  readonly interfaces: LibvirtInterface[];
  /**
   * Size of the disk in GiB.
   * @default 32
   */
  readonly diskGib?: number;
  /**
   * Memory in MiB.
   * @default 4096
   */
  readonly memoryMib?: number;
  /**
   * Virtual processors.
   * @default 2
   */
  readonly vcpus?: number;
  /**
   * Further props of the guest.
   * @default - none
   */
  readonly libvirt?: LibvirtGuestProps;
}

/**
 * Props of `HomeAssistant`. `container` and `guest` may both be there: what `form` does not choose is kept for the
 * other one. `options` and `override` go into the container, or onto the host of the guest.
 */
export interface HomeAssistantProps extends FeatureProps {
  /**
   * What it runs in.
   * @default HomeAssistantForm.CONTAINER
   */
  readonly form?: HomeAssistantForm;
  /**
   * What the container is told besides: its network, its limits.
   * @default - a network of its own: a cable to the host
   */
  readonly container?: NixosContainerProps;
  /**
   * The virtual machine; required for `HomeAssistantForm.GUEST`.
   * @default - none
   */
  readonly guest?: HomeAssistantGuestProps;
  /**
   * The stick of the Zigbee network. Without `zigbee2mqtt` Home Assistant uses it by itself (ZHA).
   * @default - none
   */
  readonly zigbee?: HomeAssistantStick;
  /**
   * The stick of the Z-Wave network.
   * @default - none
   */
  readonly zwave?: HomeAssistantStick;

  // --- what only the container takes: Home Assistant OS keeps it on its own disk ---

  /**
   * The home. For a container.
   * @default - what the owner says when setting up; the time zone of the host
   */
  readonly home?: HomeAssistantHome;
  /**
   * Its configuration: what would be in `configuration.yaml`. `default_config`, `homeassistant` and `http` are there
   * already, and can be added to. For a container.
   * @default - none
   */
  readonly config?: Record<string, any>;
  /**
   * Integrations that are set up in the web interface and so stand in no configuration, by name: `hue`, `shelly`.
   * NixOS installs what each needs. For a container.
   * @default - those that the first set-up needs
   */
  readonly extraComponents?: string[];
  /**
   * Integrations of others: attribute paths in `pkgs`, such as `home-assistant-custom-components.frigate`, or Exprs.
   * For a container.
   * @default - none
   */
  readonly customComponents?: (string | Expr)[];
  /**
   * Cards of others for dashboards: attribute paths in `pkgs`, such as
   * `home-assistant-custom-lovelace-modules.mini-graph-card`, or Exprs. For a container.
   * @default - none
   */
  readonly customLovelaceModules?: (string | Expr)[];
  /**
   * A dashboard as data: what would be in `ui-lovelace.yaml`. For a container.
   * @default - dashboards are made in the web interface
   */
  readonly dashboard?: Record<string, any>;
  /**
   * Let automations, scenes and scripts be made in the web interface, beside those of `config`. For a container.
   * @default true
   */
  readonly editable?: boolean;
  /**
   * The package: an attribute path in `pkgs`, or an Expr. For a container.
   * @default - what NixOS sets
   */
  readonly package?: string | Expr;
  /**
   * The port of its web interface. For a container; Home Assistant OS has 8123.
   * @default 8123
   */
  readonly port?: number;
  /**
   * A port of the host that leads to it. For a container with a network of its own.
   * @default - none: the host alone reaches it, such as a reverse proxy there
   */
  readonly hostPort?: number;
  /**
   * Proxies that it believes whom they speak for: addresses, or networks such as `10.0.0.0/24`. For a container.
   * @default - the host's end of the cable, or the host itself
   */
  readonly trustedProxies?: string[];
  /**
   * Where it keeps what it knows: a folder, or a dataset that is mounted on the host; of a `ZfsPool` a dataset
   * `ID-state` is made, with snapshots. For a container.
   * @default - `/var/lib` of the container
   */
  readonly state?: string | IMountPoint | ZfsPool;
  /**
   * Snapshots of the state's dataset, where `state` is a pool.
   * @default - 24 hourly and 14 daily ones
   */
  readonly stateSnapshots?: ZfsSnapshots;
  /**
   * The MQTT broker. For a container.
   * @default - none
   */
  readonly mqtt?: HomeAssistantMqtt;
  /**
   * Zigbee2MQTT. Needs `zigbee`, and `mqtt` or a broker elsewhere. For a container.
   * @default - none
   */
  readonly zigbee2mqtt?: HomeAssistantZigbee2mqtt;
  /**
   * The server of the Z-Wave network. Needs `zwave`. For a container.
   * @default - none
   */
  readonly zwaveJs?: HomeAssistantZwave;
}
