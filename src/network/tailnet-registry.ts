import { IConstruct } from 'constructs';
import type { Tailnet } from './tailnet';
import type { TailscaleNode } from './tailscale-node';
import type { System } from '../app';

/** The tailnets of an estate and the nodes in it: each makes itself known, so that nobody searches the tree. */
export interface TailnetRegistry {
  readonly tailnets: Tailnet[];
  readonly nodes: TailscaleNode[];
}

/** The registry of the tree that a construct stands in. */
export function tailnetRegistry(construct: IConstruct): TailnetRegistry {
  const root = construct.node.root as { [SLOT]?: TailnetRegistry };
  return (root[SLOT] ??= { tailnets: [], nodes: [] });
}

/** The node of a System, where it has one; found by an index that is made again when there are more nodes. */
export function nodeOn(system: System): TailscaleNode | undefined {
  const { nodes } = tailnetRegistry(system);
  let index = INDICES.get(nodes);
  if (index?.count !== nodes.length) {
    index = { count: nodes.length, bySystem: new Map([...nodes].reverse().map((node) => [node.system, node])) };
    INDICES.set(nodes, index);
  }
  return index.bySystem.get(system);
}

interface NodeIndex {
  readonly count: number;
  readonly bySystem: ReadonlyMap<System, TailscaleNode>;
}

const INDICES = new WeakMap<readonly TailscaleNode[], NodeIndex>();
const SLOT = Symbol.for('cosmo-nix.tailnets');
