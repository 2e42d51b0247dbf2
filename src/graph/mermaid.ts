import { Card, Picture } from './cards';
import { cardLinks, linesOf, shortNames } from './flat';
import type { EdgeKind } from './graph';

const ARROWS: Readonly<Record<EdgeKind, string>> = {
  attached: '-->',
  forwards: '-.->',
  member: '-->',
  uses: '-->',
  secret: '-.->',
  copies: '==>',
};

/** A picture as a Mermaid flowchart, which GitHub and many wikis draw. */
export function mermaid(picture: Picture): string {
  const names = shortNames(picture);
  const lines = ['---', `title: ${JSON.stringify(picture.title)}`, '---', 'flowchart LR'];
  const put = (card: Card, indent: string) => {
    const name = names.get(card.id)!;
    const text = linesOf(card).map(escaped);
    if (card.cards.length === 0) {
      lines.push(`${indent}${name}["${[`<b>${text[0]}</b>`, ...text.slice(1)].join('<br/>')}"]`);
      return;
    }
    lines.push(`${indent}subgraph ${name}["${text.join(' · ')}"]`);
    for (const inner of card.cards) put(inner, `${indent}  `);
    lines.push(`${indent}end`);
  };
  for (const card of picture.cards) put(card, '  ');
  for (const { kind, from, to, label } of cardLinks(picture)) {
    const told = label === undefined ? '' : `|"${escaped(label)}"|`;
    lines.push(`  ${names.get(from)} ${ARROWS[kind]}${told} ${names.get(to)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A text in quotes as Mermaid reads it: signs that mean something are given by their numbers. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/["#&<>`\\]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
