import { IConstruct } from 'constructs';
import { isPlainSet } from './option-tree';
import type { System } from './system';

/**
 * What the modules of a System set an option to, as far as they say it in
 * plain data. For checks and suppliers, once the tree is complete.
 *
 * @param path the option, by its segments
 * @param except a construct whose own modules are not asked, such as the one that asks
 */
export function plainOptions(system: System, path: readonly string[], except?: IConstruct): unknown[] {
  const found: unknown[] = [];
  for (const module of system._modules) {
    if (module._props.source !== undefined || (except && module.node.scope === except)) continue;
    const value = path.reduce((at: unknown, key) => (isPlainSet(at) ? at[key] : undefined), module._definitions());
    if (value !== undefined) found.push(value);
  }
  return found;
}
