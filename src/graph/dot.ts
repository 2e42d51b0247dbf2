import { allCards, Card, Picture } from './cards';
import { cardLinks, linesOf, shortNames } from './flat';
import type { EdgeKind } from './graph';
import { HUE_OF, hueColour, LINES } from './theme';

const STYLES: Readonly<Record<EdgeKind, string>> = {
  attached: 'solid',
  forwards: 'dotted',
  member: 'solid',
  uses: 'solid',
  secret: 'dashed',
  copies: 'bold',
};

/** A picture in the language of Graphviz. */
export function dot(picture: Picture): string {
  const names = shortNames(picture);
  const lines = [
    `digraph ${quoted(picture.title)} {`,
    '  graph [rankdir=LR, compound=true, fontname="Helvetica", labelloc=t, label=' + `${quoted(picture.title)}];`,
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
  ];
  const put = (card: Card, indent: string) => {
    const colour = quoted(hueColour(HUE_OF[card.kind]));
    const label = linesOf(card).map(inner).join('\\l');
    if (card.cards.length === 0) {
      lines.push(`${indent}${names.get(card.id)} [color=${colour}, label="${label}\\l"];`);
      return;
    }
    lines.push(`${indent}subgraph cluster_${names.get(card.id)} {`);
    lines.push(`${indent}  color=${colour}; labeljust=l; label="${label}\\l";`);
    for (const child of card.cards) put(child, `${indent}  `);
    lines.push(`${indent}}`);
  };
  for (const card of picture.cards) put(card, '  ');
  const cards = new Map(allCards(picture.cards).map((card) => [card.id, card]));
  for (const { kind, from, to, label } of cardLinks(picture)) {
    const [tail, head] = [cards.get(from)!, cards.get(to)!];
    const told = [
      `color=${quoted(hueColour(LINES[kind].hue))}`,
      `style=${STYLES[kind]}`,
      ...(label === undefined ? [] : [`label=${quoted(label)}`]),
      // A line to a box with boxes in it goes to one of these, and ends at its rim.
      ...(tail.cards.length > 0 ? [`ltail=cluster_${names.get(from)}`] : []),
      ...(head.cards.length > 0 ? [`lhead=cluster_${names.get(to)}`] : []),
    ];
    lines.push(`  ${names.get(leafOf(tail).id)} -> ${names.get(leafOf(head).id)} [${told.join(', ')}];`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function leafOf(card: Card): Card {
  return card.cards.length === 0 ? card : leafOf(card.cards[0]!);
}

function quoted(text: string): string {
  return `"${inner(text.replace(/\s+/g, ' '))}"`;
}

function inner(text: string): string {
  return text.replace(/["\\]/g, (sign) => `\\${sign}`);
}
