import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { WslHost } from '../wsl-host';

export const wslNoResolver: IRule = {
  code: 'WSL_NO_RESOLVER',
  severity: Severity.WARNING,
  title: 'A machine on WSL has somebody to ask for names',
  reason: 'NixOS writes /etc/resolv.conf where Windows does not, and without DNS servers nothing is found',
  source: 'NixOS-WSL: wsl.wslConf.network.generateResolvConf',
  breaks: `
const wslConf = { network: { generateResolvConf: false } };
new WslHost(app, 'unresolved', { stateVersion: '25.11', users: { ada: { admin: true } }, wslConf });
`,
  holds: `
const wslConf = { network: { generateResolvConf: false } };
const networking = { nameservers: ['1.1.1.1'] };
new WslHost(app, 'unresolved', { stateVersion: '25.11', users: { ada: { admin: true } }, wslConf, networking });
`,
  check(estate, report) {
    for (const host of estate._all(WslHost.isWslHost)) {
      if (host.generatesResolvConf) continue;
      const options = estate.optionsOf(host);
      const resolves =
        options._at(['networking', 'nameservers']).some(({ value }) => !Array.isArray(value) || value.length > 0) ||
        options._at(['services', 'resolved', 'enable']).some(({ value }) => value !== false) ||
        options._at(['services', 'tailscale', 'enable']).some(({ value }) => value !== false);
      if (resolves) continue;
      report.found(host, {
        message: `nothing tells ${host.systemName} whom to ask for names: Windows does not write /etc/resolv.conf`,
        keyPath: 'wslConf.network.generateResolvConf',
        mend: "give networking: { nameservers: ['1.1.1.1'] } or { resolved: true }",
      });
    }
  },
};
