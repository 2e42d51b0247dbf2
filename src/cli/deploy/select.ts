import type { Target } from './targets';
import { nearest } from '../../app/nearest';
import { UsageError, usage } from '../usage-error';

/** The words of arguments and of `--on`, which separate several by commas. */
export function patternsOf(given: readonly string[]): string[] {
  return given.flatMap((text) => {
    const words = text.split(',').map((word) => word.trim());
    if (words.includes('')) throw usage('SYSTEM_EMPTY', `"${text}" names nothing`, 'name systems or tags: attic,@web');
    return words;
  });
}

/**
 * The targets that patterns name, in their own order: by name, by tag (`@web`, or `web` where no system is called
 * so), or by either with `*`, `?` and `[…]` in it.
 * @throws UsageError `SYSTEM_UNKNOWN`, `TAG_UNKNOWN`
 */
export function selected(targets: readonly Target[], patterns: readonly string[]): Target[] {
  const chosen = new Set(patterns.flatMap((pattern) => matching(targets, pattern)));
  return targets.filter((target) => chosen.has(target));
}

/** What one pattern names. */
function matching(targets: readonly Target[], pattern: string): Target[] {
  const isTag = pattern.startsWith('@');
  const matches = matcher(isTag ? pattern.slice(1) : pattern);
  const byName = isTag ? [] : targets.filter(({ name, flake }) => matches(name) || flake === pattern);
  if (byName.length > 0) return byName;
  const byTag = targets.filter(({ deploy }) => deploy?.tags?.some(matches));
  if (byTag.length > 0) return byTag;
  throw unknown(targets, pattern, isTag);
}

function unknown(targets: readonly Target[], pattern: string, isTag: boolean): UsageError {
  const tags = [...new Set(targets.flatMap(({ deploy }) => deploy?.tags ?? []))].sort();
  const names = targets.map(({ name }) => name);
  if (isTag) {
    const guess = nearest(pattern.slice(1), tags);
    return usage(
      'TAG_UNKNOWN',
      `no DeployTarget has the tag "${pattern.slice(1)}"`,
      guess !== undefined
        ? `did you mean "@${guess}"?`
        : tags.length > 0
          ? `there are ${tags.map((tag) => `@${tag}`).join(', ')}`
          : "give it: new DeployTarget(host, 'deploy', { tags: ['web'] })",
    );
  }
  const guess = nearest(pattern, [...names, ...tags]);
  return usage(
    'SYSTEM_UNKNOWN',
    `the estate has no system "${pattern}"`,
    guess !== undefined ? `did you mean "${guess}"?` : `it has ${names.join(', ') || 'none'}; cosmo list tells more`,
  );
}

/** Whether a whole name is what a glob stands for. */
function matcher(pattern: string): (name: string) => boolean {
  if (!/[*?[]/.test(pattern)) return (name) => name === pattern;
  const text = pattern.replace(/\[!?[^\]]+\]|[^[]|\[/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace(/\\/g, '\\\\').replace(/^\[!/, '[^');
    return part.replace(/[\\^$.+()|{}[\]]/g, '\\$&');
  });
  let regex: RegExp;
  try {
    regex = new RegExp(`^${text}$`, 's');
  } catch {
    throw usage('SYSTEM_GLOB', `"${pattern}" is no pattern`, 'a range goes from the lower to the higher: [a-c]');
  }
  return (name) => regex.test(name);
}
