import { SystemKind, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { isShared } from '../checks';

export const agenixNoIdentity: IRule = {
  code: 'AGENIX_NO_IDENTITY',
  severity: Severity.ERROR,
  title: 'Agenix has a key to decrypt with',
  reason: 'without an SSH server and without identityPaths agenix refuses to build',
  source: 'agenix: the assertion about age.identityPaths',
  breaks: `
const host = new Host(app, 'identityless', { ...machine, ssh: { enable: false } });
new NixModule(host, 'more', {
  options: { age: { secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  holds: `
const host = new Host(app, 'identityless', { ...machine, ssh: { enable: false } });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age') } } } },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (isShared(system) || system.kind !== SystemKind.NIXOS) continue;
      const options = estate.optionsOf(system);
      const [first] = options._at(['age', 'secrets']);
      if (!first || options.unseen.length > 0) continue;
      const paths = options._taken(['age', 'identityPaths']);
      const empty = paths.every(({ value }) => Array.isArray(value) && value.length === 0);
      if (
        !empty ||
        (paths.length === 0 && options._at(['services', 'openssh', 'enable']).some(({ value }) => value !== false))
      ) {
        continue;
      }
      report.found(first.owner, {
        message: `${system.systemName} has secrets of agenix, and no key to decrypt them with`,
        keyPath: 'age.identityPaths',
        mend: 'say where its key is: age.identityPaths = [ "/etc/ssh/ssh_host_ed25519_key" ], or turn its SSH server on',
      });
    }
  },
};
