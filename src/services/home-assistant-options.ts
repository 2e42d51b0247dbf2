import { IConstruct } from 'constructs';
import { packageExpr, packageExprs } from '../app/packages';
import { Nix } from '../nix';
import { HomeAssistantProps, HomeAssistantUnits } from './home-assistant-props';
import { compact, listed } from '../app/compact';

/** The port that Home Assistant has where it is not told another. */
export const HOME_ASSISTANT_PORT = 8123;

/** What NixOS installs for the first set-up, where nobody says more. */
const ONBOARDING = ['default_config', 'esphome', 'met'];

/** Files that the web interface writes, and the names under which the configuration takes them in. */
const EDITABLE = { 'automation ui': 'automations.yaml', 'scene ui': 'scenes.yaml', 'script ui': 'scripts.yaml' };

/** Integrations that need something installed, beyond those that the owner names. */
function componentsOf(props: HomeAssistantProps): string[] | undefined {
  const needed = [
    ...(props.mqtt || props.zigbee2mqtt ? ['mqtt'] : []),
    ...(props.zigbee && !props.zigbee2mqtt ? ['zha'] : []),
    ...(props.zwave ? ['zwave_js'] : []),
    ...(props.extraComponents ?? []),
  ];
  return needed.length === 0 ? undefined : [...new Set([...ONBOARDING, ...needed])];
}

/** A number as Home Assistant's module wants it: with a point, also where it is whole. */
const float = (value: number | undefined) => (value === undefined ? undefined : Nix.floating(value));

/** `services.home-assistant`. */
export function homeAssistantOptions(
  construct: IConstruct,
  props: HomeAssistantProps,
  around: { proxies: string[]; since2505: boolean },
): Record<string, any> {
  const { home = {}, port } = props;
  const editable = props.editable ?? true;
  const imperial = home.units === HomeAssistantUnits.US_CUSTOMARY && !around.since2505;
  return {
    services: {
      'home-assistant': {
        enable: true,
        package: packageExpr(construct, props.package, 'package'),
        extraComponents: componentsOf(props),
        customComponents: listed(packageExprs(construct, props.customComponents ?? [], 'customComponents')),
        customLovelaceModules: listed(
          packageExprs(construct, props.customLovelaceModules ?? [], 'customLovelaceModules'),
        ),
        config: {
          default_config: {},
          ...compact({
            homeassistant: {
              name: home.name,
              latitude: float(home.latitude),
              longitude: float(home.longitude),
              elevation: home.elevation,
              unit_system: imperial ? 'imperial' : home.units,
              time_zone: home.timeZone,
              currency: home.currency,
              country: home.country,
              language: home.language,
              internal_url: home.internalUrl,
              external_url: home.externalUrl,
            },
            http: {
              server_port: port === HOME_ASSISTANT_PORT ? undefined : port,
              use_x_forwarded_for: around.proxies.length > 0 ? true : undefined,
              trusted_proxies: listed(around.proxies),
            },
          }),
          ...(editable
            ? Object.fromEntries(Object.entries(EDITABLE).map(([key, file]) => [key, `!include ${file}`]))
            : {}),
        },
        lovelaceConfig: props.dashboard,
      },
    },
    ...(editable
      ? {
          systemd: {
            tmpfiles: {
              settings: {
                // What is taken in must be there, also before the web interface wrote it.
                'home-assistant': Object.fromEntries(
                  Object.values(EDITABLE).map((file) => [
                    `/var/lib/hass/${file}`,
                    { f: { user: 'hass', group: 'hass', mode: '0600' } },
                  ]),
                ),
              },
            },
          },
        }
      : {}),
  };
}

/** `services.mosquitto`, with the files of its passwords by where the container sees them. */
export function mosquittoOptions(props: HomeAssistantProps): Record<string, any> {
  const mqtt = props.mqtt!;
  const open = mqtt.open ?? mqtt.hostPort !== undefined;
  const users = Object.entries(mqtt.users).map(([name, user]) => [
    name,
    {
      acl: user.acl ?? ['readwrite #'],
      [user.passwordFile ? 'passwordFile' : 'hashedPasswordFile']: mqttKeyPath(name),
    },
  ]);
  return {
    services: {
      mosquitto: {
        enable: true,
        listeners: [
          compact({
            address: open ? undefined : '127.0.0.1',
            port: mqtt.port === 1883 ? undefined : mqtt.port,
            users: Object.fromEntries(users),
          }),
        ],
      },
    },
  };
}

/** Where the container sees the password of a user of the broker. */
export function mqttKeyPath(user: string): string {
  return `/run/keys/mqtt-${user}`;
}

/** Where the container sees the environment file of Zigbee2MQTT. */
export const ZIGBEE2MQTT_KEYS = '/run/keys/zigbee2mqtt';

/** Where the container sees the keys of the Z-Wave network. */
export const ZWAVE_KEYS = '/run/keys/zwave-js';

/** `services.zigbee2mqtt`. */
export function zigbee2mqttOptions(props: HomeAssistantProps): Record<string, any> {
  const { mqtt, zigbee } = props;
  const given = props.zigbee2mqtt!;
  const settings = given.settings ?? {};
  const user = given.mqttUser ?? (mqtt ? Object.keys(mqtt.users)[0] : undefined);
  return {
    services: {
      zigbee2mqtt: {
        enable: true,
        settings: {
          ...settings,
          mqtt: {
            server: given.mqttServer ?? `mqtt://127.0.0.1:${mqtt!.port ?? 1883}`,
            ...(user === undefined ? {} : { user }),
            ...settings.mqtt,
          },
          serial: { port: zigbee!.serialPath, ...settings.serial },
          frontend: { enabled: true, port: given.port ?? 8080, ...settings.frontend },
        },
      },
    },
    ...compact({
      systemd: {
        services: {
          zigbee2mqtt: {
            wants: mqtt ? ['mosquitto.service'] : undefined,
            after: mqtt ? ['mosquitto.service'] : undefined,
            serviceConfig: { EnvironmentFile: given.environmentFile ? ZIGBEE2MQTT_KEYS : undefined },
          },
        },
      },
    }),
  };
}

/** `services.zwave-js`. Its user is made for each run, so systemd hands it the keys. */
export function zwaveOptions(props: HomeAssistantProps): Record<string, any> {
  return {
    services: {
      'zwave-js': {
        enable: true,
        serialPort: props.zwave!.serialPath,
        secretsConfigFile: '/run/credentials/zwave-js.service/keys',
        port: props.zwaveJs!.port === 3000 ? undefined : props.zwaveJs!.port,
      },
    },
    systemd: { services: { 'zwave-js': { serviceConfig: { LoadCredential: [`keys:${ZWAVE_KEYS}`] } } } },
  };
}
