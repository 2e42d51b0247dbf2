import { IConstruct } from 'constructs';
import { Estate } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { Host } from '../../hosts';
import { namesAbove } from '../zfs-names';

/** What sanoid is told of a dataset. */
export interface SanoidPolicy {
  readonly dataset: string;
  readonly owner: IConstruct;
  /** Whether it takes in what stands below. */
  readonly recursive: boolean;
  /** Whether it is for what stands below alone. */
  readonly childrenOnly: boolean;
  /** Whether it takes snapshots, and removes old ones; both where only a template knows. */
  readonly takes: boolean;
  readonly prunes: boolean;
  readonly templates: readonly string[];
}

/** The policies of sanoid on each host that has some, by dataset. */
export function sanoidPolicies(estate: Estate): ReadonlyMap<Host, ReadonlyMap<string, SanoidPolicy>> {
  const found = new Map<Host, Map<string, SanoidPolicy>>();
  for (const host of estate._all(Host.isHost)) {
    if (!host.canBoot) continue;
    for (const { value, names, owner } of estate.optionsOf(host)._at(['services', 'sanoid', 'datasets', '*'])) {
      if (!isPlainSet(value)) continue;
      const templates = [value.useTemplate, value.use_template].flat().filter((one) => typeof one === 'string');
      const policy: SanoidPolicy = {
        dataset: names[0]!,
        owner,
        recursive: value.recursive === true || value.recursive === 'zfs',
        childrenOnly: value.processChildrenOnly === true || value.process_children_only === true,
        takes: value.autosnap !== false,
        prunes: value.autoprune !== false,
        templates: templates as string[],
      };
      const policies = found.get(host);
      if (policies) policies.set(policy.dataset, policy);
      else found.set(host, new Map([[policy.dataset, policy]]));
    }
  }
  return found;
}

/** The policy that a dataset falls under. */
export function policyOf(
  policies: ReadonlyMap<string, SanoidPolicy> | undefined,
  dataset: string,
): SanoidPolicy | undefined {
  const own = policies?.get(dataset);
  if (own && !own.childrenOnly) return own;
  return namesAbove(dataset)
    .map((name) => policies?.get(name))
    .find((policy) => policy?.recursive);
}
