import { Severity } from '../../../src';
import type { Diagnostic } from '../../../src';
import type { Findings, Located } from '../../../src/cli/report/finding';

/** A finding, found at lines of `/project/main.ts`. */
export function located(finding: Partial<Diagnostic>, lines: number[] = []): Located {
  const { related = [], also = [] } = finding;
  return {
    finding: { severity: Severity.WARNING, code: 'SO_SO', message: 'not ideal', path: 'attic', ...finding },
    places: at(lines),
    related: related.map((path) => ({ path, places: at([40]) })),
    also: also.map((one) => ({ ...one, places: at([50]) })),
  };
}

/** Lines of the program. */
export function at(lines: number[]): { file: string; line: number }[] {
  return lines.map((line) => ({ file: '/project/main.ts', line }));
}

/** Findings without acknowledged ones and own rules. */
export function findings(open: Located[], rest: Partial<Findings> = {}): Findings {
  return { open, acknowledged: [], rules: [], ...rest };
}
