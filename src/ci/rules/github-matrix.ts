import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { EstateWorkflow } from '../estate-workflow';
import { MAX_RUNS } from '../workflow-refusals';

export const githubMatrix: IRule = {
  code: 'GITHUB_MATRIX',
  severity: Severity.ERROR,
  title: 'CI builds no more systems than a matrix of GitHub can have',
  reason: 'GitHub refuses a matrix of more than 256 runs: the last systems would not be built',
  source: 'GitHub Actions: usage limits, job matrix',
  breaks: `
for (let index = 0; index <= 256; index++) new NixosSystem(app, \`fleet-\${index}\`);
new EstateWorkflow(app, 'fleet-ci', { updateLock: false });
`,
  holds: `
const fleet = Array.from({ length: 257 }, (_, index) => new NixosSystem(app, \`fleet-\${index}\`));
new EstateWorkflow(app, 'fleet-ci', { updateLock: false, except: fleet.slice(256) });
`,
  check(estate, report) {
    for (const workflow of estate._all(EstateWorkflow.isEstateWorkflow)) {
      const { length } = workflow._systems();
      if (length <= MAX_RUNS) continue;
      report.found(workflow, {
        message: `the estate has ${length} systems, and GitHub runs a matrix of ${MAX_RUNS}`,
        mend: 'leave some out with except',
        keyPath: 'except',
        cause: 'matrix',
      });
    }
  },
};
