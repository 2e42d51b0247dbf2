import type { Diagnostic } from '../../app/diagnostics';
import { ownPlaces, Place } from '../source-line';

/** How much of a stack is kept of each construct: the line that made it stands near the top. */
const DEPTH = 16;
/** Of how many constructs the line is kept; beyond, that of the nearest one around tells the place. Stacks are large. */
const MOST = 1_000;

/** What is noted while a program runs: which line made which construct, and props that nothing reads. */
export class Watch {
  /** Props that nothing reads, of all calls so far. */
  public readonly remarks: Diagnostic[] = [];
  private readonly made = new Map<string, { stack?: string }>();

  constructor(private readonly root: string) {}

  /** The stack here, written out when it is asked for. */
  public here(): { stack?: string } {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = DEPTH;
    const stack = {};
    Error.captureStackTrace(stack);
    Error.stackTraceLimit = limit;
    return stack;
  }

  /** Note the line that made a construct: the first one that did. */
  public note(path: string, stack: { stack?: string }): void {
    if (this.made.size < MOST && !this.made.has(path)) this.made.set(path, stack);
  }

  /** Note a prop that nothing reads. */
  public remark(diagnostic: Diagnostic, stack: { stack?: string }): void {
    this.remarks.push(diagnostic);
    this.made.set(keyOf(diagnostic), stack);
  }

  /** The user's lines that made the construct a finding is about, or else the nearest one around it. */
  public placesOf(finding: { readonly path?: string; readonly code?: string; readonly keyPath?: string }): Place[] {
    if (finding.path === undefined) return [];
    const exact = this.made.get(keyOf(finding));
    if (exact) return ownPlaces(exact.stack ?? '', this.root);
    for (let path = finding.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const stack = this.made.get(path);
      if (stack) return ownPlaces(stack.stack ?? '', this.root);
    }
    return [];
  }
}

function keyOf({ path, code, keyPath }: { path?: string; code?: string; keyPath?: string }): string {
  return `${path}\0${code}\0${keyPath}`;
}
