import { IConstruct } from 'constructs';
import { Listener, Speaks } from './listener';
import { ServiceFacts, serviceFacts } from './service-listeners';
import { ClaimKind, Estate, NixosSystem, System } from '../../app';
import { ContainerSystem } from '../../containers';
import { Host } from '../../hosts';

/** Who listens where in the estate: what constructs claim, and what plain options turn on. */
export interface Listeners {
  /** By realm, protocol and port. */
  readonly at: (realm: System, protocol: Speaks, port: number) => readonly Listener[];
  /** Every port with its listeners. */
  readonly ports: readonly (readonly Listener[])[];
  /** What is known of the services of a System itself. */
  readonly services: (system: System) => ServiceFacts | undefined;
  /** The Systems that listen on the network of a realm, itself first. */
  readonly sharing: (realm: System) => readonly System[];
  /** Whether all that listens there is known. */
  readonly complete: (realm: System) => boolean;
}

const NOTHING: readonly never[] = [];

/** All listeners, in one pass over claims and services. */
export function listeners(estate: Estate): Listeners {
  const byPort = new Map<string, Listener[]>();
  const services = new Map<System, ServiceFacts>();
  const sharing = new Map<System, System[]>();
  const add = (one: Listener) => push(byPort, keyOf(one.realm, one.protocol, one.port), one);
  const paths = new Map(estate.systems.map((system) => [system._path, system]));
  for (const { claim, owner, address } of estate._claims) {
    if (address === undefined) continue;
    const system = System.find(owner);
    const realm = claim.within !== undefined ? paths.get(claim.within) : system?._networkRealm();
    if (!realm) continue;
    const protocol = claim.kind === ClaimKind.UDP_PORT ? 'udp' : 'tcp';
    const name = claim.purpose ?? owner.node.id;
    add({
      realm,
      system: system ?? realm,
      protocol,
      port: Number(claim.value),
      address: claimed(address),
      owner,
      name,
    });
  }
  for (const system of estate.systems) {
    if (!isMachine(system)) continue;
    push(sharing, system._networkRealm(), system);
    const facts = serviceFacts(estate, system);
    services.set(system, facts);
    for (const { listeners: all } of facts.running) {
      for (const one of all) {
        const before = byPort.get(keyOf(one.realm, one.protocol, one.port));
        if (!before?.some((other) => isSame(one, other))) add(one);
      }
    }
  }
  const complete = new Map<System, boolean>();
  return {
    at: (realm, protocol, port) => byPort.get(keyOf(realm, protocol, port)) ?? NOTHING,
    ports: [...byPort.values()],
    services: (system) => services.get(system),
    sharing: (realm) => sharing.get(realm) ?? NOTHING,
    complete: (realm) => {
      let known = complete.get(realm);
      if (known === undefined) {
        known = (sharing.get(realm) ?? []).every((system) => services.get(system)?.more === false);
        complete.set(realm, known);
      }
      return known;
    },
  };
}

/** Hosts, guests' hosts and containers: what runs services. */
export function isMachine(system: System): system is NixosSystem {
  return Host.isHost(system) || ContainerSystem.isContainerSystem(system);
}

/** An interface in place of an address, as dnsmasq takes it: nobody knows the address. */
function claimed(address: string): string {
  return address === '*' || /^[0-9a-f]*[.:][0-9a-f.:]*$/i.test(address) ? address : '?';
}

/**
 * Whether a service and a claim are one: the construct that claims the port
 * set the options, or it is called as they are.
 */
function isSame(service: Listener, other: Listener): boolean {
  if (other.keyPath !== undefined) return other.keyPath === service.keyPath && other.owner === service.owner;
  if (isKin(service.owner, other.owner) || isKin(other.owner, service.owner)) return true;
  // What is claimed on a machine itself may be for anything on it; but for its own SSH server.
  if (other.owner === service.system && other.name !== 'sshd') return true;
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [first] = service.name.split('.');
  return plain(other.name).includes(plain(first!)) || plain(other.owner.node.id).includes(plain(first!));
}

/** Whether one stands in the other, both in the same System. */
function isKin(inner: IConstruct, outer: IConstruct): boolean {
  for (let at: IConstruct | undefined = inner; at; at = at.node.scope) {
    if (System.isSystem(at)) return at === inner && at === outer;
    if (at === outer) return true;
  }
  return false;
}

function keyOf(realm: System, protocol: Speaks, port: number): string {
  return `${realm._path}\0${protocol}\0${port}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const before = map.get(key);
  if (before) before.push(value);
  else map.set(key, [value]);
}
