import { Graph, GraphEdge, GraphNode, NodeKind, Topic } from './graph';

const MACHINES: ReadonlySet<NodeKind> = new Set(['host', 'home', 'guest', 'container']);

/** The names of what `onHost` takes. */
export function machineNames(graph: Graph): string[] {
  return [...new Set(graph.nodes.filter(({ kind }) => MACHINES.has(kind)).map(({ label }) => label))];
}

/** What belongs to some topics, with the machines that it is on. */
export function onlyTopics(graph: Graph, topics: ReadonlySet<Topic>): Graph {
  const edges = graph.edges.filter(({ topic }) => topics.has(topic));
  const own = graph.nodes.filter(({ topic }) => topics.has(topic)).map(({ id }) => id);
  return keep(graph, [...own, ...edges.flatMap(({ from, to }) => [from, to])], edges);
}

/** A machine with all in it, and what it has to do with; undefined where there is none of that name. */
export function onHost(graph: Graph, name: string): Graph | undefined {
  const nodes = index(graph);
  const wanted = new Set(graph.nodes.filter(({ kind, label }) => MACHINES.has(kind) && label === name).map(idOf));
  if (wanted.size === 0) return undefined;
  const inside = new Set(graph.nodes.filter((node) => above(nodes, node).some(({ id }) => wanted.has(id))).map(idOf));
  const edges = graph.edges.filter(({ from, to }) => inside.has(from) || inside.has(to));
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  // What holds for all of a tailnet holds for this member, too.
  const rules = graph.nodes.filter(({ kind, parent }) => kind === 'rule' && ends.has(parent!)).map(idOf);
  return keep(graph, [...inside, ...ends, ...rules], edges);
}

function keep(graph: Graph, wanted: readonly string[], edges: readonly GraphEdge[]): Graph {
  const nodes = index(graph);
  const kept = new Set(wanted.flatMap((id) => above(nodes, nodes.get(id)!).map(idOf)));
  return { ...graph, nodes: graph.nodes.filter(({ id }) => kept.has(id)), edges };
}

/** A node and what it stands in. */
function above(nodes: ReadonlyMap<string, GraphNode>, node: GraphNode): GraphNode[] {
  const found: GraphNode[] = [];
  for (let at: GraphNode | undefined = node; at; at = at.parent === undefined ? undefined : nodes.get(at.parent)) {
    found.push(at);
  }
  return found;
}

function index(graph: Graph): Map<string, GraphNode> {
  return new Map(graph.nodes.map((node) => [node.id, node]));
}

function idOf({ id }: GraphNode): string {
  return id;
}
