import { Severity } from '../../../app';
import type { IRule } from '../../../app/rules/rule';
import { DarwinHost } from '../darwin-host';

export const homebrewZap: IRule = {
  code: 'HOMEBREW_ZAP',
  severity: Severity.WARNING,
  title: 'Homebrew leaves the data of applications that are not named',
  reason: 'zap removes every file of a cask: its settings, its caches and what it keeps',
  source: 'nix-darwin: homebrew.onActivation.cleanup; brew(1), uninstall --zap',
  breaks: `
const homebrew = { casks: ['vlc'], cleanup: HomebrewCleanup.ZAP };
new DarwinHost(app, 'zapped-mac', { stateVersion: 6, users: { ada: {} }, homebrew });
`,
  holds: `
const homebrew = { casks: ['vlc'], cleanup: HomebrewCleanup.UNINSTALL };
new DarwinHost(app, 'zapped-mac', { stateVersion: 6, users: { ada: {} }, homebrew });
`,
  check(estate, report) {
    for (const host of estate._all(DarwinHost.isDarwinHost)) {
      if (estate.optionsOf(host)._value(['homebrew', 'onActivation', 'cleanup']) !== 'zap') continue;
      report.found(host, {
        message: `Homebrew on ${host.systemName} removes the data of applications that are not named here`,
        keyPath: 'homebrew.cleanup',
        mend: 'use HomebrewCleanup.UNINSTALL, which leaves the data',
      });
    }
  },
};
