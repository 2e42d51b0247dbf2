import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { WslHost } from '../../hosts';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleWslDns: IRule = {
  code: 'TAILSCALE_WSL_DNS',
  severity: Severity.WARNING,
  title: 'One of Windows and Tailscale writes /etc/resolv.conf',
  reason: 'names of the tailnet (MagicDNS) are found until Windows writes the file again',
  source: 'WSL: wsl.conf, network.generateResolvConf; tailscaled',
  breaks: `
const wsl = new WslHost(app, 'wsl-names', {
  stateVersion: '25.11',
  defaultUser: 'ada',
});
new TailscaleNode(wsl, 'tailscale');
`,
  holds: `
const wsl = new WslHost(app, 'wsl-names', {
  stateVersion: '25.11',
  defaultUser: 'ada',
  wslConf: { network: { generateResolvConf: false } },
  networking: { nameservers: ['10.150.4.1'] },
});
new TailscaleNode(wsl, 'tailscale');
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      const { system } = node;
      if (node._props.acceptDns === false || !WslHost.isWslHost(system) || !system.generatesResolvConf) continue;
      report.found(node, {
        message: `Windows and Tailscale both write /etc/resolv.conf of ${system.systemName}`,
        keyPath: 'acceptDns',
        mend: 'have Windows leave it: wslConf: { network: { generateResolvConf: false } } and nameservers; or the node acceptDns: false',
      });
    }
  },
};
