import { IConstruct } from 'constructs';
import type { App } from '../app';
import { NixModule } from '../nix-module';
import { System } from '../system';
import type { AddFile } from './render-app';

interface TreeNode {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  readonly folder?: string;
  children?: TreeNode[];
}

/** `tree.json`: the construct tree, for whoever lists, compares or draws it. */
export function renderTree(app: App, add: AddFile): void {
  const root = describe(app);
  const open: { construct: IConstruct; node: TreeNode }[] = [{ construct: app, node: root }];
  while (open.length > 0) {
    const { construct, node } = open.pop()!;
    const children = construct.node.children.filter((child) => !NixModule.isNixModule(child));
    if (children.length === 0) continue;
    node.children = children.map(describe);
    children.forEach((child, i) => open.push({ construct: child, node: node.children![i]! }));
  }
  add('tree.json', { content: `${JSON.stringify({ version: 1, tree: root }, undefined, 1)}\n`, owner: '' });
}

function describe(construct: IConstruct): TreeNode {
  return {
    id: construct.node.id,
    path: construct.node.path,
    type: construct.constructor.name,
    ...(System.isSystem(construct) ? { folder: construct.folder, ...construct._treeFacts() } : {}),
  };
}
