import { allCards, Card, Link, Picture } from './cards';
import { cut } from './text-width';

/** What a text at a card is cut to, in forms that others lay out. */
const MOST = 60;

/** Short names for the cards, in their order. */
export function shortNames(picture: Picture): Map<string, string> {
  return new Map(allCards(picture.cards).map(({ id }, i) => [id, `n${i}`]));
}

/** The links between cards alone: where one is between lines of two cards it is between the cards, once. */
export function cardLinks(picture: Picture): Link[] {
  const holder = new Map<string, string>();
  for (const { id, rows } of allCards(picture.cards)) {
    holder.set(id, id);
    for (const row of rows) holder.set(row.id, id);
  }
  const found = new Map<string, Link>();
  for (const { kind, from, to, label } of picture.links) {
    const [a, b] = [holder.get(from), holder.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    found.set([kind, a, b, label ?? ''].join('\n'), { kind, from: a, to: b, label });
  }
  return [...found.values()];
}

/** The texts of a card, a line each. */
export function linesOf({ title, facts, rows }: Card): string[] {
  const told = rows.map(({ label, detail }) => (detail === '' ? label : `${label}  ${detail}`));
  return [title, ...facts, ...told].map((line) => cut(line.replace(/\s+/g, ' '), MOST));
}
