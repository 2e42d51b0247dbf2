import type { Estate } from '../../app/rules/estate';
import { Backup } from '../backup';

/** A repository with the jobs that fill it. */
export interface FilledRepository {
  readonly location: string;
  /** At least one, in the order of the tree. */
  readonly jobs: readonly [Backup, ...Backup[]];
}

/** The repositories of the estate: a folder of a machine is another one than the same folder of another machine. */
export function repositories(estate: Estate): readonly FilledRepository[] {
  const found = new Map<string, { location: string; jobs: [Backup, ...Backup[]] }>();
  for (const job of estate._all(Backup.isBackup)) {
    const { _kind: kind, _location: location } = job._props.repository;
    const key = kind === 'local' ? `${job.system.node.path} ${location}` : location;
    const same = found.get(key);
    if (same) same.jobs.push(job);
    else found.set(key, { location, jobs: [job] });
  }
  return [...found.values()];
}
