import { homedir, hostname, userInfo } from 'os';
import { ownPlatform } from './deploy/buildable';
import type { ToolCommand } from './deploy/command-line';
import { Action, changesWhatRuns, checked, healthCommands, running, Watched } from './deploy/health';
import { here } from './deploy/place';
import { Step, SystemResult } from './deploy/report';
import { selected } from './deploy/select';
import { failureOf } from './deploy/session';
import type { Target } from './deploy/targets';
import { checkDarwinAction, darwinRebuild, homeManager, nixosRebuild } from './deploy/tools';
import { DeployEstate, withEstate } from './deploy/with-estate';
import { onPath } from './on-path';
import type { SwitchOptions } from './switch-command';
import { toolError } from './tool-error';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';

const WHY = 'Nix builds what is switched to';

/** This machine, and who asks. */
export interface Machine {
  /** Its name, without a domain. */
  readonly name: string;
  readonly user: string;
  readonly isRoot: boolean;
  readonly isMac: boolean;
  readonly home: string;
}

function thisMachine(): Machine {
  const { username, uid } = userInfo();
  const [name = ''] = hostname().split('.');
  return { name, user: username, isRoot: uid === 0, isMac: process.platform === 'darwin', home: homedir() };
}

/** `cosmo switch [SYSTEM]`: sets the process's exit code. */
export async function switchSystem(
  names: readonly string[],
  passed: readonly string[],
  options: SwitchOptions,
  machine: Machine = thisMachine(),
): Promise<void> {
  const { dryRun, action = 'switch' } = options;
  await withEstate({
    verb: 'switch',
    options,
    why: WHY,
    more: () => ({ action }),
    run: async (estate) => {
      const target = targetFor(names, estate, machine);
      const command = commandFor(target, { action, passed, machine, flake: estate.flake });
      const watched = watch(target, action, machine, estate.flake);
      const asksHealth = options.health !== false && target.health.length > 0 && changesWhatRuns(action);
      const step: Step = {
        systems: [target.name],
        tool: toolOf(target),
        command,
        then: asksHealth ? healthCommands(watched) : [],
        remark: asksHealth && options.rollback !== false ? 'where a check fails, back to what ran before' : undefined,
      };
      tell(target, estate, machine);
      estate.voice.plan([step]);
      if (dryRun) return { steps: [step], systems: [], done: DONE[action] };
      checkTool(command, target);
      const result = await carryOut(watched, step, { estate, asksHealth, options });
      return { steps: [step], systems: [result], done: DONE[action] };
    },
  });
}

const DONE: Readonly<Record<Action, string>> = {
  switch: 'switched',
  boot: 'ready for the next start',
  test: 'activated until the next start',
  build: 'built',
  'dry-activate': 'shown',
};

interface Carrying {
  readonly estate: DeployEstate;
  readonly asksHealth: boolean;
  readonly options: SwitchOptions;
}

async function carryOut(
  watched: Watched,
  step: Step,
  { estate, asksHealth, options }: Carrying,
): Promise<SystemResult> {
  const { session, voice } = estate;
  const { name } = watched.target;
  const { tool, command } = step;
  const wiring = { stdout: options.json ? 'error' : 'own' } as const;
  const before = asksHealth ? await running(watched, session, wiring) : undefined;
  const begin = (what: string) => voice.begin(what);
  begin(`${name}: ${tool}`);
  const started = Date.now();
  const failure = failureOf(await session.run(command, wiring));
  const result = (): Omit<SystemResult, 'status'> => ({ name, tool, seconds: (Date.now() - started) / 1000 });
  if (session.interrupted && (failure !== undefined || asksHealth)) {
    const detail = failure !== undefined ? `${tool} was interrupted` : 'switched; its checks were not run';
    return { ...result(), status: 'interrupted', detail };
  }
  if (failure !== undefined) return { ...result(), status: 'failed', detail: `${tool} ${failure}` };
  if (!asksHealth) return { ...result(), status: 'done' };
  const verdict = await checked(watched, { session, wiring, before, rollback: options.rollback !== false, begin });
  return { ...result(), ...verdict };
}

interface Calling {
  readonly action: Action;
  readonly passed: readonly string[];
  readonly machine: Machine;
  readonly flake: string;
}

function commandFor(target: Target, { action, passed, machine, flake }: Calling): ToolCommand {
  const place = `${flake}#${target.name}`;
  if (target.kind === 'host') {
    const args = [action, '--flake', place, ...passed];
    const needsRoot = action !== 'build';
    return needsRoot ? nixosRebuild(args, machine.isRoot) : { program: 'nixos-rebuild', args };
  }
  if (target.kind === 'darwin') {
    checkDarwinAction(action);
    return darwinRebuild([action, '--flake', place, ...passed], flake, machine.isRoot || action === 'build');
  }
  if (action !== 'switch' && action !== 'build') {
    throw usage('ACTION_UNKNOWN', `home-manager cannot ${action}`, 'a home takes --action switch or build');
  }
  return homeManager([action, '--flake', place, ...passed], flake);
}

function watch(target: Target, action: Action, machine: Machine, flake: string): Watched {
  const place = here(machine.isRoot);
  const back =
    target.kind === 'host'
      ? nixosRebuild(['switch', '--rollback'], machine.isRoot)
      : target.kind === 'darwin'
        ? darwinRebuild(['--rollback'], flake, machine.isRoot)
        : undefined;
  return { target, place, action, homeFolder: `${machine.home}/`, back };
}

function toolOf({ kind }: Target): string {
  return kind === 'host' ? 'nixos-rebuild' : kind === 'darwin' ? 'darwin-rebuild' : 'home-manager';
}

/** What is named, or what has the name of this machine. */
function targetFor(names: readonly string[], { targets }: DeployEstate, machine: Machine): Target {
  if (names.length > 1) {
    throw usage('SWITCH_SEVERAL', 'this machine can be switched to one system', 'name one; others: cosmo deploy');
  }
  const [named] = names;
  if (named !== undefined) {
    const found = selected(targets, [named]);
    if (found.length === 1) return ofThisKind(found[0]!, machine);
    const flakes = found.map(({ flake }) => flake).join(', ');
    throw usage('SWITCH_SEVERAL', `"${named}" names several: ${flakes}`, 'name one of them');
  }
  const wanted = [machine.name, `${machine.user}@${machine.name}`, machine.user];
  const isHere = ({ kind }: Target) => kind === 'home' || (kind === 'darwin') === machine.isMac;
  const mine = targets.filter(isHere);
  for (const name of wanted) {
    const found = mine.find((target) => target.name === name && (target.kind === 'home') === (name !== machine.name));
    if (found) return found;
  }
  const guess = nearest(
    machine.name,
    mine.map(({ name }) => name),
  );
  const known = targets.map(({ name }) => name).join(', ') || 'none';
  throw usage(
    'SWITCH_UNKNOWN',
    `this machine is called ${machine.name}, and the estate has no system of that name`,
    guess !== undefined ? `is it "${guess}"? then: cosmo switch ${guess}` : `name one of ${known}`,
  );
}

/** @throws UsageError `SWITCH_KIND` for a Mac's system elsewhere, or another's on a Mac */
function ofThisKind(target: Target, { isMac }: Machine): Target {
  if (target.kind === 'home' || (target.kind === 'darwin') === isMac) return target;
  const what = isMac ? 'runs NixOS, and this machine is a Mac' : 'is a Mac, and this machine is none';
  throw usage('SWITCH_KIND', `${target.name} ${what}`, `from here: cosmo deploy ${target.name}`);
}

/** What a person may have overlooked. */
function tell(target: Target, { voice }: DeployEstate, machine: Machine): void {
  const isOther = target.kind !== 'home' && target.name !== machine.name;
  if (isOther) voice.note(`this machine is called ${machine.name}; it is about to become ${target.name}`);
  const own = ownPlatform();
  if (target.platform !== undefined && target.platform !== own && !(target.kind === 'darwin') === !machine.isMac) {
    voice.note(`${target.name} is for ${target.platform}, and this machine is ${own}`);
  }
}

/** @throws ToolError `SWITCH_TOOL` where the machine is of another kind */
function checkTool(command: ToolCommand, target: Target): void {
  if (target.kind === 'host' && onPath('nixos-rebuild') === undefined) {
    throw toolError(
      'NIXOS_REBUILD_MISSING',
      'nixos-rebuild was not found, so this machine does not run NixOS',
      `from there: cosmo deploy ${target.name}; where it has no NixOS yet: cosmo install ${target.name}`,
    );
  }
  const inner = command.program === 'sudo' ? command.args.filter((one) => !one.includes('=')).slice(0, 1) : [];
  const missing = [command.program, ...inner].find((program) => onPath(program) === undefined);
  if (missing === undefined) return;
  throw toolError('TOOL_MISSING', `${missing} was not found`, 'install it, or add its folder to PATH');
}
