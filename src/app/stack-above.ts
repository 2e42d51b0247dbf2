import { isForeign } from '../nix/foreign';

/** How much of a stack is kept at least. */
const DEPTH = 64;

/**
 * The stack that led to a constructor which is at work: without the constructor, and what it calls. Undefined where
 * it is not at work, or the program is in another language.
 *
 * @param constructor the class that is made, not one that it extends
 */
export function stackAbove(constructor: Function): string | undefined {
  if (isForeign()) return undefined;
  const { stackTraceLimit } = Error;
  const holder: { stack?: string } = {};
  Error.stackTraceLimit = Math.max(stackTraceLimit, DEPTH);
  Error.captureStackTrace(holder, constructor as () => void);
  Error.stackTraceLimit = stackTraceLimit;
  return holder.stack?.includes('\n') ? holder.stack : undefined;
}
