import { IndentedString, Interpolation, Part } from '../ast';
import { Spacing, textWidth } from './doc';
import { absorbed, expression, term } from './expression';
import { isAbsorbable, isSimple } from './shape';
import { stringLineBreak, trivia } from './trivia';
import { Writer } from './writer';

/** An interpolation shorter than this is never broken. */
const SHORT_INTERPOLATION = 30;

/** `"…"` */
export function quoted(w: Writer, parts: readonly Part[]): void {
  w.open();
  w.text('"');
  for (const [index, line] of sourceLines(parts).entries()) {
    // A line break of the text's own: what follows must not be indented.
    if (index > 0) w.text('\n');
    stringLine(w, line);
  }
  w.text('"');
  w.close();
}

/** `''…''` */
export function indented(w: Writer, node: IndentedString): void {
  w.open();
  w.text("''");
  if (node.lines.length > 1) w.space(Spacing.BREAK);
  w.level += 1;
  for (const [index, line] of node.lines.entries()) {
    if (index > 0) stringLineBreak(w);
    stringLine(w, line);
  }
  w.level -= 1;
  w.text("''");
  w.close();
}

/** One line of a string or a path. */
export function stringLine(w: Writer, line: readonly Part[]): void {
  const parts = line.filter((part) => part !== '');
  if (parts.length === 0) return;
  const [first] = parts;
  const lone = loneInterpolation(parts);
  if (lone) {
    const indent = typeof first === 'string' ? first : '';
    w.text(indent);
    w.offset += indent.length;
    if (lone.trailing?.length) surrounded(w, lone);
    else tight(w, lone);
    w.offset -= indent.length;
    return;
  }
  // What an interpolation breaks onto following lines is indented as this line of the string is.
  const indent = typeof first === 'string' ? textWidth(/^\s*/.exec(first)![0]) : 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') w.text(part);
    else interpolation(w, part);
    if (index === 0) w.offset += indent;
  }
  w.offset -= indent;
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
  whole(w, part);
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

/** An interpolation that has its line for itself keeps its braces close. */
function tight(w: Writer, part: Interpolation): void {
  w.open();
  w.text('${');
  w.level += 1;
  absorbed(w, part.value);
  w.level -= 1;
  w.text('}');
  w.close();
}

function surrounded(w: Writer, part: Interpolation): void {
  w.open();
  w.text('${');
  w.space(Spacing.BREAK);
  w.level += 1;
  whole(w, part);
  w.level -= 1;
  w.space(Spacing.BREAK);
  w.text('}');
  w.close();
}

function whole(w: Writer, part: Interpolation): void {
  w.open();
  expression(w, part.value);
  if (part.trailing) trivia(w, part.trailing);
  w.close();
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
