import { Account, accounts, groupsOf, hasKey, PASSWORDS } from './accounts';
import { letsIn, sshServers } from './sshd';
import type { Estate } from '../../../app/rules/estate';
import { Host } from '../../host';

/** Who can log in to a host that nobody can change users on. */
export interface Logins {
  readonly host: Host;
  /** Users that may become root. */
  readonly admins: readonly Account[];
  /** Administrators that have a key, and those whose key the SSH server takes. */
  readonly hasKey: readonly Account[];
  readonly withKey: readonly Account[];
  readonly withPassword: readonly Account[];
}

/** The hosts whose users are what is declared, with who can log in; others can be mended on the machine. */
export function logins(estate: Estate): readonly Logins[] {
  const found: Logins[] = [];
  for (const host of estate._all(Host.isHost)) {
    const options = estate.optionsOf(host);
    if (!host.canBoot || host._props.allowNoLogin) continue;
    if (options._at(['users', 'mutableUsers']).some(({ value }) => value !== false)) continue;
    if (options._at(['users', 'allowNoPasswordLogin']).some(({ value }) => value !== false)) continue;
    const members = new Set(
      options
        ._at(['users', 'groups', 'wheel', 'members'])
        .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : [])),
    );
    const admins = [...(estate._table(accounts).get(host) ?? new Map<string, Account>()).values()].filter(
      (account) => account.name === 'root' || members.has(account.name) || groupsOf(account).includes('wheel'),
    );
    const keyed = admins.filter(hasKey);
    const sshd = estate._table(sshServers).get(host);
    found.push({
      host,
      admins,
      hasKey: keyed,
      withKey: keyed.filter(({ name }) => letsIn(sshd, name)),
      withPassword: admins.filter((account) => PASSWORDS.some((option) => account.has(option))),
    });
  }
  return found;
}
