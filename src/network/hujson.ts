/** How wide a line may be. */
const WIDTH = 100;

/** Comments, by the path of what they stand before; the parts of a path are joined by `pathKey`. */
export type Comments = ReadonlyMap<string, string>;

/** A path as a key of `Comments`. */
export function pathKey(path: readonly (string | number)[]): string {
  return path.join('\0');
}

/**
 * Data as human JSON: JSON with comments and a comma behind the last member.
 * What fits stands on one line; members that are undefined are left out.
 */
export function hujson(value: unknown, comments: Comments): string {
  return `${print(value, comments, [], '')}\n`;
}

function print(value: unknown, comments: Comments, path: readonly (string | number)[], indent: string): string {
  const members = membersOf(value);
  if (members === undefined) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) return open + close;
  const flat = path.length > 1 ? oneLine(value) : undefined;
  const quiet = !members.some(([key]) => comments.has(pathKey([...path, key])));
  const last = path[path.length - 1];
  const used = indent.length + (typeof last === 'string' ? last.length + 4 : 0) + 1;
  if (flat !== undefined && quiet && used + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const lines = members.map(([key, member]) => {
    const at = [...path, key];
    const comment = comments.get(pathKey(at));
    const before =
      comment === undefined
        ? ''
        : comment
            .split('\n')
            .map((line) => `${inner}// ${line}\n`)
            .join('');
    const name = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
    return `${before}${inner}${name}${print(member, comments, at, inner)},\n`;
  });
  return `${open}\n${lines.join('')}${indent}${close}`;
}

function membersOf(value: unknown): [string | number, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (value === null || typeof value !== 'object') return undefined;
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function oneLine(value: unknown): string {
  const members = membersOf(value);
  if (members === undefined) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${members.map(([, item]) => oneLine(item)).join(', ')}]`;
  if (members.length === 0) return '{}';
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`).join(', ')} }`;
}
