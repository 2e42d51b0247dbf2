import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

export const userSystemGroup: IRule = {
  code: 'USER_SYSTEM_GROUP',
  severity: Severity.ERROR,
  title: 'A system user has a first group',
  reason: 'NixOS refuses one without: it would share nogroup with everything else that has none',
  source: 'NixOS: assertion of users.users.<name>.group',
  breaks: `
const options = { users: { users: { scanner: { isSystemUser: true } } } };
new Host(app, 'groupless', { ...machine, options });
`,
  holds: `
new Host(app, 'groupless', { ...machine, users: { scanner: { systemUser: true } } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      for (const account of users.values()) {
        const by = account.of('isSystemUser').find(({ value, conditional }) => value === true && !conditional);
        if (!by || account.has('group') || estate.optionsOf(system).unseen.length > 0) continue;
        report.found(by.owner, {
          message: `the system user ${account.name} of ${system.systemName} has no group`,
          keyPath: formatKeyPath(['users', 'users', account.name, 'group']),
          mend: `set group = "${account.name}" and users.groups.${account.name} = { }; or add the user by props, users: { ${JSON.stringify(account.name)}: { systemUser: true } }, which does both`,
        });
      }
    }
  },
};
