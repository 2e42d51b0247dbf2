import { ChildProcess } from 'child_process';
import { constants } from 'os';

/**
 * Start a child, and give its exit code, or the signal that ended it. A signal to this process goes on to it, and
 * then ends both: also one that comes while the child is being started, which would leave it behind.
 */
export async function endOf(start: () => ChildProcess, clean: () => void): Promise<number | NodeJS.Signals> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let caught: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals) => {
    caught = signal;
    // Called between turns of the event loop, so the child is there. An interrupt at the terminal reaches it by itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const ignore = () => signals.forEach((signal) => process.off(signal, pass));
  signals.forEach((signal) => process.on(signal, pass));
  let child: ChildProcess;
  try {
    child = start();
  } catch (error) {
    ignore();
    throw error;
  }
  child.on('exit', () => {
    if (!caught) return;
    clean();
    ignore();
    process.kill(process.pid, caught);
  });
  const ended = await new Promise<number | NodeJS.Signals>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(signal ?? code ?? 1));
  }).finally(ignore);
  // A shell tells of a signal by 128 and its number.
  const name = Object.entries(constants.signals).find(
    ([, number]) => typeof ended === 'number' && ended === 128 + number,
  );
  return name ? (name[0] as NodeJS.Signals) : ended;
}
