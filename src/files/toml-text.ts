import { isObject } from './plain-data';

/** Lines longer than this have the items of their array below one another. */
const WIDTH = 100;

/** The text of a table: its values first, then the tables inside it, each with its header. */
export function tomlText(table: unknown): string {
  return blocks(table as Table, []).join('\n');
}

type Table = Readonly<Record<string, unknown>>;

function blocks(table: Table, path: readonly string[], header?: string): string[] {
  const values: string[] = [];
  const below: string[] = [];
  for (const [name, value] of Object.entries(table)) {
    const inner = [...path, key(name)];
    if (isObject(value)) {
      below.push(...blocks(value, inner, `[${inner.join('.')}]`));
    } else if (isTables(value)) {
      for (const item of value) below.push(...blocks(item, inner, `[[${inner.join('.')}]]`));
    } else {
      values.push(entry(name, value));
    }
  }
  // A table that holds nothing but tables follows from their headers.
  const implied = header === undefined || (header[1] !== '[' && values.length === 0 && below.length > 0);
  if (!implied) values.unshift(header);
  return values.length === 0 ? below : [values.join('\n') + '\n', ...below];
}

function isTables(value: unknown): value is Table[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function entry(name: string, value: unknown): string {
  const line = `${key(name)} = ${inline(value)}`;
  if (!Array.isArray(value) || line.length <= WIDTH) return line;
  return `${key(name)} = [\n${value.map((item) => `  ${inline(item)},\n`).join('')}]`;
}

function inline(value: unknown): string {
  if (typeof value === 'string') return value.includes('\n') ? longString(value) : shortString(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(BigInt(value)) : String(value);
  if (Array.isArray(value)) {
    return `[${value.map((item) => (isText(item) ? shortString(item) : inline(item))).join(', ')}]`;
  }
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${key(name)} = ${isText(member) ? shortString(member) : inline(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function key(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : shortString(name);
}

/** The escapes of JSON are TOML's too, which wants one for DEL besides. */
function shortString(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\u007f');
}

/** Text of several lines, as it is; quotes are escaped where they would end it. */
function longString(text: string): string {
  const lines = text.split('\n').map((line) =>
    shortString(line)
      .slice(1, -1)
      .replace(/\\(.)/g, (both, char) => (char === '"' ? char : both)),
  );
  return `"""\n${lines.join('\n').replace(/"(?="")|"$/g, '\\"')}"""`;
}
