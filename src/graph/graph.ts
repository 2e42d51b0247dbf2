/** What a node stands for. */
export type NodeKind =
  | 'host'
  | 'home'
  | 'guest'
  | 'container'
  | 'proxy'
  | 'service'
  | 'route'
  | 'pool'
  | 'dataset'
  | 'volume'
  | 'disk'
  | 'mount'
  | 'lan'
  | 'network'
  | 'nic'
  | 'tailnet'
  | 'rule'
  | 'store'
  | 'secret'
  | 'external';

/** What a part of the picture is about. */
export type Topic = 'hosts' | 'network' | 'storage' | 'secrets' | 'connections';

/** All topics, in the order in which they are told. */
export const TOPICS: readonly Topic[] = ['hosts', 'network', 'storage', 'secrets', 'connections'];

/** Something of the estate. */
export interface GraphNode {
  /** Its construct's path, with what tells it apart where several nodes follow from one construct. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly topic: Topic;
  readonly label: string;
  /** What is told about it, a line each. */
  readonly facts: readonly string[];
  /** The node it stands in. */
  readonly parent?: string;
}

/** What an edge says. */
export type EdgeKind = 'attached' | 'forwards' | 'member' | 'uses' | 'secret' | 'copies';

/** That one node has to do with another one. */
export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly topic: Topic;
  readonly from: string;
  readonly to: string;
  /** What is told at the line. */
  readonly label?: string;
}

/** An estate as a picture has it: plain data, the same for the same tree. */
export interface Graph {
  /** The version of this form. */
  readonly version: 1;
  /** What the estate is. */
  readonly title: string;
  /** Each after the one it stands in. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The topic that an edge belongs to. */
export const TOPIC_OF: Readonly<Record<EdgeKind, Topic>> = {
  attached: 'network',
  forwards: 'network',
  member: 'network',
  uses: 'connections',
  secret: 'secrets',
  copies: 'storage',
};

/** The variable that names the file in which a program leaves its graph, for `cosmo graph`. */
export const GRAPH_FILE = 'COSMO_GRAPH';
