import { allCards, Card, Link, Picture } from './cards';
import { ElkEdge, ElkNode, ElkPort, Point, runElk } from './elk';
import { Measured, measure, measureLabel, SIZES } from './measure';

/** A card in its place. */
export interface Box extends Measured {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many boxes it stands in. */
  readonly depth: number;
}

/** A line in its place. */
export interface Path {
  readonly link: Link;
  readonly points: readonly Point[];
  readonly label?: PathLabel;
}

/** The text at a line in its place. */
export interface PathLabel {
  readonly text: string;
  readonly full: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture with everything in its place. */
export interface Layout {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Each after the one it stands in. */
  readonly boxes: readonly Box[];
  readonly paths: readonly Path[];
}

/** How far things stand from one another; each box with boxes in it must be told. */
const SPACING = {
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '3',
  'elk.spacing.componentComponent': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '44',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
};

const ROOT_OPTIONS = {
  'elk.partitioning.activate': 'true',
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.randomSeed': '1',
  'elk.aspectRatio': '1.6',
  ...SPACING,
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'elk.layered.mergeHierarchyEdges': 'true',
  'elk.layered.thoroughness': '20',
  'elk.edgeLabels.inline': 'true',
};

/** How much higher than wide a picture may be before its hosts are put side by side. */
const TALL = 1.6;

/** What stands by itself, in a column among its like. */
const STANDS_ALONE: ReadonlySet<string> = new Set(['host', 'home']);

/** Lay out a picture: layers from left to right, boxes in boxes, lines around them. */
export function layout(picture: Picture): Layout {
  const first = inColumns(picture, new Map());
  const { width, height, boxes } = first;
  const columns = Math.min(Math.round(Math.sqrt(height / width)), 8);
  const hosts = boxes.filter(({ card, depth }) => depth === 0 && STANDS_ALONE.has(card.kind));
  if (height < TALL * width || columns < 2 || hosts.length < 2) return first;
  // One below the other they would be a tower: so in columns that are about as high.
  const all = hosts.reduce((sum, box) => sum + box.height, 0);
  const places = new Map<string, number>();
  let above = 0;
  for (const { card, height: own } of hosts) {
    places.set(card.id, Math.floor(((above + own / 2) / all) * columns));
    above += own;
  }
  return inColumns(picture, places);
}

/** Lay out a picture with each host in its column; the first one where none is told. */
function inColumns(picture: Picture, places: ReadonlyMap<string, number>): Layout {
  const cards = allCards(picture.cards);
  const measured = new Map(cards.map((card) => [card.id, measure(card)]));
  const holder = new Map(cards.flatMap((card) => card.rows.map((row) => [row.id, card] as const)));
  for (const card of cards) holder.set(card.id, card);
  const links = picture.links.filter(({ from, to }) => holder.has(from) && holder.has(to));
  const ports = portsOf(links, holder, measured);
  const edges = links.map((link, i): ElkEdge => {
    const label = link.label === undefined ? undefined : measureLabel(link.label);
    return {
      id: `e${i}`,
      sources: [endOf(link.from, 'EAST', holder)],
      targets: [endOf(link.to, 'WEST', holder)],
      ...(label ? { labels: [label] } : {}),
    };
  });
  const children = picture.cards.map((card) => {
    const node = elkNode(card, measured, ports);
    return { ...node, layoutOptions: { ...node.layoutOptions, 'elk.partitioning.partition': columnOf(card, places) } };
  });
  const done = runElk({ id: '#root', layoutOptions: ROOT_OPTIONS, children, edges });
  const boxes = done.children!.flatMap((node) => boxesOf(node, measured, 0));
  const paths = (done.edges ?? []).map((edge, i) => pathOf(edge, links[i]!));
  return { title: picture.title, width: round(done.width!), height: round(done.height!), boxes, paths };
}

/** Secrets come before the machines, and what machines have in common comes after them. */
function columnOf({ id, kind }: Card, places: ReadonlyMap<string, number>): string {
  if (kind === 'store') return '0';
  return STANDS_ALONE.has(kind) ? `${1 + (places.get(id) ?? 0)}` : '9';
}

/** A card with boxes in it has no fixed places for lines: ELK finds them. */
function endOf(id: string, side: Side, holder: ReadonlyMap<string, Card>): string {
  return holder.get(id)!.cards.length > 0 ? id : portId(id, side);
}

type Side = 'EAST' | 'WEST';

function portId(id: string, side: Side): string {
  return `${id}@${side}`;
}

/** Where lines begin and end: at the right and left of the row or the title that they mean. */
function portsOf(
  links: readonly Link[],
  holder: ReadonlyMap<string, Card>,
  measured: ReadonlyMap<string, Measured>,
): Map<string, ElkPort[]> {
  const ports = new Map<string, ElkPort[]>();
  const seen = new Set<string>();
  const add = (id: string, side: Side) => {
    const card = holder.get(id)!;
    const { width, rowsAt } = measured.get(card.id)!;
    if (card.cards.length > 0 || seen.has(portId(id, side))) return;
    seen.add(portId(id, side));
    const port: ElkPort = {
      id: portId(id, side),
      x: side === 'EAST' ? width : 0,
      y: rowsAt.get(id) ?? 21,
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': side },
    };
    ports.set(card.id, [...(ports.get(card.id) ?? []), port]);
  };
  for (const { from, to } of links) {
    add(from, 'EAST');
    add(to, 'WEST');
  }
  return ports;
}

function elkNode(card: Card, measured: ReadonlyMap<string, Measured>, ports: ReadonlyMap<string, ElkPort[]>): ElkNode {
  const { width, height } = measured.get(card.id)!;
  const { gap } = SIZES;
  if (card.cards.length === 0) {
    return {
      id: card.id,
      width,
      height,
      ports: ports.get(card.id) ?? [],
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    };
  }
  return {
    id: card.id,
    children: card.cards.map((child) => elkNode(child, measured, ports)),
    layoutOptions: {
      ...SPACING,
      'elk.padding': `[top=${height + 8},left=${gap},bottom=${gap},right=${gap}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width},${height})`,
    },
  };
}

function boxesOf(node: ElkNode, measured: ReadonlyMap<string, Measured>, depth: number): Box[] {
  const { x, y, width, height } = node;
  const box = { x: round(x!), y: round(y!), width: round(width!), height: round(height!), depth };
  const inside = (node.children ?? []).flatMap((child) => boxesOf(child, measured, depth + 1));
  return [{ ...measured.get(node.id)!, ...box }, ...inside];
}

function pathOf({ sections = [], labels }: ElkEdge, link: Link): Path {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const rounded = points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  const label = labels?.[0];
  if (!label) return { link, points: rounded };
  const { text, width, height } = label;
  const place = { x: round(label.x!), y: round(label.y!), width, height };
  return { link, points: rounded, label: { text, full: link.label!, ...place } };
}

/** To half pixels, so that no machine's arithmetic is seen. */
function round(value: number): number {
  return Math.round(value * 2) / 2;
}
