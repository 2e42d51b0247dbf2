import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../microvm-guest';

/** The options that have Nix store identical files once. */
const OPTIONS = [
  ['nix', 'optimise', 'automatic'],
  ['nix', 'settings', 'auto-optimise-store'],
];

export const microvmOptimise: IRule = {
  code: 'MICROVM_OPTIMISE',
  severity: Severity.WARNING,
  title: 'Microvms do not optimise their store',
  reason: 'its store is read-only, or an overlay',
  source: 'microvm.nix: assertion on writableStoreOverlay; Nix: auto-optimise-store',
  breaks: `
const thrifty = new Host(app, 'thrifty', { ...machine });
new MicrovmGuest(thrifty, 'tidy', {
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true, options: { nix: { optimise: { automatic: true } } } },
});
`,
  holds: `
const thrifty = new Host(app, 'thrifty', { ...machine });
new MicrovmGuest(thrifty, 'tidy', {
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      const options = estate.optionsOf(guest.host);
      const found = OPTIONS.find((path) => options._taken(path).some(({ value }) => value === true));
      if (!found) continue;
      report.found(guest, {
        message: `${guest.guestName} is to store identical files of its /nix/store once`,
        keyPath: `host.options.${found.join('.')}`,
        mend: 'leave it out for microvms',
        related: [guest.host],
        ...(guest._props.writableStoreOverlay !== undefined ? { severity: Severity.ERROR } : {}),
      });
    }
  },
};
