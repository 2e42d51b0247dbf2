import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { collide, Listener } from '../facts/listener';
import { listeners } from '../facts/listeners';

export const servicePortTaken: IRule = {
  code: 'SERVICE_PORT_TAKEN',
  severity: Severity.ERROR,
  title: 'Services that are turned on by plain options have ports of their own',
  reason: 'the second service cannot bind the port and does not start; it is found when the machine runs',
  source: 'bind(2), EADDRINUSE; the default ports of NixOS services',
  breaks: `
const crowded = new Host(app, 'crowded', { ...machine });
new NixModule(crowded, 'dashboards', { options: { services: { grafana: { enable: true } } } });
new NixModule(crowded, 'adblock', { options: { services: { adguardhome: { enable: true, openFirewall: true } } } });
`,
  holds: `
const crowded = new Host(app, 'crowded', { ...machine });
new NixModule(crowded, 'dashboards', { options: { services: { grafana: { enable: true } } } });
new NixModule(crowded, 'adblock', {
  options: { services: { adguardhome: { enable: true, openFirewall: true, port: 3003 } } },
});
`,
  check(estate, report) {
    for (const all of estate._table(listeners).ports) {
      if (all.length < 2 || all.every(({ keyPath }) => keyPath === undefined) || isShared(all[0]!)) continue;
      const others = all.filter((one) => one.name !== 'systemd-resolved');
      const pair = collision(others);
      if (!pair) continue;
      const [first, second] = pair;
      const { protocol, port, realm } = second;
      report.found(second.owner, {
        message: `port ${port} (${protocol.toUpperCase()}) of ${realm.systemName} is taken: ${told(first)} and ${told(second)} listen on it`,
        keyPath: second.keyPath ?? first.keyPath,
        mend: `give one of the two another port${second.keyPath === undefined ? '' : `: ${second.keyPath.replace(/\.(enable|openFirewall)$/, '.…')}`}`,
        related: first.owner === second.owner ? [] : [first.owner],
        cause: [first, second].map(({ system, name }) => `${system.node.path}\0${name}`).join('\0'),
      });
    }
  },
};

/** Ports that programs share by listening to a group of machines: SSDP, mDNS and the like. */
function isShared({ protocol, port }: Listener): boolean {
  return protocol === 'udp' && [137, 138, 1900, 3702, 5353, 5355].includes(port);
}

/** The first two that take the port from one another; the one that an option turns on comes last. */
function collision(all: readonly Listener[]): [Listener, Listener] | undefined {
  // A claim against a claim is found by the rules about claims.
  for (const one of all) {
    if (one.keyPath === undefined) continue;
    const other = all.find((each) => each !== one && isOther(each, one) && collide(each.address, one.address));
    if (!other) continue;
    return other.keyPath === undefined || all.indexOf(other) < all.indexOf(one) ? [other, one] : [one, other];
  }
  return undefined;
}

/** A service may listen on several addresses; in a container on the same network it is another one. */
function isOther(a: Listener, b: Listener): boolean {
  return a.name !== b.name || a.system !== b.system;
}

function told({ name, address }: Listener): string {
  return address === '*' || address === '?' ? name : `${name} (on ${address})`;
}
