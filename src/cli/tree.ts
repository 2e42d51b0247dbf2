import { withOutput } from './estate-output';
import type { LookOptions } from './list-command';
import { Style } from './style';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';
import { EmittedFile, emittedBy, Emitting } from '../diff';

/** `cosmo tree`: sets the process's exit code. */
export async function tree(path: string | undefined, options: LookOptions): Promise<void> {
  await withOutput(options, ({ output }) => {
    const depth = depthOf(options);
    const root = emittedBy(output);
    if (!root) throw usage('TREE_NONE', 'the output has no construct tree in it', 'run cosmo tree without --last');
    const from = path === undefined ? root : found(root, path);
    const cut = upTo(options.all ? from : (writing(from) ?? from), depth);
    if (options.json) return `${JSON.stringify({ version: 1, tree: cut }, undefined, 2)}\n`;
    return treeText(cut, { style: new Style(process.stdout), names: options.options === true });
  });
}

function depthOf({ depth }: LookOptions): number {
  if (depth === undefined) return Infinity;
  if (/^\d+$/.test(depth)) return Number(depth);
  throw usage('TREE_DEPTH', `--depth ${depth} is no number`, 'give how many levels are printed: --depth 2');
}

function found(root: Emitting, path: string): Emitting {
  const wanted = path.replace(/^\/+|\/+$/g, '');
  const known = new Map<string, Emitting>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    known.set(node.path, node);
    open.push(...node.children);
  }
  const node = known.get(wanted);
  if (node) return node;
  const guess = nearest(wanted, known.keys());
  throw usage(
    'TREE_PATH',
    `the estate has no construct ${wanted}`,
    guess ? `did you mean "${guess}"?` : 'cosmo tree --all prints all of them',
  );
}

/** A construct without what writes nothing below it; undefined where that is all. */
function writing(node: Emitting): Emitting | undefined {
  const children = node.children.flatMap((child) => writing(child) ?? []);
  return node.files.length + children.length === 0 ? undefined : { ...node, children };
}

function upTo(node: Emitting, depth: number): Emitting {
  return { ...node, children: depth === 0 ? [] : node.children.map((child) => upTo(child, depth - 1)) };
}

interface TreeText {
  readonly style: Style;
  /** Name the options. */
  readonly names: boolean;
}

function treeText(root: Emitting, text: TreeText): string {
  const lines: string[] = [];
  print(root, '', '', text, lines);
  return `${lines.join('\n')}\n`;
}

function print(node: Emitting, first: string, further: string, text: TreeText, lines: string[]): void {
  const { style } = text;
  lines.push(`${style.dim(first)}${style.bold(node.id === '' ? '(the app)' : node.id)} ${style.dim(node.type)}`);
  const items = [...node.files.map((file) => ({ file })), ...node.children.map((child) => ({ child }))];
  items.forEach((item, index) => {
    const isLast = index === items.length - 1;
    const [branch, below] = [`${further}${isLast ? '└─ ' : '├─ '}`, `${further}${isLast ? '   ' : '│  '}`];
    if ('child' in item) return print(item.child, branch, below, text, lines);
    lines.push(style.dim(branch) + fileText(item.file, text));
    if (text.names) {
      for (const option of item.file.options ?? []) lines.push(style.dim(below) + style.dim(`  ${option}`));
    }
  });
}

function fileText({ path, project, options }: EmittedFile, { style }: TreeText): string {
  const count = options && options.length > 0 ? ` (${options.length} option${options.length === 1 ? '' : 's'})` : '';
  return style.green(path) + style.dim(project ? ' (beside the project)' : count);
}
