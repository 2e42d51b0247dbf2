import { SystemKind, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { isShared } from '../checks';

export const sopsGnupgKeys: IRule = {
  code: 'SOPS_GNUPG_KEYS',
  severity: Severity.WARNING,
  title: 'Sops reads no RSA host keys where secrets are encrypted to keys of age',
  reason:
    'the list has the RSA host key by default: where that is not there, or cannot be imported, nothing is decrypted at all',
  source: 'sops-nix: sops.gnupg.sshKeyPaths',
  breaks: `
const host = new Host(app, 'gnupg', { ...machine });
new NixModule(host, 'more', {
  options: { sops: { age: { sshKeyPaths: ['/etc/ssh/ssh_host_ed25519_key'] }, secrets: { wifi: { sopsFile: Nix.path('./wifi.yaml') } } } },
});
`,
  holds: `
const host = new Host(app, 'gnupg', { ...machine });
new NixModule(host, 'more', {
  options: {
    sops: {
      age: { sshKeyPaths: ['/etc/ssh/ssh_host_ed25519_key'] },
      gnupg: { sshKeyPaths: [] },
      secrets: { wifi: { sopsFile: Nix.path('./wifi.yaml') } },
    },
  },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (isShared(system) || system.kind !== SystemKind.NIXOS) continue;
      const options = estate.optionsOf(system);
      const [first] = options._at(['sops', 'secrets']);
      // Who names no key of age may mean those of GnuPG.
      if (!first || options.unseen.length > 0 || options._at(['sops', 'age']).length === 0) continue;
      const paths = options._taken(['sops', 'gnupg', 'sshKeyPaths']);
      if (paths.length > 0 && paths.every(({ value }) => !Array.isArray(value) || value.length === 0)) continue;
      report.found(paths[0]?.owner ?? first.owner, {
        message: `${system.systemName} decrypts with a key of age, and sops-nix imports RSA host keys into GnuPG too`,
        keyPath: 'sops.gnupg.sshKeyPaths',
        mend: 'set sops.gnupg.sshKeyPaths = [ ]',
      });
    }
  },
};
