import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { HomeAssistant } from '../home-assistant';

export const homeAssistantZigbeeKey: IRule = {
  code: 'HOME_ASSISTANT_ZIGBEE_KEY',
  severity: Severity.WARNING,
  title: 'A Zigbee network has a key of its own',
  reason: 'whoever is near can read and send in it; a later key means to pair every device again',
  source: 'Zigbee2MQTT: advanced.network_key',
  breaks: `
const host = new Host(app, 'zigbeehost', { ...machine });
new ContainerNetwork(host, 'containers', { externalInterface: 'eno1' });
new HomeAssistant(host, 'home', {
  container: { stateVersion: '25.11', subnet: '10.151.30.0/24' },
  zigbee: { serialPath: '/dev/serial/by-id/usb-EXAMPLE_STICK' },
  zigbee2mqtt: { mqttServer: 'mqtt://10.151.30.9:1883' },
});
`,
  holds: `
const host = new Host(app, 'zigbeehost', { ...machine });
new ContainerNetwork(host, 'containers', { externalInterface: 'eno1' });
new HomeAssistant(host, 'home', {
  container: { stateVersion: '25.11', subnet: '10.151.30.0/24' },
  zigbee: { serialPath: '/dev/serial/by-id/usb-EXAMPLE_STICK' },
  zigbee2mqtt: { mqttServer: 'mqtt://10.151.30.9:1883', environmentFile: SecretFile.at('/run/keys/zigbee2mqtt', SecretContent.ENVIRONMENT) },
});
`,
  check(estate, report) {
    for (const assistant of estate._all(HomeAssistant.isHomeAssistant)) {
      const { zigbee2mqtt } = assistant._props;
      if (!assistant.container || !zigbee2mqtt || zigbee2mqtt.environmentFile) continue;
      if (zigbee2mqtt.settings?.advanced?.network_key !== undefined) continue;
      report.found(assistant, {
        message: 'the Zigbee network has the key that every Zigbee2MQTT has at first',
        keyPath: 'zigbee2mqtt.environmentFile',
        mend: 'give an environmentFile with ZIGBEE2MQTT_CONFIG_ADVANCED_NETWORK_KEY=[…], 16 numbers from 0 to 255',
      });
    }
  },
};
