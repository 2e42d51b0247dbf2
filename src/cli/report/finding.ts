import type { AcknowledgedFinding } from '../../app';
import type { Diagnostic, DiagnosticPlace } from '../../app/diagnostics';
import { CosmoError } from '../../app/error';
import type { RuleData } from '../../app/rules/rule-data';
import { plainError } from '../error-data';
import { isFailure } from '../exit-code-of';
import type { Outcome } from '../outcome';
import { ownPlaces, Place } from '../source-line';

/** A construct that has part in a finding, with the program's lines that made it. */
export interface Party {
  readonly path: string;
  readonly places: readonly Place[];
}

/** A finding with all that is known of where it comes from. */
export interface Located {
  readonly finding: Diagnostic;
  /** The program's lines that made the construct it is about, the innermost first. */
  readonly places: readonly Place[];
  readonly related: readonly Party[];
  readonly also: readonly (DiagnosticPlace & Party)[];
}

/** A finding that its owner has answered. */
export interface LocatedAcknowledged extends Located {
  readonly reason: string;
  readonly acknowledgedAt: string;
}

/** All that a run of a program has to tell of the estate. */
export interface Findings {
  /** Errors first. */
  readonly open: readonly Located[];
  readonly acknowledged: readonly LocatedAcknowledged[];
  /** Rules that the program added. */
  readonly rules: readonly RuleData[];
}

/** The findings of a run. */
export function findingsOf(outcome: Outcome): Findings {
  const { remarks = [], rules = [], placesOf } = outcome;
  const locate = (finding: Diagnostic): Located => ({
    finding,
    places: placesOf?.(finding) ?? [],
    related: (finding.related ?? []).map((path) => ({ path, places: placesOf?.({ path }) ?? [] })),
    also: (finding.also ?? []).map((one) => ({ ...one, places: placesOf?.({ path: one.path }) ?? [] })),
  });
  const { diagnostics, acknowledged } = auditOf(outcome);
  return {
    open: gravestFirst([...diagnostics, ...remarks]).map(locate),
    acknowledged: acknowledged.map(({ finding, ...answer }) => ({ ...locate(finding), ...answer })),
    rules,
  };
}

/** The same for tools: what the program was refused, or failed over, is a finding like others, and the first. */
export function findingsWithFailure(outcome: Outcome, root: string): Findings {
  const found = findingsOf(outcome);
  if (!isFailure(outcome.error)) return found;
  return { ...found, open: [failure(outcome.error, outcome, root), ...found.open] };
}

/** What the checks found, whether synthesis came to its end or not. */
function auditOf({ result, error }: Outcome): {
  readonly diagnostics: readonly Diagnostic[];
  readonly acknowledged: readonly AcknowledgedFinding[];
} {
  const audit = CosmoError.isCosmoError(error) ? error.audit : undefined;
  const { diagnostics = [], acknowledged = [] } = audit ?? result ?? {};
  return { diagnostics, acknowledged };
}

/** Findings from two sources, errors before warnings before notes. */
function gravestFirst(found: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({ severity }: Diagnostic) => ['error', 'warning', 'info'].indexOf(severity);
  return [...found].sort((a, b) => rank(a) - rank(b));
}

/** Where an error comes from: the lines of its stack, or those that made the construct, for what is found late. */
export function placesOfError(error: Error, { placesOf, output = '' }: Outcome, root: string): readonly Place[] {
  const late = CosmoError.isCosmoError(error) && /^\s+at App\.(synth|render\w*|check) /m.test(error.stack ?? '');
  const made = late ? (placesOf?.(error) ?? []) : [];
  if (made.length > 0) return made;
  // Who made a construct that refuses is to blame, not the line of the construct that says so.
  const makers = CosmoError.isCosmoError(error) && error.makers ? ownPlaces(error.makers, root) : [];
  return makers.length > 0 ? makers : ownPlaces(`${error.stack ?? ''}\n${output}`, root);
}

function failure(error: unknown, outcome: Outcome, root: string): Located {
  const severity = 'error' as Diagnostic['severity'];
  const places = error instanceof Error ? placesOfError(error, outcome, root) : [];
  const alone = { places, related: [], also: [] };
  if (CosmoError.isCosmoError(error)) {
    const { code, problem, why, mend, keyPath } = error;
    const path = error.path === undefined || error.path === '(the app)' ? '' : error.path;
    return { finding: { severity, code, message: problem, path, keyPath, why, mend }, ...alone };
  }
  const said =
    error instanceof Error ? plainError(error) : { code: 'PROGRAM', message: `the program threw ${String(error)}` };
  return { finding: { severity, ...said, path: '' }, ...alone };
}
