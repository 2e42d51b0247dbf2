import { CosmoError } from '../app';

/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: readonly XmlNode[];
}

/** What stands inside an element: another element, text, or a comment. */
export type XmlNode = XmlElement | string | { readonly comment: string };

/** What an attribute may be given as; `undefined` leaves it out. */
type AttributeValue = string | number | boolean | undefined;

/**
 * An element. Attributes and children that are `undefined` are left out;
 * booleans become libvirt's `yes` and `no`.
 */
export function element(
  name: string,
  attributes: Record<string, AttributeValue> = {},
  children: readonly (XmlNode | undefined)[] = [],
): XmlElement {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    given[key] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  }
  return { name, attributes: given, children: children.filter((child): child is XmlNode => child !== undefined) };
}

/** An element that holds text alone. */
export function textElement(name: string, text: string | number): XmlElement {
  return element(name, {}, [String(text)]);
}

/** Whether a node is an element. */
export function isElement(node: XmlNode): node is XmlElement {
  return typeof node === 'object' && 'name' in node;
}

/** The document as text: two spaces a level, attributes in single quotes as libvirt writes them. */
export function writeXml(root: XmlElement): string {
  const lines: string[] = [];
  writeElement(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function writeElement(node: XmlElement, indent: string, lines: string[]): void {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}='${escapeXml(value)}'`)
    .join('');
  const open = `${indent}<${node.name}${attributes}`;
  if (node.children.length === 0) {
    lines.push(`${open}/>`);
  } else if (node.children.some((child) => typeof child === 'string')) {
    lines.push(`${open}>${node.children.map(inline).join('')}</${node.name}>`);
  } else {
    lines.push(`${open}>`);
    for (const child of node.children) {
      if (isElement(child)) writeElement(child, `${indent}  `, lines);
      else if (typeof child === 'object') lines.push(`${indent}  <!--${child.comment}-->`);
    }
    lines.push(`${indent}</${node.name}>`);
  }
}

/** Elements with text in them stand on one line: white space there belongs to the content. */
function inline(node: XmlNode): string {
  if (typeof node === 'string') return escapeXml(node);
  if (!isElement(node)) return `<!--${node.comment}-->`;
  const lines: string[] = [];
  writeElement({ ...node, children: node.children.length === 0 ? [] : ['', ...node.children] }, '', lines);
  return lines.join('');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Characters that no XML 1.0 document can hold, not even escaped. */
const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Text as it stands in an attribute or between tags.
 * @throws where it holds a character that XML cannot.
 */
export function escapeXml(text: string): string {
  if (FORBIDDEN.test(text)) {
    throw new CosmoError({
      code: 'XML_CHARACTER',
      message: `${JSON.stringify(text)} holds a character that XML cannot`,
      why: 'libvirt reads its definitions as XML 1.0, which has no control characters and no lone surrogates',
      mend: 'leave the character out',
    });
  }
  return text.replace(/[&<>'"\n\r\t]/g, (character) => ESCAPES[character]!);
}
