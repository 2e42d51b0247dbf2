import { accounts, hasKey, PASSWORDS } from './facts/accounts';
import { madeByModules } from './facts/made-by-modules';
import { Severity } from '../../app';
import { nearest } from '../../app/nearest';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';
import { WslHost } from '../wsl-host';

/** Users that every NixOS has. */
const BASE = /^(root|nobody|messagebus|polkituser|sshd|nixbld\d*|nixos|systemd-[a-z-]+)$/;

export const userKind: IRule = {
  code: 'USER_KIND',
  severity: Severity.ERROR,
  title: 'Who is given a key or a password is a user that somebody declares',
  reason: 'NixOS refuses a user that is neither a normal nor a system user, as one whose name is misspelt is',
  source: 'NixOS: "Exactly one of users.users.<name>.isSystemUser and users.users.<name>.isNormalUser must be set"',
  breaks: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada';
const options = { users: { users: { adda: { openssh: { authorizedKeys: { keys: [key] } } } } } };
new Host(app, 'strangers', { ...machine, options, users: { ada: {} } });
`,
  holds: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada';
new Host(app, 'strangers', { ...machine, users: { ada: { authorizedKeys: [key] } } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      for (const account of users.values()) {
        const { name, owner } = account;
        if (!owner || BASE.test(name) || account.is('isNormalUser') || account.is('isSystemUser')) continue;
        if (!hasKey(account) && !PASSWORDS.some((option) => account.has(option))) continue;
        const options = estate.optionsOf(system);
        if (options.unseen.length > 0 || foreign(system._imports.keys()) || madeByModules(options, name)) continue;
        if (WslHost.isWslHost(system) && options._value(['wsl', 'defaultUser']) === name) continue;
        const known = [...users.values()].filter((one) => one.is('isNormalUser')).map((one) => one.name);
        const meant = nearest(name, known, 2);
        report.found(owner, {
          message: `${name} on ${system.systemName} is given a way to log in, and nothing declares the user`,
          keyPath: formatKeyPath(['users', 'users', name]),
          mend: `${meant === undefined ? '' : `did you mean ${meant}? Or `}add the user: users: { ${JSON.stringify(name)}: {} }`,
        });
      }
    }
  },
};

/** Whether modules of flakes that are not known to make no users are imported. */
function foreign(imports: Iterable<string>): boolean {
  return [...imports].some(
    (text) =>
      /^inputs\.(?!self\b)/.test(text) &&
      !/^inputs\.(agenix|disko|sops-nix|home-manager|nixos-wsl|nixos-hardware|impermanence|nixvirt|microvm|lanzaboote)\b/i.test(
        text,
      ),
  );
}
