import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { formatKeyPath } from '../../nix/error';

/** A kind of unit: the option it is defined in, its suffix, and its sections' options. */
interface UnitKind {
  readonly option: string;
  readonly suffix: string;
  readonly sections: Readonly<Record<string, string>>;
}

const KINDS: readonly UnitKind[] = [
  { option: 'services', suffix: 'service', sections: { unitConfig: 'Unit', serviceConfig: 'Service' } },
  { option: 'sockets', suffix: 'socket', sections: { unitConfig: 'Unit', socketConfig: 'Socket' } },
  { option: 'timers', suffix: 'timer', sections: { unitConfig: 'Unit', timerConfig: 'Timer' } },
  { option: 'paths', suffix: 'path', sections: { unitConfig: 'Unit', pathConfig: 'Path' } },
  { option: 'slices', suffix: 'slice', sections: { unitConfig: 'Unit', sliceConfig: 'Slice' } },
  { option: 'targets', suffix: 'target', sections: { unitConfig: 'Unit' } },
];
/** In home-manager every section has its own name, and units of mounts are defined like others. */
const HOME_SECTIONS: Readonly<Record<string, string>> = {
  services: 'Service',
  sockets: 'Socket',
  timers: 'Timer',
  paths: 'Path',
  slices: 'Slice',
  mounts: 'Mount',
  automounts: 'Automount',
};

/** A section of a unit, as one module sets it. */
export interface UnitSection {
  readonly system: System;
  readonly owner: IConstruct;
  /** The unit's name with its suffix. */
  readonly unit: string;
  /** `Unit`, `Service` … */
  readonly section: string;
  /** The option of the section. */
  readonly keyPath: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** How the estate names the same section of the same unit. */
  readonly optionOf: (section: string) => string | undefined;
}

/** All sections of units that modules set, in one walk over the units. */
export function unitSections(estate: Estate): UnitSection[] {
  const found: UnitSection[] = [];
  for (const system of estate.systems) {
    if (system.kind === SystemKind.DARWIN) continue;
    const options = estate.optionsOf(system);
    if (options._at(['systemd']).length === 0) continue;
    if (system.kind === SystemKind.HOME) {
      for (const [kind, own] of Object.entries(HOME_SECTIONS)) {
        const suffix = kind.slice(0, -1);
        for (const { owner, names, value } of options._at(['systemd', 'user', kind, '*', '*'])) {
          const [unit, section] = names as [string, string];
          if (!isPlainSet(value)) continue;
          const base = `systemd.user.${kind}.${formatKeyPath([unit])}`;
          const optionOf = (name: string) =>
            name === own || name === 'Unit' || name === 'Install' ? `${base}.${name}` : undefined;
          found.push({
            system,
            owner,
            unit: `${unit}.${suffix}`,
            section,
            keyPath: `${base}.${section}`,
            settings: value,
            optionOf,
          });
        }
      }
      continue;
    }
    for (const path of [['systemd'], ['systemd', 'user']]) {
      for (const { option, suffix, sections } of KINDS) {
        for (const [key, section] of Object.entries(sections)) {
          for (const { owner, names, value } of options._at([...path, option, '*', key])) {
            if (!isPlainSet(value)) continue;
            const base = `${path.join('.')}.${option}.${formatKeyPath([names[0]!])}`;
            const optionOf = (name: string) => {
              const there = Object.entries(sections).find(([, has]) => has === name);
              return there && `${base}.${there[0]}`;
            };
            found.push({
              system,
              owner,
              unit: `${names[0]}.${suffix}`,
              section,
              keyPath: `${base}.${key}`,
              settings: value,
              optionOf,
            });
          }
        }
      }
    }
  }
  return found;
}
