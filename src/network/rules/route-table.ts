import { IpAddress, IpPrefix, parsePrefix } from '../../app/ip';
import type { Estate } from '../../app/rules/estate';
import { networkOf } from '../tailnet-policy';
import { TailscaleNode } from '../tailscale-node';

/** A network that a node offers. */
export interface OfferedRoute {
  readonly node: TailscaleNode;
  readonly text: string;
  readonly network: IpPrefix;
}

/** The networks that are offered at one control server, the widest first where they begin alike. */
export function offeredRoutes(estate: Estate): ReadonlyMap<string, readonly OfferedRoute[]> {
  const found = new Map<string, OfferedRoute[]>();
  for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
    for (const text of node.routes) {
      const route = { node, text: networkOf(text), network: parsePrefix(text)! };
      const key = serverOf(node);
      const same = found.get(key);
      if (same) same.push(route);
      else found.set(key, [route]);
    }
  }
  for (const routes of found.values()) routes.sort((a, b) => byPlace(a.network, b.network));
  return found;
}

/** What tells the tailnet that a node is in. */
export function serverOf({ tailnet, loginServer }: TailscaleNode): string {
  return tailnet?.node.path ?? loginServer ?? '';
}

/** The narrowest of some routes that holds an address: a look for each length of prefix that there is. */
export function routesByNetwork(routes: readonly OfferedRoute[]): (address: IpAddress) => OfferedRoute | undefined {
  const lengths = { 4: new Set<number>(), 6: new Set<number>() };
  const byNetwork = new Map<string, OfferedRoute>();
  for (const route of routes) {
    const { family, prefix, network } = route.network;
    lengths[family].add(prefix);
    byNetwork.set(`${family} ${prefix} ${network}`, route);
  }
  return ({ family, value }) => {
    for (const prefix of [...lengths[family]].sort((a, b) => b - a)) {
      const size = 2n ** BigInt((family === 4 ? 32 : 128) - prefix);
      const found = byNetwork.get(`${family} ${prefix} ${(value / size) * size}`);
      if (found) return found;
    }
    return undefined;
  };
}

function byPlace(a: IpPrefix, b: IpPrefix): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.network !== b.network) return a.network < b.network ? -1 : 1;
  return a.prefix - b.prefix;
}
