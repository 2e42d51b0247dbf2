import { IConstruct } from 'constructs';
import { System } from '../../app';
import { reveal } from '../../app/definitions/reveal';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { formatKeyPath } from '../../nix/error';

/** A name of another unit in a unit's options. */
export interface UnitReference {
  readonly owner: IConstruct;
  /** The unit that names it. */
  readonly unit: string;
  /** What it names. */
  readonly names: string;
  readonly keyPath: string;
  /** Whether both are units of users' sessions. */
  readonly user: boolean;
}

const KINDS = ['services', 'sockets', 'timers', 'paths', 'slices', 'targets'] as const;
const REFERENCES = [
  'after',
  'before',
  'requires',
  'requisite',
  'wants',
  'bindsTo',
  'partOf',
  'upholds',
  'conflicts',
  'wantedBy',
  'requiredBy',
  'upheldBy',
  'onFailure',
  'onSuccess',
] as const;

/** The names of other units that the units of a System have. */
export function* unitReferences(estate: Estate, system: System): Generator<UnitReference> {
  const options = estate.optionsOf(system);
  if (options._at(['systemd']).length === 0) return;
  for (const user of [false, true]) {
    for (const kind of KINDS) {
      const path = user ? ['systemd', 'user', kind, '*'] : ['systemd', kind, '*'];
      for (const { owner, names, value } of options._at(path)) {
        if (!isPlainSet(value)) continue;
        const unit = `${names[0]}.${kind.slice(0, -1)}`;
        for (const key of REFERENCES) {
          if (value[key] === undefined) continue;
          const keyPath = `${path.slice(0, -1).join('.')}.${formatKeyPath([names[0]!])}.${key}`;
          for (const { value: list } of reveal(value[key])) {
            for (const one of Array.isArray(list) ? (list as unknown[]) : [list]) {
              if (typeof one === 'string') yield { owner, unit, names: one, keyPath, user };
            }
          }
        }
      }
    }
  }
}

/** The units that the modules of a System define or add to. */
export function definedUnits(estate: Estate, system: System, user: boolean): ReadonlySet<string> {
  return (user ? estate._table(userUnits) : estate._table(systemUnits)).get(system) ?? new Set();
}

function systemUnits(estate: Estate): Map<System, Set<string>> {
  return unitsOf(estate, ['systemd']);
}

function userUnits(estate: Estate): Map<System, Set<string>> {
  return unitsOf(estate, ['systemd', 'user']);
}

function unitsOf(estate: Estate, path: readonly string[]): Map<System, Set<string>> {
  const found = new Map<System, Set<string>>();
  for (const system of estate.systems) {
    const units = new Set<string>();
    for (const kind of KINDS) {
      for (const { names } of estate.optionsOf(system)._at([...path, kind, '*'])) {
        units.add(`${names[0]}.${kind.slice(0, -1)}`);
      }
    }
    found.set(system, units);
  }
  return found;
}
