import { platformOfLabel } from './runner-labels';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { RUNNERS } from '../estate-jobs';
import { EstateWorkflow } from '../estate-workflow';

export const githubRunnerPlatform: IRule = {
  code: 'GITHUB_RUNNER_PLATFORM',
  severity: Severity.ERROR,
  title: 'A system is built on a machine of its platform',
  reason: 'Nix builds for the platform that it runs on; the job would fail at the first derivation',
  source: 'GitHub Actions: GitHub-hosted runners; Nix: the platform of a derivation',
  breaks: `
new NixosSystem(app, 'arm-board', { platform: 'aarch64-linux' });
new EstateWorkflow(app, 'arm-ci', { runners: { 'aarch64-linux': 'ubuntu-24.04' } });
`,
  holds: `
new NixosSystem(app, 'arm-board', { platform: 'aarch64-linux' });
new EstateWorkflow(app, 'arm-ci', { runners: { 'aarch64-linux': 'ubuntu-24.04-arm' } });
`,
  check(estate, report) {
    for (const workflow of estate._all(EstateWorkflow.isEstateWorkflow)) {
      for (const [platform, label] of Object.entries(workflow._props.runners ?? {})) {
        const has = platformOfLabel(label);
        if (has === undefined || has === platform) continue;
        report.found(workflow, {
          message: `${label} is a machine of the platform ${has}, and is to build ${platform}`,
          keyPath: `runners.${platform}`,
          mend: `give a machine of that platform${RUNNERS[platform] ? `, such as '${RUNNERS[platform]}'` : ''}, or leave it out`,
        });
      }
    }
  },
};
