import type { Diagnostic } from '../../app/diagnostics';
import { count } from '../style';

/** How many findings there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Count findings. */
export function countsOf(found: readonly { readonly finding: Diagnostic }[]): Counts {
  const of = (wanted: string) => found.filter(({ finding }) => finding.severity === wanted).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('info') };
}

/** How many findings stop synthesis, as `1 error, 2 warnings`, or `2 warnings, which count as errors`. */
export function stoppedText({ errors, warnings }: Counts): string {
  const counts = countsText({ errors, warnings, notes: 0 });
  return errors > 0 ? counts : `${counts}, which ${warnings === 1 ? 'counts as an error' : 'count as errors'}`;
}

/** `3 errors, 2 warnings, 1 note`; empty where there are none. */
export function countsText({ errors, warnings, notes }: Counts): string {
  return [
    errors > 0 ? count(errors, 'error') : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    notes > 0 ? count(notes, 'note') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
