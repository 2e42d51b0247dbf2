/** How many are named. */
const MOST = 3;

/** The first few of several names. */
export function some(names: readonly string[]): string {
  const rest = names.length - MOST;
  return names.slice(0, MOST).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
