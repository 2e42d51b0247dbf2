import type { Card } from './cards';
import { cut, textWidth } from './text-width';

/** Sizes of the picture, in pixels. */
export const SIZES = {
  title: 14,
  fact: 11,
  row: 12,
  detail: 11,
  label: 10.5,
  padding: 12,
  icon: 18,
  iconGap: 8,
  factHeight: 16,
  rowHeight: 22,
  headHeight: 30,
  gap: 18,
} as const;

/** The longest texts that are drawn; what is longer is cut, and told in full when pointed at. */
const MOST = { title: 40, fact: 52, row: 48, detail: 44, label: 48 } as const;

/** A text in its place, from the corner of its card. */
export interface PlacedText {
  readonly role: 'title' | 'fact' | 'row' | 'detail';
  readonly text: string;
  readonly full: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
}

/** A card with its size and its texts. */
export interface Measured {
  readonly card: Card;
  readonly width: number;
  /** The height of it, or of what stands above the boxes in it. */
  readonly height: number;
  readonly texts: readonly PlacedText[];
  /** Where the middle of each row is, from the top of the card. */
  readonly rowsAt: ReadonlyMap<string, number>;
  /** Where the first row begins. */
  readonly rowsTop: number;
}

/** Place the texts of a card, and find how large it must be for them. */
export function measure(card: Card): Measured {
  const { padding, icon, iconGap, factHeight, rowHeight, headHeight } = SIZES;
  const texts: PlacedText[] = [];
  let right = 0;
  const place = (role: PlacedText['role'], full: string, x: number, y: number) => {
    const text = cut(full, MOST[role]);
    const width = textWidth(text, SIZES[role], role === 'title');
    texts.push({ role, text, full, x, y, width });
    right = Math.max(right, x + width);
    return width;
  };
  place('title', card.title, padding + icon + iconGap, 25);
  let y = padding + headHeight - 4;
  for (const fact of card.facts) {
    place('fact', fact, padding, y + 10);
    y += factHeight;
  }
  const rowsTop = card.rows.length > 0 ? y + 4 : y;
  const rowsAt = new Map<string, number>();
  // Details stand in a column at the right end.
  const labels = card.rows.map(({ label }) => textWidth(cut(label, MOST.row), SIZES.row));
  const details = card.rows.map(({ detail }) => textWidth(cut(detail, MOST.detail), SIZES.detail));
  const rowWidth = Math.max(0, ...labels.map((width, i) => width + (details[i]! > 0 ? details[i]! + 20 : 0)));
  const width = Math.max(right, padding + rowWidth) + padding;
  card.rows.forEach(({ id, label, detail }, i) => {
    const top = rowsTop + i * rowHeight;
    rowsAt.set(id, top + rowHeight / 2);
    place('row', label, padding, top + 15);
    if (detail !== '') place('detail', detail, width - padding - details[i]!, top + 15);
  });
  const end = card.rows.length > 0 ? rowsTop + card.rows.length * rowHeight + 4 : y + 8;
  return { card, width: Math.max(width, 120), height: end, texts, rowsAt, rowsTop };
}

/** The text at a line of the picture, with its size. */
export function measureLabel(full: string): { text: string; width: number; height: number } {
  const text = cut(full, MOST.label);
  return { text, width: textWidth(text, SIZES.label) + 8, height: 16 };
}
