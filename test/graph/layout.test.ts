import * as fc from 'fast-check';
import { graphOf, wholeEstate } from './estate';
import { NixosContainer } from '../../src';
import { picture } from '../../src/graph/cards';
import { EdgeKind, Graph, GraphNode, NodeKind, TOPIC_OF } from '../../src/graph/graph';
import { Box, layout, Layout } from '../../src/graph/layout';
import { SIZES } from '../../src/graph/measure';
import { cut, textWidth } from '../../src/graph/text-width';
import { newApp } from '../support/estate';
import { hostOf } from '../support/small-estate';

const KINDS: readonly NodeKind[] = ['host', 'guest', 'container', 'pool', 'dataset', 'service', 'lan', 'secret', 'nic'];
const EDGES: readonly EdgeKind[] = ['attached', 'uses', 'secret', 'copies', 'member'];

/** Graphs of any form: boxes in boxes, lines between any of them. */
const graphs: fc.Arbitrary<Graph> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      label: fc.string({ unit: 'grapheme', maxLength: 60 }),
      facts: fc.array(fc.string({ maxLength: 70 }), { maxLength: 3 }),
      parent: fc.option(fc.nat(), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .chain((made) => {
    const rows = new Set<NodeKind>(['dataset', 'service', 'secret']);
    const nodes: GraphNode[] = [];
    for (const [i, { parent, ...rest }] of made.entries()) {
      const above = nodes.filter(({ kind }) => !rows.has(kind));
      const chosen = parent === undefined || above.length === 0 ? undefined : above[parent % above.length]!.id;
      nodes.push({ ...rest, id: `${i}`, topic: 'hosts', parent: chosen });
    }
    const end = fc.nat({ max: nodes.length - 1 });
    const edge = fc.record({
      from: end,
      to: end,
      kind: fc.constantFrom(...EDGES),
      label: fc.option(fc.string(), { nil: undefined }),
    });
    return fc.array(edge, { maxLength: 12 }).map((edges): Graph => ({
      version: 1,
      title: 'any',
      nodes,
      edges: edges
        .filter(({ from, to }) => !holds(nodes, from, to) && !holds(nodes, to, from))
        .map(({ from, to, kind, label }) => ({ kind, topic: TOPIC_OF[kind], from: `${from}`, to: `${to}`, label })),
    }));
  });

function holds(nodes: readonly GraphNode[], outer: number, inner: number): boolean {
  for (let at: string | undefined = `${inner}`; at !== undefined; at = nodes[Number(at)]!.parent) {
    if (at === `${outer}`) return true;
  }
  return false;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** What is wrong with a layout. */
function faults({ boxes, paths, width, height }: Layout): string[] {
  const found: string[] = [];
  const inside = new Map<string, Set<string>>();
  const ids = (box: Box): string[] => box.card.cards.flatMap((card) => [card.id, ...(inside.get(card.id) ?? [])]);
  for (const box of [...boxes].reverse()) inside.set(box.card.id, new Set(ids(box)));
  boxes.forEach((a, i) => {
    if (a.x < 0 || a.y < 0 || a.x + a.width > width + 1 || a.y + a.height > height + 1) {
      found.push(`${a.card.id} is cut`);
    }
    for (const { text, x, y, width: wide } of a.texts) {
      if (x + wide > a.width || y > a.height) found.push(`"${text}" leaves ${a.card.id}`);
    }
    for (const b of boxes.slice(i + 1)) {
      if (inside.get(a.card.id)!.has(b.card.id)) {
        const within = b.x >= a.x && b.y >= a.y && b.x + b.width <= a.x + a.width && b.y + b.height <= a.y + a.height;
        if (!within) found.push(`${b.card.id} leaves ${a.card.id}`);
      } else if (overlap(a, b)) {
        found.push(`${a.card.id} and ${b.card.id} overlap`);
      }
    }
  });
  const holder = new Map(
    boxes.flatMap((box) => [[box.card.id, box] as const, ...box.card.rows.map((row) => [row.id, box] as const)]),
  );
  for (const { link, points } of paths) {
    for (const [id, point] of [
      [link.from, points[0]],
      [link.to, points.at(-1)],
    ] as const) {
      const box = holder.get(id);
      const near =
        box &&
        point &&
        point.x >= box.x - 1 &&
        point.x <= box.x + box.width + 1 &&
        point.y >= box.y - 1 &&
        point.y <= box.y + box.height + 1;
      if (!near) found.push(`the line from ${link.from} to ${link.to} does not touch ${id}`);
    }
  }
  return found;
}

describe('the layout', () => {
  test('of an estate with everything overlaps nothing, cuts nothing, and joins what belongs together', () => {
    const laid = layout(picture(graphOf(wholeEstate())));
    expect(laid.boxes.length).toBeGreaterThan(25);
    expect(faults(laid)).toEqual([]);
  });

  test('keeps the texts at lines off the boxes', () => {
    const { boxes, paths } = layout(picture(graphOf(wholeEstate())));
    const cards = boxes.filter(({ card }) => card.cards.length === 0);
    const labels = paths.flatMap(({ label }) => (label ? [label] : []));
    expect(labels.length).toBeGreaterThan(8);
    expect(
      labels.filter((label) => cards.some((card) => overlap(card, label as never))).map(({ text }) => text),
    ).toEqual([]);
  });

  test('of any graph overlaps nothing, cuts nothing, and joins what belongs together', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(faults(layout(picture(graph)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same each time', () => {
    const drawn = picture(graphOf(wholeEstate()));
    expect(layout(drawn)).toEqual(layout(drawn));
  });

  test('puts many hosts side by side, so that the picture is no tower', () => {
    const app = newApp();
    for (let i = 0; i < 8; i++) {
      const host = hostOf(app, `host-${i}`);
      for (const name of ['a', 'b', 'c']) new NixosContainer(host, name, { stateVersion: '25.11' });
    }
    const laid = layout(picture(graphOf(app)));
    const left = new Set(laid.boxes.filter(({ depth }) => depth === 0).map(({ x }) => x));
    expect(left.size).toBeGreaterThan(1);
    expect(laid.height).toBeLessThan(3 * laid.width);
    expect(faults(laid)).toEqual([]);
  });

  test('of nothing is nothing', () => {
    expect(layout({ title: 'empty', cards: [], links: [] })).toMatchObject({ boxes: [], paths: [] });
  });
});

describe('texts', () => {
  test('are measured by their widest letters', () => {
    expect(textWidth('', 12)).toBe(0);
    expect(textWidth('iii', 12)).toBeLessThan(textWidth('www', 12));
    expect(textWidth('name', 12)).toBeLessThan(textWidth('name', 12, true));
    expect(textWidth('é', 10)).toBe(10);
    expect(textWidth('漢字', SIZES.row)).toBeGreaterThan(2 * SIZES.row);
  });

  test('are cut with a sign that there is more', () => {
    expect(cut('short', 5)).toBe('short');
    expect(cut('longer', 5)).toBe('long…');
    expect([...cut('😀'.repeat(9), 5)]).toHaveLength(5);
  });
});
