import { GithubJob } from './github-job';
import type { RuleFinding } from '../app/rules/rule';

/** Jobs that are needed and are not there, and those that wait for each other. */
export function checkNeeds(jobs: ReadonlyMap<string, GithubJob>): RuleFinding[] {
  const found: RuleFinding[] = [];
  for (const [id, { needs = [] }] of jobs) {
    for (const name of needs.filter((other) => !jobs.has(other))) {
      found.push({
        message: `the job ${id} needs ${name}, which is no job of the workflow`,
        mend: `its jobs are ${[...jobs.keys()].join(', ')}`,
        keyPath: `jobs.${id}.needs`,
      });
    }
  }
  const circle = findCircle(jobs);
  if (circle) {
    found.push({
      message: `jobs wait for each other: ${circle.join(' needs ')}`,
      mend: 'take one of the needs away',
      keyPath: `jobs.${circle[0]!}.needs`,
    });
  }
  return found;
}

function findCircle(jobs: ReadonlyMap<string, GithubJob>): string[] | undefined {
  const done = new Set<string>();
  const walk = (id: string, above: readonly string[]): string[] | undefined => {
    if (above.includes(id)) return [...above.slice(above.indexOf(id)), id];
    if (done.has(id)) return undefined;
    done.add(id);
    for (const next of jobs.get(id)?.needs ?? []) {
      const circle = walk(next, [...above, id]);
      if (circle) return circle;
    }
    return undefined;
  };
  for (const id of jobs.keys()) {
    const circle = walk(id, []);
    if (circle) return circle;
  }
  return undefined;
}
