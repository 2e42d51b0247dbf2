import { parseAddress, parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';
import { Expr } from '../nix';
import { HomeAssistantForm, HomeAssistantProps } from './home-assistant-props';
import { checkInteger } from '../app/value-checks';

/** Props that only a container takes. */
const DECLARED = [
  'home',
  'config',
  'extraComponents',
  'customComponents',
  'customLovelaceModules',
  'dashboard',
  'editable',
  'package',
  'port',
  'hostPort',
  'trustedProxies',
  'state',
  'stateSnapshots',
  'mqtt',
  'zigbee2mqtt',
  'zwaveJs',
] as const;

/** Refuse what the props alone tell. */
export function checkHomeAssistant(props: HomeAssistantProps, refuse: Refuse): void {
  const guest = props.form === HomeAssistantForm.GUEST;
  for (const key of ['zigbee', 'zwave'] as const) {
    const stick = props[key];
    if (stick === undefined) continue;
    if (!/^\/dev\/serial\/by-id\/[^/\s:]+$/.test(stick.serialPath)) {
      refuse(
        'HOME_ASSISTANT_STICK',
        `${stick.serialPath} is no name that a stick keeps`,
        "give the one below /dev/serial/by-id (ls /dev/serial/by-id): '/dev/serial/by-id/usb-…-if00-port0'",
        `${key}.serialPath`,
        '/dev/ttyUSB0 is whichever was found first, another one after the next boot',
      );
    }
    if (guest && stick.usbId === undefined) {
      refuse(
        'HOME_ASSISTANT_STICK',
        `the ${key} stick has no usbId, by which a guest could be given it`,
        "give what lsusb prints: usbId: '10c4:ea60'",
        `${key}.usbId`,
        'a guest gets the USB device itself; a container gets its serial device',
      );
    }
  }
  if (guest) checkGuestForm(props, refuse);
  else checkContainerForm(props, refuse);
}

function checkGuestForm(props: HomeAssistantProps, refuse: Refuse): void {
  for (const key of DECLARED) {
    if (props[key] === undefined) continue;
    refuse(
      'HOME_ASSISTANT_NOT_DECLARED',
      `${key} is given, and Home Assistant runs in a guest`,
      `leave ${key} out and set it in the web interface of the guest, or choose form: HomeAssistantForm.CONTAINER`,
      key,
      'Home Assistant OS keeps its configuration, its add-ons and its state on its own disk, where NixOS cannot write',
    );
  }
  if (props.guest === undefined) {
    refuse(
      'HOME_ASSISTANT_GUEST',
      'Home Assistant is to run in a guest, and nothing is known of it',
      "give guest: { image: HomeAssistantOs.release('16.2', 'sha256-…'), interfaces: [LibvirtInterface.bridge('br0')] }",
      'guest',
    );
  }
}

function checkContainerForm(props: HomeAssistantProps, refuse: Refuse): void {
  checkHome(props, refuse);
  for (const [i, proxy] of (props.trustedProxies ?? []).entries()) {
    if (parseAddress(proxy) || parsePrefix(proxy)) continue;
    refuse(
      'HOME_ASSISTANT_PROXY',
      `"${proxy}" is neither an address nor a network`,
      "give one such as '10.233.1.1' or '10.0.0.0/24'",
      `trustedProxies[${i}]`,
    );
  }
  props.extraComponents?.forEach((name, i) => {
    if (/^[a-z0-9_]+(\.[a-z0-9_]+)?$/.test(name)) return;
    refuse(
      'HOME_ASSISTANT_COMPONENT',
      `"${name}" is no name of an integration`,
      'give what stands in its address at home-assistant.io/integrations',
      `extraComponents[${i}]`,
    );
  });
  if (props.hostPort !== undefined && props.container?.privateNetwork === false) {
    refuse('HOME_ASSISTANT_HOST_PORT', 'the container is on the network of the host', 'leave hostPort out', 'hostPort');
  }
  const users = props.container?.privateUsers;
  if (users !== undefined && users !== 'no' && users !== 'identity') {
    refuse(
      'HOME_ASSISTANT_PRIVATE_USERS',
      `the container has user ids of its own (${users})`,
      'leave privateUsers out',
      'container.privateUsers',
      "the sticks and the state belong to the host's ids, and to nobody in the container",
    );
  }
  const plain = secretIn(props.config, 'config') ?? secretIn(props.zigbee2mqtt?.settings, 'zigbee2mqtt.settings');
  if (plain !== undefined) {
    refuse(
      'HOME_ASSISTANT_SECRET',
      `${plain} holds a secret in plain text`,
      "give a reference ('!secret name') to a file that is not of the estate, or the environment file of Zigbee2MQTT",
      plain,
      'the configuration is written to the Nix store, which everyone can read',
    );
  }
  checkMqtt(props, refuse);
}

function checkHome({ home = {} }: HomeAssistantProps, refuse: Refuse): void {
  const range = (key: 'latitude' | 'longitude', most: number) => {
    const value = home[key];
    if (value === undefined || (Number.isFinite(value) && Math.abs(value) <= most)) return;
    refuse('HOME_ASSISTANT_HOME', `${value} is no ${key}`, `give degrees from -${most} to ${most}`, `home.${key}`);
  };
  range('latitude', 90);
  range('longitude', 180);
  checkInteger(refuse, home.elevation, 'home.elevation', -500, 9000);
  const forms = {
    currency: [/^[A-Z]{3}$/, 'EUR'],
    country: [/^[A-Z]{2}$/, 'DE'],
    language: [/^[a-z]{2,3}(-[A-Za-z0-9]+)?$/, 'en'],
    timeZone: [/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'Europe/Berlin'],
    internalUrl: [/^https?:\/\/[^\s/]+$/, 'https://home.example.com'],
    externalUrl: [/^https?:\/\/[^\s/]+$/, 'https://home.example.com'],
  } as const;
  for (const [key, [form, example]] of Object.entries(forms)) {
    const value = home[key as keyof typeof forms];
    if (value === undefined || form.test(value)) continue;
    refuse('HOME_ASSISTANT_HOME', `"${value}" is no ${key}`, `give one such as '${example}'`, `home.${key}`);
  }
}

function checkMqtt({ mqtt, zigbee, zigbee2mqtt, zwave, zwaveJs }: HomeAssistantProps, refuse: Refuse): void {
  const users = Object.entries(mqtt?.users ?? {});
  if (mqtt && users.length === 0) {
    refuse(
      'HOME_ASSISTANT_MQTT_USERS',
      'the MQTT broker has no users, so that nobody could use it',
      "give one: users: { zigbee2mqtt: { passwordFile: SecretFile.at('/run/keys/mqtt') } }",
      'mqtt.users',
    );
  }
  for (const [name, user] of users) {
    const keyPath = `mqtt.users.${name}`;
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
      refuse('HOME_ASSISTANT_MQTT_USERS', `"${name}" cannot name a user`, 'use letters, digits and . _ -', keyPath);
    }
    if ((user.passwordFile === undefined) !== (user.hashedPasswordFile === undefined)) continue;
    refuse(
      'HOME_ASSISTANT_MQTT_PASSWORD',
      `${name} has ${user.passwordFile === undefined ? 'no password' : 'two passwords'}`,
      "give one: hashedPasswordFile: SecretFile.at('/run/keys/mqtt'), or passwordFile",
      keyPath,
    );
  }
  if (mqtt?.open === false && mqtt.hostPort !== undefined) {
    refuse(
      'HOME_ASSISTANT_MQTT_OPEN',
      'a port of the host leads to the MQTT broker, and it is to let nobody in',
      'leave out open, or hostPort',
      'mqtt.open',
    );
  }
  if (zwaveJs && !zwave) {
    refuse('HOME_ASSISTANT_NO_STICK', 'Z-Wave JS has no stick', "give zwave: { serialPath: '…' }", 'zwaveJs');
  }
  if (!zigbee2mqtt) return;
  if (!zigbee) {
    refuse('HOME_ASSISTANT_NO_STICK', 'Zigbee2MQTT has no stick', "give zigbee: { serialPath: '…' }", 'zigbee2mqtt');
  }
  const { mqttServer, mqttUser } = zigbee2mqtt;
  if ((mqttServer === undefined) === (mqtt === undefined)) {
    refuse(
      'HOME_ASSISTANT_NO_BROKER',
      mqtt ? 'Zigbee2MQTT has two brokers' : 'Zigbee2MQTT has no broker',
      mqtt ? 'leave out mqttServer, or mqtt' : "give mqtt: { users: … }, or mqttServer: 'mqtt://broker:1883'",
      mqtt ? 'zigbee2mqtt.mqttServer' : 'zigbee2mqtt',
    );
  }
  if (mqttServer !== undefined && !/^mqtts?:\/\/[^\s@/]+$/.test(mqttServer)) {
    refuse(
      'HOME_ASSISTANT_NO_BROKER',
      `"${mqttServer}" is no address of a broker`,
      "give one without a name and password in it: 'mqtt://broker.example.com:1883'",
      'zigbee2mqtt.mqttServer',
    );
  }
  if (!mqtt) return;
  if (mqttUser === undefined ? users.length > 1 : mqtt.users[mqttUser] === undefined) {
    refuse(
      'HOME_ASSISTANT_MQTT_USER',
      mqttUser === undefined ? 'which user of the broker Zigbee2MQTT is, is not said' : `the broker has no ${mqttUser}`,
      `give one of its users: mqttUser: '${users[0]![0]}'`,
      'zigbee2mqtt.mqttUser',
    );
  }
  if (zigbee2mqtt.environmentFile === undefined) {
    refuse(
      'HOME_ASSISTANT_MQTT_PASSWORD',
      'Zigbee2MQTT has no password for the broker',
      "give a file with ZIGBEE2MQTT_CONFIG_MQTT_PASSWORD=…: environmentFile: SecretFile.at('/run/keys/zigbee2mqtt')",
      'zigbee2mqtt.environmentFile',
    );
  }
}

const SECRET_KEY = /^(password|passwd|api_?key|token|access_token|auth_token|client_secret|network_key|pan_key)$/i;

function secretIn(value: unknown, path: string): string | undefined {
  if (value === null || typeof value !== 'object' || Expr.isExpr(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const reference = typeof inner === 'string' && (inner.startsWith('!') || inner === '');
    const plain = typeof inner === 'string' || Array.isArray(inner);
    if (plain && !reference && SECRET_KEY.test(key)) return `${path}.${key}`;
    const found = secretIn(inner, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
