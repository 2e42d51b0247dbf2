import { accounts, groupsOf } from './facts/accounts';
import { BASE_GROUPS, GROUP_OPTIONS } from './facts/groups';
import { madeByModules } from './facts/made-by-modules';
import { Severity } from '../../app';
import { SystemOptions } from '../../app/definitions/system-options';
import { nearest } from '../../app/nearest';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';
import { Host } from '../host';

export const userGroupUnknown: IRule = {
  code: 'USER_GROUP_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The groups that users are put into exist',
  reason: 'a group that nothing makes is left out without a word, and the user lacks what it would allow',
  source: 'NixOS: users.users.<name>.extraGroups; update-users-groups.pl',
  breaks: `
new Host(app, 'moby', { ...machine, users: { ada: { groups: ['docker'] } } });
`,
  holds: `
const options = { virtualisation: { docker: { enable: true } } };
new Host(app, 'moby', { ...machine, options, users: { ada: { groups: ['docker'] } } });
`,
  check(estate, report) {
    const elsewhere = estate._table(madeElsewhere);
    for (const [system, users] of estate._table(accounts)) {
      const options = estate.optionsOf(system);
      let declared: ReadonlySet<string> | undefined;
      for (const account of users.values()) {
        const first = account.strings('extraGroups').map((one) => ({ ...one, option: 'extraGroups' }));
        const primary = account.of('group').flatMap(({ value, owner }) => {
          return typeof value === 'string' && value !== '' ? [{ text: value, owner, option: 'group' }] : [];
        });
        for (const { text: group, owner, option } of [...first, ...primary]) {
          if (BASE_GROUPS.has(group)) continue;
          declared ??= new Set(options._at(['users', 'groups', '*']).map(({ names }) => names[0]!));
          if (declared.has(group) || options.unseen.length > 0) continue;
          if (isOn(options, group) || (GROUP_OPTIONS[group] === undefined && madeByModules(options, group))) continue;
          if (elsewhere.has(`${account.name} ${group}`)) continue;
          const construct = (Host.isHost(system) && system.findUser(account.name)) || owner;
          report.found(construct, {
            message: `${account.name} on ${system.systemName} is to be in the group ${group}, and nothing makes it`,
            keyPath: construct === owner ? formatKeyPath(['users', 'users', account.name, option]) : 'groups',
            mend: mendFor(group, [...declared, ...BASE_GROUPS]),
          });
        }
      }
    }
  },
};

/** Users with the groups that they have use for on some host: the same user may be described for all hosts at once. */
function madeElsewhere(estate: Estate): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [system, users] of estate._table(accounts)) {
    if (users.size === 0) continue;
    const options = estate.optionsOf(system);
    for (const account of users.values()) {
      for (const group of groupsOf(account)) if (isOn(options, group)) found.add(`${account.name} ${group}`);
    }
  }
  return found;
}

/** Whether the option that makes the group is, or may be, on. */
function isOn(options: SystemOptions, group: string): boolean {
  const option = GROUP_OPTIONS[group];
  return option !== undefined && options._at(option.split('.')).some(({ value }) => value !== false);
}

function mendFor(group: string, known: readonly string[]): string {
  const option = GROUP_OPTIONS[group];
  if (option !== undefined) return `set ${option} = true, which makes it; or leave the group out`;
  const meant = nearest(group, known, group.length < 5 ? 1 : 2);
  return `${meant === undefined ? '' : `did you mean ${meant}? Or `}make it: groups: { ${JSON.stringify(group)}: {} }`;
}
