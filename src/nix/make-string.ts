import { Node, Part } from './ast';
import { escapeIndented, escapeText, fitsIndented, unescapeIndented, unescapeText } from './escape';

/** A piece of a string before it is escaped: text, or a node to interpolate. */
export type Piece = string | Node;

/** A string from pieces: `''…''` where the text has lines and the form loses nothing, else `"…"`. */
export function string(pieces: readonly Piece[]): Node {
  const merged = mergePieces(pieces);
  // A letter stands in for each interpolation: what matters is that it is no white space, quote or dollar.
  const outline = merged.map((piece) => (typeof piece === 'string' ? piece : 'x')).join('');
  return fitsIndented(outline) && !endsBadly(merged) ? indented(merged) : simple(merged);
}

/** Whether an apostrophe stands where it would join the `${` or the escape behind it. */
function endsBadly(pieces: readonly Piece[]): boolean {
  return pieces.some((piece, index) => typeof piece === 'string' && index < pieces.length - 1 && /'\$?$/.test(piece));
}

function simple(pieces: readonly Piece[]): Node {
  const parts = pieces.map((piece, index) => {
    if (typeof piece !== 'string') return interpolation(piece);
    const text = escapeText(piece);
    // `$${` would not interpolate.
    return text.endsWith('$') && index < pieces.length - 1 ? `${text.slice(0, -1)}\\$` : text;
  });
  return { kind: 'string', parts };
}

function indented(pieces: readonly Piece[]): Node {
  const lines: Part[][] = [[]];
  pieces.forEach((piece, index) => {
    if (typeof piece !== 'string') {
      lines[lines.length - 1].push(interpolation(piece));
      return;
    }
    let text = escapeIndented(piece);
    if (text.endsWith('$') && index < pieces.length - 1) text = `${text.slice(0, -1)}''$`;
    text.split('\n').forEach((line, row) => {
      if (row > 0) lines.push([]);
      if (line !== '') lines[lines.length - 1].push(line);
    });
  });
  return { kind: 'indented', lines };
}

function interpolation(value: Node): Part {
  return { kind: 'interpolation', value };
}

/** Joins neighbouring texts, drops empty ones, and opens up strings that are interpolated into a string. */
function mergePieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces.flatMap(openUp)) {
    const last = merged.length - 1;
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof merged[last] === 'string') merged[last] = `${merged[last]}${piece}`;
    else merged.push(piece);
  }
  return merged;
}

function openUp(piece: Piece): Piece[] {
  if (typeof piece === 'string') return [piece];
  if (piece.kind === 'string' && !piece.mark) {
    return piece.parts.map((part) => (typeof part === 'string' ? unescapeText(part) : part.value));
  }
  if (piece.kind === 'indented' && !piece.mark) {
    return piece.lines.flatMap((line, row) => [
      row > 0 ? '\n' : '',
      ...line.map((part) => (typeof part === 'string' ? unescapeIndented(part) : part.value)),
    ]);
  }
  return [piece];
}
