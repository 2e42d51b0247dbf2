import { jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { GithubPermissions } from '../github-permissions';

const NEEDS: readonly (readonly [RegExp, keyof GithubPermissions, string])[] = [
  [/^\s*git push\b/m, 'contents', 'git push'],
  [/\bgh pr (create|edit|merge|comment)\b/, 'pullRequests', 'gh pr'],
  [/\bgh release (create|upload|delete)\b/, 'contents', 'gh release'],
  [/\bgh issue (create|comment|close|edit)\b/, 'issues', 'gh issue'],
  [/\bgh workflow run\b/, 'actions', 'gh workflow run'],
];

export const githubPermissionMissing: IRule = {
  code: 'GITHUB_PERMISSION_MISSING',
  severity: Severity.WARNING,
  title: 'The token of a job may do what its commands do with it',
  reason: 'GitHub refuses the push or the pull request; the token may do what is said and nothing else',
  source: 'GitHub Actions: permissions',
  breaks: `
new GithubWorkflow(app, 'pushes', {
  on: { push: {} },
  jobs: {
    release: { steps: [{ run: 'git push origin HEAD:release' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'pushes', {
  on: { push: {} },
  jobs: {
    release: { permissions: { contents: GithubAccess.WRITE }, steps: [{ run: 'git push origin HEAD:release' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, job, steps, keyPath } of estate._table(jobs)) {
      const allowed = job.permissions ?? workflow._props.permissions ?? {};
      for (const [index, { run, env }] of steps.entries()) {
        // With a token of its own it asks nobody.
        const tokens = JSON.stringify([env, job.env, workflow._props.env, steps.map(({ inputs }) => inputs)]);
        if (run === undefined || /secrets\.(?!GITHUB_TOKEN)|steps\./.test(tokens)) continue;
        const lacking = NEEDS.find(([command, permission]) => command.test(run) && allowed[permission] !== 'write');
        if (!lacking) continue;
        report.found(workflow, {
          message: `the job ${id} runs ${lacking[2]}, and its token may not write ${lacking[1]}`,
          keyPath: `${keyPath}.steps[${index}].run`,
          mend: `permissions: { ${lacking[1]}: GithubAccess.WRITE } of the job`,
        });
      }
    }
  },
};
