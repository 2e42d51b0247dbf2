import { identityPaths } from './identity-paths';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const hostKeyEphemeral: IRule = {
  code: 'HOST_KEY_EPHEMERAL',
  severity: Severity.ERROR,
  title: 'The key of a machine outlives a boot',
  reason:
    'the file system that it lies on is empty after each boot: nothing is decrypted, and the machine makes a new key that is no recipient',
  source: 'impermanence; a real homelab',
  breaks: `
const host = new Host(app, 'ephemeral', {
  ...machine,
  fileSystems: { '/': { device: 'none', fsType: 'tmpfs' }, '/nix': { device: '/dev/disk/by-label/ephemeral', fsType: 'ext4' } },
});
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  holds: `
const host = new Host(app, 'ephemeral', {
  ...machine,
  fileSystems: { '/': { device: 'none', fsType: 'tmpfs' }, '/nix': { device: '/dev/disk/by-label/ephemeral', fsType: 'ext4' } },
});
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/nix/persist/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  check(estate, report) {
    for (const { system, owner, path, keyPath, mount } of estate._table(identityPaths)) {
      if (!mount?.memory) continue;
      report.found(owner, {
        message: `the key ${path} of ${system.systemName} lies on ${mount.point}, which is a ${mount.memory}`,
        keyPath,
        mend: "keep the key on a disk, and say where: new HostKey(host, 'key', { publicKey, path: '/persist/etc/ssh/ssh_host_ed25519_key' })",
      });
    }
  },
};
