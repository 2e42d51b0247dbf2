import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { WslHost } from '../wsl-host';

export const wslDefaultUser: IRule = {
  code: 'WSL_DEFAULT_USER',
  severity: Severity.ERROR,
  title: 'The user that Windows logs in exists',
  reason:
    'NixOS-WSL makes a user of that name beside those of the host: an empty home, without the keys and groups meant',
  source: 'NixOS-WSL: wsl.defaultUser',
  breaks: `
new WslHost(app, 'subsystem', { stateVersion: '25.11', defaultUser: 'adda', users: { ada: { admin: true } } });
`,
  holds: `
new WslHost(app, 'subsystem', { stateVersion: '25.11', defaultUser: 'ada', users: { ada: { admin: true } } });
`,
  check(estate, report) {
    for (const host of estate._all(WslHost.isWslHost)) {
      const { defaultUser } = host._wsl;
      if (defaultUser === undefined || host.users.length === 0 || host.findUser(defaultUser)) continue;
      if (estate._table(accounts).get(host)?.has(defaultUser)) continue;
      report.found(host, {
        message: `Windows is to log in ${defaultUser}, and ${host.systemName} has no such user`,
        keyPath: 'defaultUser',
        mend: `give one of its users: ${host.users.map((user) => user.userName).join(', ')}`,
      });
    }
  },
};
