import type { Value } from './value';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The values of an XML file by where they stand; undefined for what is not well formed. */
export function readXml(source: string): [readonly string[], Value][] | undefined {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const tokens =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|</g;
  for (const [token, closing, name, attributes, alone] of source.matchAll(tokens)) {
    const at = open[open.length - 1]!;
    if (token === '<') return undefined;
    if (token.startsWith('<!--') || token.startsWith('<?')) continue;
    if (name === undefined) {
      at.text += token;
    } else if (closing) {
      if (at.name !== name || open.length === 1) return undefined;
      open.pop();
    } else {
      const element: Element = { name, attributes: readAttributes(attributes ?? ''), children: [], text: '' };
      at.children.push(element);
      if (!alone) open.push(element);
    }
  }
  if (open.length !== 1) return undefined;
  const found: [readonly string[], Value][] = [];
  flatten(root, [], found);
  return found;
}

function readAttributes(text: string): Record<string, string> {
  const found = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...found].map(([, name, double, single]) => [name!, unescape(double ?? single ?? '')]));
}

function unescape(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function flatten(element: Element, path: readonly string[], found: [readonly string[], Value][]): void {
  const { attributes, children } = element;
  const text = unescape(element.text.trim());
  for (const [name, value] of Object.entries(attributes)) found.push([[...path, `@${name}`], value]);
  if (text !== '' || (children.length === 0 && Object.keys(attributes).length === 0)) found.push([path, text]);
  const names = new Map<string, number>();
  for (const child of children) names.set(child.name, (names.get(child.name) ?? 0) + 1);
  const used = new Set<string>();
  children.forEach((child) => {
    let segment = child.name;
    if (names.get(child.name)! > 1) segment = `${child.name}[${identityOf(child)}]`;
    for (let i = 2; used.has(segment); i++) segment = `${child.name}[${identityOf(child)}, ${i}]`;
    used.add(segment);
    flatten(child, [...path, segment], found);
  });
}

/** What one of several elements of a name is known by. */
function identityOf({ attributes, children }: Element): string {
  const of = (name: string, attribute: string) => children.find((child) => child.name === name)?.attributes[attribute];
  return (
    of('mac', 'address') ??
    of('target', 'dev') ??
    of('target', 'dir') ??
    attributes.name ??
    attributes.id ??
    attributes.index ??
    attributes.type ??
    ''
  );
}
