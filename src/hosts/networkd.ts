import type { InterfaceProps, NetworkInterface } from './network-interface';
import type { BridgeProps, Network } from './networking';
import { compact, flag, listed } from '../app/compact';

/** What an interface is part of. */
interface Parts {
  readonly vlans: string[];
  bridge?: string;
  bond?: string;
}

/** systemd-networkd: `.netdev`, `.network` and `.link` units. */
export function networkdOptions(net: Network): Record<string, any> {
  const { props, interfaces } = net;
  const parts = partsOf(net);
  const known = new Map(interfaces.map((one) => [one.name, one]));
  const names = [...new Set([...parts.keys(), ...known.keys(), ...virtualNames(net)])];
  return {
    networking: { useNetworkd: true },
    systemd: {
      network: compact({
        enable: true,
        'wait-online': { anyInterface: flag(props.onlineWithAnyInterface) },
        links: links(interfaces),
        netdevs: netdevs(net),
        networks: Object.fromEntries(
          names.map((name) => [
            `10-${name}`,
            networkUnit(name, known.get(name), parts.get(name), props.bridges?.[name]),
          ]),
        ),
      }),
    },
  };
}

function virtualNames({ props }: Network): string[] {
  return [props.bonds, props.bridges, props.vlans].flatMap((kind) => Object.keys(kind ?? {}));
}

function partsOf({ props }: Network): Map<string, Parts> {
  const parts = new Map<string, Parts>();
  const of = (name: string): Parts => {
    let found = parts.get(name);
    if (!found) parts.set(name, (found = { vlans: [] }));
    return found;
  };
  for (const [bond, { members }] of Object.entries(props.bonds ?? {})) members.forEach((m) => (of(m).bond = bond));
  for (const [bridge, { members }] of Object.entries(props.bridges ?? {})) {
    members.forEach((m) => (of(m).bridge = bridge));
  }
  for (const [vlan, { parent }] of Object.entries(props.vlans ?? {})) of(parent).vlans.push(vlan);
  return parts;
}

function netdevs({ props }: Network): Record<string, any> {
  const unit = (name: string, kind: string, more: Record<string, any> = {}): [string, Record<string, any>] => [
    `10-${name}`,
    { netdevConfig: { Name: name, Kind: kind }, ...more },
  ];
  return Object.fromEntries([
    ...Object.entries(props.bonds ?? {}).map(([name, bond]) =>
      unit(name, 'bond', { bondConfig: { Mode: bond.mode ?? 'active-backup' } }),
    ),
    ...Object.entries(props.bridges ?? {}).map(([name, bridge]) =>
      unit(name, 'bridge', { bridgeConfig: { STP: flag(bridge.stp) } }),
    ),
    ...Object.entries(props.vlans ?? {}).map(([name, vlan]) => unit(name, 'vlan', { vlanConfig: { Id: vlan.vlanId } })),
  ]);
}

function networkUnit(
  name: string,
  one: NetworkInterface | undefined,
  parts: Parts | undefined,
  bridge: BridgeProps | undefined,
): Record<string, any> {
  const member = parts?.bridge !== undefined || parts?.bond !== undefined;
  const alone = bridge !== undefined && bridge.members.length === 0;
  const props: InterfaceProps = one?.props ?? {};
  const dhcp = one ? one.dhcp : !alone && !parts?.vlans.length;
  return {
    matchConfig: props.macAddress === undefined ? { Name: name } : { PermanentMACAddress: props.macAddress },
    bridge: parts?.bridge === undefined ? undefined : [parts.bridge],
    bond: parts?.bond === undefined ? undefined : [parts.bond],
    vlan: listed(parts?.vlans),
    address: listed(one?.statics.map((address) => address.text)),
    gateway: listed([props.gateway, props.gateway6].filter((gateway) => gateway !== undefined)),
    dns: listed(props.nameservers),
    DHCP: dhcp && !member ? 'yes' : undefined,
    networkConfig: alone ? { ConfigureWithoutCarrier: true } : undefined,
    linkConfig: {
      MTUBytes: props.mtu === undefined ? undefined : String(props.mtu),
      RequiredForOnline: member ? 'enslaved' : props.requiredForOnline === false || alone ? 'no' : undefined,
    },
  };
}

function links(interfaces: readonly NetworkInterface[]): Record<string, any> {
  return Object.fromEntries(
    interfaces
      .filter((one) => one.props.wakeOnLan)
      .map(({ name, props }) => [
        `10-${name}`,
        {
          matchConfig: { PermanentMACAddress: props.macAddress },
          linkConfig: { NamePolicy: 'keep kernel database onboard slot path', WakeOnLan: 'magic' },
        },
      ]),
  );
}
