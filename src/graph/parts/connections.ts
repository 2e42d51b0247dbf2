import { IConstruct } from 'constructs';
import { portName, routeId } from './services';
import { Estate, System } from '../../app';
import type { ConnectionTarget } from '../../app/connections';
import { canonicalAddress, isLoopback } from '../../app/ip';
import { addresses } from '../../rules/facts/addresses';
import { Backup, ReverseProxy } from '../../services';
import { GraphBuilder } from '../builder';

/** Who talks to whom. */
export function addConnections(builder: GraphBuilder, estate: Estate): void {
  const find = servers(builder, estate);
  for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
    if (!builder.draws(proxy)) continue;
    for (const { hostName, rule } of proxy._routes) {
      const to = rule.route && find(rule.route.endpoint, proxy);
      if (to !== undefined) {
        builder.edge('uses', routeId(proxy, hostName), to, rule.path === '/' ? undefined : rule.path);
      }
    }
  }
  for (const { user, target, purpose } of estate._connections) {
    // Routes have been told by their names, and copies with what is copied.
    if (ReverseProxy.isReverseProxy(user) || Backup.isBackup(user)) continue;
    const from = builder.of(user);
    const to = find(target, user);
    if (from === undefined || to === undefined) continue;
    builder.edge('uses', from, to, purpose);
  }
}

/** Finds what serves an endpoint: a port of a machine, the machine, or a place outside of the estate. */
function servers(builder: GraphBuilder, estate: Estate) {
  const known = estate._table(addresses);
  const byName = new Map<string, IConstruct>();
  for (const system of estate.systems) if (builder.draws(system)) byName.set(system.systemName.toLowerCase(), system);
  const serverOf = ({ host, _server: server }: ConnectionTarget, user: IConstruct): IConstruct | undefined => {
    if (server) return server;
    if (host === 'localhost' || isLoopback(host)) return System.find(user);
    const owned = known.at(canonicalAddress(host))[0];
    return owned ? (owned.realm ?? owned.owner) : byName.get(host.toLowerCase().split('.')[0]!);
  };
  return (target: ConnectionTarget, user: IConstruct): string | undefined => {
    const server = serverOf(target, user);
    const machine = server && builder.of(server);
    if (machine === undefined) {
      const { host: label, port } = target;
      const facts = [`port ${port}`];
      return builder.node({ id: `#external:${label}:${port}`, kind: 'external', topic: 'connections', label, facts });
    }
    return builder.named(portName(machine, target.protocol, target.port)) ?? machine;
  };
}
