import { Node } from './ast';
import { isPlainName } from './escape';
import { outputPath } from './print/output-path';

/**
 * The text of the commonest expressions, which no layout can break: a
 * variable, a selection of plain names from one (`pkgs.vim`), a file of the
 * output. Undefined for all others, and for what has comments.
 *
 * @param from the printed file's path from the output's root
 */
export function simpleText(node: Node, from: string | undefined): string | undefined {
  switch (node.kind) {
    case 'identifier':
      return node.mark ? undefined : node.name;
    case 'select': {
      if (node.fallback || node.target.kind !== 'identifier' || node.target.mark) return undefined;
      let text = node.target.name;
      for (const attr of node.path) {
        if (attr.kind !== 'name' || attr.mark || attr.dot || !isPlainName(attr.name)) return undefined;
        text += `.${attr.name}`;
      }
      return text;
    }
    case 'outputFile': {
      const path = outputPath(node.target, from);
      return path.kind === 'path' ? (path.parts[0] as string) : undefined;
    }
    default:
      return undefined;
  }
}
