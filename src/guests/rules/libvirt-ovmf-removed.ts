import { App } from '../../app';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const libvirtOvmfRemoved: IRule = {
  code: 'LIBVIRT_OVMF_REMOVED',
  severity: Severity.ERROR,
  title: 'No host sets the options of libvirtd that were removed',
  reason: 'NixOS 25.11 removed them: QEMU brings its firmware with it, and evaluation stops where they are set',
  source: 'NixOS: virtualisation.libvirtd.qemu.ovmf, mkRemovedOptionModule',
  breaks: `
new Host(app, 'firmware', {
  ...machine,
  options: { virtualisation: { libvirtd: { enable: true, qemu: { ovmf: { enable: true } } } } },
});
`,
  holds: `
new Host(app, 'firmware', {
  ...machine,
  options: { virtualisation: { libvirtd: { enable: true } } },
});
`,
  check(estate, report) {
    const { release } = App.of(estate.root);
    if (release !== 'unstable' && release < '25.11') return;
    for (const system of estate.systems) {
      const [first] = estate.optionsOf(system)._at(['virtualisation', 'libvirtd', 'qemu', 'ovmf']);
      if (!first) continue;
      report.found(first.owner, {
        keyPath: 'virtualisation.libvirtd.qemu.ovmf',
        message: `${system.systemName} sets virtualisation.libvirtd.qemu.ovmf, which NixOS ${release} does not have`,
        mend: 'leave it out; for Secure Boot with enrolled keys give the guest secureBoot: LibvirtSecureBoot.MICROSOFT_KEYS',
        cause: first.owner.node.path,
      });
    }
  },
};
