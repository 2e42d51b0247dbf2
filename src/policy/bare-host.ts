import { IConstruct } from 'constructs';
import { System } from '../app';
import { allDefinitions, Definitions, systemAt, valuesAt } from '../app/definitions/definitions';
import { reveal } from '../app/definitions/reveal';
import { isPlainSet } from '../app/option-tree';
import { Host } from '../hosts';
import { Expr } from '../nix';

/** Whether a construct is a host that stands in no other one: not a guest, a container, WSL or a Mac. */
export function isBareHost(construct: IConstruct | undefined): construct is Host {
  return Host.isHost(construct) && construct.canBoot && construct.parentSystem === undefined;
}

/** A home that a user of a host has. */
export interface HomeOnHost {
  readonly user: string;
  /** Options of home-manager: what the host says itself, and the profiles. */
  readonly definitions: Definitions[];
}

/** The homes that home-manager sets up on a host, with all that their profiles hold. */
export function homesOn(host: System, definitions: readonly Definitions[]): HomeOnHost[] {
  const homes = new Map<string, { definitions: Definitions[]; profiles: Set<System> }>();
  for (const { owner, value, names } of valuesAt(definitions, ['home-manager', 'users', '*'])) {
    const user = names[0]!;
    let home = homes.get(user);
    if (!home) homes.set(user, (home = { definitions: [], profiles: new Set() }));
    if (!isPlainSet(value)) continue;
    home.definitions.push({ owner, tree: value });
    for (const { value: imports } of reveal(value.imports)) {
      for (const item of Array.isArray(imports) ? imports : []) {
        const node = Expr.isExpr(item) ? (item as Expr)._node : undefined;
        const profile = node?.kind === 'outputFile' ? systemAt(host, node.target) : undefined;
        if (profile) home.profiles.add(profile);
      }
    }
  }
  return [...homes].map(([user, home]) => ({
    user,
    definitions: [
      ...home.definitions,
      ...[...home.profiles].flatMap((profile) =>
        // A finding about what a profile holds is about the home that has it on this host.
        allDefinitions(profile).definitions.map(({ tree }) => ({ owner: home.definitions[0]!.owner, tree })),
      ),
    ],
  }));
}
