import { GithubConcurrency, GithubJob, GithubMatrix, GithubStep } from './github-job';
import { GithubPermissions } from './github-permissions';
import { GithubFilter, GithubTriggers } from './github-triggers';
import { defined } from '../app/compact';

/** Data as GitHub writes it. */
export type Data = Record<string, unknown>;

/** `pullRequests` as `pull-requests`. */
function kebab(data: object): Data {
  return defined(
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`), value]),
    ),
  );
}

export function permissionData(permissions: GithubPermissions | undefined): Data | undefined {
  return permissions && kebab(permissions);
}

export function concurrencyData(concurrency: GithubConcurrency | undefined): Data | undefined {
  return concurrency && kebab(concurrency);
}

export function triggerData(on: GithubTriggers): Data {
  const filter = (given: GithubFilter | undefined) => given && kebab(given);
  return defined({
    push: filter(on.push),
    pull_request: filter(on.pullRequest),
    schedule: on.schedule?.map((cron) => ({ cron })),
    workflow_dispatch: on.manual ? {} : undefined,
    ...on.events,
  });
}

export function jobData(job: GithubJob): Data {
  return defined({
    name: job.name,
    if: job.condition,
    needs: job.needs && job.needs.length > 0 ? job.needs : undefined,
    permissions: permissionData(job.permissions),
    uses: job.uses?.uses,
    with: job.uses ? job.inputs : undefined,
    secrets: job.secrets,
    'runs-on': job.uses ? undefined : labels(job.runsOn ?? ['ubuntu-latest']),
    environment: job.environment,
    concurrency: concurrencyData(job.concurrency),
    'timeout-minutes': job.uses ? undefined : (job.timeoutMinutes ?? 30),
    strategy: job.matrix && matrixData(job.matrix),
    outputs: job.outputs,
    env: job.env,
    ...job.extra,
    steps: job.steps?.map(stepData),
  });
}

function labels(runsOn: string[]): unknown {
  return runsOn.length === 1 ? runsOn[0] : runsOn;
}

function matrixData(matrix: GithubMatrix): Data {
  return defined({
    'fail-fast': matrix.failFast,
    'max-parallel': matrix.maxParallel,
    matrix: defined({ ...matrix.values, include: matrix.include, exclude: matrix.exclude }),
  });
}

function stepData(step: GithubStep): Data {
  return defined({
    name: step.name,
    id: step.id,
    if: step.condition,
    uses: step.uses?.uses,
    with: step.inputs,
    env: step.env,
    shell: step.shell,
    'working-directory': step.workingDirectory,
    'continue-on-error': step.continueOnError,
    'timeout-minutes': step.timeoutMinutes,
    ...step.extra,
    run: step.run,
  });
}
