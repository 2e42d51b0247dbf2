import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';

export const networkManagedTwice: IRule = {
  code: 'NETWORK_MANAGED_TWICE',
  severity: Severity.WARNING,
  title: 'One program sets the network of a machine up',
  reason: 'NetworkManager and systemd-networkd undo what the other does: addresses come twice, or go away',
  source: 'NixOS: networking.networkmanager, networking.useNetworkd; Arch wiki: Network configuration',
  breaks: `
new Host(app, 'two-managers', { ...machine, options: { networking: { useNetworkd: true } } });
`,
  holds: `
new Host(app, 'two-managers', { ...machine, networking: { backend: NetworkBackend.NETWORKD } });
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const options = estate.optionsOf(host);
      const on = (...path: string[]) =>
        options._taken(path).find(({ value, conditional }) => value === true && !conditional);
      const manager = on('networking', 'networkmanager', 'enable');
      const networkd = on('networking', 'useNetworkd') ?? on('systemd', 'network', 'enable');
      if (!manager || !networkd) continue;
      // Who names what NetworkManager leaves alone has thought of both.
      if (options._at(['networking', 'networkmanager', 'unmanaged']).length > 0) continue;
      const byUseNetworkd = options._at(['networking', 'useNetworkd']).length > 0;
      report.found(networkd.owner, {
        message: `${host.systemName} has its network set up by NetworkManager and by systemd-networkd`,
        keyPath: byUseNetworkd ? 'networking.useNetworkd' : 'systemd.network.enable',
        mend: 'choose one: networking: { backend: NetworkBackend.NETWORKD }; or say what NetworkManager leaves alone: networkManager: { unmanaged }',
        related: networkd.owner === host ? [] : [host],
      });
    }
  },
};
