import { IConstruct } from 'constructs';
import { NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Parameters that may stand several times: each adds to the others, or speaks of the next one. */
const REPEATED =
  /^(console|earlycon|earlyprintk|netconsole|hugepages|hugepagesz|default_hugepagesz|memmap|ip|video|acpi_osi|crashkernel|cgroup_disable|cgroup_enable|blacklist|module_blacklist|initcall_blacklist|clearcpuid|dyndbg|bdev|resume_offset|systemd\..*|rd\..*|luks\..*|usb-storage\.quirks|usbcore\.quirks|drm\.edid_firmware|drm_kms_helper\.edid_firmware|boot\..*)$/;

export const kernelParamTwice: IRule = {
  code: 'KERNEL_PARAM_TWICE',
  severity: Severity.WARNING,
  title: 'A kernel parameter has one value',
  reason: 'the kernel takes the last one, and the order of modules says which that is',
  source: 'Linux: Documentation/admin-guide/kernel-parameters.rst; NixOS: boot.kernelParams',
  breaks: `
const options = { boot: { kernelParams: ['mitigations=off'] } };
new Host(app, 'two-minds', { ...machine, options, kernel: { params: ['mitigations=auto'] } });
`,
  holds: `
new Host(app, 'two-minds', { ...machine, kernel: { params: ['mitigations=auto'] } });
`,
  check(estate, report) {
    for (const system of estate._all(NixosSystem.isNixosSystem)) {
      const first = new Map<string, { text: string; owner: IConstruct }>();
      const told = new Set<string>();
      for (const { value, owner, conditional } of estate.optionsOf(system)._taken(['boot', 'kernelParams'])) {
        if (!Array.isArray(value) || conditional) continue;
        for (const text of value) {
          const [, key] = typeof text === 'string' ? (/^([^=\s]+)=/.exec(text) ?? []) : [];
          if (key === undefined || REPEATED.test(key)) continue;
          const name = key.replace(/-/g, '_');
          const before = first.get(name);
          if (!before) first.set(name, { text, owner });
          if (!before || before.text === text || told.has(name)) continue;
          told.add(name);
          report.found(owner, {
            message: `the kernel of ${system.systemName} is told ${before.text} and ${text}`,
            keyPath: 'boot.kernelParams',
            mend: 'leave one of them out',
            related: before.owner === owner ? undefined : [before.owner],
          });
        }
      }
    }
  },
};
