import { dirname, join } from 'path/posix';
import type { Item, Node, Part } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { formatKeyPath } from '../nix/error';
import { unescapeIndented, unescapeText } from '../nix/escape';
import { printNode } from '../nix/print';

/** A value of an option as an output has it: data, and `Code` where only Nix can tell. */
export type Value = null | boolean | number | string | Code | readonly Value[] | { readonly [name: string]: Value };

/** A piece of Nix that is no plain data, by its text, or a path of the output, from its root. */
export class Code {
  constructor(
    public readonly nix: string,
    public readonly isPath = false,
  ) {}

  public toJSON(): object {
    return this.isPath ? { path: this.nix } : { nix: this.nix };
  }
}

/** A tree as data. `file` is where it stands, for its paths. */
export function readValue(node: Node, file: string): Value {
  switch (node.kind) {
    case 'paren':
      return readValue(node.inner, file);
    case 'identifier':
      if (node.name === 'true' || node.name === 'false') return node.name === 'true';
      return node.name === 'null' ? null : new Code(node.name);
    case 'int':
    case 'float':
      return readNumber(node.text);
    case 'unary':
      if (node.op === '-' && (node.operand.kind === 'int' || node.operand.kind === 'float')) {
        return readNumber(`-${node.operand.text}`);
      }
      return codeOf(node);
    case 'string':
    case 'indented':
      return textOf(node) ?? codeOf(node);
    case 'path': {
      const target = pathTarget(node, file);
      return target === undefined ? codeOf(node) : new Code(target, true);
    }
    case 'list':
      return itemsOf(node.items).map((item) => readValue(item, file));
    case 'set':
      return readSet(node, file) ?? codeOf(node);
    default:
      return codeOf(node);
  }
}

/** An integer that a number cannot hold exactly stays text. */
function readNumber(text: string): Value {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) && !/[.eE]/.test(text) ? new Code(text) : number;
}

/** A set in a list or the like; undefined where not all of it is data. */
function readSet(node: Node & { kind: 'set' }, file: string): Record<string, Value> | undefined {
  if (node.rec || node.legacyLet) return undefined;
  const result: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const item of itemsOf(node.items)) {
    if (item.kind !== 'assign') return undefined;
    const names = item.path.map(attrName);
    let at: Record<string, Value> = result;
    for (const name of names.slice(0, -1)) {
      if (name === undefined) return undefined;
      const inner = at[name] ?? (at[name] = Object.create(null) as Record<string, Value>);
      if (!isSet(inner)) return undefined;
      at = inner as Record<string, Value>;
    }
    const last = names[names.length - 1];
    if (last === undefined) return undefined;
    const value = readValue(item.value, file);
    at[last] = isSet(value) && isSet(at[last]) ? { ...at[last], ...value } : value;
  }
  return result;
}

/** The text of a string that has no interpolation. */
function textOf(node: Node): string | undefined {
  if (node.kind === 'string') return isText(node.parts) ? unescapeText(node.parts.join('')) : undefined;
  if (node.kind !== 'indented' || !node.lines.every(isText)) return undefined;
  return unescapeIndented(node.lines.map((line) => line.join('')).join('\n'));
}

function isText(parts: readonly Part[]): parts is readonly string[] {
  return parts.every((part) => typeof part === 'string');
}

/** What a path literal names, from the root of the output; undefined where it leads out of it or is computed. */
export function pathTarget(node: Node & { kind: 'path' }, file: string): string | undefined {
  if (!isText(node.parts)) return undefined;
  const text = node.parts.join('');
  if (!/^\.{1,2}(\/|$)/.test(text)) return undefined;
  const target = join(dirname(file), text);
  return target === '..' || target.startsWith('../') ? undefined : target;
}

/** The items of a set or list, without the comments between them. */
export function itemsOf<T extends { readonly kind: string }>(items: readonly Item<T>[]): T[] {
  return items.filter((item): item is T & Item<T> => item.kind !== 'loose') as T[];
}

/** Whether a value is a set. */
export function isSet(value: Value | undefined): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Code);
}

/** The code of a tree, without its comments and in one layout, so that two that say the same have the same text. */
export function codeOf(node: Node): Code {
  return new Code(codeText(node));
}

/** The text of a tree without its comments. */
export function codeText(node: Node): string {
  return printNode(bare(node) as Node);
}

/** Where something stood and what stood around it. */
const LAYOUT = new Set([
  ...['span', 'expanded', 'bodyBelow', 'mark', 'open', 'close', 'dot', 'equals', 'semicolon', 'keyword', 'recMark'],
  ...['orMark', 'inMark', 'thenMark', 'elseMark', 'colon', 'at', 'comma', 'question', 'ellipsisMark', 'trailing'],
]);

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => (item as Node | Item<Node>).kind !== 'loose').map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (!LAYOUT.has(name)) result[name] = bare(inner);
  }
  return result;
}

/** The same text for the same value, whatever the order of its members. */
export function keyOf(value: Value): string {
  if (value instanceof Code) return `\u0000${value.isPath ? 'p' : 'c'}${value.nix}`;
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(keyOf).join(',')}]`;
  if (!isSet(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${keyOf(value[name]!)}`).join(',')}}`;
}

/** A value as Nix writes it, in one line where it has no line breaks of its own. */
export function showValue(value: Value): string {
  if (value instanceof Code) return value.isPath ? `./${value.nix}` : value.nix;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[ ]' : `[ ${(value as readonly Value[]).map(showItem).join(' ')} ]`;
  }
  if (!isSet(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${formatKeyPath([name])} = ${showValue(inner)};`);
  return members.length === 0 ? '{ }' : `{ ${members.join(' ')} }`;
}

function showItem(value: Value): string {
  const text = showValue(value);
  return value instanceof Code && !value.isPath && !/^([\w.'"-]+|\(.*\)|\[.*\])$/s.test(text) ? `(${text})` : text;
}

/** The path of an option as Nix writes it: `fileSystems."/".device`. */
export function showPath(path: readonly string[]): string {
  return path.map((name) => (name.startsWith('${') ? name : formatKeyPath([name]))).join('.');
}
