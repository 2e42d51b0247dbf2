import { secretLeaves } from './secret-leaves';
import { Severity } from '../../app';
import { keyPathOf } from '../../app/definitions/definitions';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';

/** Options of disks that the initial RAM disk opens. */
const OPTIONS: readonly (readonly string[])[] = [
  ['boot', 'initrd', 'luks', 'devices', '*', 'keyFile'],
  ['fileSystems', '*', 'encrypted', 'keyFile'],
];

export const diskKeyNotAtBoot: IRule = {
  code: 'DISK_KEY_NOT_AT_BOOT',
  severity: Severity.ERROR,
  title: 'A disk is unlocked with a key that is there in the initial RAM disk',
  reason:
    'secrets are decrypted after the root is mounted: a disk that waits for one is never unlocked, and the machine does not boot',
  source: 'NixOS: boot.initrd.luks.devices.<name>.keyFile, boot.initrd.secrets',
  breaks: `
const host = new Host(app, 'luksboot', { ...machine });
new NixModule(host, 'more', {
  options: { boot: { initrd: { luks: { devices: { root: { device: '/dev/disk/by-label/luksboot', keyFile: '/run/agenix/luks' } } } } } },
});
`,
  holds: `
const host = new Host(app, 'luksboot', { ...machine });
new NixModule(host, 'more', {
  options: { boot: { initrd: { luks: { devices: { root: { device: '/dev/disk/by-label/luksboot', keyFile: '/dev/disk/by-id/usb-KEY' } } } } } },
});
`,
  check(estate, report) {
    const early = new Map(
      estate._table(secretLeaves).references.map((one) => [`${one.owner.node.path} ${one.keyPath}`, one]),
    );
    for (const system of estate.systems) {
      for (const path of OPTIONS) {
        for (const { owner, names, value } of estate.optionsOf(system)._at(path)) {
          const keyPath = keyPathOf(path.map((key) => (key === '*' ? names[0]! : key)));
          const late =
            (typeof value === 'string' &&
              /^(file:\/\/)?\/(run\/(agenix|secrets|keys|credentials)|etc|persist|home|root)\//.test(value)) ||
            early.has(`${owner.node.path} ${keyPath}`);
          if (!late) continue;
          const shown = typeof value === 'string' ? value : Expr.isExpr(value) ? (value as Expr).source() : '';
          report.found(owner, {
            message: `${names[0]} of ${system.systemName} is unlocked with ${shown}, which is not there before the root is mounted`,
            keyPath,
            mend: 'put the key on a stick that is plugged in at boot, enroll a TPM or ask for a passphrase; or leave the disk to /etc/crypttab, which is read after it',
          });
        }
      }
    }
  },
};
