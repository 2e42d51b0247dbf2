import type { Diagnostic } from '../../app/diagnostics';
import { isOwn, Place, placeOfSite } from '../source-line';

/** How much of a stack is looked at: the line that made a construct stands near the top. */
const DEPTH = 32;

/** The program's lines on a stack, the innermost first. */
export type Lines = readonly Place[];

/** What is noted while a program runs: which line made which construct, and props that nothing reads. */
export class Watch {
  /** Props that nothing reads, of all calls so far. */
  public readonly remarks: Diagnostic[] = [];
  private readonly made = new Map<string, Lines>();
  /** Of each stack one copy: a loop makes a thousand constructs from one line. */
  private readonly lines = new Map<string, Lines>();
  private readonly own = new Map<string, boolean>();

  constructor(private readonly root: string) {}

  /** The program's lines that have led here. */
  public here(): Lines {
    const { stackTraceLimit, prepareStackTrace } = Error;
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (_error, sites) => sites;
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder);
    const sites = holder.stack ?? [];
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
    const found = new Map<string, Place>();
    for (const site of sites) {
      const place = placeOfSite(site);
      if (place && this.isOwn(place.file)) found.set(`${place.file}:${place.line}`, place);
    }
    const key = [...found.keys()].join('\n');
    let lines = this.lines.get(key);
    if (lines === undefined) this.lines.set(key, (lines = [...found.values()]));
    return lines;
  }

  /** Note the lines that made a construct: the first ones that did. */
  public note(path: string, lines: Lines): void {
    if (!this.made.has(path)) this.made.set(path, lines);
  }

  /** Note a prop that nothing reads. */
  public remark(diagnostic: Diagnostic, lines: Lines): void {
    this.remarks.push(diagnostic);
    this.made.set(keyOf(diagnostic), lines);
  }

  /** The program's lines that made the construct a finding is about, or else the nearest one around it. */
  public placesOf(finding: { readonly path?: string; readonly code?: string; readonly keyPath?: string }): Lines {
    if (finding.path === undefined) return [];
    const exact = this.made.get(keyOf(finding));
    if (exact) return exact;
    for (let path = finding.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const lines = this.made.get(path);
      if (lines) return lines;
    }
    return [];
  }

  private isOwn(file: string): boolean {
    let own = this.own.get(file);
    if (own === undefined) this.own.set(file, (own = isOwn(file, this.root)));
    return own;
  }
}

function keyOf({ path, code, keyPath }: { path?: string; code?: string; keyPath?: string }): string {
  return `${path}\0${code}\0${keyPath}`;
}
