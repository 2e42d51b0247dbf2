import { Diagnostic, Severity } from '../app';
import { compare } from './compare';
import { MatchResult } from './matcher';
import { failure, indented } from './option-report';
import type { ExpectedDiagnostic } from './testing';
import { formatDiagnostic } from '../app/check-failed';
import { nearest } from '../app/nearest';

/** The first finding of a code that says what is expected. */
export function assertDiagnostic(found: readonly Diagnostic[], code: string, expected: ExpectedDiagnostic): Diagnostic {
  const tried = found.filter((one) => one.code === code).map((one) => ({ one, result: hold(one, expected) }));
  const match = tried.find(({ result }) => result.isMatch);
  if (match) {
    for (const act of match.result._whenMatched) act();
    return match.one;
  }
  if (tried.length === 0) {
    const codes = [...new Set(found.map((one) => one.code))];
    const meant = nearest(code, codes);
    throw failure(
      'DIAGNOSTIC_MISSING',
      `the checks do not find ${code}`,
      [found.length === 0 ? ['they find nothing'] : ['they find', ...indented(texts(found))]],
      meant === undefined ? undefined : `did you mean ${meant}?`,
    );
  }
  throw failure(
    'DIAGNOSTIC_MISSING',
    `the checks find ${code}, and not as expected`,
    tried.map(({ one, result }) => [
      ...texts([one]),
      ...result.mismatches.map(({ path, message }) => `  # ✗ ${path.join('.')}: ${message}`),
    ]),
  );
}

/** Nothing was found; without a code, nothing that the owner should look at. */
export function assertNoDiagnostics(found: readonly Diagnostic[], code: string | undefined): void {
  const meant = found.filter((one) => (code === undefined ? one.severity !== Severity.INFO : one.code === code));
  if (meant.length === 0) return;
  throw failure(
    'DIAGNOSTIC_FOUND',
    code === undefined
      ? `the checks find ${meant.length === 1 ? 'something' : `${meant.length} things`}`
      : `the checks find ${code}`,
    meant.map((one) => indented(texts([one]))),
  );
}

function hold(found: Diagnostic, expected: ExpectedDiagnostic): MatchResult {
  const { path, keyPath, message, severity } = expected;
  return compare({ path, keyPath, message, severity }, { ...found });
}

function texts(found: readonly Diagnostic[]): string[] {
  return found.flatMap((one) => formatDiagnostic(one).split('\n'));
}
