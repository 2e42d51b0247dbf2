import { allCards, Card, Picture } from './cards';
import type { Point } from './elk';
import type { EdgeKind, NodeKind } from './graph';
import { ICONS } from './icons';
import { Box, layout, Layout, Path } from './layout';
import { SIZES } from './measure';
import { textWidth } from './text-width';
import { HUE_OF, LINES, styleSheet, Theme } from './theme';
import { xml } from './xml';

const MARGIN = 32;
const HEAD = 62;
const LEGEND = 46;

/** A picture as SVG that needs nothing else. */
export function svg(picture: Picture, theme: Theme = 'auto'): string {
  return draw(layout(picture), picture, theme);
}

/** Draw what is laid out. */
function draw(laid: Layout, picture: Picture, theme: Theme): string {
  const kinds = (Object.keys(LINES) as EdgeKind[]).filter((kind) => laid.paths.some(({ link }) => link.kind === kind));
  const counted = counts(picture);
  const legendWidth = kinds.reduce((sum, kind) => sum + sampleWidth(kind), 0);
  const heading = Math.max(textWidth(laid.title, 22, true), textWidth(counted, 12));
  const width = Math.ceil(Math.max(laid.width, legendWidth, heading, 200) + 2 * MARGIN);
  const height = Math.ceil(laid.height + HEAD + 2 * MARGIN + (kinds.length > 0 ? LEGEND : 0));
  const frames = laid.boxes.filter(({ card }) => card.cards.length > 0);
  const cards = laid.boxes.filter(({ card }) => card.cards.length === 0);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="cosmo-title cosmo-desc">`,
    `<title id="cosmo-title">${xml(laid.title)}</title>`,
    `<desc id="cosmo-desc">${xml(description(picture))}</desc>`,
    `<style>\n${styleSheet(theme)}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="name" x="${MARGIN}" y="${MARGIN + 20}">${xml(laid.title)}</text>`,
    `<text class="count" x="${MARGIN}" y="${MARGIN + 40}">${xml(counted)}</text>`,
    `<g transform="translate(${MARGIN} ${MARGIN + HEAD})">`,
    ...frames.map(frame),
    ...laid.paths.map(line),
    ...cards.map(cardOf),
    ...laid.paths.map(label),
    '</g>',
    ...legend(kinds, height - MARGIN - 6),
    '</svg>',
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

/** A box with boxes in it. */
function frame(box: Box): string {
  const { x, y, width, height, card } = box;
  const rect = `<rect class="frame ${HUE_OF[card.kind]}" width="${width}" height="${height}" rx="14"/>`;
  return group(box, [rect, ...content(box)], x, y);
}

function cardOf(box: Box): string {
  const { x, y, width, height, card, rowsTop } = box;
  const rules = card.rows.map((_, i) => {
    const at = rowsTop + i * SIZES.rowHeight;
    return `<path class="rule" d="M${SIZES.padding} ${at}H${width - SIZES.padding}"/>`;
  });
  const rect = `<rect class="card" width="${width}" height="${height}" rx="9"/>`;
  const head = `<path class="bar ${HUE_OF[card.kind]}" d="M9 0H${width - 9}A9 9 0 0 1 ${width - 1} 4H1A9 9 0 0 1 9 0z"/>`;
  return group(box, [rect, head, ...rules, ...content(box)], x, y);
}

function group({ card }: Box, parts: readonly string[], x: number, y: number): string {
  const told = [card.title, ...card.facts].join('\n');
  const hue = HUE_OF[card.kind];
  return `<g class="node ${hue}" data-id="${xml(card.id)}" data-kind="${card.kind}" transform="translate(${x} ${y})"><title>${xml(told)}</title>${parts.join('')}</g>`;
}

/** The sign and the texts of a box. */
function content({ card, texts }: Box): string[] {
  const { padding } = SIZES;
  const sign = `<path class="icon" transform="translate(${padding} 11)" d="${ICONS[card.kind]}"/>`;
  let row = -1;
  const drawn = texts.map(({ role, text, full, x, y }) => {
    if (role === 'row') row += 1;
    const id = role === 'row' ? ` data-id="${xml(card.rows[row]!.id)}"` : '';
    const told = role === 'row' ? card.rows[row]!.full : full;
    const more = told === text ? '' : `<title>${xml(told)}</title>`;
    return `<text class="${role}"${id} x="${x}" y="${y}">${more}${xml(text)}</text>`;
  });
  return [sign, ...drawn];
}

/** A line with round corners and a head. */
function line({ link, points }: Path): string {
  const { hue, dash } = LINES[link.kind];
  if (points.length < 2) return '';
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
  const ends = `data-from="${xml(link.from)}" data-to="${xml(link.to)}"`;
  return `<g class="edge" ${ends} data-kind="${link.kind}"><path class="line ${hue}"${dashes} d="${rounded(points)}"/><path class="head ${hue}" d="${arrow(points)}"/></g>`;
}

function rounded(points: readonly Point[]): string {
  const first = points[0]!;
  let d = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, at, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const from = towards(at, before);
    const to = towards(at, after);
    d += `L${from.x} ${from.y}Q${at.x} ${at.y} ${to.x} ${to.y}`;
  }
  const last = points[points.length - 1]!;
  return `${d}L${last.x} ${last.y}`;
}

/** A place on the way from a corner, near enough to be on the line. */
function towards(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.abs(dx) + Math.abs(dy);
  const step = Math.min(7, Math.floor(far) / 2);
  return { x: from.x + Math.sign(dx) * step, y: from.y + Math.sign(dy) * step };
}

function arrow(points: readonly Point[]): string {
  const end = points[points.length - 1]!;
  const before = points[points.length - 2]!;
  const { x, y } = end;
  if (Math.abs(end.x - before.x) >= Math.abs(end.y - before.y)) {
    const back = x - Math.sign(end.x - before.x) * 7;
    return `M${x} ${y}L${back} ${y - 3.5}V${y + 3.5}z`;
  }
  const back = y - Math.sign(end.y - before.y) * 7;
  return `M${x} ${y}L${x - 3.5} ${back}H${x + 3.5}z`;
}

function label({ link, label: placed }: Path): string {
  if (!placed) return '';
  const { x, y, width, height, text, full } = placed;
  const more = full === text ? '' : `<title>${xml(full)}</title>`;
  const under = `<rect class="under" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>`;
  const ends = `data-from="${xml(link.from)}" data-to="${xml(link.to)}"`;
  return `<g class="said" ${ends}>${under}<text class="label ${LINES[link.kind].hue}" x="${x + 4}" y="${y + 12}">${more}${xml(text)}</text></g>`;
}

function legend(kinds: readonly EdgeKind[], y: number): string[] {
  let x = MARGIN;
  return kinds.map((kind) => {
    const { hue, name, dash } = LINES[kind];
    const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
    const at = x;
    x += sampleWidth(kind);
    return `<g><path class="line ${hue}"${dashes} d="M${at} ${y}H${at + 30}"/><path class="head ${hue}" d="M${at + 34} ${y}L${at + 27} ${y - 3.5}V${y + 3.5}z"/><text class="fact" x="${at + 42}" y="${y + 4}">${name}</text></g>`;
  });
}

function sampleWidth(kind: EdgeKind): number {
  return 42 + textWidth(LINES[kind].name, SIZES.fact) + 26;
}

const COUNTED: readonly [NodeKind, string][] = [
  ['host', 'host'],
  ['home', 'home'],
  ['guest', 'guest'],
  ['container', 'container'],
  ['pool', 'pool'],
  ['lan', 'network of the house'],
  ['tailnet', 'tailnet'],
  ['secret', 'secret'],
];

/** `3 hosts · 1 guest` */
function counts({ cards }: Picture): string {
  const all = allCards(cards);
  return COUNTED.flatMap(([kind, name]) => {
    const boxes = all.filter((card) => card.kind === kind).length;
    const rows = all.reduce((sum, card) => sum + card.rows.filter((row) => row.kind === kind).length, 0);
    const number = boxes + rows;
    if (number === 0) return [];
    return [`${number} ${number === 1 ? name : kind === 'lan' ? 'networks of the house' : `${name}s`}`];
  }).join(' · ');
}

/** The picture in words, for those who do not see it. */
function description(picture: Picture): string {
  const tell = (card: Card): string => {
    const inside = [...card.rows.map(({ label: name }) => name), ...card.cards.map(tell)];
    return `${card.title}${inside.length > 0 ? ` (${inside.join(', ')})` : ''}`;
  };
  return [counts(picture), ...picture.cards.map(tell)].filter((part) => part !== '').join('. ');
}
