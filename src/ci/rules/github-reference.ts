import { bare, expressionsOf, jobs, JobFacts } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

const WHAT = { steps: 'no earlier step', needs: 'nothing that is needed', matrix: 'no value of the matrix' };

/** What an expression can name; undefined where an expression says it. */
const names = {
  steps: ({ steps }: JobFacts, at?: number) => steps.slice(0, at).flatMap(({ id }) => id ?? []),
  needs: ({ job }: JobFacts) => job.needs ?? [],
  matrix: ({ job }: JobFacts) => {
    if (job.extra?.strategy !== undefined) return undefined;
    const { values = {}, include = [] } = job.matrix ?? {};
    return [...new Set([...Object.keys(values), ...include.flatMap((one) => Object.keys(one))])];
  },
};

export const githubReference: IRule = {
  code: 'GITHUB_REFERENCE',
  severity: Severity.WARNING,
  title: 'Expressions name steps, jobs and values of a matrix that are there',
  reason: 'GitHub puts an empty text in the place of what it does not know, and goes on',
  source: 'GitHub Actions: contexts',
  breaks: `
new GithubWorkflow(app, 'refers', {
  on: { push: {} },
  jobs: {
    check: {
      steps: [
        { id: 'version', run: 'echo "tag=1" >> "$GITHUB_OUTPUT"' },
        { run: 'echo "$TAG"', env: { TAG: '\${{ steps.verison.outputs.tag }}' } },
      ],
    },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'refers', {
  on: { push: {} },
  jobs: {
    check: {
      steps: [
        { id: 'version', run: 'echo "tag=1" >> "$GITHUB_OUTPUT"' },
        { run: 'echo "$TAG"', env: { TAG: '\${{ steps.version.outputs.tag }}' } },
      ],
    },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(jobs)) {
      for (const { text, keyPath, step } of expressionsOf(facts)) {
        for (const [, context, name] of bare(text).matchAll(/(?<![\w.])(steps|needs|matrix)\.([A-Za-z_][\w-]*)/g)) {
          const known = names[context as keyof typeof names](facts, step);
          if (known === undefined || known.includes(name!)) continue;
          report.found(facts.workflow, {
            message: `${context}.${name} is ${WHAT[context as keyof typeof names]} of the job ${facts.id}`,
            keyPath,
            mend:
              known.length > 0
                ? `name one that is there: ${known.join(', ')}`
                : 'take it out, or give the job what it names',
          });
        }
      }
    }
  },
};
