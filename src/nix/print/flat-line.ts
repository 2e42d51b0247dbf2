import { Doc, Group, isWide, TextKind } from './doc';

/** Text going to one line, its spacing merged. */
export class FlatLine {
  /** Columns written, comments counted. */
  width = 0;
  /** Columns written, comments not counted. */
  private counted = 0;
  private inSpace = false;

  /** `deeper` is the column, from here, that the next line is indented to. */
  constructor(
    private readonly out: string[] | undefined,
    private readonly deeper: number,
  ) {}

  add(doc: Doc): void {
    if (typeof doc === 'number') {
      if (isWide(doc)) this.inSpace = true;
    } else if (doc instanceof Group) {
      for (const inner of doc.docs) this.add(inner);
    } else {
      this.end();
      if (doc.kind === TextKind.WHEN_BROKEN) return;
      if (doc.kind === TextKind.PLAIN) this.counted += doc.width;
      else if (doc.kind === TextKind.TRAILING_COMMENT && this.deeper === this.counted) this.push(' ', 1);
      this.push(doc.text, doc.width);
    }
  }

  end(): void {
    if (!this.inSpace) return;
    this.inSpace = false;
    this.counted += 1;
    this.push(' ', 1);
  }

  private push(text: string, width: number): void {
    this.width += width;
    this.out?.push(text);
  }
}
