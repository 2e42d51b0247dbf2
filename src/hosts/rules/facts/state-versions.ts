import { IConstruct } from 'constructs';
import { DarwinSystem, NixosSystem } from '../../../app';
import type { Estate } from '../../../app/rules/estate';

/** A state version that is taken for a machine, as it is written. */
export interface StateVersion {
  readonly system: NixosSystem | DarwinSystem;
  readonly value: string | number;
  readonly owner: IConstruct;
}

/** The state versions of all machines and of what runs inside them; what only Nix can tell is left out. */
export function stateVersions(estate: Estate): readonly StateVersion[] {
  return estate.systems.flatMap((system) => {
    if (!NixosSystem.isNixosSystem(system) && !DarwinSystem.isDarwinSystem(system)) return [];
    return estate
      .optionsOf(system)
      ._taken(['system', 'stateVersion'])
      .flatMap(({ value, owner }) =>
        typeof value === 'string' || typeof value === 'number' ? [{ system, value, owner }] : [],
      );
  });
}
