import { IConstruct } from 'constructs';
import { SystemOptions } from '../../../app/definitions/system-options';
import type { Estate } from '../../../app/rules/estate';
import { Host } from '../../host';

/** A host that upgrades itself. */
export interface Upgrade {
  readonly host: Host;
  readonly options: SystemOptions;
  /** Who says so. */
  readonly owner: IConstruct;
  /** The key path of one of its settings, as the owner gave it. */
  keyPath(name: string, prop?: string): string;
  /** What is taken for one of its settings. */
  value(...path: string[]): unknown;
}

/** The hosts that upgrade themselves. */
export function upgrades(estate: Estate): readonly Upgrade[] {
  return estate._all(Host.isHost).flatMap((host) => {
    const options = estate.optionsOf(host);
    const [by] = options._taken(['system', 'autoUpgrade', 'enable']);
    if (by?.value !== true || by.conditional) return [];
    return [
      {
        host,
        options,
        owner: by.owner,
        keyPath: (name, prop = name) =>
          host._props.autoUpgrade ? `autoUpgrade.${prop}` : `system.autoUpgrade.${name}`,
        value: (...path) => options._value(['system', 'autoUpgrade', ...path]),
      },
    ];
  });
}
