import { IConstruct } from 'constructs';
import { Diagnostic, Severity } from './diagnostics';

/** An exception that was meant, as it is kept on the root of the tree. */
export interface Acknowledgement {
  /** It holds for findings about this construct and those below it. */
  readonly construct: IConstruct;
  readonly code: string;
  readonly reason: string;
}

/** A finding with the acknowledgement that answers it. */
export interface Answered {
  readonly finding: Diagnostic;
  readonly by: Acknowledgement;
}

/** Findings by whether they are acknowledged. */
export interface Sifted {
  readonly open: readonly Diagnostic[];
  readonly answered: readonly Answered[];
}

/** Note an acknowledgement; false where the construct has one of that code. */
export function noteAcknowledgement(acknowledgement: Acknowledgement): boolean {
  const holder = acknowledgement.construct.node.root as { [SLOT]?: Map<string, Acknowledgement> };
  const all = (holder[SLOT] ??= new Map());
  const key = keyOf(acknowledgement.construct.node.path, acknowledgement.code);
  if (all.has(key)) return false;
  all.set(key, acknowledgement);
  return true;
}

/**
 * Take out what is acknowledged; report acknowledgements that nothing needs,
 * and those of errors that no reason can mend. A step for each finding and
 * each level that it stands at.
 */
export function sift(root: IConstruct, found: readonly Diagnostic[]): Sifted {
  const all = (root as { [SLOT]?: Map<string, Acknowledgement> })[SLOT];
  if (!all) return { open: found, answered: [] };
  const open: Diagnostic[] = [];
  const answered: Answered[] = [];
  const needed = new Set<Acknowledgement>();
  for (const finding of found) {
    const by = answerTo(finding, all);
    if (by) needed.add(by);
    if (by && canBeAcknowledged(finding)) {
      answered.push({ finding, by });
      continue;
    }
    open.push(finding);
    if (by) open.push(noAnswer(by, finding));
  }
  for (const one of all.values()) if (!needed.has(one)) open.push(unused(one));
  return { open, answered };
}

/** What the flake cannot be built with stays an error, whatever the reason. */
function canBeAcknowledged({ severity, policy }: Diagnostic): boolean {
  return severity !== Severity.ERROR || policy !== undefined;
}

/** The nearest acknowledgement, from the construct that a finding is about upwards. */
function answerTo({ path, code }: Diagnostic, all: ReadonlyMap<string, Acknowledgement>): Acknowledgement | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const one = all.get(keyOf(at, code));
    if (one || at === '') return one;
  }
}

function unused({ construct, code, reason }: Acknowledgement): Diagnostic {
  return {
    severity: Severity.WARNING,
    code: 'ACKNOWLEDGEMENT_UNUSED',
    message: `nothing needs the acknowledgement of ${code} any more: "${reason}"`,
    path: construct.node.path,
    why: 'an exception that stays behind would hide the next finding of that kind',
    mend: 'take it out; or correct its code, or the construct that it is given for',
  };
}

function noAnswer({ construct, code }: Acknowledgement, finding: Diagnostic): Diagnostic {
  return {
    severity: Severity.ERROR,
    code: 'ACKNOWLEDGED_ERROR',
    message: `${code} is acknowledged, but it is an error of the estate, not of a policy`,
    path: construct.node.path,
    why: 'what is written would not build, or not work, whatever the reason',
    mend: 'mend the error, and take the acknowledgement out',
    related: [finding.path],
  };
}

function keyOf(path: string, code: string): string {
  return `${path}\0${code}`;
}

const SLOT = Symbol('cosmo-nix.acknowledgements');
