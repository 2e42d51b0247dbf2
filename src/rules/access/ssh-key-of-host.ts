import { NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';
import { HostKey } from '../../secrets';

export const sshKeyOfHost: IRule = {
  code: 'SSH_KEY_OF_HOST',
  severity: Severity.WARNING,
  title: 'The key of a host lets nobody in on that host',
  reason: 'only the host has its private half: whoever was meant cannot log in with it, and the host itself could',
  source: 'sshd(8): authorized_keys, host keys; /etc/ssh/ssh_host_ed25519_key.pub is easily taken for one of the user',
  breaks: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBhi+2OsSJgxX/Ku/uwM+eJSs+2fTd9QkhMhQ0mrtthZ';
const host = new Host(app, 'narcissus', { ...machine, users: { ada: { authorizedKeys: [key] } } });
new HostKey(host, 'key', { publicKey: key });
`,
  holds: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBhi+2OsSJgxX/Ku/uwM+eJSs+2fTd9QkhMhQ0mrtthZ';
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const host = new Host(app, 'narcissus', { ...machine, users: { ada: { authorizedKeys } } });
new HostKey(host, 'key', { publicKey: key });
`,
  check(estate, report) {
    for (const key of estate._all(isHostKey)) {
      const { system, publicKey } = key;
      const data = publicKey.split(/\s+/)[1];
      if (data === undefined || !NixosSystem.isNixosSystem(system)) continue;
      const path = ['users', 'users', '*', 'openssh', 'authorizedKeys', 'keys'];
      for (const { value, owner, names } of estate.optionsOf(system)._at(path)) {
        const given = (Array.isArray(value) ? value : []).some((one) => typeof one === 'string' && one.includes(data));
        if (!given) continue;
        report.found(owner, {
          message: `${names[0]} is let in to ${system.systemName} by the key of ${system.systemName} itself`,
          keyPath: formatKeyPath(path.map((segment) => (segment === '*' ? names[0]! : segment))),
          mend: 'give the public key of the user, from the machine that the user comes from: ~/.ssh/id_ed25519.pub',
          related: [key],
        });
      }
    }
  },
};

function isHostKey(construct: any): construct is HostKey {
  return construct instanceof HostKey;
}
