import { Severity } from '../../../app';
import type { Estate } from '../../../app/rules/estate';
import type { IRule } from '../../../app/rules/rule';
import { DarwinHost } from '../darwin-host';
import { belongsToUser } from '../defaults';

export const darwinPrimaryUser: IRule = {
  code: 'DARWIN_PRIMARY_USER',
  severity: Severity.ERROR,
  title: 'What belongs to a user of a Mac belongs to one who exists',
  reason: 'nix-darwin is run by root, and refuses settings of a user that it is not told',
  source: 'nix-darwin: system.primaryUser',
  breaks: `
new DarwinHost(app, 'family-mac', { stateVersion: 6, users: { ada: {}, grace: {} }, homebrew: { casks: ['vlc'] } });
`,
  holds: `
const homebrew = { casks: ['vlc'] };
new DarwinHost(app, 'family-mac', { stateVersion: 6, users: { ada: {}, grace: {} }, primaryUser: 'ada', homebrew });
`,
  check(estate, report) {
    for (const host of estate._all(DarwinHost.isDarwinHost)) {
      const { primaryUser } = host._props;
      const names = host.users.map((user) => user.userName);
      if (primaryUser !== undefined && names.length > 0 && !names.includes(primaryUser)) {
        report.found(host, {
          message: `${primaryUser} is the primary user of ${host.systemName}, which has no such user`,
          keyPath: 'primaryUser',
          why: 'settings of macOS and Homebrew would belong to nobody',
          mend: `give one of its users: ${names.join(', ')}`,
        });
      }
      const belongs = belongings(estate, host);
      const options = estate.optionsOf(host);
      const unknown = options.unseen.length > 0 || options._at(['system', 'primaryUser']).length > 0;
      if (host.primaryUser !== undefined || belongs.length === 0 || unknown) continue;
      report.found(host, {
        message: `${host.systemName} has ${belongs.join(' and ')}, and nobody that they belong to`,
        keyPath: 'primaryUser',
        mend: names.length > 0 ? `say who: primaryUser: '${names[0]!}'` : "add a user, or say who: primaryUser: 'NAME'",
      });
    }
  },
};

/** What of a Mac belongs to a user, by props or by options. */
function belongings(estate: Estate, host: DarwinHost): string[] {
  const options = estate.optionsOf(host);
  const groups = options._at(['system', 'defaults', '*']).map(({ names }) => names[0]!);
  const homebrew = options._at(['homebrew', 'enable']).some(({ value, conditional }) => value === true && !conditional);
  return [...(groups.some(belongsToUser) ? ['settings of macOS'] : []), ...(homebrew ? ['Homebrew'] : [])];
}
