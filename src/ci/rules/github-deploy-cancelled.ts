import { jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

const DEPLOYS =
  /\b(nixos-rebuild|darwin-rebuild)\s+(switch|boot|test)\b|\bcolmena\s+apply\b|\bdeploy-rs\b|#deploy-rs|\bnixos-anywhere\b|\bhome-manager\s+switch\b/;

export const githubDeployCancelled: IRule = {
  code: 'GITHUB_DEPLOY_CANCELLED',
  severity: Severity.WARNING,
  title: 'No new run stops a deployment',
  reason: 'a switch that is stopped leaves a machine between two generations, and others of the run on the old one',
  source: 'GitHub Actions: concurrency, cancel-in-progress',
  breaks: `
new GithubWorkflow(app, 'rollout', {
  on: { push: {} },
  concurrency: { group: 'deploy', cancelInProgress: true },
  jobs: {
    deploy: { steps: [{ run: 'ssh nas nixos-rebuild switch' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'rollout', {
  on: { push: {} },
  concurrency: { group: 'deploy' },
  jobs: {
    deploy: { steps: [{ run: 'ssh nas nixos-rebuild switch' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, job, steps, keyPath } of estate._table(jobs)) {
      const ofJob = job.concurrency?.cancelInProgress === true;
      if (!ofJob && workflow._props.concurrency?.cancelInProgress !== true) continue;
      if (!steps.some(({ run }) => run !== undefined && DEPLOYS.test(run))) continue;
      report.found(workflow, {
        message: `the job ${id} switches machines, and a new run stops it half-way`,
        keyPath: `${ofJob ? `${keyPath}.` : ''}concurrency.cancelInProgress`,
        mend: 'leave cancelInProgress out: the new run waits',
      });
    }
  },
};
