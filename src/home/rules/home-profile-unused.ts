import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { HomeManagerProfile } from '../home-profile';

export const homeProfileUnused: IRule = {
  code: 'HOME_PROFILE_UNUSED',
  severity: Severity.WARNING,
  title: 'A profile is the home of somebody',
  reason: 'it is written and exported, but nothing of the estate is built with it',
  source: 'a homelab where what one refactoring took away was missed weeks later',
  breaks: `
new HomeManagerProfile(app, 'lonely', { stateVersion: '25.11', programs: { starship: true } });
`,
  holds: `
const profile = new HomeManagerProfile(app, 'lonely', { stateVersion: '25.11', programs: { starship: true } });
profile.attachTo(new Host(app, 'befriended', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const profile of estate._all(HomeManagerProfile.isHomeManagerProfile)) {
      if (profile._attachments.length > 0 || profile._extensions.length > 0 || profile._standalone) continue;
      report.found(profile, {
        message: `no home has the profile ${profile.profileName}`,
        mend: 'attach it to a user (profile.attachTo(user)), build another profile on it, or leave it out',
      });
    }
  },
};
