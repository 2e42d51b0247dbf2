import { writeFileSync } from 'fs';
import type { CosmoError } from './error';
import { HostLine, hostLines } from './host-lines';
import type { ReportedError } from './reported-error';
import { isForeign } from '../nix/foreign';

/** A refusal that a program in another language has met, and perhaps not survived. */
export interface Refusal extends ReportedError {
  /** The lines of the program that have led to it, where the language tells. */
  readonly lines?: readonly HostLine[];
}

/** Where the last refusal stands beside the report. */
export function refusalFile(reportFile: string): string {
  return `${reportFile}.refused`;
}

/** Leave a refusal for the command line that runs a program in another language: how that prints it is no help. */
export function noteRefusal(error: CosmoError): void {
  const { COSMO_REPORT } = process.env;
  if (!COSMO_REPORT || !isForeign()) return;
  const { code, message, problem, why, mend, path, keyPath } = error;
  const refusal: Refusal = { code, message, problem, why, mend, path, keyPath, lines: hostLines() };
  try {
    writeFileSync(refusalFile(COSMO_REPORT), JSON.stringify(refusal));
  } catch {
    // Whoever asked for the report is gone; the refusal itself goes its way.
  }
}
