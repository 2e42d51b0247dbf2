import { isIP } from 'net';
import { IConstruct } from 'constructs';
import { addresses } from './addresses';
import { firewalls } from './firewalls';
import { Speaks } from './listener';
import { listeners } from './listeners';
import { Estate, System } from '../../app';
import type { ConnectionEntry } from '../../app/connections';
import { canonicalAddress, isLoopback } from '../../app/ip';
import { ContainerSystem, NixosContainer } from '../../containers';
import { LibvirtGuest } from '../../guests';
import { Host } from '../../hosts';
import { ReverseProxy } from '../../services';
import { isReach, NoReach, reach, Reach } from '../../services/reach';

/** What is wrong with a connection. */
export enum Trouble {
  /** No way is known. */
  UNREACHABLE = 'unreachable',
  /** The firewall does not let it in. */
  CLOSED = 'closed',
  /** It is served where the connection does not come. */
  LOOPBACK = 'loopback',
  /** Nobody serves the port. */
  UNSERVED = 'unserved',
}

/** A connection to a machine of the estate that does not work. */
export interface Way {
  readonly entry: ConnectionEntry;
  /** The System that connects. */
  readonly from: System;
  /** The host, container or guest that is to serve. */
  readonly server: IConstruct;
  readonly trouble: Trouble;
  /** How it would come there; undefined where no way is known. */
  readonly way?: Reach;
  /** Why no way is known, and what to do about it. */
  readonly no?: NoReach;
  /** The addresses on which the port is served, where they are the trouble. */
  readonly served?: readonly string[];
}

/** All connections within the estate that do not work, looked at once. */
export function troubledWays(estate: Estate): readonly Way[] {
  const find = targets(estate);
  return estate._connections.flatMap((entry) => {
    const from = System.find(entry.user);
    const target = from && find(entry, from);
    return from && target ? looked(estate, { entry, from, ...target }) : [];
  });
}

interface Target {
  readonly server: IConstruct;
  readonly way: Reach | NoReach;
}

/** Finds who is meant: the server itself, or by an address or a name of the estate. */
function targets(estate: Estate) {
  const known = estate._table(addresses);
  const hosts = new Map(estate._all(Host.isHost).map((host) => [host.systemName.toLowerCase(), host]));
  return ({ target, user }: ConnectionEntry, from: System): Target | undefined => {
    const { host, port, _server: server } = target;
    if (server) return { server, way: byName(user, host, port, server, reach(from, server, port)) };
    if (isLoopback(host) || host === 'localhost') {
      const machine = from._networkRealm();
      return { server: machine, way: { host, port, local: true } };
    }
    const [owned] = known.at(canonicalAddress(host));
    if (owned) {
      const realm = owned.realm;
      if (!Host.isHost(realm)) return undefined;
      if (from._networkRealm() === realm) return { server: realm, way: { host, port, local: true } };
      return { server: realm, way: { host, port, machine: realm, interfaceName: owned.interfaceName } };
    }
    const [name, ...domain] = host.toLowerCase().split('.');
    const named = hosts.get(name!);
    if (!named || (domain.length > 0 && !isOwn(domain.join('.'), estate, named))) return undefined;
    return { server: named, way: byName(user, host, port, named, reach(from, named, port)) };
  };
}

/** A host whose addresses nobody knows before it runs may have a name that leads to it: the way is not known, and may be there. */
function byName(
  user: IConstruct,
  host: string,
  port: number,
  server: IConstruct,
  way: Reach | NoReach,
): Reach | NoReach {
  // A proxy is told addresses, so that it starts where names are not found yet.
  if (
    ReverseProxy.isReverseProxy(user) ||
    isReach(way) ||
    isIP(host) !== 0 ||
    !Host.isHost(server) ||
    server.addresses.length > 0
  ) {
    return way;
  }
  return { host, port };
}

/** Whether a domain is one in which a host's name is its own. */
function isOwn(domain: string, estate: Estate, host: Host): boolean {
  if (domain === 'local' || /(^|\.)ts\.net$/.test(domain)) return true;
  return estate
    .optionsOf(host)
    ._at(['networking', 'domain'])
    .some(({ value }) => value === domain);
}

function looked(estate: Estate, one: Omit<Way, 'trouble' | 'way' | 'no'> & { way: Reach | NoReach }): Way[] {
  const { way, server, entry } = one;
  const { port, protocol } = entry.target;
  if (!isReach(way)) return [{ ...one, way: undefined, no: way, trouble: Trouble.UNREACHABLE }];
  const found: Way[] = [];
  const speaks: Speaks = protocol === 'udp' ? 'udp' : 'tcp';
  const { machine } = way;
  if (machine && !way.local) {
    const firewall = estate._table(firewalls)(machine);
    if (!firewall.more && firewall.closed(speaks, way.port, way.interfaceName)) {
      found.push({ ...one, way, trouble: Trouble.CLOSED });
    }
  }
  const realm = realmOf(server);
  if (!realm) return found;
  const all = estate._table(listeners);
  const served = all.at(realm, speaks, port).map(({ address }) => address);
  if (served.length === 0) {
    if (all.complete(realm)) found.push({ ...one, way, trouble: Trouble.UNSERVED });
  } else if (!way.local && served.every(isLoopback)) {
    found.push({ ...one, way, trouble: Trouble.LOOPBACK, served });
  }
  return found;
}

/** Whose network a server listens on. */
function realmOf(server: IConstruct): System | undefined {
  if (NixosContainer.isNixosContainer(server)) return server.inside._networkRealm();
  if (LibvirtGuest.isLibvirtGuest(server)) return server.hasHost ? server.host : undefined;
  if (ContainerSystem.isContainerSystem(server)) return server._networkRealm();
  return System.find(server)?._networkRealm();
}
