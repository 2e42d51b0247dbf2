import { Action, changesWhatRuns, checked, running } from './deploy/health';
import { Report, SystemResult } from './deploy/report';
import { patternsOf, selected } from './deploy/select';
import { failureOf, Wiring } from './deploy/session';
import { DeployState, outputHash, readState, stateFile, writeState } from './deploy/state';
import type { Target } from './deploy/targets';
import { BUILT } from './deploy/tools';
import { stepOf, Unit, unitsOf } from './deploy/units';
import { DeployEstate, withEstate } from './deploy/with-estate';
import type { DeployOptions } from './deploy-command';
import { onPath } from './on-path';
import { toolError } from './tool-error';
import { usage } from './usage-error';

const WHY = 'Nix builds what is deployed, and copies it';

/** `cosmo deploy [SYSTEM…]`: sets the process's exit code. */
export async function deploy(
  names: readonly string[],
  passed: readonly string[],
  options: DeployOptions,
): Promise<void> {
  const { action = 'switch', dryRun } = options;
  await withEstate({
    verb: 'deploy',
    options,
    why: WHY,
    more: () => ({ action }),
    run: async (estate) => {
      const parallel = parallelOf(options);
      const file = stateFile(estate.root, estate.outdir);
      const hash = outputHash(estate.output);
      const chosen = chosenOf(patternsOf([...names, ...(options.on ?? [])]), estate, options.resume === true);
      const { targets, done } = resumed(chosen, { file, hash, action, options, estate });
      const rollback = options.rollback !== false;
      const planning = { flake: estate.flake, action, passed, rollback, parallel };
      const health = options.health !== false;
      const units = unitsOf(targets, { ...planning, health, checks: options.checks === true });
      const steps = units.map((unit) => stepOf(unit, rollback));
      tellHealth(targets, estate, action, options);
      estate.voice.plan(steps);
      const kept: SystemResult[] = done.map((name) => ({ name, status: 'skipped', detail: 'deployed already' }));
      if (dryRun) return { steps, systems: [], done: DONE[action] } satisfies Report;
      if (units.length > 0 && onPath('ssh') === undefined) {
        throw toolError('SSH_MISSING', 'ssh was not found', 'install OpenSSH: every machine is reached by it');
      }
      const all = [...targets.map(({ name }) => name), ...done];
      const state = new Recorder(file, { hash, action, all, done });
      const systems = await new Run(estate, units, options, state, parallel ?? 1).all();
      return { steps, systems: [...systems, ...kept], done: DONE[action] } satisfies Report;
    },
  });
}

const DONE: Readonly<Record<Action, string>> = {
  switch: 'deployed',
  boot: 'ready for the next start',
  test: 'activated until the next start',
  build: 'built',
  'dry-activate': 'shown',
};

/** Writes down how far a deployment came, after every system. */
class Recorder {
  private state: DeployState;

  constructor(
    private readonly file: string | undefined,
    about: { hash: string; action: Action; all: readonly string[]; done: readonly string[] },
  ) {
    const { hash, action, all, done } = about;
    const systems = Object.fromEntries(all.map((name) => [name, done.includes(name) ? 'done' : 'open'] as const));
    this.state = { version: 1, output: hash, action, begun: new Date().toISOString(), systems };
    this.write();
  }

  public done(name: string): void {
    this.state = { ...this.state, systems: { ...this.state.systems, [name]: 'done' } };
    this.write();
  }

  private write(): void {
    try {
      writeState(this.file, this.state);
    } catch {
      // It only helps to resume; nothing that is deployed hangs on it.
    }
  }
}

/** Deploys units, several at once where that is asked for. */
class Run {
  private readonly results = new Map<string, SystemResult>();
  private readonly open: Unit[];
  private failed = false;
  private readonly isParallel: boolean;

  constructor(
    private readonly estate: DeployEstate,
    private readonly units: readonly Unit[],
    private readonly options: DeployOptions,
    private readonly state: Recorder,
    private readonly parallel: number,
  ) {
    this.open = [...units];
    this.isParallel = parallel > 1 && units.length > 1;
  }

  public async all(): Promise<SystemResult[]> {
    const worker = async () => {
      for (let unit = this.next(); unit; unit = this.next()) await this.deploy(unit);
    };
    await Promise.all(Array.from({ length: Math.min(this.parallel, this.units.length) }, worker));
    return this.units.flatMap(({ targets, tool }) =>
      targets.map(({ name }) => this.results.get(name) ?? { name, tool, status: 'not-begun' as const }),
    );
  }

  private next(): Unit | undefined {
    if (this.estate.session.interrupted || (this.failed && !this.options.keepGoing)) return undefined;
    return this.open.shift();
  }

  private async deploy(unit: Unit): Promise<void> {
    const { session, voice } = this.estate;
    const { tool, targets, watched } = unit;
    const names = targets.map(({ name }) => name).join(', ');
    const started = Date.now();
    voice.begin(`${names}: ${tool}`, this.units.indexOf(unit), this.units.length);
    const before = new Map<Target, string | undefined>();
    for (const one of watched) before.set(one.target, await running(one, session, this.wiring(one.target.name)));
    const failure = await this.runCommands(unit, targets.length === 1 ? targets[0]!.name : tool);
    for (const target of targets) {
      const about = () => ({ name: target.name, tool, seconds: (Date.now() - started) / 1000 });
      const one = watched.find((candidate) => candidate.target === target);
      if (session.interrupted && (failure !== undefined || one)) {
        const detail = failure !== undefined ? `${tool} was interrupted` : 'deployed; its checks were not run';
        this.settle({ ...about(), status: 'interrupted', detail });
      } else if (failure !== undefined) {
        const which = targets.length > 1 ? '; what it printed says for which' : '';
        this.settle({ ...about(), status: 'failed', detail: `${tool} ${failure}${which}` });
      } else {
        const verdict = one ? await this.check(one, before.get(target)) : { status: 'done' as const };
        this.settle({ ...about(), ...verdict });
      }
    }
  }

  /** Run the commands of a unit, until one fails; what the first one builds stands in the others. */
  private async runCommands({ commands }: Unit, name: string): Promise<string | undefined> {
    const { session } = this.estate;
    let built = '';
    for (const [index, command] of commands.entries()) {
      const wiring = this.wiring(name);
      const isBuild = index === 0 && commands.length > 1;
      const args = command.args.map((arg) => arg.replace(BUILT, built));
      const ended = await session.run({ ...command, args }, isBuild ? { ...wiring, stdout: 'taken' } : wiring);
      const failure = failureOf(ended);
      if (failure !== undefined) return failure;
      if (session.interrupted && index < commands.length - 1) return 'was not carried out to its end';
      if (!isBuild) continue;
      built = ended.output.trim().split('\n')[0]!;
      if (built === '') return 'built nothing';
    }
    return undefined;
  }

  private async check(watched: Unit['watched'][number], before: string | undefined) {
    const { session, voice } = this.estate;
    const rollback = this.options.rollback !== false && watched.target.deploy!.rollback !== false;
    const wiring = this.wiring(watched.target.name);
    return checked(watched, { session, wiring, before, rollback, begin: (what) => voice.begin(what) });
  }

  private settle(result: SystemResult): void {
    this.results.set(result.name, result);
    if (result.status === 'done') this.state.done(result.name);
    else this.failed = true;
  }

  private wiring(name: string): Wiring {
    const stdout = this.options.json ? 'error' : 'own';
    return this.isParallel ? { stdout, prefix: `${name} | ` } : { stdout };
  }
}

/** @throws UsageError `PARALLEL` */
function parallelOf({ parallel }: DeployOptions): number | undefined {
  if (parallel === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(parallel)) return Number(parallel);
  throw usage('PARALLEL', `--parallel ${parallel} is no number of machines`, 'give how many at once: --parallel 4');
}

/** What is named, or all that have a `DeployTarget`. */
function chosenOf(patterns: readonly string[], { targets, voice }: DeployEstate, resume: boolean): Target[] {
  const chosen = patterns.length > 0 ? selected(targets, patterns) : [...targets];
  const missing = chosen.filter((one) => one.deploy === undefined);
  const named = missing.filter(({ name, flake }) => patterns.includes(name) || patterns.includes(flake));
  const reachable = chosen.filter((one) => one.deploy !== undefined);
  if (named.length > 0 || reachable.length === 0) {
    const which = named.length > 0 ? named : missing;
    throw usage(
      'DEPLOY_NO_TARGET',
      which.length === 0
        ? 'the estate has no system'
        : `nothing says how to reach ${which.map(({ name }) => name).join(', ')}`,
      "give each a target: new DeployTarget(host, 'deploy', { … }); for this machine: cosmo switch",
    );
  }
  if (missing.length > 0 && !resume) {
    voice.note(`not deployed, as they have no DeployTarget: ${missing.map(({ name }) => name).join(', ')}`);
  }
  return reachable;
}

interface Resuming {
  readonly file: string | undefined;
  readonly hash: string;
  readonly action: Action;
  readonly options: DeployOptions;
  readonly estate: DeployEstate;
}

/** With `--resume`, what the last deployment left to be done. */
function resumed(
  chosen: readonly Target[],
  { file, hash, action, options, estate }: Resuming,
): { targets: readonly Target[]; done: string[] } {
  if (!options.resume) return { targets: chosen, done: [] };
  const state = readState(file);
  if (state === undefined) {
    throw usage('RESUME_NOTHING', 'there is no deployment to go on with', 'deploy without --resume');
  }
  const members = chosen.filter(({ name }) => state.systems[name] !== undefined);
  if (members.length === 0) {
    const all = Object.keys(state.systems).join(', ');
    throw usage('RESUME_OTHERS', `the last deployment was of ${all}`, 'name some of them, or deploy without --resume');
  }
  if (state.output !== hash || state.action !== action) {
    const what = state.output !== hash ? 'the output has changed' : `it was a ${state.action}`;
    estate.voice.note(`${what} since the last deployment, so all of its systems are deployed again`);
    return { targets: members, done: [] };
  }
  const isOpen = ({ name }: Target) => state.systems[name] === 'open';
  return { targets: members.filter(isOpen), done: members.filter((one) => !isOpen(one)).map(({ name }) => name) };
}

function tellHealth(
  targets: readonly Target[],
  { voice }: DeployEstate,
  action: Action,
  { health }: DeployOptions,
): void {
  if (health !== false || !changesWhatRuns(action)) return;
  const own = targets.filter((one) => one.deploy!.tool === 'deploy-rs' && one.health.length > 0);
  if (own.length === 0) return;
  const names = own.map(({ name }) => name).join(', ');
  voice.note(`${names}: the checks are part of what deploy-rs activates, and run in spite of --no-health`);
}
