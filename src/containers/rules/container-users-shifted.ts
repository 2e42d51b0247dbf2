import { containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerUsersShifted: IRule = {
  code: 'CONTAINER_USERS_SHIFTED',
  severity: Severity.WARNING,
  title: 'A container that writes to folders of its host has the user ids of the host',
  reason: 'with user ids of its own it sees what users of the host own as owned by nobody, and may not write it',
  source: 'systemd-nspawn(1): --private-users=, --bind= (idmap); NixOS: containers.<name>.privateUsers',
  breaks: `
const shifted = new Host(app, 'shifted', { ...machine });
new NixosContainer(shifted, 'gallery', {
  privateNetwork: false,
  privateUsers: 'pick',
  bindMounts: [{ mountPoint: '/srv/photos', readOnly: false }],
});
`,
  holds: `
const shifted = new Host(app, 'shifted', { ...machine });
new NixosContainer(shifted, 'gallery', {
  privateNetwork: false,
  privateUsers: 'identity',
  bindMounts: [{ mountPoint: '/srv/photos', readOnly: false }],
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      const users = facts.value('privateUsers');
      if (users !== 'pick' && typeof users !== 'number') continue;
      const written = facts
        .at('bindMounts', '*', 'isReadOnly')
        .filter(({ names, value }) => value === false && !names[0]!.startsWith('/dev/'));
      if (written.length === 0) continue;
      report.found(facts.owner, {
        keyPath: facts.keyPath('privateUsers'),
        message: `the container ${facts.name} of ${facts.system.systemName} has user ids of its own, and is to write ${written.map(({ names }) => names[0]).join(', ')}`,
        mend: "give privateUsers: 'identity', or have the folders owned by the ids of the container",
      });
    }
  },
};
