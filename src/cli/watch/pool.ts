import { ChildProcess, fork } from 'child_process';
import { rmSync } from 'fs';
import { join } from 'path';
import { readRound, Round, Waiting } from './round';

/** Node compiles all of the library while it waits, and not when it is first called, in the round. */
const FLAGS = ['--no-lazy'];

/** Processes for rounds: one that runs, and the next, which waits with the library loaded. */
export class WatchPool {
  private next: Worker;
  private running?: Worker;
  private made = 0;

  constructor(
    private readonly waiting: Omit<Waiting, 'file'>,
    private readonly folder: string,
  ) {
    this.next = this.start();
  }

  /** Run a round; undefined where it was ended before its end. */
  public async round(): Promise<Round | undefined> {
    const worker = this.next.isThere ? this.next : this.start();
    this.running = worker;
    const done = await worker.run();
    this.running = undefined;
    this.next = this.start();
    return done;
  }

  /** End the round that is under way. */
  public stop(): void {
    this.running?.end();
  }

  /** End all. */
  public end(): void {
    this.running?.end();
    this.next.end();
  }

  private start(): Worker {
    return new Worker({ ...this.waiting, file: join(this.folder, `round-${this.made++}`) });
  }
}

class Worker {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;

  constructor(private readonly waiting: Waiting) {
    this.child = fork(join(__dirname, 'worker.js'), [JSON.stringify(waiting)], {
      execArgv: [...process.execArgv, ...FLAGS],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.ended = new Promise((done) => {
      this.child.once('exit', () => done());
      this.child.once('error', () => done());
    });
  }

  public get isThere(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.connected;
  }

  public async run(): Promise<Round | undefined> {
    const done = new Promise<void>((resolve) =>
      this.child.on('message', (message) => {
        if (message === 'done') resolve();
      }),
    );
    this.child.send('go');
    await Promise.race([done, this.ended]);
    const round = readRound(this.waiting.file);
    rmSync(this.waiting.file, { force: true });
    return round;
  }

  public end(): void {
    if (this.child.connected) this.child.disconnect();
    if (this.child.exitCode === null) this.child.kill('SIGKILL');
  }
}
