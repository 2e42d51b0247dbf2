import { IConstruct } from 'constructs';
import { sift } from './acknowledgements';
import { Diagnostic, Diagnostics, Severity } from './diagnostics';
import type { AcknowledgedFinding } from './policy';
import { CLAIM_RULES } from './rules/claims';
import { Estate } from './rules/estate';
import { libraryRules, registerRules } from './rules/registry';
import type { IRule } from './rules/rule';
import { runRule } from './rules/run-rule';
import { runContext } from './run-context';

const RANK = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.INFO]: 2 };

registerRules('claims', CLAIM_RULES);

/** What a check found: what is to be told, errors first, and what the owner has acknowledged. */
export interface Audit {
  readonly diagnostics: Diagnostic[];
  readonly acknowledged: AcknowledgedFinding[];
}

/** Hold a tree to the rules: the library's, and more. */
export function auditTree(root: IConstruct, more: readonly IRule[] = []): Audit {
  const { open, answered } = sift(root, findings(root, more));
  return {
    diagnostics: sortDiagnostics(open),
    acknowledged: answered.map(({ finding, by }) => ({
      finding,
      reason: by.reason,
      acknowledgedAt: by.construct.node.path,
    })),
  };
}

/** All findings about a tree: what constructs report, their validations, what the rules find, and what was seen as it was made. */
function findings(root: IConstruct, more: readonly IRule[]): Diagnostic[] {
  const found: Diagnostic[] = [...(runContext().remarks?.() ?? [])];
  const estate = Estate._of(root);
  for (const construct of estate.constructs) {
    for (const message of construct.node.validate()) {
      found.push({ severity: Severity.ERROR, code: 'VALIDATION', message, path: construct.node.path });
    }
    const diagnostics = Diagnostics._peek(construct);
    if (diagnostics) found.push(...diagnostics._collect());
  }
  for (const rule of libraryRules().values()) found.push(...runRule(rule, estate));
  for (const rule of more) found.push(...runRule(rule, estate));
  estate._release();
  return sortDiagnostics(found);
}

/** By severity, then place, then code; the same finding once. */
function sortDiagnostics(found: readonly Diagnostic[]): Diagnostic[] {
  const keyed = new Map(
    found.map((d) => [[RANK[d.severity], d.path, d.code, d.keyPath ?? '', d.message].join('\0'), d]),
  );
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, diagnostic]) => diagnostic);
}
