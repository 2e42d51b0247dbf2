import { parse } from 'yaml';
import type { Change } from './change';
import { compareDefinitions } from './compare';
import { Definition, readModule } from './module';
import { sameFile, textOfFile } from './output';
import { isSet, Value } from './value';
import { readXml } from './xml';
import type { MadeFile } from '../app/rendered-output';

/** A file that is no module, and what happened to it. */
export interface FileChange {
  readonly kind: 'set' | 'changed' | 'removed';
  readonly path: string;
  /** By the values in it; none where it is not read as data. */
  readonly changes: readonly Change[];
}

/** What happened to a file; undefined where it means the same as before. */
export function compareFile(path: string, was: MadeFile | undefined, is: MadeFile | undefined): FileChange | undefined {
  if (sameFile(was, is)) return undefined;
  if (!was || !is) return { kind: was ? 'removed' : 'set', path, changes: [] };
  const [before, after] = [readData(path, was), readData(path, is)];
  if (!before || !after) return { kind: 'changed', path, changes: [] };
  const changes = compareDefinitions(before, after);
  return changes.length === 0 && !isEncrypted(path, is) ? undefined : { kind: 'changed', path, changes };
}

/** Whether what is in a file is known to those alone who can decrypt it. */
function isEncrypted(path: string, file: MadeFile): boolean {
  return path.endsWith('.age') || sopsRecipients(path, file) !== undefined;
}

/** The values of a file, where it is of a kind that is read. */
function readData(path: string, file: MadeFile): readonly Definition[] | undefined {
  const define = ([at, value]: readonly [readonly string[], Value]): Definition => ({
    path: at,
    value,
    behind: [],
    file: path,
  });
  if (path.endsWith('.age')) return recipientsIn(file).map((one) => define([['recipients'], [one]]));
  const sops = sopsRecipients(path, file);
  if (sops) return sops.map((one) => define([['recipients'], [one]]));
  const text = textOfFile(file);
  if (text === undefined) return undefined;
  if (path.endsWith('.nix')) return readModule(text, path).definitions;
  if (path.endsWith('.xml')) return readXml(text)?.map(define);
  if (!/\.(ya?ml|json|hujson)$/.test(path)) return undefined;
  try {
    const data = parse(path.endsWith('json') ? withoutComments(text) : text) as Value;
    const found: [readonly string[], Value][] = [];
    flatten(data, [], found);
    return found.map(define);
  } catch {
    return undefined;
  }
}

/** The stanzas in the head of a file of age, one for each who can decrypt it, by what tells them apart. */
function recipientsIn({ content }: MadeFile): string[] {
  const head = Buffer.from(content as string)
    .toString('latin1')
    .split('\n---')[0]!;
  return [...head.matchAll(/^-> (ssh-\S+ \S+|\S+)/gm)].map(([, stanza]) => stanza!);
}

/** Who can decrypt a file of sops; undefined for what is none. */
function sopsRecipients(path: string, file: MadeFile): string[] | undefined {
  const text = /\.(ya?ml|json)$/.test(path) ? textOfFile(file) : undefined;
  if (text === undefined || !/^\s*"?sops"?:/m.test(text)) return undefined;
  return [...text.matchAll(/\b(?:recipient|fp|arn)"?: *"?([^\s",]+)/g)].map(([, one]) => one!).sort();
}

/** JSON as people write it. */
function withoutComments(text: string): string {
  return text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_whole, string: string | undefined) => string ?? '')
    .replace(/\t/g, '  ');
}

/** What an item of a list may be known by. */
const IDENTITIES = ['name', 'id', 'path_regex', 'key', 'uses', 'run', 'src'];

function flatten(value: Value, path: readonly string[], found: [readonly string[], Value][]): void {
  if (isSet(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, [...path, name], found);
    return;
  }
  if (!Array.isArray(value) || !value.some(isSet)) return void found.push([path, value]);
  const items = value as readonly Value[];
  const identity = IDENTITIES.find((name) => {
    const names = items.map((item) => (isSet(item) ? item[name] : undefined));
    return names.every((one) => typeof one === 'string') && new Set(names).size === names.length;
  });
  // Without a name of its own an item is one value.
  if (identity === undefined) return void found.push([path, value]);
  for (const item of items) {
    const set = item as Record<string, Value>;
    flatten(set, [...path, String(set[identity])], found);
  }
}
