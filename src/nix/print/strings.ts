import { IndentedString, Interpolation, Part, StringLiteral } from '../ast';
import { ONE_LINE_BREAK, Spacing, TextKind, textWidth } from './doc';
import { absorbed, expression, term } from './expression';
import { isAbsorbable, isSimple } from './shape';
import { trailingComment, trivia } from './trivia';
import { Writer } from './writer';

/** An interpolation shorter than this is never broken. */
const SHORT_INTERPOLATION = 30;

/** A string of either kind, with the comments around it. */
export function stringLiteral(w: Writer, node: StringLiteral | IndentedString): void {
  if (node.mark?.before) trivia(w, node.mark.before);
  w.open();
  if (node.kind === 'string') {
    w.text('"');
    const lines = sourceLines(node.parts);
    for (let i = 0; i < lines.length; i += 1) {
      // A line break of the text's own: what follows must not be indented.
      if (i > 0) w.text('\n');
      stringLine(w, lines[i]);
    }
    w.text('"');
  } else {
    w.text("''");
    if (node.lines.length > 1) w.space(Spacing.BREAK);
    w.level += 1;
    for (let i = 0; i < node.lines.length; i += 1) {
      if (i > 0) w.space(ONE_LINE_BREAK);
      if (node.cut === undefined) stringLine(w, node.lines[i]);
      else cutLine(w, node.lines[i], node.cut);
    }
    w.level -= 1;
    w.text("''");
  }
  w.close();
  if (node.mark?.after !== undefined) trailingComment(w, node.mark.after);
}

/** One line of a string or a path. */
export function stringLine(w: Writer, line: readonly Part[]): void {
  const parts = line.filter((part) => part !== '');
  if (parts.length === 0) return;
  const [first] = parts;
  const text = typeof first === 'string' ? first : '';
  const lone = loneInterpolation(parts);
  // What an interpolation breaks onto following lines is indented as this line of the string is.
  const indent = lone ? text.length : textWidth(/^\s*/.exec(text)![0]);
  if (text !== '') w.text(text);
  w.offset += indent;
  if (lone) {
    // One that has its line for itself keeps its braces close.
    w.open();
    w.text('${');
    w.level += 1;
    if (lone.trailing?.length) spaced(w, lone);
    else absorbed(w, lone.value);
    w.level -= 1;
    w.text('}');
    w.close();
  } else {
    for (let i = text === '' ? 0 : 1; i < parts.length; i += 1) {
      const part = parts[i];
      if (typeof part === 'string') w.text(part);
      else interpolation(w, part);
    }
  }
  w.offset -= indent;
}

/** A line that stays at its columns, since a region that is kept byte for byte begins or ends in its string. */
function cutLine(w: Writer, line: readonly Part[], cut: string): void {
  if (line.length === 0) return;
  const [first, ...rest] = line;
  const text = typeof first === 'string' ? first : '';
  const space = /^\s*/.exec(text)![0];
  w.piece(TextKind.RAW, cut + space);
  w.offset += space.length;
  stringLine(w, typeof first === 'string' ? [text.slice(space.length), ...rest] : line);
  w.offset -= space.length;
}

/** `${…}` */
export function interpolation(w: Writer, part: Interpolation): void {
  const { value } = part;
  const bare = !part.trailing?.length;
  if (bare && isAbsorbable(value)) {
    w.open();
    w.text('${');
    term(w, value);
    w.text('}');
    w.close();
    return;
  }
  if (bare && isSimple(value)) {
    w.text('${');
    const { breaks } = w;
    w.open();
    expression(w, value);
    const docs = w.take();
    if (w.breaks === breaks) w.pasteFlat(docs);
    else w.paste(docs);
    w.text('}');
    return;
  }
  w.open();
  w.text('${');
  const { breaks, written } = w;
  w.open();
  w.level += 1;
  w.open();
  expression(w, value);
  if (part.trailing) trivia(w, part.trailing);
  w.close();
  w.level -= 1;
  const docs = w.take();
  if (w.breaks === breaks && w.written - written <= SHORT_INTERPOLATION) {
    w.pasteFlat(docs, 1);
  } else {
    w.space(Spacing.BREAK);
    w.paste(docs);
    w.space(Spacing.BREAK);
  }
  w.text('}');
  w.close();
}

function spaced(w: Writer, part: Interpolation): void {
  w.space(Spacing.BREAK);
  w.open();
  expression(w, part.value);
  trivia(w, part.trailing ?? []);
  w.close();
  w.space(Spacing.BREAK);
}

function loneInterpolation(parts: readonly Part[]): Interpolation | undefined {
  const last = parts[parts.length - 1];
  if (typeof last === 'string') return undefined;
  if (parts.length === 1) return last;
  const [first] = parts;
  const isIndented = parts.length === 2 && typeof first === 'string' && /^ *$/.test(first);
  return isIndented && !last.trailing?.length ? last : undefined;
}

/** A string's parts by lines of the source. */
function sourceLines(parts: readonly Part[]): readonly (readonly Part[])[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes('\n'))) return [parts];
  const lines: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      lines[lines.length - 1].push(part);
      continue;
    }
    for (const [index, piece] of part.split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines[lines.length - 1].push(piece);
    }
  }
  return lines;
}
