import { Estate, Severity } from '../../app';
import { canonicalAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { addresses } from '../facts/addresses';

export const gatewayNotRouting: IRule = {
  code: 'GATEWAY_NOT_ROUTING',
  severity: Severity.WARNING,
  title: 'Who is the way out of others forwards what they send',
  reason:
    'a machine that is no router drops what is not for itself: the others reach their neighbours and nothing else',
  source: 'ip-sysctl: ip_forward; NixOS: networking.nat sets it',
  breaks: `
const wired = (address: string, gateway?: string) => ({
  networking: { interfaces: { eno1: { addresses: [address], gateway } } },
});
new Host(app, 'no-router', { ...machine, ...wired('10.124.4.1/24') });
new Host(app, 'routed', { ...machine, ...wired('10.124.4.5/24', '10.124.4.1') });
`,
  holds: `
const wired = (address: string, gateway?: string) => ({
  networking: { interfaces: { eno1: { addresses: [address], gateway } } },
});
const options = { networking: { nat: { enable: true, externalInterface: 'eno2', internalInterfaces: ['eno1'] } } };
new Host(app, 'no-router', { ...machine, ...wired('10.124.4.1/24'), options });
new Host(app, 'routed', { ...machine, ...wired('10.124.4.5/24', '10.124.4.1') });
`,
  check(estate, report) {
    const at = estate._table(addresses).at;
    for (const host of estate._all(Host.isHost)) {
      for (const { name, props } of host._interfaces) {
        for (const key of ['gateway', 'gateway6'] as const) {
          const address = props[key];
          if (address === undefined) continue;
          const router = at(canonicalAddress(address)).find(({ realm }) => realm && realm !== host)?.realm;
          if (!Host.isHost(router) || forwards(estate, router, key === 'gateway6')) continue;
          report.found(host, {
            message: `${router.systemName} is the way out of ${host.systemName} (${address}), and forwards nothing`,
            keyPath: `networking.interfaces.${name}.${key}`,
            mend: `have it forward: boot.kernel.sysctl, or networking.nat, of ${router.systemName}; or name the router`,
            related: [router],
            cause: router.node.path,
          });
        }
      }
    }
  },
};

/** Whether a host may forward: it says so, or what it says is not known. */
function forwards(estate: Estate, host: Host, ipv6: boolean): boolean {
  const options = estate.optionsOf(host);
  if (options.unseen.length > 0) return true;
  const on = (...path: string[]) =>
    options._at(path).some(({ value }) => value !== false && value !== 0 && value !== '0');
  if (on('networking', 'nat', 'enable') || on('networking', 'nftables', 'tables')) return true;
  if (['libvirtd', 'docker', 'podman'].some((program) => on('virtualisation', program, 'enable'))) return true;
  const tailscale = options._at(['services', 'tailscale', 'useRoutingFeatures']);
  if (tailscale.some(({ value }) => value !== 'none' && value !== 'client')) return true;
  if (on('boot', 'kernel', 'sysctl', ipv6 ? 'net.ipv6.conf.all.forwarding' : 'net.ipv4.ip_forward')) return true;
  if (on('boot', 'kernel', 'sysctl', 'net.ipv4.conf.all.forwarding')) return true;
  const networkd = ['IPForward', 'IPv4Forwarding', 'IPv6Forwarding', 'IPMasquerade'];
  return networkd.some((key) => on('systemd', 'network', 'networks', '*', 'networkConfig', key));
}
