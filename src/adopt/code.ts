/**
 * TypeScript as values, and their text in the layout of prettier (single
 * quotes, 120 columns): only the few forms that an adopted program is made of.
 */

/** A piece of TypeScript. */
export type Code =
  /** Text of one line that does not break. */
  | { readonly kind: 'atom'; readonly text: string; readonly isString?: boolean; readonly isNumber?: boolean }
  /** A template on lines of its own, between its tag and the closing backtick. */
  | { readonly kind: 'template'; readonly tag: string; readonly lines: readonly string[] }
  | { readonly kind: 'call'; readonly callee: string; readonly args: readonly Code[] }
  | { readonly kind: 'array'; readonly items: readonly Entry[]; readonly closing?: readonly string[] }
  | { readonly kind: 'object'; readonly members: readonly Member[]; readonly closing?: readonly string[] };

/** A value with the comments above it. */
export interface Entry {
  readonly value: Code;
  readonly comments?: readonly string[];
  /** A blank line stands before it. */
  readonly apart?: boolean;
}

/** A member of an object. */
export interface Member extends Entry {
  /** As it is written: `a`, `'a b'`, `[name]`. */
  readonly key: string;
  /** A comment behind it. */
  readonly behind?: string;
}

export const atom = (text: string): Code => ({ kind: 'atom', text });
export const stringAtom = (value: string): Code => ({ kind: 'atom', text: quote(value), isString: true });
export const call = (callee: string, ...args: readonly Code[]): Code => ({ kind: 'call', callee, args });
export const array = (items: readonly Code[]): Code => ({ kind: 'array', items: items.map((value) => ({ value })) });
export const object = (members: readonly Member[]): Code => ({ kind: 'object', members });

const WIDTH = 120;

/** Columns of a text: a character of two units is one. */
function width(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i += 1) if (isHigh(text.charCodeAt(i))) count -= 1;
  return count;
}

/** A string literal, with the quotes that need fewer escapes. */
export function quote(value: string): string {
  const singles = value.split("'").length;
  const doubles = value.split('"').length;
  const mark = singles > doubles ? '"' : "'";
  let text = '';
  for (let i = 0; i < value.length; i += 1) {
    const char = value[i];
    const unit = value.charCodeAt(i);
    if (char === mark || char === '\\') {
      text += `\\${char}`;
    } else if (char === '\n') {
      text += '\\n';
    } else if (char === '\t') {
      text += '\\t';
    } else if (char === '\r') {
      text += '\\r';
    } else if (
      unit < 32 ||
      unit === 0x7f ||
      unit === 0x2028 ||
      unit === 0x2029 ||
      unit === 0xfeff ||
      isLone(value, i)
    ) {
      text += `\\u${unit.toString(16).padStart(4, '0')}`;
    } else {
      text += char;
    }
  }
  return mark + text + mark;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

function isLone(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (isHigh(unit) && !isLow(text.charCodeAt(at + 1))) || (isLow(unit) && !isHigh(text.charCodeAt(at - 1)));
}

/** The key of a member, quoted only where it must be; undefined for what an object cannot hold as its own. */
export function keyText(name: string): string | undefined {
  if (name === '__proto__') return undefined;
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quote(name);
}

/** The code on one line; undefined where it takes several. */
export function flat(code: Code): string | undefined {
  switch (code.kind) {
    case 'atom':
      return code.text;
    case 'template':
      return undefined;
    case 'call': {
      const args = flatAll(code.args);
      return args && `${code.callee}(${args.join(', ')})`;
    }
    case 'array': {
      if (code.closing?.length || code.items.some(({ comments }) => comments?.length) || isMatrix(code.items)) {
        return undefined;
      }
      const items = flatAll(code.items.map(({ value }) => value));
      return items && `[${items.join(', ')}]`;
    }
    case 'object': {
      if (code.closing?.length) return undefined;
      if (code.members.length === 0) return '{}';
      // A set stands on lines of its own, but where it says a single thing.
      if (code.members.length > 1) return undefined;
      const [{ key, value, comments, behind }] = code.members;
      if (comments?.length || behind !== undefined) return undefined;
      const text = flat(value);
      return text === undefined ? undefined : `{ ${isName(key, text) ? key : `${key}: ${text}`} }`;
    }
  }
}

const isName = (key: string, value: string) => key === value && /^[A-Za-z_$]/.test(key);

function flatAll(codes: readonly Code[]): string[] | undefined {
  const texts = codes.map(flat);
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

/** Arrays of several sets, or of several arrays, always break. */
function isMatrix(items: readonly Entry[]): boolean {
  const sizeOf = ({ value }: Entry, kind: 'object' | 'array') =>
    value.kind !== kind ? 0 : value.kind === 'object' ? value.members.length : value.items.length;
  return (
    items.length > 1 &&
    (['object', 'array'] as const).some((kind) =>
      items.every((item) => item.value.kind === kind && sizeOf(item, kind) > 1),
    )
  );
}

/**
 * The code as it stands behind `column` characters of a line.
 * @param behind how many characters follow it on its last line
 */
export function layout(code: Code, indent: number, column: number, behind: number): string {
  const line = flat(code);
  if (line !== undefined && column + width(line) + behind <= WIDTH) return line;
  switch (code.kind) {
    case 'atom':
      return code.text;
    case 'template':
      return templateText(code, indent);
    case 'array':
      return arrayText(code, indent);
    case 'object':
      return objectText(code, indent);
    case 'call':
      return callText(code, indent, column);
  }
}

function templateText({ tag, lines }: Code & { kind: 'template' }, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  const body = lines.map((text) => (text === '' ? '\n' : `${pad}${text}\n`)).join('');
  return `${tag}\`\n${body}${' '.repeat(indent)}\``;
}

type ArrayCode = Code & { kind: 'array' };
type ObjectCode = Code & { kind: 'object' };

function objectText({ members, closing = [] }: ObjectCode, indent: number): string {
  if (members.length === 0 && closing.length === 0) return '{}';
  return `{\n${membersText(members, indent + 2)}${commentText(closing, indent + 2)}${' '.repeat(indent)}}`;
}

function arrayText({ items, closing = [] }: ArrayCode, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  if (items.length > 1 && items.every(({ value }) => value.kind === 'atom' && value.isNumber)) {
    const lines: string[] = [];
    for (const { value, comments = [] } of items) {
      const text = `${flat(value)!},`;
      const last = lines.length - 1;
      if (comments.length > 0) lines.push(...comments.map((one) => (one === '' ? '//' : `// ${one}`)), text);
      else if (last >= 0 && indent + 2 + lines[last].length + 1 + text.length <= WIDTH) lines[last] += ` ${text}`;
      else lines.push(text);
    }
    const end = commentText(closing, indent + 2);
    return `[\n${lines.map((text) => `${pad}${text}\n`).join('')}${end}${' '.repeat(indent)}]`;
  }
  const body = items.map((item, index) => {
    const { value } = item;
    return `${above(item, indent + 2, index === 0)}${pad}${layout(value, indent + 2, indent + 2, 1)},\n`;
  });
  return `[\n${body.join('')}${commentText(closing, indent + 2)}${' '.repeat(indent)}]`;
}

function above({ comments = [], apart }: Entry, indent: number, isFirst: boolean): string {
  return (apart && !isFirst ? '\n' : '') + commentText(comments, indent);
}

/** Comments on lines of their own. */
export function commentText(comments: readonly string[], indent: number): string {
  return comments.map((text) => `${' '.repeat(indent)}//${text === '' ? '' : ` ${text}`}\n`).join('');
}

function membersText(members: readonly Member[], indent: number): string {
  const pad = ' '.repeat(indent);
  return members
    .map((member, index) => {
      const { key, value, behind } = member;
      return `${above(member, indent, index === 0)}${pad}${assigned(key, value, indent)},${behind === undefined ? '' : ` // ${behind}`}\n`;
    })
    .join('');
}

function assigned(key: string, value: Code, indent: number): string {
  if (isName(key, flat(value) ?? '')) return key;
  const column = indent + key.length + 2;
  if (value.kind === 'atom' && value.isString && key.length > 4 && column + width(value.text) + 1 > WIDTH) {
    return `${key}:\n${' '.repeat(indent + 2)}${value.text}`;
  }
  return `${key}: ${layout(value, indent, column, 1)}`;
}

/** `const name = value;` or `value;`, on a line of its own. */
export function statement(start: string, value: Code, indent: number): string {
  const column = indent + start.length;
  const isLong = value.kind === 'atom' && value.isString && column + width(value.text) + 1 > WIDTH;
  const text = isLong && start !== '' ? `\n${' '.repeat(indent + 2)}${value.text}` : layout(value, indent, column, 1);
  return `${' '.repeat(indent)}${isLong ? start.trimEnd() : start}${text};\n`;
}

function callText({ callee, args }: Code & { kind: 'call' }, indent: number, column: number): string {
  const pad = ' '.repeat(indent);
  if (args.length === 1 && args[0].kind === 'template') return `${callee}(${templateText(args[0], indent)})`;
  const last = args[args.length - 1];
  const before = args.slice(0, -1);
  const head = flatAll(before);
  if (last && head && canHug(last, before)) {
    const start = column + callee.length + 1 + head.map((text) => width(text) + 2).reduce((sum, one) => sum + one, 0);
    if (start + 1 <= WIDTH) {
      const text = last.kind === 'object' ? objectText(last, indent) : arrayText(last as ArrayCode, indent);
      return `${callee}(${head.map((one) => `${one}, `).join('')}${text})`;
    }
  }
  const body = args.map((arg) => `${pad}  ${layout(arg, indent + 2, indent + 2, 1)},\n`);
  return `${callee}(\n${body.join('')}${pad})`;
}

/** Whether the last argument may open on the line of the call. */
function canHug(last: Code, before: readonly Code[]): boolean {
  const previous = before[before.length - 1];
  if (previous?.kind === last.kind) return false;
  if (last.kind === 'object') return last.members.length > 0 || last.closing !== undefined;
  if (last.kind !== 'array' || last.items.length === 0) return false;
  const isNumbers = last.items.length > 1 && last.items.every(({ value }) => value.kind === 'atom' && value.isNumber);
  return !(before.length > 0 && isNumbers);
}
