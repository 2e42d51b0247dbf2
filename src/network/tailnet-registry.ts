import { IConstruct } from 'constructs';
import type { Tailnet } from './tailnet';
import type { TailscaleNode } from './tailscale-node';

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

const SLOT = Symbol.for('cosmo-nix.tailnets');
