import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';
import { Host } from '../host';

export const userIdTwice: IRule = {
  code: 'USER_ID_TWICE',
  severity: Severity.ERROR,
  title: 'Every user and every group has a number of its own',
  reason: 'the kernel knows numbers alone: the two would be one, and NixOS refuses them',
  source: 'NixOS: users.enforceIdUniqueness, "UIDs and GIDs must be unique!"',
  breaks: `
const groups = { scans: { gid: 990 }, photos: { gid: 990 } };
new Host(app, 'gidtwins', { ...machine, groups });
`,
  holds: `
const groups = { scans: { gid: 990 }, photos: { gid: 991 } };
new Host(app, 'gidtwins', { ...machine, groups });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      const options = estate.optionsOf(system);
      if (options._at(['users', 'enforceIdUniqueness']).some(({ value }) => value !== true)) continue;
      // Numbers given to users as props are claims, which have a rule of their own.
      const claimed = (name: string) => Host.isHost(system) && system.findUser(name)?._props.uid !== undefined;
      const uids = [...users.values()].flatMap((account) =>
        account
          .of('uid')
          .map(({ value, owner }) => ({ name: account.name, value, owner, claim: claimed(account.name) })),
      );
      const gids = options
        ._at(['users', 'groups', '*', 'gid'])
        .map(({ value, owner, names }) => ({ name: names[0]!, value, owner, claim: false }));
      for (const [kind, all] of [['uid', uids] as const, ['gid', gids] as const]) {
        const first = new Map<unknown, (typeof uids)[number]>();
        for (const one of all) {
          if (typeof one.value !== 'number') continue;
          const other = first.get(one.value);
          if (!other) first.set(one.value, one);
          if (!other || other.name === one.name || (other.claim && one.claim)) continue;
          report.found(one.owner, {
            message: `${one.name} and ${other.name} on ${system.systemName} both have the ${kind} ${one.value}`,
            keyPath: formatKeyPath(['users', kind === 'uid' ? 'users' : 'groups', one.name, kind]),
            mend: `give one of them another number, or leave ${kind} out: NixOS chooses one that is free`,
            related: other.owner === one.owner ? undefined : [other.owner],
          });
        }
      }
    }
  },
};
