/**
 * YAML as sops writes it: block style, one scalar a line. All that an
 * encrypted file holds is in it; other YAML gives undefined, never a guess.
 */
export function readBlockYaml(text: string): Record<string, unknown> | undefined {
  const lines: Line[] = [];
  const all = text.split('\n');
  for (let at = 0; at < all.length; at++) {
    const line = all[at]!.replace(/\r$/, '');
    if (/^(---|\.\.\.)\s*$/.test(line)) {
      if (lines.length > 0) break; // The first document has the metadata as each other one.
      continue;
    }
    const body = line.trimStart();
    if (body === '' || body.startsWith('#') || body.startsWith('%')) continue;
    const one = { indent: line.length - body.length, body };
    lines.push(one);
    // A block scalar: what is indented further is its text.
    if (!/(?:^|[:-] )[|>][+-]?\d?$/.test(body)) continue;
    const folded: string[] = [];
    while (at + 1 < all.length && (all[at + 1]!.trim() === '' || indentOf(all[at + 1]!) > one.indent)) {
      folded.push(all[++at]!.trim());
    }
    one.body = `${body.replace(/[|>][+-]?\d?$/, '')}${JSON.stringify(folded.join('\n'))}`;
  }
  try {
    const reader = { lines, at: 0 };
    const value = block(reader, lines[0]?.indent ?? 0);
    if (reader.at < lines.length || typeof value !== 'object' || value === null || Array.isArray(value)) {
      return undefined;
    }
    return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof NotBlockYaml) return undefined;
    throw error;
  }
}

class NotBlockYaml extends Error {}

interface Line {
  indent: number;
  body: string;
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

const ENTRY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`?-][^#]*?|-[^\s][^#]*?)\s*:(?:\s+(.*))?$/;

function block(reader: Reader, indent: number): unknown {
  const first = reader.lines[reader.at];
  return first && /^-(\s|$)/.test(first.body) ? list(reader, indent) : map(reader, indent);
}

function list(reader: Reader, indent: number): unknown[] {
  const items: unknown[] = [];
  for (let line = reader.lines[reader.at]; line; line = reader.lines[reader.at]) {
    if (line.indent !== indent || !/^-(\s|$)/.test(line.body)) break;
    const rest = line.body.slice(1).trimStart();
    if (rest === '') {
      reader.at += 1;
      items.push(inner(reader, indent));
    } else if (ENTRY.test(rest) || /^-\s/.test(rest)) {
      // What stands after the dash is the first line of a block of its own.
      reader.lines[reader.at] = { indent: indent + line.body.length - rest.length, body: rest };
      items.push(block(reader, reader.lines[reader.at]!.indent));
    } else {
      reader.at += 1;
      items.push(scalar(rest));
    }
  }
  return items;
}

function map(reader: Reader, indent: number): Record<string, unknown> {
  const members = new Map<string, unknown>();
  for (let line = reader.lines[reader.at]; line; line = reader.lines[reader.at]) {
    if (line.indent !== indent) break;
    const entry = ENTRY.exec(line.body);
    if (!entry) throw new NotBlockYaml();
    reader.at += 1;
    const value = entry[2] ?? '';
    members.set(String(scalar(entry[1]!)), value === '' ? inner(reader, indent) : scalar(value));
  }
  if (members.size === 0 && reader.at < reader.lines.length) throw new NotBlockYaml();
  return Object.fromEntries(members);
}

/** What stands below a key or a dash: a block, or nothing. A list may stand at the key's own indentation. */
function inner(reader: Reader, indent: number): unknown {
  const next = reader.lines[reader.at];
  if (!next || next.indent < indent) return null;
  if (next.indent === indent && !/^-(\s|$)/.test(next.body)) return null;
  return block(reader, next.indent);
}

function scalar(text: string): unknown {
  if (text.startsWith('"')) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new NotBlockYaml();
    }
  }
  if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replace(/''/g, "'");
  if (text === '[]') return [];
  if (text === '{}') return {};
  if (text === 'null' || text === '~') return null;
  if (/^[[{&*!|>%@`'"]/.test(text)) throw new NotBlockYaml();
  return text;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
