import type { EdgeKind, Graph, GraphNode, NodeKind } from './graph';

/** A line of a card that stands for a node without a box of its own. */
export interface Row {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly detail: string;
  /** All that is told about it. */
  readonly full: string;
}

/** A box of the picture. */
export interface Card {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  readonly facts: readonly string[];
  readonly rows: readonly Row[];
  /** What stands in it. */
  readonly cards: readonly Card[];
}

/** A line of the picture; its ends are ids of cards or rows. */
export interface Link {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

/** A graph in the form in which it is drawn. */
export interface Picture {
  readonly title: string;
  readonly cards: readonly Card[];
  readonly links: readonly Link[];
}

/** Nodes that are lines in the box of the node they stand in. */
const ROWS: ReadonlySet<NodeKind> = new Set(['service', 'route', 'dataset', 'volume', 'mount', 'rule', 'secret']);

/** Whether a node is a line in the box of another one. */
function isRow(node: GraphNode): boolean {
  return ROWS.has(node.kind) && node.parent !== undefined;
}

/** A graph as boxes with lines in them. */
export function picture(graph: Graph): Picture {
  const inside = new Map<string, GraphNode[]>();
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const roots: GraphNode[] = [];
  for (const node of graph.nodes) {
    if (node.parent === undefined || !ids.has(node.parent)) roots.push(node);
    else inside.set(node.parent, [...(inside.get(node.parent) ?? []), node]);
  }
  const card = (node: GraphNode): Card => {
    const children = inside.get(node.id) ?? [];
    const rows = children.filter(isRow).map(rowOf);
    const cards = children.filter((child) => !isRow(child)).map(card);
    const { id, kind, label: title, facts } = node;
    if (rows.length === 0 || cards.length === 0) return { id, kind, title, facts, rows, cards };
    // Lines of a box with boxes in it stand in a box of their own.
    const own: Card = { id: `${id}#services`, kind: 'service', title: 'services', facts: [], rows, cards: [] };
    return { id, kind, title, facts, rows: [], cards: [own, ...cards] };
  };
  const links = graph.edges.map(({ kind, from, to, label }) => ({ kind, from, to, label }));
  return { title: graph.title, cards: roots.map(card), links };
}

function rowOf({ id, kind, label, facts }: GraphNode): Row {
  // Of the ports of a service, the first one stands for all.
  const many = kind === 'service' && facts.length > 2;
  const detail = many ? `${facts[0]} and ${facts.length - 1} more` : facts.join(' · ');
  return { id, kind, label, detail, full: [label, ...facts].join('\n') };
}

/** The cards and all in them, each after the one it stands in. */
export function allCards(cards: readonly Card[]): Card[] {
  return cards.flatMap((card) => [card, ...allCards(card.cards)]);
}
