import type { Definition } from './module';
import type { System } from './system';
import { Code, Value } from './value';

/** A System with all that it imports from others. */
export interface Effective {
  readonly system: System;
  /** Folders of the Systems that it imports, also by way of others. */
  readonly imports: ReadonlySet<string>;
}

/**
 * A System with the definitions of the shared modules and profiles that it
 * imports, so that what goes from one to the other is no loss, and what an
 * import brings or takes is seen.
 */
export function effective(system: System, systems: ReadonlyMap<string, System>): Effective {
  const imports = new Set<string>();
  const definitions: Definition[] = [];
  const add = (one: System, prefix: readonly string[], above: readonly string[]) => {
    for (const definition of one.definitions) {
      const path = [...prefix, ...definition.path];
      if (path[path.length - 1] !== 'imports') {
        definitions.push(prefix.length === 0 ? definition : { ...definition, path });
        continue;
      }
      for (const folder of foldersIn(definition.value)) {
        const other = systems.get(folder);
        if (!other || above.includes(folder)) continue;
        imports.add(folder);
        add(other, path.slice(0, -1), [...above, folder]);
      }
    }
  };
  add(system, [], [system.folder]);
  return { system: { ...system, definitions }, imports };
}

function foldersIn(value: Value): string[] {
  const items = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return items.flatMap((item) => (item instanceof Code && item.isPath ? [item.nix] : []));
}
