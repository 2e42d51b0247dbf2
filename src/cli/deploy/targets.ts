import { flakeOf, inventoryOf, Listed, Output, System, systemsOf, treeOf } from '../../diff';
import type { TreeNode } from '../../diff';

/** How a machine is reached and switched, as `tree.json` has it of a `DeployTarget`. */
export interface DeployFacts {
  readonly tool: 'deploy-rs' | 'colmena' | 'rebuild';
  /** What deploy-rs and Colmena call it; its name where it is not said. */
  readonly node?: string;
  readonly host: string;
  readonly user: string;
  readonly port?: number;
  readonly sshOptions?: readonly string[];
  readonly tags?: readonly string[];
  readonly buildOnTarget?: boolean;
  /** False where the owner wants no way back. */
  readonly rollback?: boolean;
  /** Whether sudo asks for a password; undefined where none is needed. */
  readonly interactiveSudo?: boolean;
  /** False where the checks are not to be run after an activation. */
  readonly healthChecks?: boolean;
}

/** What deploy-rs and Colmena call a target. */
export function nodeOf({ name, deploy }: Target): string {
  return deploy?.node ?? name;
}

/** A health check, as `tree.json` has it. */
export interface HealthFact {
  readonly name: string;
  readonly what: string;
}

/** A machine, or a home that is activated by itself. */
export interface Target {
  /** Its name in the flake. */
  readonly name: string;
  readonly kind: 'host' | 'darwin' | 'home';
  /** `nixosConfigurations.attic` */
  readonly flake: string;
  readonly platform?: string;
  readonly addresses: readonly string[];
  /** The path of its construct. */
  readonly construct: string;
  readonly deploy?: DeployFacts;
  readonly health: readonly HealthFact[];
  /** Where the program that checks it is on the machine; in a home, from the home directory. */
  readonly healthProgram?: string;
  readonly system: System;
}

/** All machines and homes of an output, in the order of their constructs: a host before what is made below it. */
export function targetsOf(output: Output): Target[] {
  const systems = systemsOf(output, flakeOf(output));
  const facts = factsOf(output);
  const found = inventoryOf(output).flatMap((listed): Target[] => {
    const { kind, flake, folder } = listed;
    if (!isTarget(kind) || flake === undefined) return [];
    const { deploy, health = [], healthProgram } = facts.get(folder) ?? {};
    const { platform, addresses, construct } = listed;
    const name = flake.slice(flake.indexOf('.') + 1);
    const system = systems.get(folder)!;
    return [{ name, kind, flake, platform, addresses, construct, deploy, health, healthProgram, system }];
  });
  return found.sort((a, b) => (a.construct < b.construct ? -1 : 1));
}

function isTarget(kind: Listed['kind']): kind is Target['kind'] {
  return kind === 'host' || kind === 'darwin' || kind === 'home';
}

interface Facts extends TreeNode {
  readonly deploy?: DeployFacts;
  readonly health?: readonly HealthFact[];
  readonly healthProgram?: string;
}

/** What the construct tree says of Systems, by their folders. */
function factsOf(output: Output): Map<string, Facts> {
  const found = new Map<string, Facts>();
  const root = treeOf(output);
  const open: TreeNode[] = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.folder !== undefined) found.set(node.folder, node as Facts);
    open.push(...(node.children ?? []));
  }
  return found;
}

/** Packages of an output by name, with the platforms that have them. */
export function packagesOf(output: Output): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path } of flakeOf(output).outputs) {
    const [kind, platform, name] = path;
    if (kind !== 'packages' || platform === undefined || name === undefined) continue;
    const platforms = found.get(name) ?? [];
    if (!platforms.includes(platform)) platforms.push(platform);
    found.set(name, platforms);
  }
  return found;
}
