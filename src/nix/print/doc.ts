/**
 * What the printer lays out: text, spacing and groups.
 *
 * A group is printed on one line when it fits there. Each carries what that
 * decision needs (its width on one line, whether something in it forces a
 * break), so the layout never walks a group only to find that it is too wide.
 */

/**
 * Space between two pieces, weakest first. Neighbours merge into one: see
 * `mergeSpacing`. Anything above `EMPTY_LINE` is that many line breaks plus
 * `EMPTY_LINE`: see `lineBreaks`.
 */
export const Spacing = {
  /** Nothing, or a line break when what follows does not fit. */
  SOFT_BREAK: 0,
  /** Nothing, or a line break when the group is broken. */
  BREAK: 1,
  /** A space. */
  SPACE: 2,
  /** A space, or a line break when what follows does not fit. */
  SOFT_LINE: 3,
  /** A space, or a line break when the group is broken. */
  LINE: 4,
  /** A line break. */
  HARD_LINE: 5,
  /** A line break and an empty line. */
  EMPTY_LINE: 6,
} as const;

/** One more line break than stands there already. */
export const ONE_LINE_BREAK = Spacing.EMPTY_LINE + 1;

export const isForced = (spacing: number): boolean => spacing >= Spacing.HARD_LINE;
/** Stays what it is however the group is printed. */
export const isHard = (spacing: number): boolean => spacing === Spacing.SPACE || spacing >= Spacing.HARD_LINE;
/** Takes a column when the group is on one line. */
export const isWide = (spacing: number): boolean => spacing >= Spacing.SPACE && spacing <= Spacing.LINE;

/** How many line breaks a forced spacing stands for. */
export function lineBreaks(spacing: number): number {
  if (spacing === Spacing.HARD_LINE) return 1;
  return spacing === Spacing.EMPTY_LINE ? 2 : spacing - Spacing.EMPTY_LINE;
}

/** The one spacing that two neighbours become. */
export function mergeSpacing(a: number, b: number): number {
  const weak = Math.min(a, b);
  const strong = Math.max(a, b);
  if (strong > Spacing.EMPTY_LINE) {
    if (weak === Spacing.SPACE) return strong;
    return strong + (weak >= Spacing.EMPTY_LINE ? lineBreaks(weak) : 1);
  }
  if (weak === Spacing.BREAK && (strong === Spacing.SPACE || strong === Spacing.SOFT_LINE)) return Spacing.LINE;
  if (weak === Spacing.SOFT_BREAK && strong === Spacing.SPACE) return Spacing.SOFT_LINE;
  return strong;
}

export const enum TextKind {
  PLAIN,
  /** Counts for nothing when a line is measured. */
  COMMENT,
  /** A comment behind a token. */
  TRAILING_COMMENT,
  /** Printed only when its group is broken. */
  WHEN_BROKEN,
  /** Begins its line at the margin. */
  RAW,
  /** Where a region that is kept byte for byte begins. */
  REGION_START,
  /** A region that is kept byte for byte. */
  REGION,
  /** A region that reaches to the end of the file. */
  REGION_TO_END,
}

/** A piece of text. Pieces of one level on following lines share an indentation. */
export class Text {
  width: number;

  constructor(
    readonly kind: TextKind,
    public text: string,
    /** How many constructs deep it stands. */
    readonly level: number,
    /** Columns added to the indentation when it begins a line. */
    readonly offset: number,
  ) {
    this.width = textWidth(text);
  }
}

export const enum GroupKind {
  PLAIN,
  /** When the group around it does not fit, this one is broken first, if what stands around it then fits. */
  PRIORITY,
  /** Priority groups in it count as those of the group around it. */
  TRANSPARENT,
}

export class Group {
  /** Columns on one line, without comments. */
  width = 0;
  /** Columns of comments on one line. */
  comments = 0;
  /** Cannot be on one line. */
  forced = false;
  /** Begins or ends with a space when on one line. */
  leads = false;
  trails = false;
  /** Holds a priority group that breaks before this one does. */
  hasPriority = false;
  /** The first text in it. */
  first: Text | undefined;
  /** Which of its priority groups can be broken alone, where finding out took work: see `Layout`. */
  outcomes: Map<number, number> | undefined;

  constructor(
    readonly kind: GroupKind,
    readonly docs: Doc[],
  ) {
    const measure = new Measure();
    let leading = true;
    for (const doc of docs) {
      measure.add(doc);
      if (typeof doc === 'number') {
        if (leading && isWide(doc)) this.leads = true;
        continue;
      }
      if (doc instanceof Text) {
        this.first ??= doc;
      } else {
        if (leading && doc.leads) this.leads = true;
        this.first ??= doc.first;
        if (doc.kind === GroupKind.PRIORITY || (doc.kind === GroupKind.TRANSPARENT && doc.hasPriority)) {
          this.hasPriority = true;
        }
      }
      leading = false;
    }
    this.width = measure.width;
    this.comments = measure.comments;
    this.forced = measure.forced;
    this.trails = measure.inSpace;
  }
}

export type Doc = Text | Group | number;

/** The width of a sequence on one line, piece by piece. */
export class Measure {
  width = 0;
  comments = 0;
  forced = false;
  /** The last piece was a space. */
  inSpace = false;

  add(doc: Doc): void {
    if (typeof doc === 'number') {
      if (doc >= Spacing.HARD_LINE) {
        this.forced = true;
      } else if (isWide(doc) && !this.inSpace) {
        this.width += 1;
        this.inSpace = true;
      }
    } else if (doc instanceof Text) {
      this.inSpace = false;
      if (doc.kind === TextKind.PLAIN) this.width += doc.width;
      else if (doc.kind >= TextKind.RAW) this.forced = true;
      else if (doc.kind !== TextKind.WHEN_BROKEN) this.comments += doc.width;
    } else {
      this.width += doc.width - (this.inSpace && doc.leads ? 1 : 0);
      this.comments += doc.comments;
      if (doc.forced) this.forced = true;
      this.inSpace = doc.trails;
    }
  }
}

/** Width in code points, which is what the official formatter counts. */
export function textWidth(text: string): number {
  let width = text.length;
  for (let i = text.length - 1; i >= 0; i -= 1) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xdc00) width -= 1;
  }
  return width;
}
