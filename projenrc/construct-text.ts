import { Docs, Method, Parameter, Property, Type, TypeReference } from './assembly';
import { Homes } from './construct-homes';
import { libraryRules, topicOf } from '../src/app/rules/registry';
import { prose } from '../src/rules/page';

/** Writes the parts of a page about a type; links lead from the page that it stands on. */
export class TypeText {
  constructor(
    private readonly page: string,
    private readonly homes: Homes,
    private readonly errors: ReadonlySet<string>,
  ) {}

  /** What its doc comment says, with codes and names linked. */
  public said(docs: Docs | undefined): string {
    const { summary = '', remarks } = docs ?? {};
    return this.linked([summary, remarks].filter((part) => part).join(' '));
  }

  /** The program of its doc comment; nothing where it has none. */
  public example(docs: Docs | undefined): string {
    return docs?.example === undefined ? '' : `\`\`\`ts\n${docs.example.trim()}\n\`\`\``;
  }

  /** The props of a struct, or the properties of a class. */
  public table(properties: readonly Property[], head: string, defaults: boolean): string {
    const rows = properties.map((one) => {
      const name = defaults && !one.optional ? `**\`${one.name}\`**` : `\`${one.name}\``;
      const cells = [name, this.type(one.type), this.said(one.docs) + this.throws(one.docs)];
      return [...cells, ...(defaults ? [one.optional ? this.fallback(one.docs?.default) : '*required*'] : [])];
    });
    const heads = [head, 'type', 'what it is', ...(defaults ? ['default'] : [])];
    return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
  }

  /** The values of an enum. */
  public members(type: Type): string {
    const rows = (type.members ?? []).map(({ name, docs }) => `| \`${name}\` | ${cell(this.said(docs))} |`);
    return ['| value | what it is |', '| --- | --- |', ...rows].join('\n');
  }

  public method(owner: string, method: Method, level: string): string {
    const { parameters = [], returns } = method;
    const call = `${method.static ? `${owner}.` : ''}${method.name}(${parameters.map(shown).join(', ')})`;
    const gives = returns ? `${plain(returns.type)}${returns.optional ? ' | undefined' : ''}` : undefined;
    const described = parameters.filter(({ docs }) => docs?.summary);
    const notes = [
      ...described.map(({ name, docs }) => `- \`${name}\`: ${this.said(docs)}`),
      ...(method.docs?.returns ? [`- gives ${this.linked(method.docs.returns)}`] : []),
    ];
    const throws = this.throws(method.docs).trim();
    return [
      `${level} ${method.name}()`,
      `\`\`\`text\n${call}${gives ? `: ${gives}` : ''}\n\`\`\``,
      this.said(method.docs),
      notes.join('\n'),
      throws,
    ]
      .filter((part) => part)
      .join('\n\n');
  }

  /** What is refused; nothing where nothing is said of it. */
  public throws(docs: Docs | undefined): string {
    const text = docs?.custom?.throws;
    return text === undefined
      ? ''
      : ` Refused: ${this.linked(text.replace(/^NixError /, ''))}${/\.$/.test(text) ? '' : '.'}`;
  }

  /** A type as a link to where it is told of. */
  public type(type: TypeReference): string {
    if (type.union) return type.union.types.map((one) => this.type(one)).join(' or ');
    const inner = type.collection ? innermost(type) : type;
    const text = `\`${plain(type)}\``;
    const to = inner.fqn === undefined ? undefined : this.place(inner.fqn);
    return to === undefined ? text : `[${text}](${to})`;
  }

  /** Where a type is told of. */
  public place(fqn: string): string | undefined {
    const home = this.homes.pageOf(fqn);
    if (home === undefined) return undefined;
    const name = nameOf(fqn);
    const first = this.homes.on(home)[0]!.fqn === fqn && !home.startsWith('beside-');
    const anchor = first ? '' : `#${name.toLowerCase()}`;
    return home === this.page && anchor !== '' ? anchor : `${home}${anchor}`;
  }

  /** Prose with the codes in it linked to what is told of them. */
  public linked(text: string): string {
    return prose(
      text
        .replace(/\{@link ([^}]+)\}/g, '`$1`')
        .replace(/\s+/g, ' ')
        .trim(),
    ).replace(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g, (all, code: string) => {
      const to = this.codePlace(code);
      return to === undefined ? all : `[\`${code}\`](${to})`;
    });
  }

  private codePlace(code: string): string | undefined {
    if (libraryRules().has(code)) return `../rules/${topicOf(code)!}.md#${code.toLowerCase()}`;
    return this.errors.has(code) ? `../errors.md#${code.toLowerCase()}` : undefined;
  }

  private fallback(text: string | undefined): string {
    if (text === undefined) return '';
    if (text.startsWith('- ')) return this.linked(text.slice(2));
    return /[\s`]/.test(text) ? this.linked(text) : `\`${text}\``;
  }
}

/** A type as TypeScript writes it. */
function plain({ primitive, fqn, collection, union }: TypeReference): string {
  if (primitive !== undefined) return primitive === 'json' ? 'object' : primitive;
  if (fqn !== undefined) return nameOf(fqn);
  if (union) return union.types.map(plain).join(' | ');
  const inner = plain(collection!.elementtype);
  if (collection!.kind === 'map') return `Record<string, ${inner}>`;
  return /[ |]/.test(inner) && !/^Record/.test(inner) ? `(${inner})[]` : `${inner}[]`;
}

export function shown({ name, type, optional, variadic }: Parameter): string {
  return variadic
    ? `...${name}: ${plain({ collection: { kind: 'array', elementtype: type } })}`
    : `${name}${optional ? '?' : ''}: ${plain(type)}`;
}

function innermost({ fqn, collection }: TypeReference): TypeReference {
  return collection ? innermost(collection.elementtype) : { fqn };
}

function nameOf(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

function cell(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}
