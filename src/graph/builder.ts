import { IConstruct } from 'constructs';
import { EdgeKind, Graph, GraphEdge, GraphNode, NodeKind, Topic, TOPIC_OF } from './graph';

/** What a node is made of. */
export interface NodeParts {
  readonly id: string;
  readonly kind: NodeKind;
  readonly topic: Topic;
  readonly label: string;
  readonly facts?: readonly (string | undefined | false)[];
  readonly parent?: string;
}

/** Collects nodes and edges, and knows which construct is which node. */
export class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();
  private readonly drawn = new Map<IConstruct, string>();
  private readonly aliases = new Map<string, string>();

  /** Add a node; `constructs` are drawn as it. One that is there already stays as it is. */
  public node(parts: NodeParts, ...constructs: IConstruct[]): string {
    for (const construct of constructs) this.drawn.set(construct, parts.id);
    if (!this.nodes.has(parts.id)) {
      const facts = (parts.facts ?? []).filter((fact): fact is string => typeof fact === 'string' && fact !== '');
      this.nodes.set(parts.id, { ...parts, facts });
    }
    return parts.id;
  }

  /** Say more about a node. */
  public tell(id: string, ...facts: string[]): void {
    const node = this.nodes.get(id);
    if (!node) return;
    const more = facts.filter((fact) => !node.facts.includes(fact));
    if (more.length > 0) this.nodes.set(id, { ...node, facts: [...node.facts, ...more] });
  }

  /** Add an edge, once; not from a node to itself, nor to one it stands in or that stands in it. */
  public edge(kind: EdgeKind, from: string, to: string, label?: string): void {
    if (this.holds(from, to) || this.holds(to, from)) return;
    const key = [kind, from, to, label ?? ''].join('\n');
    if (!this.edges.has(key)) this.edges.set(key, { kind, topic: TOPIC_OF[kind], from, to, label });
  }

  /** Whether an edge leads from a node to one of a kind. */
  public leads(from: string, kind: NodeKind): boolean {
    return [...this.edges.values()].some((edge) => edge.from === from && this.nodes.get(edge.to)?.kind === kind);
  }

  /** Whether there is a node of that id. */
  public has(id: string): boolean {
    return this.nodes.has(id);
  }

  /** Have a node be found by another name, too. */
  public alias(name: string, id: string): void {
    this.aliases.set(name, id);
  }

  /** The node that has a name, where there is one. */
  public named(name: string): string | undefined {
    return this.aliases.get(name);
  }

  /** The node that a construct is drawn as, or the nearest one it stands in. */
  public of(construct: IConstruct): string | undefined {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      const id = this.drawn.get(at);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  /** Whether a construct has a node itself. */
  public draws(construct: IConstruct): boolean {
    return this.drawn.has(construct);
  }

  /** All of it. */
  public graph(title: string): Graph {
    const nodes: GraphNode[] = [];
    const done = new Set<string>();
    const put = (node: GraphNode) => {
      if (done.has(node.id)) return;
      done.add(node.id);
      const parent = node.parent === undefined ? undefined : this.nodes.get(node.parent);
      if (parent) put(parent);
      nodes.push(node);
    };
    for (const node of this.nodes.values()) put(node);
    const edges = [...this.edges.values()].filter(({ from, to }) => this.nodes.has(from) && this.nodes.has(to));
    return { version: 1, title, nodes, edges };
  }

  private holds(outer: string, inner: string): boolean {
    for (let at: string | undefined = inner; at !== undefined; at = this.nodes.get(at)?.parent) {
      if (at === outer) return true;
    }
    return false;
  }
}
