import { XmlElement, XmlNode } from './xml';

/** Why a fragment is no XML: what is wrong, and where it stands. */
export class XmlError extends Error {
  constructor(
    message: string,
    public readonly line: number,
    public readonly column: number,
  ) {
    super(message);
  }
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };

/**
 * Reads a fragment of XML: any number of elements, one after the other, with
 * comments between them. White space between elements is dropped. Document
 * types and processing instructions are refused: a fragment has no use for them.
 *
 * @throws XmlError where it is not well formed.
 */
export function parseFragment(text: string): XmlElement[] {
  const reader = new Reader(text);
  const nodes = reader.content(undefined);
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    if (typeof node === 'string') reader.fail('text stands outside of any element', 0);
    if (typeof node === 'object' && 'name' in node) elements.push(node);
  }
  if (elements.length === 0) reader.fail('there is no element', 0);
  return elements;
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  public fail(message: string, at: number = this.at): never {
    const before = this.text.slice(0, at).split('\n');
    throw new XmlError(message, before.length, before[before.length - 1]!.length + 1);
  }

  /** What stands up to the end tag of `parent`, or to the end of the text. */
  public content(parent: string | undefined): XmlNode[] {
    const nodes: XmlNode[] = [];
    let text = '';
    const flush = () => {
      if (text.trim() !== '') nodes.push(text);
      text = '';
    };
    for (;;) {
      if (this.at >= this.text.length) {
        if (parent !== undefined) this.fail(`<${parent}> is not closed`);
        flush();
        return nodes;
      }
      if (this.take('<!--')) {
        const body = this.until('-->', 'a comment is not closed');
        if (body.includes('--')) this.fail('a comment holds --');
        flush();
        nodes.push({ comment: body });
      } else if (this.take('<![CDATA[')) {
        text += this.until(']]>', 'a CDATA section is not closed');
      } else if (this.looksAt('<!') || this.looksAt('<?')) {
        this.fail('document types and processing instructions have no place in a fragment');
      } else if (this.looksAt('</')) {
        const start = this.at;
        this.at += 2;
        const name = this.name();
        this.space();
        if (!this.take('>')) this.fail(`</${name} is not closed by >`);
        if (name !== parent) {
          this.fail(
            parent === undefined ? `</${name}> closes nothing` : `</${name}> stands where </${parent}> must`,
            start,
          );
        }
        flush();
        return nodes;
      } else if (this.looksAt('<')) {
        flush();
        nodes.push(this.element());
      } else {
        text += this.characters('<');
      }
    }
  }

  private element(): XmlElement {
    this.depth += 1;
    if (this.depth > 200) this.fail('elements are nested more than 200 deep');
    this.at += 1;
    const name = this.name();
    const attributes: Record<string, string> = {};
    for (;;) {
      const spaced = this.space();
      if (this.take('/>')) {
        this.depth -= 1;
        return { name, attributes, children: [] };
      }
      if (this.take('>')) {
        const children = this.content(name);
        this.depth -= 1;
        return { name, attributes, children };
      }
      if (this.at >= this.text.length) this.fail(`<${name} is not closed by >`);
      if (!spaced) this.fail('white space is missing before an attribute');
      const start = this.at;
      const key = this.name();
      this.space();
      if (!this.take('=')) this.fail(`the attribute ${key} has no value`);
      this.space();
      const quote = this.text[this.at];
      if (quote !== "'" && quote !== '"') this.fail(`the value of ${key} does not stand in quotes`);
      this.at += 1;
      const value = this.looksAt(quote!) ? '' : this.characters(quote!);
      if (!this.take(quote!)) this.fail(`the value of ${key} is not closed`, start);
      if (Object.prototype.hasOwnProperty.call(attributes, key)) {
        this.fail(`the attribute ${key} is given twice`, start);
      }
      attributes[key] = value;
    }
  }

  /** Characters up to `end`, references resolved. */
  private characters(end: string): string {
    let text = '';
    while (this.at < this.text.length && this.text[this.at] !== end) {
      const character = this.text[this.at]!;
      if (character === '<') this.fail('an attribute holds <');
      if (character === '&') {
        text += this.reference();
      } else {
        text += character;
        this.at += 1;
      }
    }
    return text;
  }

  private reference(): string {
    const match = /&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) this.fail('& begins no reference: write &amp;');
    const [whole, hex, decimal, name] = found!;
    if (name !== undefined && ENTITIES[name] === undefined) this.fail(`&${name}; is not known`);
    const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? parseInt(decimal, 10) : undefined;
    if (code !== undefined && (code > 0x10ffff || code === 0)) this.fail(`${whole} is no character`);
    this.at += whole.length;
    return code !== undefined ? String.fromCodePoint(code) : ENTITIES[name!]!;
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text);
    if (!found) this.fail('a name is missing');
    this.at += found![0].length;
    return found![0];
  }

  private space(): boolean {
    const start = this.at;
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.at > start;
  }

  private until(end: string, message: string): string {
    const to = this.text.indexOf(end, this.at);
    if (to < 0) this.fail(message);
    const body = this.text.slice(this.at, to);
    this.at = to + end.length;
    return body;
  }

  private looksAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.at += text.length;
    return true;
  }
}
