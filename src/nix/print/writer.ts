import {
  Doc,
  Group,
  GroupKind,
  isForced,
  isHard,
  isWide,
  mergeSpacing,
  Spacing,
  Text,
  TextKind,
  textWidth,
} from './doc';

/**
 * Builds a document front to back. While it is written, neighbouring spacing
 * merges and what does not belong to a group is moved out of it: line breaks
 * and comments at its start, line breaks at its end. A comment before a
 * function then does not force the function onto several lines.
 */
export class Writer {
  /** How many constructs deep the next text stands. */
  level = 0;
  /** Columns that the next text is moved to the right when it begins a line. */
  offset = 0;
  /** Columns of all that was written, before spacing merged. */
  written = 0;
  /** How many pieces were written that cannot be on one line. */
  breaks = 0;
  private docs: Doc[] = [];
  private readonly outer: Doc[][] = [];

  text(text: string): void {
    if (text === '') return;
    const last = this.docs[this.docs.length - 1];
    if (last instanceof Text && last.kind === TextKind.PLAIN) {
      const width = textWidth(text);
      last.text += text;
      last.width += width;
      this.written += width;
      return;
    }
    this.piece(TextKind.PLAIN, text);
  }

  piece(kind: TextKind, text: string): void {
    const piece = new Text(kind, text, this.level, this.offset);
    this.written += piece.width;
    if (kind >= TextKind.RAW) this.breaks += 1;
    this.docs.push(piece);
  }

  space(spacing: number): void {
    if (isForced(spacing)) this.breaks += 1;
    else if (isWide(spacing)) this.written += 1;
    this.addSpacing(spacing);
  }

  /** Begins a group, or a part to be had with `take`. */
  open(): void {
    this.outer.push(this.docs);
    this.docs = [];
  }

  /** Ends the group that was begun last. */
  close(kind: GroupKind = GroupKind.PLAIN): void {
    const docs = this.take();
    if (this.docs[this.docs.length - 1] === Spacing.SPACE && widenLead(docs)) this.docs.pop();
    let start = 0;
    while (start < docs.length && leavesFront(docs[start])) this.append(docs[start++]);
    let end = docs.length;
    while (end > start && isHardSpacing(docs[end - 1])) end -= 1;
    if (end > start) {
      let body = start === 0 && end === docs.length ? docs : docs.slice(start, end);
      if (body.length === 1 && body[0] instanceof Group && body[0].kind === kind) body = body[0].docs;
      this.docs.push(new Group(kind, body));
    }
    for (let i = end; i < docs.length; i += 1) this.append(docs[i]);
  }

  /** Ends a part and gives what was written since `open`. */
  take(): Doc[] {
    const docs = this.docs;
    this.docs = this.outer.pop()!;
    return docs;
  }

  /** Writes a part that was taken. */
  paste(docs: readonly Doc[]): void {
    for (const doc of docs) this.append(doc);
  }

  /**
   * Writes a part that was taken as one line, whatever its width, `raised`
   * levels above where it was written. The part must hold nothing that forces
   * a break.
   */
  pasteFlat(docs: readonly Doc[], raised = 0): void {
    for (const doc of docs) {
      if (typeof doc === 'number') {
        if (isWide(doc)) this.addSpacing(Spacing.SPACE);
      } else if (doc instanceof Group) {
        this.pasteFlat(doc.docs, raised);
      } else {
        const last = this.docs[this.docs.length - 1];
        if (doc.kind === TextKind.PLAIN && last instanceof Text && last.kind === TextKind.PLAIN) {
          last.text += doc.text;
          last.width += doc.width;
        } else {
          this.docs.push(new Text(doc.kind, doc.text, doc.level - raised, doc.offset));
        }
      }
    }
  }

  /** All that was written. */
  finish(): Group {
    return new Group(GroupKind.PLAIN, this.docs);
  }

  private append(doc: Doc): void {
    if (typeof doc === 'number') this.addSpacing(doc);
    else this.docs.push(doc);
  }

  private addSpacing(spacing: number): void {
    const { docs } = this;
    const last = docs[docs.length - 1];
    if (typeof last === 'number') docs[docs.length - 1] = mergeSpacing(last, spacing);
    else docs.push(spacing);
  }
}

function isHardSpacing(doc: Doc): boolean {
  return typeof doc === 'number' && isHard(doc);
}

function leavesFront(doc: Doc): boolean {
  if (typeof doc === 'number') return isHard(doc);
  if (!(doc instanceof Text)) return false;
  return doc.kind === TextKind.COMMENT || doc.kind === TextKind.TRAILING_COMMENT || doc.kind >= TextKind.REGION;
}

/** Merges a space into the spacing that a group begins with, if it begins with one that may break. */
function widenLead(docs: Doc[]): boolean {
  const chain: Group[] = [];
  let list = docs;
  while (list[0] instanceof Group) {
    chain.push(list[0]);
    list = list[0].docs;
  }
  const lead = list[0];
  if (typeof lead !== 'number' || isHard(lead)) return false;
  list[0] = mergeSpacing(lead, Spacing.SPACE);
  if (!isWide(lead)) {
    for (const group of chain) {
      group.width += 1;
      group.leads = true;
    }
  }
  return true;
}
