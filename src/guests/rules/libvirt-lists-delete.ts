import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { LibvirtHypervisor } from '../hypervisor';

export const libvirtListsDelete: IRule = {
  code: 'LIBVIRT_LISTS_DELETE',
  severity: Severity.WARNING,
  title: 'The lists of NixVirt are used where a host is wholly managed',
  reason: 'a list that is not null is taken for complete: whatever stands in none is switched off and deleted',
  source: 'NixVirt: virtualisation.libvirt.connections.<uri>.{domains,networks,pools}',
  breaks: `
new Host(app, 'listed', {
  ...machine,
  options: { virtualisation: { libvirt: { enable: true, connections: { 'qemu:///system': { domains: [] } } } } },
});
`,
  holds: `
new Host(app, 'listed', {
  ...machine,
  options: { virtualisation: { libvirt: { enable: true, connections: { 'qemu:///system': { domains: null } } } } },
});
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const hypervisor = LibvirtHypervisor.find(host);
      if (hypervisor?.manageAll) continue;
      for (const { names, value, owner } of estate
        .optionsOf(host)
        ._at(['virtualisation', 'libvirt', 'connections', '*', '*'])) {
        const [uri, kind] = names as [string, string];
        if (value === null || !['domains', 'networks', 'pools'].includes(kind)) continue;
        const own = kind === 'domains' ? hypervisor?.guests : kind === 'networks' ? hypervisor?.networks : undefined;
        const lost = own && own.length > 0;
        report.found(owner, {
          keyPath: `virtualisation.libvirt.connections.${JSON.stringify(uri)}.${kind}`,
          message: lost
            ? `NixVirt deletes ${own.map(nameOf).join(', ')} of ${host.systemName}, which the estate defines beside its list of ${kind}`
            : `a rebuild of ${host.systemName} deletes all ${kind} of ${uri} that are not in the list`,
          mend: 'leave the list null and describe guests as LibvirtGuest; or, where that is meant, give LibvirtHypervisor manageAll: true',
          ...(lost ? { severity: Severity.ERROR, related: [...own] } : {}),
        });
      }
    }
  },
};

function nameOf(one: { guestName: string } | { networkName: string }): string {
  return 'guestName' in one ? one.guestName : one.networkName;
}
