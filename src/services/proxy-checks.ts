import { IConstruct } from 'constructs';
import { ClaimKind, Claims, Diagnostics, Endpoint, System } from '../app';
import { isPlainSet } from '../app/option-tree';
import { NixosContainer } from '../containers';
import { LibvirtGuest } from '../guests';
import { Host } from '../hosts';
import { FirewallFacts } from './firewall-facts';
import { bound, isLoopback } from './listen';
import { isReach, Reach, reach, tailscaleOf } from './reach';
import type { ReverseProxy } from './reverse-proxy';
import { TailscaleNode } from '../network';

/** What only the finished tree tells of a proxy. */
export function checkProxy(proxy: ReverseProxy, found: Diagnostics): void {
  if (proxy.hostNames.length === 0) {
    found.warning({
      code: 'PROXY_EMPTY',
      message: 'the proxy has no route',
      mend: "add one: proxy.route('wiki.home.example', …)",
    });
  }
  const facts = new FirewallFacts();
  checkOpen(proxy, facts, found);
  if (proxy._uses('tailscale') && !tailscaleOf(proxy.system)) {
    found.error({
      code: 'PROXY_NO_TAILSCALE',
      message: `certificates are to come from Tailscale, and ${proxy.system.systemName} is in no tailnet`,
      mend: `add new TailscaleNode(…, 'tailscale', …) to it, or take other certificates`,
      keyPath: 'certificates',
    });
  }
  for (const { hostName, rule } of proxy._routes) {
    const { endpoint } = rule.route!;
    const keyPath = `route(${hostName}${rule.path === '/' ? '' : rule.path})`;
    if (!endpoint._server) continue;
    const way = reach(proxy.system, endpoint._server, endpoint.port);
    if (!isReach(way)) {
      found.error({
        code: 'PROXY_UNREACHABLE',
        message: `the proxy on ${proxy.system.systemName} does not reach port ${endpoint.port} of ${endpoint._server.node.path}`,
        why: way.why,
        mend: way.mend,
        keyPath,
        related: [endpoint._server.node.path],
      });
      continue;
    }
    const opens = rule.route!.props.openFirewall && way.interfaceName !== undefined;
    if (way.machine && !way.local && !opens && !facts.lets(way.machine, way.port, way.interfaceName)) {
      reportClosed(proxy, way, keyPath, found);
    }
    checkServed(endpoint, way, keyPath, found);
  }
}

function checkOpen(proxy: ReverseProxy, facts: FirewallFacts, found: Diagnostics): void {
  const { system, _listen: where } = proxy;
  const realm = system._networkRealm();
  if (where.open || !Host.isHost(realm) || (where.addresses.length > 0 && !bound(where))) return;
  if (facts.lets(realm, proxy.httpsPort) || facts.lets(realm, proxy.httpPort)) return;
  found.warning({
    code: 'PROXY_CLOSED',
    message: `nobody but ${system.systemName} itself reaches the proxy: the firewall is closed`,
    mend: "name the interfaces it is for, interfaces: ['eno1'], or openFirewall: true",
    keyPath: 'interfaces',
  });
}

function reportClosed(
  proxy: ReverseProxy,
  { machine, interfaceName, port }: Reach,
  keyPath: string,
  found: Diagnostics,
): void {
  const host = machine!;
  found.warning({
    code: 'PROXY_PORT_CLOSED',
    message: `port ${port} of ${host.systemName} is not open to the proxy on ${proxy.system.systemName}`,
    why: interfaceName === undefined ? undefined : `it comes in on ${interfaceName}`,
    mend:
      interfaceName === undefined
        ? `open it: ${host.systemName}.firewall.allowTcp(${port}, { interface: … })`
        : 'add openFirewall: true to the route, which opens it there and nowhere else',
    keyPath,
    related: [host.node.path],
  });
}

/** Modules of constructs that describe a machine and serve nothing. */
const SERVES_NOTHING = /^\$/;

/** Whether anything of the estate can be at a port: a claim on it, or a system about which something is said that may serve. */
function checkServed(endpoint: Endpoint, way: Reach, keyPath: string, found: Diagnostics): void {
  const server = endpoint._server!;
  const system = systemOf(server);
  if (!system) return;
  const listeners = listenersOf(server, system, endpoint.port);
  if (listeners.length > 0 && !way.local && listeners.every(isLoopback)) {
    found.error({
      code: 'PROXY_LOOPBACK',
      message: `port ${endpoint.port} of ${server.node.path} is served on ${listeners.join(', ')} alone, where the proxy does not come`,
      mend: 'have the service listen on an address of its machine: listenAddress',
      keyPath,
      related: [server.node.path],
    });
  }
  if (listeners.length > 0 || system._imports.size > 0) return;
  const serving = system._modules.filter((module) => {
    if (SERVES_NOTHING.test(module.node.id) && module.node.id !== '$options' && module.node.id !== '$config') {
      return false;
    }
    if (TailscaleNode.isTailscaleNode(module.node.scope)) return false;
    if (module._props.source !== undefined) return true;
    const options = module._definitions();
    return (
      isPlainSet(options) &&
      ['services', 'systemd', 'virtualisation', 'containers', 'programs'].some((key) => key in options)
    );
  });
  if (serving.length > 0) return;
  found.warning({
    code: 'PROXY_PORT_UNSERVED',
    message: `nothing in ${server.node.path} serves port ${endpoint.port}`,
    mend: 'add the service there, or correct the endpoint',
    keyPath,
    related: [server.node.path],
  });
}

function systemOf(server: IConstruct): System | undefined {
  if (NixosContainer.isNixosContainer(server)) return server.inside;
  if (LibvirtGuest.isLibvirtGuest(server)) return server.hasHost ? server.host : undefined;
  return System.find(server);
}

/** The addresses on which constructs below the server claim the port. */
function listenersOf(server: IConstruct, system: System, port: number): string[] {
  const found: string[] = [];
  const stack: IConstruct[] = [server];
  const realm = system._networkRealm().node.path;
  while (stack.length > 0) {
    const at = stack.pop()!;
    for (const { claim, owner, address } of Claims._peek(at)?._entries ?? []) {
      if (address === undefined || claim.kind !== ClaimKind.TCP_PORT || claim.value !== String(port)) continue;
      if ((claim.within ?? System.find(owner)?._networkRealm().node.path) === realm) found.push(address);
    }
    stack.push(...at.node.children);
  }
  return found;
}
