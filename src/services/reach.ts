import { IConstruct } from 'constructs';
import { System } from '../app';
import { contains, parseAddress, parsePrefix } from '../app/ip';
import { plainOptions } from '../app/plain-options';
import { ContainerSystem, NixosContainer } from '../containers';
import { LibvirtGuest } from '../guests';
import { Host } from '../hosts';
import { TailscaleNode } from '../network';

/** How one system reaches a port of another. */
export interface Reach {
  /** The address or name to connect to. */
  readonly host: string;
  readonly port: number;
  /** Whether it is the same network: nothing leaves the machine. */
  readonly local?: boolean;
  /** The host whose firewall lets it in, where there is one. */
  readonly machine?: Host;
  /** The interface of that host on which it comes in. */
  readonly interfaceName?: string;
}

/** Why nothing is known to lead there. */
export interface NoReach {
  readonly why: string;
  readonly mend: string;
}

/** Whether a way was found. */
export function isReach(found: Reach | NoReach): found is Reach {
  return 'host' in found;
}

/** How `from` reaches a port of a host, a container or a guest. */
export function reach(from: System, server: IConstruct, port: number): Reach | NoReach {
  if (NixosContainer.isNixosContainer(server)) return reachContainer(from, server, port);
  if (LibvirtGuest.isLibvirtGuest(server)) return reachGuest(from, server, port);
  if (ContainerSystem.isContainerSystem(server)) return reachContainer(from, containerOf(server), port);
  if (Host.isHost(server)) return reachHost(from, server, port);
  return {
    why: `${server.node.path} is no machine of the estate`,
    mend: 'give the endpoint of a host, a container or a guest',
  };
}

/** The machine that a system runs on: its host for a container. */
function machineOf(system: System): System {
  return ContainerSystem.isContainerSystem(system) ? machineOf(system.host) : system;
}

/** The constructs of a system, without those of systems inside it. */
export function* constructsOf(system: System): Generator<IConstruct> {
  const stack: IConstruct[] = [...system.node.children];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (System.isSystem(at)) continue;
    yield at;
    stack.push(...at.node.children);
  }
}

/** The Tailscale node of a system, where it has one. */
export function tailscaleOf(system: System): TailscaleNode | undefined {
  return TailscaleNode._on(system);
}

/** The guest whose inside a host is. */
export function guestOf(host: Host): LibvirtGuest | undefined {
  const { scope } = host.node;
  return LibvirtGuest.isLibvirtGuest(scope) ? scope : undefined;
}

function containerOf(system: ContainerSystem): NixosContainer {
  return system.node.scope as unknown as NixosContainer;
}

function reachContainer(from: System, container: NixosContainer, port: number): Reach | NoReach {
  const { inside, system } = container;
  if (!inside.ownNetwork) return reach(from, system, port);
  if (from._networkRealm() === inside) return { host: LOOPBACK, port, local: true };
  if (machineOf(from) === system) return { host: container.address, port };
  const [definition] = plainOptions(system, ['containers', container.containerName]) as Record<string, any>[];
  if (definition?.hostBridge !== undefined) return { host: container.address, port };
  for (const forward of (definition?.forwardPorts ?? []) as Record<string, any>[]) {
    if ((forward.containerPort ?? forward.hostPort) === port && forward.protocol !== 'udp') {
      // What is forwarded does not come by the firewall of the host.
      const { machine: _, ...way } = reach(from, system, forward.hostPort as number) as Reach;
      return way as Reach | NoReach;
    }
  }
  return (
    overTailnet(from, inside, port) ?? {
      why: `the container ${container.containerName} can be reached from ${system.systemName} alone`,
      mend: `forward the port: forwardPorts: [{ hostPort: ${port} }], put it on a bridge, or give it a TailscaleNode`,
    }
  );
}

function reachGuest(from: System, guest: LibvirtGuest, port: number): Reach | NoReach {
  if (guest.hasHost) return reachHost(from, guest.host, port);
  return throughGuest(from, guest, port);
}

/** By the address that the virtual machine has. */
function throughGuest(from: System, guest: LibvirtGuest, port: number): Reach | NoReach {
  const known = guest._spec.interfaces.filter(({ interface: each }) => each._props.address !== undefined);
  const same = machineOf(from) === guest.machine;
  for (const { interface: each } of known) {
    // Over macvtap guest and host do not see each other; a NAT network ends at the host.
    if (same ? each._kind !== 'direct' : each._kind !== 'network') return { host: each._props.address!, port };
  }
  if (known.length === 0) {
    return {
      why: `nobody knows the address of ${guest.guestName} before it asks for one by DHCP`,
      mend: 'give one of its interfaces an address, or its host a static one or a TailscaleNode',
    };
  }
  if (same) return overMacvtap(guest);
  return {
    why: `${guest.guestName} is on a network that ends at ${guest.machine.systemName}`,
    mend: 'give it an interface on a bridge, or a TailscaleNode',
  };
}

function overMacvtap({ guestName }: LibvirtGuest): NoReach {
  return {
    why: `${guestName} is on a macvtap interface, over which its own host does not reach it`,
    mend: 'give it a second interface on a LibvirtNetwork or a bridge, with an address',
  };
}

function reachHost(from: System, host: Host, port: number): Reach | NoReach {
  if (from._networkRealm() === host) return { host: LOOPBACK, port, local: true };
  const realm = from._networkRealm();
  if (ContainerSystem.isContainerSystem(realm) && realm.host === host) {
    const container = containerOf(realm);
    if (container.hostAddress !== undefined) {
      return { host: container.hostAddress, port, machine: host, interfaceName: `ve-${container.containerName}` };
    }
  }
  const guest = guestOf(host);
  // Over macvtap a guest and its own host do not see each other, though they are in one network.
  const apart =
    guest !== undefined &&
    machineOf(from) === guest.machine &&
    guest._spec.interfaces.every(({ interface: each }) => each._kind === 'direct');
  const near = apart ? undefined : sharedNetwork(from, host);
  if (near) return { host: near.address, port, machine: host, interfaceName: near.interfaceName };
  const tailnet = overTailnet(from, host, port);
  if (tailnet) return { ...tailnet, machine: host };
  if (apart) return overMacvtap(guest);
  if (guest) {
    const found = throughGuest(from, guest, port);
    if (isReach(found)) {
      const on = host._statics.find(({ address }) => address === found.host);
      return { ...found, machine: host, interfaceName: on?.interfaceName };
    }
    if (host._statics.length === 0) return found;
  }
  const [first] = host._statics;
  if (first) return { host: first.address, port, machine: host, interfaceName: first.interfaceName };
  return {
    why: `${host.systemName} has no address that ${from.systemName} is known to reach`,
    mend: `give ${host.systemName} a static address (networking.interfaces), or both a TailscaleNode`,
  };
}

/** An address of a host in a network that the other one is in too. */
function sharedNetwork(from: System, host: Host): { address: string; interfaceName: string } | undefined {
  const machine = machineOf(from);
  if (!Host.isHost(machine)) return undefined;
  const networks = machine._statics.map(({ text }) => parsePrefix(text)!);
  return host._statics.find(({ address }) => {
    const parsed = parseAddress(address)!;
    return networks.some((network) => contains(network, parsed));
  });
}

function overTailnet(from: System, to: System, port: number): Reach | undefined {
  const here = tailscaleOf(from._networkRealm());
  const there = tailscaleOf(to);
  if (!here || !there || here.loginServer !== there.loginServer) return undefined;
  const tun = there.interfaceName !== 'userspace-networking';
  return { host: there.hostname, port, interfaceName: tun ? there.interfaceName : undefined };
}

const LOOPBACK = '127.0.0.1';
