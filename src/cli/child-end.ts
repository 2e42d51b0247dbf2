import { ChildProcess } from 'child_process';
import { constants } from 'os';

/**
 * Start a child, and give its exit code, or the signal that ended it. A signal to this process goes on to it, and
 * then ends both: also one that comes while the child is being started, which would leave it behind.
 */
export async function endOf(start: () => ChildProcess, clean: () => void): Promise<number | NodeJS.Signals> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let caught: NodeJS.Signals | undefined;
  const begin = () => {
    try {
      return start();
    } catch (error) {
      for (const signal of signals) process.off(signal, pass);
      throw error;
    }
  };
  const pass = (signal: NodeJS.Signals) => {
    caught = signal;
    // It is called between turns of the event loop, so the child is there. An interrupt at the terminal reaches the child by itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  const child = begin();
  const die = () => {
    if (!caught) return;
    clean();
    for (const signal of signals) process.off(signal, pass);
    process.kill(process.pid, caught);
  };
  child.on('exit', die);
  const ended = await new Promise<number | NodeJS.Signals>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(signal ?? code ?? 1));
  }).finally(() => {
    for (const signal of signals) process.off(signal, pass);
  });
  // A shell tells of a signal by 128 and its number.
  const name = Object.entries(constants.signals).find(
    ([, number]) => typeof ended === 'number' && ended === 128 + number,
  );
  return name ? (name[0] as NodeJS.Signals) : ended;
}
