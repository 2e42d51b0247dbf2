import { spawnSync } from 'child_process';
import { asRoot, flakesOn, nix, ToolCommand } from './command-line';
import { attributeName } from './flake';
import type { Action } from './health';
import { sshEnvironment, there } from './place';
import { DeployFacts, nodeOf, Target } from './targets';
import { onPath } from '../on-path';
import { usage } from '../usage-error';

/** Since this release of NixOS `nixos-rebuild` takes `--sudo`, and asks for it alone. */
const SUDO_SINCE = [25, 11] as const;

/**
 * A tool: the one on the PATH, or else that of an input of the flake, as its lock file pins it.
 * @param installable where it is: `deploy-rs`, `nixpkgs#nixos-anywhere`
 */
function tool(name: string, flake: string, installable: string, args: readonly string[]): ToolCommand {
  if (onPath(name) !== undefined) return { program: name, args };
  return nix('run', '--inputs-from', flake, installable, '--', ...args);
}

/** What is built of a target. */
export function installableOf({ kind, name }: Target, flake: string): string {
  const attribute = attributeName(name);
  if (kind === 'host') return `${flake}#nixosConfigurations.${attribute}.config.system.build.toplevel`;
  if (kind === 'darwin') return `${flake}#darwinConfigurations.${attribute}.system`;
  return `${flake}#homeConfigurations.${attribute}.activationPackage`;
}

/** Options of a deployment that tools are told of. */
export interface ToolCall {
  readonly flake: string;
  readonly action: Action;
  /** What the user has for the tool. */
  readonly passed: readonly string[];
  /** False where nothing is to be rolled back. */
  readonly rollback: boolean;
}

/** deploy-rs on one target. What it rolls back is in the flake. */
export function deployRs(target: Target, call: ToolCall & { readonly checks: boolean }): ToolCommand {
  const { flake, action, passed, rollback, checks } = call;
  const name = nodeOf(target);
  const node = /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) ? name : `"${name}"`;
  const goals: Partial<Record<Action, string[]>> = { switch: [], boot: ['--boot'], 'dry-activate': ['--dry-activate'] };
  const goal = goals[action];
  if (goal === undefined) {
    throw usage('ACTION_UNKNOWN', `deploy-rs cannot ${action}`, `it knows ${Object.keys(goals).join(', ')}`);
  }
  const options = [
    ...(checks ? [] : ['--skip-checks']),
    ...goal,
    ...(rollback ? [] : ['--auto-rollback', 'false', '--magic-rollback', 'false']),
  ];
  const command = tool('deploy', flake, 'deploy-rs', [...options, `${flake}#${node}`, ...passed]);
  return { ...command, env: flakesOn() };
}

/**
 * Colmena on several targets at once. Its command and what the flake has for it must be of one version, so that on
 * the PATH is taken only where it knows flakes as the input does.
 */
export function colmena(targets: readonly Target[], call: ToolCall & { readonly parallel?: number }): ToolCommand {
  const { flake, action, passed, parallel } = call;
  const args = [
    ...['apply', action, '--config', flake, '--on', targets.map(nodeOf).join(',')],
    ...(parallel !== undefined ? ['--parallel', String(parallel)] : []),
    ...passed,
  ];
  if (knowsHives()) return { program: 'colmena', args };
  return nix('run', '--inputs-from', flake, 'colmena', '--', ...args);
}

function knowsHives(): boolean {
  if (onPath('colmena') === undefined) return false;
  const { stdout } = spawnSync('colmena', ['--version'], { encoding: 'utf8', env: process.env });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return major !== undefined && (Number(major) > 0 || Number(minor) >= 5);
}

/** Stands for what was built, which is not known before. */
export const BUILT = '<built>';

/** What switches a home on another machine: home-manager's own activation, as its command knows this machine alone. */
export function homeThere(target: Target, facts: DeployFacts, call: ToolCall): ToolCommand[] {
  if (call.action !== 'switch') {
    throw usage('ACTION_UNKNOWN', `${target.name} is a home, and cannot ${call.action}`, 'leave --action out');
  }
  const store = `ssh-ng://${facts.user}@${facts.host}`;
  const installable = installableOf(target, call.flake);
  return [
    nix('build', '--no-link', '--print-out-paths', installable, ...call.passed),
    { ...nix('copy', '--to', store, BUILT), env: sshEnvironment(facts) },
    ...there(facts).commands([{ program: `${BUILT}/activate`, args: [] }]),
  ];
}

/** nixos-rebuild or darwin-rebuild on another machine. */
export function rebuildThere(target: Target, facts: DeployFacts, call: ToolCall): ToolCommand {
  const { flake, action, passed } = call;
  const address = `${facts.user}@${facts.host}`;
  const isRoot = facts.user === 'root';
  const env = sshEnvironment(facts);
  const goal = [action, '--flake', `${flake}#${target.name}`, '--target-host', address];
  if (target.kind === 'darwin') {
    checkDarwinAction(action);
    const args = [...goal, ...(isRoot ? [] : ['--use-remote-sudo']), ...passed];
    return { ...tool('darwin-rebuild', flake, 'nix-darwin#darwin-rebuild', args), env };
  }
  const build = facts.buildOnTarget ? ['--build-host', address] : [];
  const args = [...goal, ...build, ...(isRoot ? [] : sudoOptions(facts)), ...passed];
  return { ...tool('nixos-rebuild', flake, 'nixpkgs#nixos-rebuild-ng', args), env };
}

/** How this machine's nixos-rebuild is told to become root: that of NixOS before 25.11 has another word for it. */
function sudoOptions({ interactiveSudo }: DeployFacts): string[] {
  if (isFormer()) return ['--use-remote-sudo'];
  return ['--sudo', ...(interactiveSudo ? ['--ask-sudo-password'] : [])];
}

function isFormer(): boolean {
  if (onPath('nixos-rebuild') === undefined || onPath('nixos-version') === undefined) return false;
  const { stdout } = spawnSync('nixos-version', [], { encoding: 'utf8', env: process.env });
  const [, year, month] = /^(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  if (year === undefined) return false;
  return Number(year) < SUDO_SINCE[0] || (Number(year) === SUDO_SINCE[0] && Number(month) < SUDO_SINCE[1]);
}

/** nixos-rebuild on this machine, as root where that is needed. */
export function nixosRebuild(args: readonly string[], isRoot: boolean): ToolCommand {
  if (isRoot) return { program: 'nixos-rebuild', args };
  if (isFormer()) return asRoot({ program: 'nixos-rebuild', args });
  // Evaluated and built as the user, who may have keys for private inputs; activated as root.
  return { program: 'nixos-rebuild', args: [...args, '--sudo'] };
}

/** darwin-rebuild on this machine: root's for all but a build. */
export function darwinRebuild(args: readonly string[], flake: string, asUser: boolean): ToolCommand {
  const command = tool('darwin-rebuild', flake, 'nix-darwin#darwin-rebuild', args);
  return asUser ? command : asRoot(command);
}

/** @throws UsageError `ACTION_UNKNOWN` */
export function checkDarwinAction(action: Action): void {
  if (action === 'switch' || action === 'build') return;
  throw usage('ACTION_UNKNOWN', `darwin-rebuild cannot ${action}`, 'a Mac takes --action switch or build');
}

/** home-manager for a home of its own. */
export function homeManager(args: readonly string[], flake: string): ToolCommand {
  return { ...tool('home-manager', flake, 'home-manager', args), env: flakesOn() };
}

/** nixos-anywhere. */
export function nixosAnywhere(args: readonly string[], flake: string): ToolCommand {
  return tool('nixos-anywhere', flake, 'nixpkgs#nixos-anywhere', args);
}
