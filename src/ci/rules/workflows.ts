import type { Estate } from '../../app/rules/estate';
import { GithubJob, GithubStep } from '../github-job';
import { GithubWorkflow } from '../github-workflow';
import { jobData } from '../workflow-data';

/** A workflow with all its jobs. */
export interface WorkflowFacts {
  readonly workflow: GithubWorkflow;
  readonly jobs: ReadonlyMap<string, GithubJob>;
}

/** The workflows of the estate; jobs that are made from the tree are made once. */
export function workflows(estate: Estate): readonly WorkflowFacts[] {
  return estate._all(GithubWorkflow.isGithubWorkflow).map((workflow) => ({ workflow, jobs: workflow._allJobs() }));
}

/** A job, where it stands. */
export interface JobFacts extends WorkflowFacts {
  readonly id: string;
  readonly job: GithubJob;
  readonly steps: readonly GithubStep[];
  readonly keyPath: string;
}

/** The jobs of all workflows. */
export function jobs(estate: Estate): readonly JobFacts[] {
  return estate
    ._table(workflows)
    .flatMap((facts) =>
      [...facts.jobs].map(([id, job]) => ({ ...facts, id, job, steps: job.steps ?? [], keyPath: `jobs.${id}` })),
    );
}

/** An expression of a job: what stands between `${{` and `}}`, or in a condition. */
export interface JobExpression {
  readonly text: string;
  /** Where, from the workflow: `jobs.build.steps[1].env.TOKEN`. */
  readonly keyPath: string;
  /** The step that it stands in, by its number. */
  readonly step?: number;
}

/** All expressions of a job. */
export function expressionsOf({ id, job }: Pick<JobFacts, 'id' | 'job'>): JobExpression[] {
  const found: JobExpression[] = [];
  const visit = (value: unknown, path: string, step?: number): void => {
    if (typeof value === 'string') {
      for (const [, text] of value.matchAll(/\$\{\{(.*?)\}\}/gs)) found.push({ text: text!, keyPath: path, step });
      if (/\.if$/.test(path) && !value.includes('${{')) found.push({ text: value, keyPath: path, step });
    } else if (Array.isArray(value)) {
      const ofSteps = path === `jobs.${id}.steps`;
      value.forEach((one, index) => visit(one, `${path}[${index}]`, ofSteps ? index : step));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(one, `${path}.${key}`, step);
    }
  };
  visit(jobData(job), `jobs.${id}`);
  return found;
}

/** An expression without the text in it that is no part of it. */
export function bare(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, "''");
}
