import { SecretContent, SecretFile } from '../../src/app';
import { ContainerNetwork, NixosContainer } from '../../src/containers';
import { LibvirtInterface } from '../../src/guests';
import { HostProps, NetworkBackend } from '../../src/hosts';
import { Nix } from '../../src/nix';
import {
  HomeAssistant,
  HomeAssistantForm,
  HomeAssistantGuestProps,
  HomeAssistantOs,
  HomeAssistantProps,
  HomeAssistantUnits,
} from '../../src/services';
import { ZfsPool } from '../../src/storage';
import { newApp, project } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';
import { codes, file, hostOf } from '../support/small-estate';

const HASH = `sha256-${'A'.repeat(43)}=`;
const ZIGBEE = { serialPath: '/dev/serial/by-id/usb-Itead_Sonoff-if00-port0', usbId: '10c4:ea60' };
const ZWAVE = { serialPath: '/dev/serial/by-id/usb-Zooz_800-if00' };
const KEY = SecretFile.at('/run/agenix/key');
const VALUE = SecretFile.at('/run/agenix/value', SecretContent.VALUE);
const GUEST: HomeAssistantGuestProps = {
  image: HomeAssistantOs.release('16.2', HASH),
  interfaces: [LibvirtInterface.bridge('br0', { address: '192.168.1.20' })],
};
const BROKER = { users: { zigbee2mqtt: { passwordFile: KEY } } };
const ZIGBEE2MQTT = { zigbee: ZIGBEE, mqtt: BROKER, zigbee2mqtt: { environmentFile: KEY } };

function estate(release: string = '26.05', props: Partial<HostProps> = {}) {
  const app = newApp({ release });
  const stateVersion = release < '25.11' ? '24.11' : '25.11';
  const host = hostOf(app, 'server', {
    stateVersion,
    locale: { timeZone: 'America/New_York' },
    networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
    ...props,
  });
  new ContainerNetwork(host, 'container-network', { externalInterface: 'enp4s0' });
  return { app, host };
}

function assistant(props: HomeAssistantProps = {}, release?: string, hostProps?: Partial<HostProps>) {
  const { app, host } = estate(release, hostProps);
  return { app, host, home: new HomeAssistant(host, 'home', props) };
}

const flat = (text: string) => text.replace(/\s+/g, ' ');
const inside = (props: HomeAssistantProps, name: string = 'home-assistant', release?: string) =>
  file(assistant(props, release).app, `hosts/server/home/${name}.nix`);
const shell = (props: HomeAssistantProps) => flat(file(assistant(props).app, 'hosts/server/home-container.nix'));

describe('HomeAssistant', () => {
  test('runs in a container, with the time zone of its host', () => {
    const { app, home } = assistant();
    expect(file(app, 'hosts/server/home/home-assistant.nix')).toMatchInlineSnapshot(`
     "{
       services.home-assistant = {
         enable = true;
         config = {
           default_config = { };
           http = {
             use_x_forwarded_for = true;
             trusted_proxies = [ "10.233.137.1" ];
           };
           "automation ui" = "!include automations.yaml";
           "scene ui" = "!include scenes.yaml";
           "script ui" = "!include scripts.yaml";
           homeassistant.time_zone = "America/New_York";
         };
       };
       systemd.tmpfiles.settings.home-assistant = {
         "/var/lib/hass/automations.yaml".f = {
           user = "hass";
           group = "hass";
           mode = "0600";
         };
         "/var/lib/hass/scenes.yaml".f = {
           user = "hass";
           group = "hass";
           mode = "0600";
         };
         "/var/lib/hass/scripts.yaml".f = {
           user = "hass";
           group = "hass";
           mode = "0600";
         };
       };
     }
     "
    `);
    expect(home.endpoint.address).toBe(`${home.container!.address}:8123`);
    expect(home.guest).toBeUndefined();
    expect(HomeAssistant.isHomeAssistant(home)).toBe(true);
    expect(HomeAssistant.isHomeAssistant(home.container)).toBe(false);
    expect(codes(app.check())).toEqual([]);
  });

  test('takes its configuration as data', () => {
    const text = inside({
      home: {
        name: 'Home',
        latitude: 52,
        longitude: 4.9,
        elevation: 3,
        units: HomeAssistantUnits.METRIC,
        timeZone: 'Europe/Amsterdam',
        currency: 'EUR',
        country: 'NL',
        language: 'nl',
        internalUrl: 'https://home.example.com',
        externalUrl: 'https://away.example.com',
      },
      config: { recorder: { purge_keep_days: 10 }, http: { ip_ban_enabled: true } },
      extraComponents: ['hue', 'met'],
      customComponents: ['home-assistant-custom-components.frigate'],
      customLovelaceModules: [Nix.pkg('home-assistant-custom-lovelace-modules.mushroom')],
      dashboard: { title: 'Home', views: [] },
      package: 'home-assistant',
      editable: false,
      trustedProxies: ['10.0.0.0/24', 'fd00::1'],
    });
    expect(text).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       services.home-assistant = {
         enable = true;
         package = pkgs.home-assistant;
         extraComponents = [
           "default_config"
           "esphome"
           "met"
           "hue"
         ];
         customComponents = [ pkgs.home-assistant-custom-components.frigate ];
         customLovelaceModules = [ pkgs.home-assistant-custom-lovelace-modules.mushroom ];
         config = {
           default_config = { };
           homeassistant = {
             name = "Home";
             latitude = 52.0;
             longitude = 4.9;
             elevation = 3;
             unit_system = "metric";
             time_zone = "Europe/Amsterdam";
             currency = "EUR";
             country = "NL";
             language = "nl";
             internal_url = "https://home.example.com";
             external_url = "https://away.example.com";
           };
           http = {
             use_x_forwarded_for = true;
             trusted_proxies = [
               "10.0.0.0/24"
               "fd00::1"
             ];
             ip_ban_enabled = true;
           };
           recorder.purge_keep_days = 10;
         };
         lovelaceConfig = {
           title = "Home";
           views = [ ];
         };
       };
     }
     "
    `);
  });

  test('believes the host itself, and nobody on a bridge', () => {
    const shared = inside({ container: { privateNetwork: false } });
    expect(flat(shared)).toContain('trusted_proxies = [ "127.0.0.1" "::1" ];');
    expect(inside({ container: { hostBridge: 'br0', localAddress: '192.168.1.5/24' } })).not.toContain('http');
  });

  test('names the units as the release of NixOS does', () => {
    const units = (release?: string) =>
      /unit_system = "(\w+)"/.exec(
        inside({ home: { units: HomeAssistantUnits.US_CUSTOMARY } }, undefined, release),
      )?.[1];
    expect([units('24.11'), units('25.11'), units('unstable')]).toEqual(['imperial', 'us_customary', 'us_customary']);
  });

  test('keeps its state in a dataset of its own', () => {
    const { app, host } = estate();
    const rpool = new ZfsPool(host, 'rpool');
    new HomeAssistant(host, 'home', { state: rpool, stateSnapshots: { daily: 30 }, ...ZIGBEE2MQTT });
    expect(flat(file(app, 'hosts/server/rpool.nix'))).toContain('"rpool/home-state" = { hourly = 24; daily = 30;');
    expect(file(app, 'hosts/server/home-state.nix')).toMatchInlineSnapshot(`
     "{
       systemd.tmpfiles.settings.home = {
         "/var/lib/home-state/hass".d = { };
         "/var/lib/home-state/mosquitto".d = { };
         "/var/lib/home-state/zigbee2mqtt".d = { };
       };
     }
     "
    `);
    const text = flat(file(app, 'hosts/server/home-container.nix'));
    for (const name of ['hass', 'mosquitto', 'zigbee2mqtt']) {
      expect(text).toContain(`"/var/lib/${name}" = { hostPath = "/var/lib/home-state/${name}"; isReadOnly = false; };`);
    }
    expect(shell({ state: { mountPoint: '/srv/home' } })).toContain('hostPath = "/srv/home/hass";');
  });

  test('gives the container its sticks, and Home Assistant what uses them', () => {
    const text = shell({ zigbee: ZIGBEE, zwave: ZWAVE });
    for (const { serialPath } of [ZIGBEE, ZWAVE]) {
      expect(text).toContain(`"${serialPath}" = { hostPath = "${serialPath}"; isReadOnly = false; };`);
      expect(text).toContain(`{ node = "${serialPath}"; modifier = "rw"; }`);
    }
    const components = flat(inside({ zigbee: ZIGBEE, zwave: ZWAVE }));
    expect(components).toContain('[ "default_config" "esphome" "met" "zha" "zwave_js" ]');
  });

  test('has an MQTT broker and Zigbee2MQTT, whose secrets stay files', () => {
    const { app, home } = assistant({
      ...ZIGBEE2MQTT,
      mqtt: {
        users: {
          zigbee2mqtt: { passwordFile: KEY },
          sensor: { hashedPasswordFile: SecretFile.of(Nix.ref('config.age.secrets.s.path')), acl: ['read a/#'] },
        },
      },
      zigbee2mqtt: { mqttUser: 'zigbee2mqtt', environmentFile: KEY, settings: { advanced: { channel: 25 } } },
    });
    expect(file(app, 'hosts/server/home/mosquitto.nix')).toMatchInlineSnapshot(`
     "{
       services.mosquitto = {
         enable = true;
         listeners = [
           {
             address = "127.0.0.1";
             users = {
               zigbee2mqtt = {
                 acl = [ "readwrite #" ];
                 passwordFile = "/run/keys/mqtt-zigbee2mqtt";
               };
               sensor = {
                 acl = [ "read a/#" ];
                 hashedPasswordFile = "/run/keys/mqtt-sensor";
               };
             };
           }
         ];
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/home/zigbee2mqtt.nix')).toMatchInlineSnapshot(`
     "{
       services.zigbee2mqtt = {
         enable = true;
         settings = {
           advanced.channel = 25;
           mqtt = {
             server = "mqtt://127.0.0.1:1883";
             user = "zigbee2mqtt";
           };
           serial.port = "/dev/serial/by-id/usb-Itead_Sonoff-if00-port0";
           frontend = {
             enabled = true;
             port = 8080;
           };
         };
       };
       systemd.services.zigbee2mqtt = {
         wants = [ "mosquitto.service" ];
         after = [ "mosquitto.service" ];
         serviceConfig.EnvironmentFile = "/run/keys/zigbee2mqtt";
       };
     }
     "
    `);
    const text = flat(file(app, 'hosts/server/home-container.nix'));
    expect(text).toContain('"/run/keys/mqtt-zigbee2mqtt".hostPath = "/run/agenix/key";');
    expect(text).toContain('"/run/keys/mqtt-sensor".hostPath = config.age.secrets.s.path;');
    expect(text).toContain('"/run/keys/zigbee2mqtt".hostPath = "/run/agenix/key";');
    expect(home.zigbee2mqttEndpoint.port).toBe(8080);
    expect(flat(file(app, 'hosts/server/home/container.nix'))).toContain('allowedTCPPorts = [ 8080 8123 ];');
    expect(codes(app.check())).toEqual([]);
  });

  test('lets others to the broker where it is told so', () => {
    const { app, home } = assistant({ mqtt: { ...BROKER, hostPort: 1884 } });
    expect(file(app, 'hosts/server/home/mosquitto.nix')).not.toContain('address');
    expect(flat(file(app, 'hosts/server/home-container.nix'))).toContain('{ hostPort = 1884; containerPort = 1883; }');
    expect(home.mqttEndpoint.address).toBe(`${home.container!.address}:1883`);
  });

  test('has a Z-Wave server, which systemd hands its keys', () => {
    const { app } = assistant({ zwave: ZWAVE, zwaveJs: { keysFile: KEY, port: 3001 } });
    expect(file(app, 'hosts/server/home/zwave-js.nix')).toMatchInlineSnapshot(`
     "{
       services.zwave-js = {
         enable = true;
         serialPort = "/dev/serial/by-id/usb-Zooz_800-if00";
         secretsConfigFile = "/run/credentials/zwave-js.service/keys";
         port = 3001;
       };
       systemd.services.zwave-js.serviceConfig.LoadCredential = [ "keys:/run/keys/zwave-js" ];
     }
     "
    `);
    expect(file(app, 'hosts/server/home-container.nix')).toContain('"/run/keys/zwave-js".hostPath');
  });

  test('changes a port everywhere', () => {
    const { app, home } = assistant({
      ...ZIGBEE2MQTT,
      port: 8124,
      hostPort: 80,
      mqtt: { ...BROKER, port: 1999, open: true },
      zigbee2mqtt: { environmentFile: KEY, port: 8099 },
    });
    expect(home.endpoint.port).toBe(8124);
    expect(home.mqttEndpoint.port).toBe(1999);
    expect(home.zigbee2mqttEndpoint.port).toBe(8099);
    expect(file(app, 'hosts/server/home/home-assistant.nix')).toContain('server_port = 8124;');
    expect(file(app, 'hosts/server/home/mosquitto.nix')).toContain('port = 1999;');
    expect(file(app, 'hosts/server/home/zigbee2mqtt.nix')).toContain('server = "mqtt://127.0.0.1:1999";');
    expect(flat(file(app, 'hosts/server/home/zigbee2mqtt.nix'))).toContain(
      'frontend = { enabled = true; port = 8099; };',
    );
    expect(flat(file(app, 'hosts/server/home/container.nix'))).toContain('allowedTCPPorts = [ 1999 8099 8124 ];');
    expect(flat(file(app, 'hosts/server/home-container.nix'))).toContain('{ hostPort = 80; containerPort = 8124; }');
  });

  test('finds ports and sticks that are taken', () => {
    expect(codes(assistant({ ...ZIGBEE2MQTT, port: 8080 }).app.check())).toEqual(['error TCP_PORT_TAKEN']);
    const { app, host } = assistant({ zigbee: ZIGBEE });
    new HomeAssistant(host, 'other', { zwave: ZIGBEE });
    expect(codes(app.check())).toEqual(['error USB_STICK_TAKEN']);
  });

  test('warns of a Zigbee network with the key that everyone has', () => {
    const elsewhere = { zigbee: ZIGBEE, zigbee2mqtt: { mqttServer: 'mqtt://broker:1883' } };
    expect(codes(assistant(elsewhere).app.check())).toEqual(['warning HOME_ASSISTANT_ZIGBEE_KEY']);
    expect(inside(elsewhere, 'zigbee2mqtt')).toContain('mqtt.server = "mqtt://broker:1883";');
    const settings = { advanced: { network_key: '!secret.yaml network_key' } };
    const { app } = assistant({ zigbee: ZIGBEE, zigbee2mqtt: { ...elsewhere.zigbee2mqtt, settings } });
    expect(codes(app.check())).toEqual([]);
  });

  test('runs in a guest by one property', () => {
    const both = { guest: GUEST, container: { memoryMib: 2048 }, zigbee: ZIGBEE };
    const { app, home } = assistant({ ...both, form: HomeAssistantForm.GUEST });
    expect(home.container).toBeUndefined();
    expect(home.endpoint.address).toBe('192.168.1.20:8123');
    const xml = app.render()['hosts/server/home.xml']!;
    expect(xml).toContain("<memory unit='MiB'>4096</memory>");
    expect(xml).toContain("<vendor id='0x10c4'/>");
    expect(flat(file(app, 'hosts/server/home-guest.nix'))).toContain(
      'qemu-img resize -f qcow2 /var/lib/libvirt/images/home.qcow2.part 32768M',
    );
    expect(Object.keys(app.render()).filter((path) => path.startsWith('hosts/server/home/'))).toEqual([]);
    expect(codes(app.check())).toEqual(['info GUEST_MAC_DERIVED']);
    const other = assistant(both);
    expect(other.app.render()['hosts/server/home.xml']).toBeUndefined();
    expect(file(other.app, 'hosts/server/home-container.nix')).toContain('MemoryMax = "2048M"');
    expect(other.home.endpoint.port).toBe(home.endpoint.port);
  });

  test('gives the guest what it is told', () => {
    const libvirt = { memoryGib: 8, usbDevices: [{ id: '1a86:55d4' }] };
    const guest = { ...GUEST, image: '/srv/haos.qcow2', vcpus: 4, diskGib: 64, libvirt };
    const { app } = assistant({
      form: HomeAssistantForm.GUEST,
      guest,
      options: { services: { fstrim: { enable: true } } },
    });
    const xml = app.render()['hosts/server/home.xml']!;
    expect(xml).toContain("<memory unit='MiB'>8192</memory>");
    expect(xml).toContain("<vendor id='0x1a86'/>");
    expect(file(app, 'hosts/server/home-guest.nix')).toContain('qemu-img convert -O qcow2 /srv/haos.qcow2');
    expect(file(app, 'hosts/server/home.nix')).toContain('fstrim.enable = true;');
  });

  test('puts further options, and what overrides its own, into the container', () => {
    const { app, home } = assistant({
      options: { services: { 'home-assistant': { extraArgs: ['--debug'] } } },
      override: { 'services.home-assistant.config.homeassistant.name': 'House' },
    });
    home.addOptions({ services: { 'home-assistant': { configWritable: true } } });
    const text = file(app, 'hosts/server/home/home-assistant.nix');
    for (const part of ['extraArgs = [ "--debug" ];', 'name = "House";', 'configWritable = true;']) {
      expect(text).toContain(part);
    }
  });

  const refused: [string, HomeAssistantProps][] = [
    ['HOME_ASSISTANT_STICK', { zigbee: { serialPath: '/dev/ttyUSB0' } }],
    ['HOME_ASSISTANT_STICK', { form: HomeAssistantForm.GUEST, guest: GUEST, zwave: ZWAVE }],
    ['HOME_ASSISTANT_GUEST', { form: HomeAssistantForm.GUEST }],
    ['HOME_ASSISTANT_HOME', { home: { latitude: 91 } }],
    ['HOME_ASSISTANT_HOME', { home: { longitude: -181 } }],
    ['HOME_ASSISTANT_HOME', { home: { currency: 'euro' } }],
    ['HOME_ASSISTANT_HOME', { home: { country: 'Germany' } }],
    ['HOME_ASSISTANT_HOME', { home: { language: 'English' } }],
    ['HOME_ASSISTANT_HOME', { home: { timeZone: '+1' } }],
    ['HOME_ASSISTANT_HOME', { home: { internalUrl: 'home.example.com' } }],
    ['NUMBER_OUT_OF_RANGE', { home: { elevation: 1.5 } }],
    ['HOME_ASSISTANT_PROXY', { trustedProxies: ['proxy'] }],
    ['HOME_ASSISTANT_COMPONENT', { extraComponents: ['Philips Hue'] }],
    ['HOME_ASSISTANT_HOST_PORT', { hostPort: 80, container: { privateNetwork: false } }],
    ['HOME_ASSISTANT_PRIVATE_USERS', { container: { privateUsers: 'pick' } }],
    ['HOME_ASSISTANT_SECRET', { config: { notify: [{ name: 'mail', password: 'abc' }] } }],
    ['HOME_ASSISTANT_SECRET', { ...ZIGBEE2MQTT, zigbee2mqtt: { settings: { advanced: { network_key: [1, 2] } } } }],
    ['HOME_ASSISTANT_SNAPSHOTS', { state: '/srv/home', stateSnapshots: { daily: 1 } }],
    ['HOME_ASSISTANT_FOLDER', { state: 'home' }],
    ['HOME_ASSISTANT_UNMOUNTED', { state: { mountPoint: undefined } }],
    ['HOME_ASSISTANT_MQTT_USERS', { mqtt: { users: {} } }],
    ['HOME_ASSISTANT_MQTT_USERS', { mqtt: { users: { 'a b': { passwordFile: KEY } } } }],
    ['HOME_ASSISTANT_MQTT_PASSWORD', { mqtt: { users: { a: {} } } }],
    ['HOME_ASSISTANT_MQTT_PASSWORD', { mqtt: { users: { a: { passwordFile: KEY, hashedPasswordFile: KEY } } } }],
    ['HOME_ASSISTANT_MQTT_OPEN', { mqtt: { ...BROKER, hostPort: 1883, open: false } }],
    ['SECRET_NO_FILE', { mqtt: { users: { a: { passwordFile: 'hunter2' as any } } } }],
    ['SECRET_CONTENT', { ...ZIGBEE2MQTT, zigbee2mqtt: { environmentFile: VALUE } }],
    ['SECRET_CONTENT', { zwave: ZWAVE, zwaveJs: { keysFile: VALUE } }],
    ['SECRET_CONTENT', { mqtt: { users: { a: { passwordFile: SecretFile.at('/run/x', SecretContent.YAML) } } } }],
    ['HOME_ASSISTANT_NO_STICK', { mqtt: BROKER, zigbee2mqtt: { environmentFile: KEY } }],
    ['HOME_ASSISTANT_NO_STICK', { zwaveJs: { keysFile: KEY } }],
    ['HOME_ASSISTANT_NO_BROKER', { zigbee: ZIGBEE, zigbee2mqtt: {} }],
    ['HOME_ASSISTANT_NO_BROKER', { ...ZIGBEE2MQTT, zigbee2mqtt: { mqttServer: 'mqtt://a', environmentFile: KEY } }],
    ['HOME_ASSISTANT_NO_BROKER', { zigbee: ZIGBEE, zigbee2mqtt: { mqttServer: 'mqtt://user:pass@a' } }],
    ['HOME_ASSISTANT_MQTT_USER', { ...ZIGBEE2MQTT, zigbee2mqtt: { mqttUser: 'x', environmentFile: KEY } }],
    [
      'HOME_ASSISTANT_MQTT_USER',
      { ...ZIGBEE2MQTT, mqtt: { users: { a: { passwordFile: KEY }, b: { passwordFile: KEY } } } },
    ],
    ['HOME_ASSISTANT_MQTT_PASSWORD', { ...ZIGBEE2MQTT, zigbee2mqtt: {} }],
    ['OPTION_SET_TWICE', { home: { name: 'a' }, config: { homeassistant: { name: 'b' } } }],
  ];
  test.each(refused.map(([code, props]) => ({ code, props })))('refuses with $code', ({ code, props }) => {
    expect(() => assistant(props)).toThrow(code);
  });

  const declared: HomeAssistantProps[] = [
    { home: {} },
    { config: {} },
    { extraComponents: [] },
    { customComponents: [] },
    { customLovelaceModules: [] },
    { dashboard: {} },
    { editable: true },
    { package: 'home-assistant' },
    { port: 8124 },
    { hostPort: 80 },
    { trustedProxies: [] },
    { state: '/srv/home' },
    { mqtt: BROKER },
    { zigbee2mqtt: {} },
    { zwaveJs: { keysFile: KEY } },
  ];
  test.each(declared)('refuses %j in a guest, with the reason', (props) => {
    const run = () => assistant({ form: HomeAssistantForm.GUEST, guest: GUEST, ...props });
    expect(run).toThrow('HOME_ASSISTANT_NOT_DECLARED');
    expect(run).toThrow('on its own disk, where NixOS cannot write');
  });

  test('refuses what is not there, and what stands elsewhere', () => {
    const { app, host } = estate();
    const home = new HomeAssistant(host, 'home', { mqtt: BROKER });
    expect(() => home.mqttEndpoint).toThrow('HOME_ASSISTANT_NO_SERVICE');
    expect(() => home.zigbee2mqttEndpoint).toThrow('HOME_ASSISTANT_NO_SERVICE');
    expect(() => new HomeAssistant(host, 'b').mqttEndpoint).toThrow('has no MQTT broker');
    const container = new NixosContainer(host, 'box');
    expect(() => new HomeAssistant(container.inside, 'c')).toThrow('HOME_ASSISTANT_PLACE');
    const far = new ZfsPool(hostOf(app, 'other'), 'far');
    expect(() => new HomeAssistant(host, 'd', { state: far })).toThrow('HOME_ASSISTANT_ELSEWHERE');
    expect(() => HomeAssistantOs.release('latest', HASH)).toThrow('HOME_ASSISTANT_OS');
    expect(() => HomeAssistantOs.release('16.2', 'abc')).toThrow('HOME_ASSISTANT_OS');
  });
});

describeWithNix('Home Assistant, evaluated', () => {
  test('is set where it runs', () => {
    const { app } = assistant({ home: { latitude: 52 }, ...ZIGBEE2MQTT });
    const files = app.render();
    // The inside of a container as a system, so that its options are looked at.
    files['flake.nix'] = files['flake.nix']!.replace('[ ./hosts/server ]', '[ ./hosts/server/home ]');
    const { server } = evaluateFlake(project(files)).systems;
    expect(server!.services['home-assistant']).toMatchObject({
      enable: true,
      config: {
        default_config: {},
        homeassistant: { latitude: 52, time_zone: 'America/New_York' },
        http: { use_x_forwarded_for: true },
      },
    });
    expect(server!.services.zigbee2mqtt.settings).toMatchObject({
      serial: { port: ZIGBEE.serialPath },
      mqtt: { server: 'mqtt://127.0.0.1:1883', user: 'zigbee2mqtt' },
    });
    expect(server!.services.mosquitto.listeners[0].address).toBe('127.0.0.1');
  });
});
