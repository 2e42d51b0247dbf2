import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { addresses } from '../facts/addresses';

export const ipv6OffButUsed: IRule = {
  code: 'IPV6_OFF_BUT_USED',
  severity: Severity.WARNING,
  title: 'A machine without IPv6 has no IPv6 addresses',
  reason:
    'the kernel takes no such address, and names that lead to it (AAAA) are tried in vain, by some programs for seconds',
  source: 'NixOS: networking.enableIPv6',
  breaks: `
new Host(app, 'no-six', {
  ...machine,
  networking: { ipv6: false, interfaces: { eno1: { addresses: ['10.125.1.5/24', 'fd00:125:1::5/64'] } } },
});
`,
  holds: `
new Host(app, 'no-six', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.125.1.5/24', 'fd00:125:1::5/64'] } } },
});
`,
  check(estate, report) {
    const off = new Set(
      estate._all(Host.isHost).filter((host) => estate.optionsOf(host)._value(['networking', 'enableIPv6']) === false),
    );
    if (off.size === 0) return;
    for (const { ip, realm, owner, text, machine, keyPath } of estate._table(addresses).all) {
      if (ip.family !== 6 || !Host.isHost(realm) || !off.has(realm)) continue;
      report.found(owner, {
        message: `${machine} is to have ${text}, and no IPv6`,
        keyPath,
        mend: 'leave ipv6: false out, or the address',
        cause: realm.node.path,
      });
    }
    for (const host of off) {
      const routed = host._interfaces.find(({ props }) => props.gateway6 !== undefined);
      if (!routed || routed.statics.some(({ family }) => family === 6)) continue;
      report.found(host, {
        message: `${host.systemName} is to leave by ${routed.props.gateway6}, and has no IPv6`,
        keyPath: `networking.interfaces.${routed.name}.gateway6`,
        mend: 'leave ipv6: false out, or the router',
        cause: host.node.path,
      });
    }
  },
};
