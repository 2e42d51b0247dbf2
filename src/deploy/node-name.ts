import { System } from '../app';

/** The name of a machine among those that are deployed: a host's own, of the home `ada@laptop` `ada-at-laptop`. */
export function nodeName(system: System): string {
  return system.systemName.replace('@', '-at-');
}
