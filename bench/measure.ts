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
