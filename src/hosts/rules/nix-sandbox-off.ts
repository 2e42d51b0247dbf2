import { nixConfs } from './facts/nix-conf';
import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixSandboxOff: IRule = {
  code: 'NIX_SANDBOX_OFF',
  severity: Severity.WARNING,
  title: 'Nix builds in a sandbox',
  reason: 'a build outside of it sees the machine and the network, and comes out in another way elsewhere',
  source: 'nix.conf(5): sandbox',
  breaks: `
new Host(app, 'sandless', { ...machine, nix: { settings: { sandbox: false } } });
`,
  holds: `
new Host(app, 'sandless', { ...machine, nix: { settings: { sandbox: 'relaxed' } } });
`,
  check(estate, report) {
    for (const conf of estate._table(nixConfs)) {
      // On macOS it is off unless it is turned on, because some packages do not build in it.
      if (conf.system.kind !== SystemKind.NIXOS) continue;
      const by = conf.of('sandbox').find(({ value }) => value === false || value === 'false');
      if (!by) continue;
      report.found(by.owner, {
        message: `Nix on ${conf.system.systemName} builds outside of its sandbox`,
        keyPath: 'nix.settings.sandbox',
        mend: "leave it out; for single builds that need the network, 'relaxed' lets those out that ask for it (__noChroot)",
      });
    }
  },
};
