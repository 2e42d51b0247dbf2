import type { Change } from '../change';
import { startsWith } from '../moves';
import type { System } from '../system';

/** What a change puts at risk. */
export type DangerCode =
  | 'STATE_VERSION'
  | 'STORAGE'
  | 'GUEST_REDEFINED'
  | 'FIREWALL_OPENED'
  | 'ACCESS_OPENED'
  | 'ACCESS_LOST'
  | 'SECRET_RECIPIENTS'
  | 'SYSTEM_REMOVED';

/** What a rule says of a change. */
export interface Found {
  readonly code: DangerCode;
  /** The option that it is about: that of the change, or one that it is part of. */
  readonly at: readonly string[];
  /** What happens; the values of the change are told beside it, unless it says all. */
  readonly message: string;
}

/** A change with the System that it is one of, as it was and as it is. */
export interface Situation {
  readonly change: Change;
  /** The path from where the options of the inner machine begin: without `containers.x.config` and the like. */
  readonly path: readonly string[];
  /** What was taken from the path. */
  readonly outer: readonly string[];
  readonly before: System;
  readonly after: System;
}

/** Looks at one change. */
export type DangerRule = (situation: Situation) => Found | undefined;

/** Where the options of a machine inside of another one begin. */
const INNER: readonly RegExp[] = [
  /^containers\.[^.]+\.config$/,
  /^microvm\.vms\.[^.]+\.config$/,
  /^home-manager\.users\.[^.]+$/,
  /^specialisation\.[^.]+\.configuration$/,
];

/** How many names of a path lead to the options of an inner machine. */
export function outerLength(path: readonly string[]): number {
  for (let length = Math.min(path.length - 1, 4); length >= 3; length--) {
    // A name may have dots of its own, so they are counted by names, not by dots.
    const text = path
      .slice(0, length)
      .map((name) => name.replace(/\./g, '_'))
      .join('.');
    if (INNER.some((pattern) => pattern.test(text))) return length + outerLength(path.slice(length));
  }
  return 0;
}

/** Whether a System defines anything at or below a path. */
export function has(system: System, path: readonly string[]): boolean {
  return system.definitions.some((definition) => startsWith(definition.path, path));
}

/** The path of what was removed as a whole: the first so many names of a change, where nothing below them is left. */
export function goneWith({ change, outer, after }: Situation, length: number): readonly string[] | undefined {
  const whole = change.path.slice(0, outer.length + length);
  return change.kind === 'removed' && !has(after, whole) ? whole : undefined;
}
