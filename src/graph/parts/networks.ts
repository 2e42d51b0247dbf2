import { IConstruct } from 'constructs';
import { Estate } from '../../app';
import { formatNetwork, parsePrefix } from '../../app/ip';
import { ContainerNetwork, NixosContainer } from '../../containers';
import { LibvirtGuest, LibvirtNetwork, LibvirtNetworkMode, MicrovmGuest } from '../../guests';
import { Host, WslHost } from '../../hosts';
import { Lan } from '../../network';
import { addresses } from '../../rules/facts/addresses';
import { lansOf } from '../../rules/facts/subnets';
import { GraphBuilder } from '../builder';

/** Networks of the house and behind hosts, and who has which address in them. */
export function addNetworks(builder: GraphBuilder, estate: Estate): void {
  for (const lan of estate._all(Lan.isLan)) addLan(builder, lan);
  for (const network of estate._all(LibvirtNetwork.isLibvirtNetwork)) addLibvirtNetwork(builder, network);
  for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) attachGuest(builder, guest);
  for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) attachMicrovm(builder, guest);
  for (const container of estate._all(NixosContainer.isNixosContainer)) attachContainer(builder, container);
  attachAddresses(builder, estate);
}

function addLan(builder: GraphBuilder, lan: Lan): void {
  const facts = [
    lan.subnet,
    lan.subnet6,
    lan.gateway !== undefined && `router ${lan.gateway}`,
    lan.domain,
    lan.vlanId !== undefined && `VLAN ${lan.vlanId}`,
  ];
  builder.node({ id: lan.node.path, kind: 'lan', topic: 'network', label: lan.node.id, facts }, lan);
}

const MODES: Readonly<Record<LibvirtNetworkMode, string>> = {
  [LibvirtNetworkMode.NAT]: 'behind the host’s address',
  [LibvirtNetworkMode.ROUTED]: 'routed',
  [LibvirtNetworkMode.OPEN]: 'routed, without a firewall',
  [LibvirtNetworkMode.ISOLATED]: 'isolated',
  [LibvirtNetworkMode.BRIDGE]: 'on a bridge of the host',
};

function addLibvirtNetwork(builder: GraphBuilder, network: LibvirtNetwork): void {
  const parent = builder.of(network.machine);
  const id = network.node.path;
  const facts = ['network of libvirt', network._subnet, MODES[network._mode]];
  builder.node({ id, kind: 'network', topic: 'network', label: network.networkName, facts, parent }, network);
  if (network._mode === LibvirtNetworkMode.BRIDGE) {
    builder.edge('forwards', id, nic(builder, network.machine, network.bridgeName, 'bridge'));
  }
}

function attachGuest(builder: GraphBuilder, guest: LibvirtGuest): void {
  const from = builder.of(guest)!;
  for (const { interface: each } of guest._spec.interfaces) {
    const { address } = each._props;
    const label = address?.split('/')[0];
    if (each._network) {
      builder.edge('attached', from, builder.of(each._network)!, label);
    } else if (each._kind === 'network') {
      const parent = builder.of(guest.machine);
      const id = `${parent}#network:${each._source}`;
      builder.node({
        id,
        kind: 'network',
        topic: 'network',
        label: each._source,
        facts: ['network of libvirt'],
        parent,
      });
      builder.edge('attached', from, id, label);
    } else {
      const what = each._kind === 'bridge' ? 'bridge' : undefined;
      const own = each._mode === undefined ? undefined : 'macvtap';
      const inside = guest.hasHost ? guest.host._statics[0]?.address : undefined;
      builder.edge('attached', from, nic(builder, guest.machine, each._source, what), label ?? inside ?? own);
    }
  }
}

function attachMicrovm(builder: GraphBuilder, guest: MicrovmGuest): void {
  const from = builder.of(guest)!;
  for (const each of guest._props.interfaces ?? []) {
    const label = each._props.addresses?.[0]?.split('/')[0];
    if (each._source === undefined) {
      if (label !== undefined) builder.tell(from, label);
      continue;
    }
    const what = each._kind === 'macvtap' ? undefined : 'bridge';
    builder.edge('attached', from, nic(builder, guest.machine, each._source, what), label);
  }
}

function attachContainer(builder: GraphBuilder, container: NixosContainer): void {
  const from = builder.of(container)!;
  if (!container.inside.ownNetwork) return;
  const { host } = container.inside;
  const { hostBridge } = container._props as { hostBridge?: unknown };
  const address = localAddress(container);
  if (typeof hostBridge === 'string') {
    builder.edge('attached', from, nic(builder, host, hostBridge, 'bridge'), address);
  } else if (container.hostAddress !== undefined) {
    const network = ContainerNetwork.of(container);
    builder.edge('attached', from, containerNetwork(builder, network), address);
  } else if (address !== undefined) {
    builder.tell(from, address);
  }
}

/** The pool of addresses of a host's containers. */
function containerNetwork(builder: GraphBuilder, network: ContainerNetwork): string {
  const parent = builder.of(network.system);
  const id = `${network.node.path}#pool`;
  if (builder.has(id)) return id;
  const facts = ['network of containers', network.pool];
  builder.node({ id, kind: 'network', topic: 'network', label: 'containers', facts, parent }, network);
  const { externalInterface } = network;
  if (externalInterface !== undefined && network._translates) {
    builder.edge('forwards', id, nic(builder, network.system, externalInterface), 'NAT');
  }
  return id;
}

function localAddress(container: NixosContainer): string | undefined {
  try {
    return container.address.split('/')[0];
  } catch {
    // DHCP alone knows it.
    return undefined;
  }
}

/** A card or bridge of a host that others use. */
function nic(builder: GraphBuilder, host: IConstruct, name: string, what = 'network card'): string {
  const parent = builder.of(host);
  const id = nicId(parent, name);
  builder.node({ id, kind: 'nic', topic: 'network', label: name, facts: [what], parent });
  return id;
}

function nicId(parent: string | undefined, name: string): string {
  return `${parent}#nic:${name}`;
}

/** The addresses in networks of the house; each network that is nobody's construct has a node, too. */
function attachAddresses(builder: GraphBuilder, estate: Estate): void {
  const lans = lansOf(estate);
  const known = new Set<string>();
  for (const { owner, realm, address, network, interfaceName } of estate._table(addresses).all) {
    const machine = builder.of(realm ?? owner);
    if (machine === undefined || address.startsWith('127.') || address === '::1') continue;
    known.add(machine);
    const lan = lans(realm ?? owner).find((one) => one.includes(address));
    // What is on a bridge or card of its host is in the networks of that one.
    if (builder.leads(machine, 'nic')) continue;
    const own = nicId(machine, interfaceName ?? '');
    const from = builder.has(own) ? own : machine;
    if (lan) {
      builder.edge('attached', from, builder.of(lan)!, address);
    } else if (Host.isHost(realm) && network) {
      const subnet = formatNetwork(network);
      if (network.prefix === (network.family === 4 ? 32 : 128)) {
        builder.tell(from, address);
      } else {
        const id = `#network:${subnet}`;
        builder.node({ id, kind: 'lan', topic: 'network', label: subnet, facts: ['network without a name'] });
        builder.edge('attached', from, id, address);
      }
    }
  }
  for (const host of estate._all(Host.isHost)) {
    const machine = builder.of(host);
    if (machine === undefined || known.has(machine) || WslHost.isWslHost(host)) continue;
    const own = host._interfaces.filter(({ dhcp }) => dhcp).map(({ name }) => name);
    const [lan, another] = lans(host);
    const asks = own.length > 0 || host._props.networking?.useDhcp === true;
    if (!asks) continue;
    if (lan && !another) builder.edge('attached', machine, builder.of(lan)!, 'DHCP');
    else builder.tell(machine, own.length > 0 ? `address by DHCP on ${own.join(', ')}` : 'address by DHCP');
  }
  // What guests and containers are on leads on to the network of its host.
  for (const lan of estate._all(Lan.isLan)) {
    const parsed = parsePrefix(lan.subnet);
    if (!parsed) continue;
    for (const host of estate._all(Host.isHost)) {
      for (const { name, dhcp } of host._interfaces) {
        const id = nicId(builder.of(host), name);
        if (dhcp && builder.has(id) && lans(host).length === 1 && lans(host)[0] === lan) {
          builder.edge('attached', id, builder.of(lan)!, 'DHCP');
        }
      }
    }
  }
}
