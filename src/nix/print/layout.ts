import { Doc, Group, GroupKind, isForced, lineBreaks, Spacing, Text, TextKind } from './doc';
import { FlatLine } from './flat-line';
import { firstText, flatCost, lineHead, Reach, Rest, restFits } from './lookahead';
import { PriorityPlan, priorityPlan, PrioritySpan, softenBreaks } from './priority';

/** Columns of a line, its indentation not counted. */
const WIDTH = 100;
/** Columns of one level. */
const INDENT = 2;

/** The indentation of one level, and of those around it. */
interface Level {
  readonly indent: number;
  readonly level: number;
  readonly outer: Level | undefined;
}

/** What is to be undone when an attempt fails. */
interface State {
  readonly column: number;
  readonly levels: Level;
  readonly length: number;
  readonly hidden: boolean;
}

type Outcome = 'fits' | 'does not fit' | 'printed in vain';

/** The outcome for a group of whose priority groups none can be broken alone; else it is that one's index. */
const NOTHING_FITS = -1;

const SPACES: string[] = [];
function spaces(count: number): string {
  return (SPACES[count] ??= ' '.repeat(count));
}

/**
 * Writes a document out, greedily: each group on one line when it fits, else
 * with the spacing that stands directly in it broken. Only the columns behind
 * the indentation count, so the result does not depend on how deep it stands.
 */
export function layout(root: Group, indent = 0, width = WIDTH): string {
  return new Layout(indent, width).print(root);
}

class Layout implements Reach {
  /** The outermost sequence that decided over a break, by its depth. */
  reach = Infinity;
  private readonly out: string[] = [];
  /** Columns on this line, without its indentation; 0 at the start of a line. */
  private column = 0;
  private levels: Level;
  /** Inside a region that is printed byte for byte where it ends. */
  private hidden = false;

  constructor(
    indent: number,
    private readonly width: number,
  ) {
    this.levels = { indent, level: 0, outer: undefined };
  }

  print(root: Group): string {
    this.run(new Rest([root], 0, undefined), undefined);
    return this.out.join('');
  }

  /** Prints from `start` until what follows is `end`. */
  private run(start: Rest, end: Rest | undefined): void {
    let rest: Rest = start;
    for (;;) {
      while (rest.index >= rest.docs.length) {
        const { next } = rest;
        if (next === end || next === undefined) return;
        rest = next;
      }
      const doc = rest.docs[rest.index++];
      if (typeof doc === 'number') {
        this.spacing(doc, rest);
      } else if (doc instanceof Text) {
        this.piece(doc, rest);
      } else if (this.fits(doc, rest)) {
        this.flatGroup(doc, rest);
      } else if (!doc.hasPriority || doc.kind === GroupKind.TRANSPARENT || !this.breakPriority(doc, rest)) {
        rest = new Rest(doc.docs, 0, rest);
      }
    }
  }

  private spacing(spacing: number, rest: Rest): void {
    if (this.column === 0) return;
    if (isForced(spacing)) {
      this.newLine(lineBreaks(spacing));
    } else if (spacing === Spacing.SPACE) {
      this.add(' ', 1);
    } else if (spacing === Spacing.SOFT_BREAK) {
      if (!restFits(rest, this.width - this.column, this.width, this)) this.newLine(1);
    } else if (spacing === Spacing.SOFT_LINE && restFits(rest, this.width - this.column - 1, this.width, this)) {
      this.add(' ', 1);
    } else {
      this.newLine(1);
    }
  }

  private piece(text: Text, rest: Rest): void {
    switch (text.kind) {
      case TextKind.TRAILING_COMMENT:
        // Where the next line is indented to just behind this one's bracket, the comment would be read as the next
        // line's: one more space keeps it.
        if (this.column === INDENT && (firstText(rest)?.level ?? 0) > this.levels.level) {
          this.add(' ', 1);
          this.add(text.text, text.width);
          return;
        }
        break;
      case TextKind.RAW:
        this.enter(text.level);
        this.add(text.text, text.width);
        this.column = Math.max(this.column, 1);
        return;
      case TextKind.REGION_START:
        this.hidden = true;
        return;
      case TextKind.REGION:
      case TextKind.REGION_TO_END:
        this.region(text.text);
        return;
    }
    this.align(text.level, text.offset);
    this.add(text.text, text.width);
  }

  private region(text: string): void {
    if (this.column > 0 && !this.hidden) this.out.push('\n');
    this.hidden = false;
    this.out.push(text);
    this.column = text.length - (text.lastIndexOf('\n') + 1);
  }

  /** Goes to a text's level; at the start of a line, to its indentation. */
  private align(level: number, offset: number): void {
    this.enter(level);
    if (this.column > 0 || this.hidden) return;
    const indent = this.levels.indent + offset;
    if (indent > 0) this.out.push(spaces(indent));
  }

  private enter(level: number): void {
    let { levels } = this;
    while (levels.level > level) levels = levels.outer!;
    if (levels.level < level) {
      // However many levels begin on one line, the next line is indented once.
      levels = { indent: levels.indent + (this.column === 0 ? INDENT : 0), level, outer: levels };
    }
    this.levels = levels;
  }

  private add(text: string, width: number): void {
    this.column += width;
    if (!this.hidden) this.out.push(text);
  }

  private newLine(count: number): void {
    this.column = 0;
    if (!this.hidden) this.out.push('\n'.repeat(count));
  }

  private fits(group: Group, rest: Rest): boolean {
    if (group.forced) return false;
    if (group.width - 1 > this.width - this.column) return false;
    const lead = this.column === 0 && group.leads ? flatCost(group.docs[0]) : 0;
    return this.column + group.width - lead + lineHead(rest) <= this.width;
  }

  private flatGroup(group: Group, rest: Rest): void {
    this.flat(group.docs, 0, group.docs.length, rest, group.comments > 0);
  }

  /** Prints docs on one line; the caller knows that they fit. */
  private flat(docs: readonly Doc[], from: number, to: number, rest: Rest, hasComments: boolean): void {
    if (from >= to) return;
    const before = this.column;
    const outerLevel = this.levels.level;
    let first: Text | undefined;
    for (let i = from; i < to && first === undefined; i += 1) {
      const doc = docs[i];
      if (typeof doc !== 'number') first = doc instanceof Text ? doc : doc.first;
    }
    if (before === 0) this.align(first?.level ?? 0, first?.offset ?? 0);
    let deeper = 0;
    if (hasComments) {
      const level = outerLevel + (before === 0 && (first?.level ?? 0) > outerLevel ? INDENT : 0);
      deeper = (firstText(rest)?.level ?? 0) > level ? INDENT : 0;
    }
    const line = new FlatLine(this.hidden ? undefined : this.out, deeper - before);
    for (let i = from; i < to; i += 1) {
      const doc = docs[i];
      if (i === from && before === 0) {
        if (typeof doc === 'number') continue;
        if (doc instanceof Group && typeof doc.docs[0] === 'number') {
          for (let j = 1; j < doc.docs.length; j += 1) line.add(doc.docs[j]);
          continue;
        }
      }
      line.add(doc);
    }
    line.end();
    this.column = before + line.width;
  }

  /**
   * Tries to break only one of the group's priority groups, the last first,
   * with what stands before and behind it each on one line.
   *
   * A try that fails may have printed much in vain, and calls nest: what came
   * out is kept with the group, for when it is printed again within the next
   * try of a group around it. It holds wherever the group begins at the same
   * column with as much behind it, unless a look ahead saw what is farther off.
   */
  private breakPriority(group: Group, rest: Rest): boolean {
    const key = this.column * 1000 + Math.min(lineHead(rest), this.width + 1);
    const known = group.outcomes?.get(key);
    if (known === NOTHING_FITS) return false;
    const outer = this.reach;
    this.reach = Infinity;
    const plan = priorityPlan(group);
    let failed = false;
    let span = known ?? plan.spans.length - 1;
    for (; span >= 0; span -= 1) {
      const outcome = this.breakSpan(plan, plan.spans[span], rest);
      if (outcome === 'fits') break;
      if (outcome === 'printed in vain') failed = true;
    }
    if (failed && this.reach > rest.depth) (group.outcomes ??= new Map()).set(key, span);
    this.reach = Math.min(this.reach, outer);
    return span > NOTHING_FITS;
  }

  private breakSpan(plan: PriorityPlan, { start, end }: PrioritySpan, rest: Rest): Outcome {
    const { docs, before, after } = plan;
    const hasPost = end < docs.length;
    if (before.forced[start] || (hasPost && after.forced[end])) return 'does not fit';
    if (before.width[start] - 1 > this.width - this.column) return 'does not fit';
    if (start > 0 && !this.partFits(docs, 0, before.width[start], new Rest(docs, start, rest))) return 'does not fit';
    if (hasPost && !this.mayFitBehind(docs, start, end, after.width[end] + lineHead(rest))) return 'does not fit';
    const state = this.save();
    this.flat(docs, 0, start, new Rest(docs, start, rest), true);
    const post = new Rest(hasPost ? softenBreaks(docs, end) : [], 0, rest);
    this.run(new Rest(docs.slice(start, end), 0, post), post);
    if (!hasPost) return 'fits';
    if (this.partFits(docs, end, after.width[end], rest)) {
      this.flat(docs, end, docs.length, rest, true);
      return 'fits';
    }
    this.restore(state);
    return 'printed in vain';
  }

  /**
   * Whether `width` columns may fit behind a part that is broken. Most parts
   * end in a bracket on its own line, and it is known without printing them:
   * parts nest, and printing each only to find that it was in vain would double
   * the work at every level.
   */
  private mayFitBehind(docs: readonly Doc[], start: number, end: number, width: number): boolean {
    let last = width;
    let from = start;
    let to = end;
    let part = docs;
    while (to > from) {
      const doc = part[--to];
      if (typeof doc === 'number') {
        if (doc === Spacing.SOFT_BREAK || doc === Spacing.SOFT_LINE) return true;
        if (doc !== Spacing.SPACE) return last <= this.width;
        last += 1;
      } else if (doc instanceof Text) {
        if (doc.kind >= TextKind.RAW) return true;
        last += doc.width;
      } else if (doc.hasPriority || (!doc.forced && doc.width <= this.width)) {
        return true;
      } else {
        part = doc.docs;
        from = 0;
        to = part.length;
      }
    }
    return true;
  }

  private partFits(docs: readonly Doc[], from: number, width: number, rest: Rest): boolean {
    const lead = this.column === 0 ? flatCost(docs[from]) : 0;
    return this.column + width - lead + lineHead(rest) <= this.width;
  }

  private save(): State {
    return { column: this.column, levels: this.levels, length: this.out.length, hidden: this.hidden };
  }

  private restore(state: State): void {
    this.column = state.column;
    this.levels = state.levels;
    this.out.length = state.length;
    this.hidden = state.hidden;
  }
}
