import { accounts, hasKey, PASSWORDS } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { User } from '../user';

export const userCannotLogIn: IRule = {
  code: 'USER_CANNOT_LOG_IN',
  severity: Severity.WARNING,
  title: 'Who has a shell or administers the machine can log in',
  reason:
    'a user without a key or a password never gets in, and on a machine that keeps its users nobody can change that',
  source: 'NixOS: users.mutableUsers',
  breaks: `
const { allowNoLogin, ...props } = machine;
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
const users = { ada: { admin: true, hashedPasswordFile }, grace: { shell: 'fish' } };
new Host(app, 'outsiders', { ...props, users });
`,
  holds: `
const { allowNoLogin, ...props } = machine;
const [ada, grace] = ['ada', 'grace'].map((name) => SecretFile.at(\`/run/keys/\${name}\`));
const users = { ada: { admin: true, hashedPasswordFile: ada }, grace: { shell: 'fish', hashedPasswordFile: grace } };
new Host(app, 'outsiders', { ...props, users });
`,
  check(estate, report) {
    for (const user of estate._all(User.isUser)) {
      const { host, userName, _props: props } = user;
      if (!host.canBoot || props.systemUser || props.linger || host._props.allowNoLogin) continue;
      if (userName === 'root' || (!props.admin && props.shell === undefined)) continue;
      const options = estate.optionsOf(host);
      if (options.unseen.length > 0 || options._at(['users', 'mutableUsers']).some(({ value }) => value !== false)) {
        continue;
      }
      const account = estate._table(accounts).get(host)?.get(userName);
      if (!account || hasKey(account) || PASSWORDS.some((option) => account.has(option))) continue;
      // Where nobody can, that is one finding of its own.
      const others = host.users.some(
        (other) => other !== user && (other._props.hashedPasswordFile || other._props.authorizedKeys?.length),
      );
      const automatic = [
        ['services', 'getty', 'autologinUser'],
        ['services', 'displayManager', 'autoLogin'],
        ['services', 'greetd'],
      ].some((path) => options._at(path).length > 0);
      if (!others || automatic) continue;
      report.found(user, {
        message: `${userName} can log in to ${host.systemName} in no way: there is neither a key nor a password`,
        mend: 'give authorizedKeys or hashedPasswordFile; or make who runs services a systemUser',
      });
    }
  },
};
