import { containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerStateVersionMissing: IRule = {
  code: 'CONTAINER_STATE_VERSION_MISSING',
  severity: Severity.WARNING,
  title: 'A container says with which release it was first made',
  reason:
    'NixOS takes the present release otherwise: with the next one, databases and folders move to where nothing is',
  source: 'NixOS: system.stateVersion, set in a container as on any other machine',
  breaks: `
new Host(app, 'ageless', {
  ...machine,
  options: { containers: { relic: { config: { services: { nginx: { enable: true } } } } } },
});
`,
  holds: `
new Host(app, 'ageless', {
  ...machine,
  options: {
    containers: {
      relic: { config: { system: { stateVersion: '25.11' }, services: { nginx: { enable: true } } } },
    },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      if (facts.container || !facts.insideKnown || facts.inside('system', 'stateVersion').length > 0) continue;
      report.found(facts.owner, {
        keyPath: `containers.${facts.name}.config.system.stateVersion`,
        message: `the container ${facts.name} of ${facts.system.systemName} has no system.stateVersion`,
        mend: "set the release that it was first made with: system.stateVersion = '25.11'",
      });
    }
  },
};
