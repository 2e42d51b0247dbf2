import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { RUNNERS } from '../estate-jobs';
import { EstateWorkflow } from '../estate-workflow';

export const githubRunner: IRule = {
  code: 'GITHUB_RUNNER',
  severity: Severity.ERROR,
  title: 'There is a machine for the platform of every system that CI builds',
  reason: 'GitHub has no machines of that platform: the job waits for a day and fails',
  source: 'GitHub Actions: GitHub-hosted runners',
  breaks: `
new NixosSystem(app, 'riscv-board', { platform: 'riscv64-linux' });
new EstateWorkflow(app, 'riscv-ci');
`,
  holds: `
const board = new NixosSystem(app, 'riscv-board', { platform: 'riscv64-linux' });
new EstateWorkflow(app, 'riscv-ci', { except: [board] });
`,
  check(estate, report) {
    for (const workflow of estate._all(EstateWorkflow.isEstateWorkflow)) {
      for (const platform of new Set(workflow._systems().map((system) => system.platform))) {
        if (workflow._props.runners?.[platform] ?? RUNNERS[platform]) continue;
        report.found(workflow, {
          message: `GitHub has no machines of the platform ${platform}`,
          mend: `name one of your own, runners: { '${platform}': 'label' }, or leave its systems out with except`,
          keyPath: 'runners',
          cause: platform,
        });
      }
    }
  },
};
