import { Attr, Node, Part } from './ast';
import { unescapeIndented, unescapeText } from './escape';

/**
 * The name that a selector stands for, or nothing for one that Nix computes.
 * A string without interpolation is a name for Nix, also as `${"a"}` or
 * `${("a")}`.
 */
export function attrName(attr: Attr): string | undefined {
  if (attr.kind === 'name') return attr.name;
  if (attr.kind === 'quoted') return textOf(attr.parts, unescapeText);
  let node: Node = attr.value.value;
  while (node.kind === 'paren') node = node.inner;
  if (node.kind === 'string') return textOf(node.parts, unescapeText);
  if (node.kind !== 'indented') return undefined;
  const lines = node.lines.map((line) => textOf(line, unescapeIndented));
  return lines.includes(undefined) ? undefined : lines.join('\n');
}

function textOf(parts: readonly Part[], unescape: (source: string) => string): string | undefined {
  return parts.every((part) => typeof part === 'string') ? unescape(parts.join('')) : undefined;
}
