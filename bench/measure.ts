import { spawnSync } from 'child_process';

/** Milliseconds that `work` takes: the median of several runs after a warm-up. */
export function median(work: () => unknown, runs: number = 7, warmUps: number = 2): number {
  for (let i = 0; i < warmUps; i++) work();
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** What one work takes against another, run in turn, so that both have the machine as it is. */
export interface Comparison {
  /** Milliseconds of the work, the median. */
  readonly work: number;
  /** Milliseconds of what it is held against, the median. */
  readonly against: number;
  /** The median of the ratios. */
  readonly ratio: number;
}

/** Compare two works in one run: the median of several rounds after a warm-up. */
export function compare(
  work: () => unknown,
  against: () => unknown,
  rounds: number = 9,
  warmUps: number = 3,
): Comparison {
  const pairs: Comparison[] = [];
  for (let i = -warmUps; i < rounds; i++) {
    const [a, w] = [median(against, 1, 0), median(work, 1, 0)];
    if (i >= 0) pairs.push({ work: w, against: a, ratio: w / a });
  }
  const middle = (pick: (pair: Comparison) => number) => pairs.map(pick).sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
  return { work: middle((p) => p.work), against: middle((p) => p.against), ratio: middle((p) => p.ratio) };
}

/** Milliseconds of a whole process: the median of several runs after a warm-up. */
export function processTime(command: string, args: string[], cwd: string, runs: number = 7): number {
  return median(
    () => {
      const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
    },
    runs,
    1,
  );
}
