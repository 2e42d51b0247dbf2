import { identityPaths } from './identity-paths';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const hostKeyLate: IRule = {
  code: 'HOST_KEY_LATE',
  severity: Severity.ERROR,
  title: 'The key of a machine lies on what is mounted when secrets are decrypted',
  reason:
    'secrets are decrypted before file systems that are not needed for boot are mounted: the key is not there, and no secret either',
  source: 'NixOS: fileSystems.<name>.neededForBoot; agenix and sops-nix with impermanence',
  breaks: `
const host = new Host(app, 'latekey', { ...machine });
host.addFileSystem('/persist', { device: '/dev/disk/by-label/latekey', fsType: 'ext4' });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/persist/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  holds: `
const host = new Host(app, 'latekey', { ...machine });
host.addFileSystem('/persist', { device: '/dev/disk/by-label/latekey', fsType: 'ext4', neededForBoot: true });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/persist/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  check(estate, report) {
    for (const { system, owner, path, keyPath, mount } of estate._table(identityPaths)) {
      if (!mount || mount.early) continue;
      report.found(owner, {
        message: `the key ${path} of ${system.systemName} lies on ${mount.point}, which is mounted after secrets are decrypted`,
        keyPath,
        mend: `mount it early: fileSystems: { '${mount.point}': { …, neededForBoot: true } }`,
      });
    }
  },
};
