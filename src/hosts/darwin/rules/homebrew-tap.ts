import { Severity } from '../../../app';
import type { IRule } from '../../../app/rules/rule';
import { DarwinHost } from '../darwin-host';
import { HomebrewCleanup, missingTaps } from '../homebrew';

export const homebrewTap: IRule = {
  code: 'HOMEBREW_TAP',
  severity: Severity.WARNING,
  title: 'The taps of formulae and casks are named where Homebrew cleans up',
  reason: 'what is not named is cleaned up: Homebrew adds the tap and takes it away again at every activation',
  source: 'brew(1), bundle cleanup; nix-darwin: homebrew.taps',
  breaks: `
const homebrew = { brews: ['example/tools/widget'], cleanup: HomebrewCleanup.UNINSTALL };
new DarwinHost(app, 'untapped-mac', { stateVersion: 6, users: { ada: {} }, homebrew });
`,
  holds: `
const homebrew = { taps: ['example/tools'], brews: ['example/tools/widget'], cleanup: HomebrewCleanup.UNINSTALL };
new DarwinHost(app, 'untapped-mac', { stateVersion: 6, users: { ada: {} }, homebrew });
`,
  check(estate, report) {
    for (const host of estate._all(DarwinHost.isDarwinHost)) {
      const { homebrew } = host._props;
      if (!homebrew || (homebrew.cleanup ?? HomebrewCleanup.NONE) === HomebrewCleanup.NONE) continue;
      const missing = missingTaps(homebrew);
      if (missing.length === 0) continue;
      report.found(host, {
        message: `formulae or casks come from ${missing.join(', ')}, which ${missing.length > 1 ? 'are' : 'is'} not among the taps`,
        keyPath: 'homebrew.taps',
        mend: `add taps: [${missing.map((name) => `'${name}'`).join(', ')}]`,
      });
    }
  },
};
