import { relative } from 'path';
import { countsOf } from './counts';
import type { Findings, Located, Party } from './finding';
import { asData } from '../error-data';
import type { Place } from '../source-line';
import { version } from '../version';

/** Counts up when what is printed takes another form; members may be added to it without. */
const FORM = 1;

/** What else the document tells. */
export interface JsonOptions {
  readonly root: string;
  /** Whether the command ends well. */
  readonly ok: boolean;
  /** What went wrong beside the estate: how the command was called, a tool, the output. */
  readonly error?: unknown;
  /** What a synthesis did. */
  readonly output?: object;
}

/** Findings as JSON for a script: a form that stays. */
export function findingsJson(found: Findings, { root, ok, error, output }: JsonOptions): string {
  const open = found.open.map((one) => findingData(one, root));
  const acknowledged = found.acknowledged.map((one) => ({
    ...findingData(one, root),
    reason: one.reason,
    acknowledgedAt: one.acknowledgedAt,
  }));
  const document = {
    version: FORM,
    cosmo: version(),
    ok,
    root,
    counts: { ...countsOf(found.open), acknowledged: acknowledged.length },
    findings: open,
    acknowledged,
    output,
    error: error === undefined ? undefined : withoutFindings(asData(error)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function findingData({ finding, places, related, also }: Located, root: string): Record<string, unknown> {
  const { severity, code, message, path, keyPath, why, mend, policy } = finding;
  const at = (lines: readonly Place[]) => lines.map(({ file, line }) => ({ file: fileOf(file, root), line }));
  const party = ({ path: of, places: lines }: Party) => ({ path: of, places: at(lines) });
  return {
    severity,
    code,
    message,
    path,
    keyPath,
    why,
    mend,
    policy,
    places: at(places),
    related: related.map(party),
    also: also.map((one) => ({ ...party(one), keyPath: one.keyPath, message: one.message })),
  };
}

/** A file from the root with `/` between its parts, where it stands below it. */
export function fileOf(file: string, root: string): string {
  const inside = relative(root, file).replace(/\\/g, '/');
  return inside.startsWith('../') ? file : inside;
}

function withoutFindings(error: Record<string, unknown>): Record<string, unknown> {
  return { ...error, diagnostics: undefined };
}
