import type { ToolCommand } from './command-line';
import { Action, changesWhatRuns, healthCommands, Watched } from './health';
import { there } from './place';
import type { Step } from './report';
import type { Target } from './targets';
import { colmena, deployRs, homeThere, rebuildThere, ToolCall } from './tools';

/** What is deployed by one call of a tool, or by a few that follow from one another. */
export interface Unit {
  readonly tool: string;
  readonly targets: readonly Target[];
  readonly commands: readonly ToolCommand[];
  /** Machines whose health is asked for from here: their tool does not. */
  readonly watched: readonly Watched[];
}

/** What the units are made by. */
export interface Planning extends Omit<ToolCall, 'passed'> {
  readonly passed: readonly string[];
  readonly action: Action;
  /** Whether health checks are run. */
  readonly health: boolean;
  /** Whether deploy-rs checks the flake before its first target. */
  readonly checks: boolean;
  readonly parallel?: number;
}

/**
 * The calls that deploy targets, in their order: deploy-rs and the tools of the system are called once a target, as
 * each must be known to have succeeded; Colmena once for all of its own, which it evaluates and switches together.
 */
export function unitsOf(targets: readonly Target[], planning: Planning): Unit[] {
  const units: Unit[] = [];
  let checks = planning.checks;
  for (const target of targets) {
    const facts = target.deploy!;
    if (facts.tool === 'deploy-rs') {
      units.push({
        tool: 'deploy-rs',
        targets: [target],
        commands: [deployRs(target, { ...planning, checks })],
        watched: [],
      });
      checks = false;
    } else if (facts.tool === 'colmena') {
      if (units.some(({ tool }) => tool === 'colmena')) continue;
      const all = targets.filter(({ deploy }) => deploy!.tool === 'colmena');
      const watched = all.flatMap((one) => watch(one, planning));
      units.push({ tool: 'colmena', targets: all, commands: [colmena(all, planning)], watched });
    } else {
      const isHome = target.kind === 'home';
      const commands = isHome ? homeThere(target, facts, planning) : [rebuildThere(target, facts, planning)];
      const tool = isHome ? 'home-manager' : target.kind === 'darwin' ? 'darwin-rebuild' : 'nixos-rebuild';
      units.push({ tool, targets: [target], commands, watched: watch(target, planning) });
    }
  }
  return units;
}

function watch(target: Target, { health, action }: Planning): Watched[] {
  const isAsked = health && target.deploy!.healthChecks !== false && target.health.length > 0;
  if (!isAsked || !changesWhatRuns(action)) return [];
  return [{ target, place: there(target.deploy!), action, homeFolder: '' }];
}

/** A unit as it is shown. */
export function stepOf({ tool, targets, commands, watched }: Unit, rollback: boolean): Step {
  const [command, ...more] = commands;
  const back = rollback && watched.some(({ target }) => target.deploy!.rollback !== false);
  return {
    systems: targets.map(({ name }) => name),
    tool,
    command: command!,
    then: [...more, ...watched.flatMap(healthCommands)],
    remark: back ? 'where a check fails, back to what ran before' : undefined,
  };
}
