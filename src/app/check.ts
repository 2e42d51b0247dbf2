import { IConstruct } from 'constructs';
import { sift } from './acknowledgements';
import { Diagnostic, Diagnostics, Severity } from './diagnostics';
import { CLAIM_RULES } from './rules/claims';
import { Estate } from './rules/estate';
import { libraryRules, registerRules } from './rules/registry';
import type { IRule } from './rules/rule';
import { runRule } from './rules/run-rule';

const RANK = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.INFO]: 2 };

registerRules('claims', CLAIM_RULES);

/** The findings about a tree, without those that are acknowledged. */
export function checkTree(root: IConstruct, more: readonly IRule[] = []): Diagnostic[] {
  return sortDiagnostics(sift(root, findings(root, more)).open);
}

/** All findings about a tree: what constructs report, their validations, and what the rules find. */
export function findings(root: IConstruct, more: readonly IRule[] = []): Diagnostic[] {
  const found: Diagnostic[] = [];
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
  return sortDiagnostics(found);
}

/** By severity, then place, then code; the same finding once. */
export function sortDiagnostics(found: readonly Diagnostic[]): Diagnostic[] {
  const keyed = new Map(
    found.map((d) => [[RANK[d.severity], d.path, d.code, d.keyPath ?? '', d.message].join('\0'), d]),
  );
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, diagnostic]) => diagnostic);
}
