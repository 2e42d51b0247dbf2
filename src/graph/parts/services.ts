import { Estate } from '../../app';
import { isLoopback } from '../../app/ip';
import { listeners } from '../../rules/facts/listeners';
import { ReverseProxy } from '../../services';
import { GraphBuilder } from '../builder';

/** What listens on the machines, for others; and the proxies, with their names. */
export function addServices(builder: GraphBuilder, estate: Estate): void {
  for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
    const parent = builder.of(proxy.system);
    if (parent === undefined) continue;
    const label = `${proxy.server} proxy`;
    const facts = [`ports ${proxy.httpPort} and ${proxy.httpsPort}`];
    builder.node({ id: proxy.node.path, kind: 'proxy', topic: 'connections', label, facts, parent }, proxy);
    for (const hostName of proxy.hostNames) {
      const id = routeId(proxy, hostName);
      builder.node({ id, kind: 'route', topic: 'connections', label: hostName, parent: proxy.node.path });
    }
  }
  for (const all of estate._table(listeners).ports) {
    for (const { system, owner, name, protocol, port, address } of all) {
      if (isLoopback(address)) continue;
      const parent = builder.of(system);
      const drawn = builder.of(owner);
      if (parent === undefined) continue;
      // A proxy's own ports are told with it.
      if (drawn !== undefined && drawn !== parent && builder.draws(owner)) continue;
      const id = `${parent}#service:${name}`;
      const fact = `${protocol === 'tcp' ? '' : `${protocol} `}:${port}`;
      if (builder.has(id)) builder.tell(id, fact);
      else builder.node({ id, kind: 'service', topic: 'connections', label: name, facts: [fact], parent });
      builder.alias(portName(parent, protocol, port), id);
    }
  }
}

/** The node of a name of a proxy. */
export function routeId(proxy: ReverseProxy, hostName: string): string {
  return `${proxy.node.path}#${hostName}`;
}

/** What a port of a node is found by. */
export function portName(node: string, protocol: string, port: number): string {
  return `${node} ${protocol}:${port}`;
}
