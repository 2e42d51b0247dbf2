import { bare, expressionsOf, jobs } from './workflows';
import { Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

export const githubSecretUndeclared: IRule = {
  code: 'GITHUB_SECRET_UNDECLARED',
  severity: Severity.ERROR,
  title: 'A reusable workflow declares the secrets that it takes',
  reason: 'who calls it can hand over no others: the value is empty',
  source: 'GitHub Actions: on.workflow_call.secrets',
  breaks: `
new GithubWorkflow(app, 'called', {
  on: { events: { workflow_call: {} } },
  jobs: {
    upload: { steps: [{ run: 'upload', env: { TOKEN: '\${{ secrets.UPLOAD_TOKEN }}' } }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'called', {
  on: { events: { workflow_call: { secrets: { UPLOAD_TOKEN: { required: true } } } } },
  jobs: {
    upload: { steps: [{ run: 'upload', env: { TOKEN: '\${{ secrets.UPLOAD_TOKEN }}' } }] },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(jobs)) {
      const { workflow, id } = facts;
      const { workflow_call: call, ...others } = workflow._props.on.events ?? {};
      const { push, pullRequest, schedule, manual } = workflow._props.on;
      // Started in another way too, it has those of the repository.
      if (call === undefined || push || pullRequest || schedule || manual || Object.keys(others).length > 0) continue;
      const declared = isPlainSet(call) && isPlainSet(call.secrets) ? call.secrets : {};
      for (const { text, keyPath } of expressionsOf(facts)) {
        for (const [, name] of bare(text).matchAll(/\bsecrets\.([A-Za-z_]\w*)/g)) {
          if (name === 'GITHUB_TOKEN' || name! in declared) continue;
          report.found(workflow, {
            message: `the job ${id} takes secrets.${name}, which the workflow is not given`,
            keyPath,
            cause: `${workflow.node.path} ${name}`,
            severity: facts.job.environment === undefined ? undefined : Severity.WARNING,
            mend: `declare it: on: { events: { workflow_call: { secrets: { ${name}: { required: true } } } } }`,
          });
        }
      }
    }
  },
};
