import type { NetworkInterface } from './network-interface';
import type { Network } from './networking';
import { compact, listed } from '../app/compact';

/** The magic packet, in NetworkManager's flags for waking. */
const WAKE_BY_MAGIC_PACKET = 64;

/** NetworkManager, with a profile for each interface that something is said about. */
export function networkManagerOptions({ props, interfaces }: Network): Record<string, any> {
  const { networkManager = {} } = props;
  const profiles = Object.fromEntries(interfaces.map((one) => [one.name, profile(one, props.ipv6 ?? true)]));
  return {
    networking: {
      networkmanager: compact({
        enable: true,
        dns: networkManager.dns,
        unmanaged: listed(networkManager.unmanaged),
        wifi: { powersave: networkManager.wifiPowersave },
        ensureProfiles: { profiles },
      }),
    },
  };
}

/** A connection profile, in the form of NetworkManager's key files. */
function profile({ name, props, statics, dhcp }: NetworkInterface, ipv6: boolean): Record<string, any> {
  const servers = (family: 4 | 6) => (props.nameservers ?? []).filter((one) => one.includes(':') === (family === 6));
  return compact({
    connection: { id: name, type: 'ethernet', 'interface-name': props.macAddress === undefined ? name : undefined },
    ethernet: {
      'mac-address': props.macAddress,
      mtu: props.mtu,
      'wake-on-lan': props.wakeOnLan ? WAKE_BY_MAGIC_PACKET : undefined,
    },
    ipv4: {
      method: dhcp ? 'auto' : statics.some((one) => one.family === 4) ? 'manual' : 'disabled',
      ...numbered(statics.filter((one) => one.family === 4).map((one) => one.text)),
      gateway: props.gateway,
      dns: keyFileList(servers(4)),
    },
    ipv6: {
      method: !ipv6 ? 'disabled' : statics.some((one) => one.family === 6) && !dhcp ? 'manual' : 'auto',
      ...numbered(statics.filter((one) => one.family === 6).map((one) => one.text)),
      gateway: props.gateway6,
      dns: keyFileList(servers(6)),
    },
  });
}

function numbered(addresses: readonly string[]): Record<string, string> {
  return Object.fromEntries(addresses.map((address, index) => [`address${index + 1}`, address]));
}

function keyFileList(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.map((item) => `${item};`).join('');
}
