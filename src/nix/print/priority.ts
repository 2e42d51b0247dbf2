import { Doc, Group, GroupKind, isWide, Measure, Spacing } from './doc';

/** One priority group's content within a plan's docs, end exclusive. */
export interface PrioritySpan {
  readonly start: number;
  readonly end: number;
}

/** One-line measures of the docs before, or from, each index. */
interface Measures {
  readonly width: number[];
  readonly forced: boolean[];
}

/** A group's content with its priority groups dissolved, and where they stood. */
export interface PriorityPlan {
  readonly docs: Doc[];
  readonly spans: PrioritySpan[];
  readonly before: Measures;
  readonly after: Measures;
}

export function priorityPlan(group: Group): PriorityPlan {
  const docs: Doc[] = [];
  const spans: PrioritySpan[] = [];
  collect(group.docs, docs, spans);
  return { docs, spans, before: measureBefore(docs), after: measureAfter(docs) };
}

/** Transparent groups stand one in another, as deep as a call has arguments: hence no recursion. */
function collect(content: readonly Doc[], docs: Doc[], spans: PrioritySpan[]): void {
  const stack: { docs: readonly Doc[]; index: number }[] = [{ docs: content, index: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top.index >= top.docs.length) {
      stack.pop();
      continue;
    }
    const doc = top.docs[top.index++];
    if (doc instanceof Group && doc.kind === GroupKind.TRANSPARENT) {
      stack.push({ docs: doc.docs, index: 0 });
    } else if (doc instanceof Group && doc.kind === GroupKind.PRIORITY) {
      const start = docs.length;
      for (const inner of doc.docs) docs.push(inner);
      spans.push({ start, end: docs.length });
    } else {
      docs.push(doc);
    }
  }
}

function measureBefore(docs: readonly Doc[]): Measures {
  const measure = new Measure();
  const width = [0];
  const forced = [false];
  for (const doc of docs) {
    measure.add(doc);
    width.push(measure.width);
    forced.push(measure.forced);
  }
  return { width, forced };
}

function measureAfter(docs: readonly Doc[]): Measures {
  const width = new Array<number>(docs.length + 1).fill(0);
  const forced = new Array<boolean>(docs.length + 1).fill(false);
  // Whether what follows begins with a space that a space before it merges with.
  let leads = false;
  for (let i = docs.length - 1; i >= 0; i -= 1) {
    const doc = docs[i];
    const alone = new Measure();
    alone.add(doc);
    width[i] = width[i + 1] + alone.width - (alone.inSpace && leads ? 1 : 0);
    forced[i] = forced[i + 1] || alone.forced;
    if (typeof doc === 'number') leads = leads || isWide(doc);
    else leads = doc instanceof Group && doc.leads;
  }
  return { width, forced };
}

/** What follows from an index, its direct spacing as it is on one line. */
export function softenBreaks(docs: readonly Doc[], from: number): Doc[] {
  const soft: Doc[] = [];
  for (let i = from; i < docs.length; i += 1) {
    const doc = docs[i];
    if (doc === Spacing.BREAK || doc === Spacing.SOFT_BREAK) continue;
    soft.push(typeof doc === 'number' && isWide(doc) ? Spacing.SPACE : doc);
  }
  return soft;
}
