import { Doc, Group, isWide, Spacing, Text, TextKind } from './doc';

/** What is still to be printed: the rest of a sequence, and of those around it. */
export class Rest {
  /** How many sequences this one stands in. */
  readonly depth: number;

  constructor(
    readonly docs: readonly Doc[],
    public index: number,
    readonly next: Rest | undefined,
  ) {
    this.depth = next === undefined ? 0 : next.depth + 1;
  }
}

/** Where a look ahead notes the outermost sequence that it saw. */
export interface Reach {
  reach: number;
}

/** Goes through what is still to be printed, groups opened or not as the caller says. */
class Walk {
  depth: number;
  private docs: readonly Doc[];
  private index: number;
  private next: Rest | undefined;

  constructor(rest: Rest) {
    this.docs = rest.docs;
    this.index = rest.index;
    this.next = rest.next;
    this.depth = rest.depth;
  }

  take(): Doc | undefined {
    while (this.index >= this.docs.length) {
      if (this.next === undefined) return undefined;
      this.depth = this.next.depth;
      this.docs = this.next.docs;
      this.index = this.next.index;
      this.next = this.next.next;
    }
    return this.docs[this.index++];
  }

  enter(group: Group): void {
    this.next = this.here();
    this.docs = group.docs;
    this.index = 0;
    this.depth += 1;
  }

  here(): Rest {
    return new Rest(this.docs, this.index, this.next);
  }
}

/** The next text to be printed. */
export function firstText(rest: Rest): Text | undefined {
  const walk = new Walk(rest);
  for (let doc = walk.take(); doc !== undefined; doc = walk.take()) {
    if (typeof doc === 'number') continue;
    const text = doc instanceof Text ? doc : doc.first;
    if (text) return text;
  }
  return undefined;
}

/** Columns until the next place where a line may break. */
export function lineHead(rest: Rest): number {
  const first = rest.index < rest.docs.length ? rest.docs[rest.index] : undefined;
  if (typeof first === 'number' && first !== Spacing.SPACE) return 0;
  const walk = new Walk(rest);
  let width = 0;
  let space = 0;
  for (let doc = walk.take(); doc !== undefined; doc = walk.take()) {
    if (typeof doc === 'number') {
      if (doc !== Spacing.SPACE) return width;
      space = 1;
    } else if (doc instanceof Text) {
      width += space;
      space = 0;
      if (doc.kind !== TextKind.COMMENT && doc.kind !== TextKind.TRAILING_COMMENT) width += doc.width;
    } else {
      walk.enter(doc);
    }
  }
  return width + space;
}

/** Whether what follows fits until a place where the line must break, with groups on one line where they can be. */
export function restFits(rest: Rest, width: number, limit: number, reach: Reach): boolean {
  const walk = new Walk(rest);
  const used = fitting(walk, limit);
  if (walk.depth < reach.reach) reach.reach = walk.depth;
  return used <= width;
}

/** Columns until a place where the line must break, or more than can be had. */
function fitting(walk: Walk, limit: number): number {
  let left = limit;
  let space = 0;
  while (left >= 0) {
    const doc = walk.take();
    if (doc === undefined) return limit - left + space;
    if (typeof doc === 'number') {
      if (doc !== Spacing.SPACE) return limit - left;
      space = 1;
      continue;
    }
    left -= space;
    space = 0;
    if (doc instanceof Text) {
      if (doc.kind === TextKind.PLAIN) left -= doc.width;
      else if (doc.kind >= TextKind.REGION) return limit - left;
    } else if (!doc.forced && doc.width <= left - lineHead(walk.here())) {
      left -= doc.width + doc.comments;
    } else {
      walk.enter(doc);
    }
  }
  return Infinity;
}

/** The column that a piece's leading space takes, which goes when the piece begins a line. */
export function flatCost(doc: Doc | undefined): number {
  if (doc instanceof Group) return flatCost(typeof doc.docs[0] === 'number' ? doc.docs[0] : undefined);
  return typeof doc === 'number' && isWide(doc) ? 1 : 0;
}
