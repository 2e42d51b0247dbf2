import { Mark, Trivium } from '../ast';
import { Spacing, TextKind } from './doc';
import { Writer } from './writer';

/** A token with the comments around it. */
export function token(w: Writer, text: string, mark?: Mark): void {
  if (mark === undefined) {
    w.text(text);
    return;
  }
  if (mark.before) trivia(w, mark.before);
  w.text(text);
  if (mark.after !== undefined) trailingComment(w, mark.after);
}

/** Comments and blank lines, on lines of their own. */
export function trivia(w: Writer, list: readonly Trivium[]): void {
  if (list.length === 0) return;
  if (list.length > 1 || list[0].kind !== 'language') w.space(Spacing.HARD_LINE);
  for (const trivium of list) writeTrivium(w, trivium);
}

export function writeTrivium(w: Writer, trivium: Trivium): void {
  switch (trivium.kind) {
    case 'blank':
      w.space(Spacing.EMPTY_LINE);
      return;
    case 'line':
      w.piece(TextKind.COMMENT, trivium.directive ? `/*${trivium.text}*/` : `#${trivium.text}`);
      w.space(Spacing.HARD_LINE);
      return;
    case 'language':
      w.piece(TextKind.COMMENT, `/* ${trivium.text} */`);
      w.space(Spacing.SPACE);
      return;
    case 'block':
      w.piece(TextKind.COMMENT, trivium.doc ? '/**' : '/*');
      w.space(Spacing.HARD_LINE);
      w.offset += 2;
      for (const line of trivium.lines) {
        if (line === '') {
          w.space(Spacing.EMPTY_LINE);
        } else {
          w.piece(TextKind.COMMENT, line);
          w.space(Spacing.HARD_LINE);
        }
      }
      w.offset -= 2;
      w.piece(TextKind.COMMENT, '*/');
      w.space(Spacing.HARD_LINE);
      return;
    case 'verbatim':
      if (trivium.opens) {
        w.piece(TextKind.REGION_START, '');
      } else if (trivium.toEnd) {
        w.piece(TextKind.REGION_TO_END, trivium.text);
      } else {
        w.piece(TextKind.REGION, trivium.text);
        w.space(Spacing.HARD_LINE);
      }
  }
}

/** A comment behind a token; the line ends there. */
export function trailingComment(w: Writer, text: string): void {
  w.space(Spacing.SPACE);
  w.piece(TextKind.TRAILING_COMMENT, `# ${text}`);
  w.space(Spacing.HARD_LINE);
}
