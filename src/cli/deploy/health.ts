import type { ToolCommand } from './command-line';
import { linkAt, Place } from './place';
import type { Status } from './report';
import { failureOf, Session, Wiring } from './session';
import type { Target } from './targets';

/** What is done to a machine's system. */
export type Action = 'switch' | 'boot' | 'test' | 'dry-activate' | 'build';

const SYSTEM_PROFILE = '/nix/var/nix/profiles/system';
const CURRENT_SYSTEM = '/run/current-system';
/** From the home directory. */
const HOME_PROFILE = '.local/state/nix/profiles/home-manager';

/** Whether an action changes what runs, so that health can be asked for after it. */
export function changesWhatRuns(action: Action): boolean {
  return action === 'switch' || action === 'test';
}

/** A machine whose health is watched over an activation. */
export interface Watched {
  readonly target: Target;
  readonly place: Place;
  readonly action: Action;
  /** The home directory with a slash; empty where commands run in it. */
  readonly homeFolder: string;
  /** How a tool goes back by one generation, where one is called for that. */
  readonly back?: ToolCommand;
}

/** The program that runs a machine's health checks. */
export function healthCommands({ target, place, homeFolder }: Watched): ToolCommand[] {
  const { kind, healthProgram } = target;
  if (kind !== 'home') {
    const program = healthProgram ?? `${CURRENT_SYSTEM}/sw/bin/cosmo-health`;
    return place.commands([{ program, args: [] }], { root: true });
  }
  const program = `${homeFolder}${healthProgram ?? `${HOME_PROFILE}/home-path/bin/cosmo-health`}`;
  return place.commands([{ program, args: [] }]);
}

/** What runs on a machine now: where the link of its generation leads. */
export async function running(
  { target, place, action, homeFolder }: Watched,
  session: Session,
  { prefix }: Wiring,
): Promise<string | undefined> {
  if (target.kind === 'home') return linkAt(`${homeFolder}${HOME_PROFILE}`, place, session, { toItsEnd: true, prefix });
  return linkAt(action === 'test' ? CURRENT_SYSTEM : SYSTEM_PROFILE, place, session, { prefix });
}

/** What became of a machine whose checks were run. */
export interface Verdict {
  readonly status: Status;
  readonly detail?: string;
}

/** How it is done. */
export interface Checking {
  readonly session: Session;
  readonly wiring: Wiring;
  /** What ran before the activation. */
  readonly before: string | undefined;
  readonly rollback: boolean;
  /** Takes what is run, before it is. */
  readonly begin: (what: string) => void;
}

/** Run the checks of a machine, and where one fails bring back what ran before. */
export async function checked(watched: Watched, checking: Checking): Promise<Verdict> {
  const { session, wiring, before, rollback, begin } = checking;
  const { name } = watched.target;
  begin(`${name}: health checks`);
  const failure = await runAll(healthCommands(watched), session, wiring);
  if (session.interrupted) return { status: 'interrupted', detail: 'switched; its checks were not run to their end' };
  if (failure === undefined) return { status: 'done' };
  const unwell = `cosmo-health ${failure}`;
  if (!rollback) return { status: 'unwell', detail: unwell };
  const after = await running(watched, session, wiring);
  if (before !== undefined && before === after) {
    return { status: 'unwell', detail: `${unwell}; the activation changed nothing that could be taken back` };
  }
  const back = before === undefined ? undefined : rollbackCommands(watched, before, after);
  if (back === undefined) {
    return { status: 'unwell', detail: `${unwell}; what ran before is not known, so nothing was rolled back` };
  }
  begin(`${name}: back to what ran before`);
  const failed = await runAll(back, session, wiring);
  if (failed !== undefined) return { status: 'failed', detail: `${unwell}, and the rollback ${failed}` };
  return { status: 'rolled-back', detail: unwell };
}

async function runAll(commands: readonly ToolCommand[], session: Session, wiring: Wiring) {
  for (const command of commands) {
    const failure = failureOf(await session.run(command, wiring));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/**
 * What brings back what ran before. A rollback goes to the generation below, which is the one that ran only where
 * nobody had gone back before: elsewhere the generation is named.
 */
function rollbackCommands(watched: Watched, before: string, after?: string): ToolCommand[] | undefined {
  const { target, place, action, back } = watched;
  if (target.kind === 'home') return place.commands([{ program: `${before}/activate`, args: [] }]);
  if (action === 'test') {
    if (!before.startsWith('/nix/store/')) return undefined;
    const program = `${before}/bin/switch-to-configuration`;
    return place.commands([{ program, args: ['test'] }], { root: true });
  }
  const generation = generationOf(before);
  if (generation === undefined) return undefined;
  if (back && generationOf(after) === generation + 1) return [back];
  const number = ['--switch-generation', String(generation)];
  if (target.kind === 'darwin') {
    return place.commands([{ program: `${CURRENT_SYSTEM}/sw/bin/darwin-rebuild`, args: number }], { root: true });
  }
  return place.commands(
    [
      { program: 'nix-env', args: ['--profile', SYSTEM_PROFILE, ...number] },
      { program: `${SYSTEM_PROFILE}/bin/switch-to-configuration`, args: ['switch'] },
    ],
    { root: true },
  );
}

function generationOf(link: string | undefined): number | undefined {
  const number = /system-(\d+)-link$/.exec(link ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}
