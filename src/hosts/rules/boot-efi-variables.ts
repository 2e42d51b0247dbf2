import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const bootEfiVariables: IRule = {
  code: 'BOOT_EFI_VARIABLES',
  severity: Severity.ERROR,
  title: 'A boot loader at the fallback path leaves the variables of the firmware alone',
  reason: 'NixOS refuses efiInstallAsRemovable together with canTouchEfiVariables',
  source: 'NixOS: assertion of boot.loader.grub.efiInstallAsRemovable',
  breaks: `
const options = { boot: { loader: { grub: { efiInstallAsRemovable: true } } } };
new Host(app, 'removable', { ...machine, options, boot: { loader: BootLoader.grubEfi() } });
`,
  holds: `
new Host(app, 'removable', { ...machine, boot: { loader: BootLoader.grubEfi({ installAsRemovable: true }) } });
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const options = estate.optionsOf(host);
      const [by] = options._taken(['boot', 'loader', 'grub', 'efiInstallAsRemovable']);
      if (by?.value !== true || by.conditional) continue;
      if (options._value(['boot', 'loader', 'efi', 'canTouchEfiVariables']) !== true) continue;
      report.found(by.owner, {
        message: `GRUB of ${host.systemName} is installed at the fallback path, and is to write the boot entries of the firmware`,
        keyPath: 'boot.loader.grub.efiInstallAsRemovable',
        mend: 'give the host BootLoader.grubEfi({ installAsRemovable: true }), which leaves them alone; or leave the option out',
      });
    }
  },
};
