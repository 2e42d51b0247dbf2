import { DarwinSystem, NixosSystem, System } from '../../../app';
import { Defined, taken } from '../../../app/definitions/definitions';
import { SystemOptions } from '../../../app/definitions/system-options';
import type { Estate } from '../../../app/rules/estate';

/** Settings of Nix on a machine: `nix.settings`. */
export class NixConf {
  private readonly settings = new Map<string, Defined[]>();

  constructor(
    public readonly system: System,
    public readonly options: SystemOptions,
  ) {
    for (const one of options._at(['nix', 'settings', '*'])) {
      const same = this.settings.get(one.names[0]!);
      if (same) same.push(one);
      else this.settings.set(one.names[0]!, [one]);
    }
  }

  /** The definitions of a setting that are taken, whether it is added to or set. */
  public of(name: string): Defined[] {
    return taken(this.settings.get(name) ?? []).filter(({ conditional }) => !conditional);
  }

  /** The words of a setting that is a list; a text is split as Nix does it. */
  public words(...names: string[]): { text: string; by: Defined; name: string }[] {
    return names.flatMap((name) =>
      this.of(name).flatMap((by) => {
        const list: unknown[] = typeof by.value === 'string' ? by.value.split(/\s+/) : [by.value].flat();
        return list
          .filter((text) => typeof text === 'string' && text !== '')
          .map((text) => ({ text: text as string, by, name }));
      }),
    );
  }
}

/** The machines with a Nix of their own, and how it is set up. */
export function nixConfs(estate: Estate): readonly NixConf[] {
  return estate.systems
    .filter((one) => DarwinSystem.isDarwinSystem(one) || (NixosSystem.isNixosSystem(one) && !one.nested))
    .map((system) => new NixConf(system, estate.optionsOf(system)));
}

/** The cache whose key Nix knows. */
export const OFFICIAL_CACHE = /^https?:\/\/cache\.nixos\.org\/?(\?.*)?$/;
