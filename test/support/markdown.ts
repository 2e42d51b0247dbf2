import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the repository. */
export const ROOT = resolve(__dirname, '../..');

/**
 * A fenced block of a page.
 *
 * A comment directly above its fence, which no reader sees, tells the tests what it belongs to. It is one of these, or
 * several, one below the other:
 *
 * - `continues`: the code goes on where the page's program above ends;
 * - `by hand`: Nix that the reader writes;
 * - `not run: WHY`: the commands are only held to what they take;
 * - `$ COMMAND`: run before, unseen; of a block that is no console, the last one prints what it shows;
 * - `program of PAGE`: the page's program above is the first one of another page;
 * - `- TEXT` and `+ TEXT`: what is exchanged in the page's program above. A line that is empty ends one exchange, and
 *   `+` alone is a whole program.
 */
export interface Block {
  /** The page, from the repository's root. */
  readonly page: string;
  /** The line of its fence. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  readonly note: Note;
}

/** What the comment above a block says. */
export interface Note {
  readonly continues: boolean;
  readonly byHand: boolean;
  readonly notRun?: string;
  readonly programOf?: string;
  readonly commands: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** What stands in a program, and what stands there instead. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
}

/** Every page for readers: the README, all below `docs`, and those of the examples. */
export function pagesOfReaders(): string[] {
  return ['README.md', ...below('docs'), ...below('examples').filter((page) => page.endsWith('/README.md'))];
}

function below(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return /^(node_modules|nix-out|\..*)$/.test(entry.name) ? [] : below(path);
      return path.endsWith('.md') ? [path] : [];
    })
    .sort();
}

/** Every fenced block of a page, in order; what stands within one is a part of it. */
export function blocksOf(page: string): Block[] {
  return blocksIn(readFileSync(resolve(ROOT, page), 'utf8'), page);
}

/** Every fenced block of a text. */
export function blocksIn(text: string, page: string): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent, fence, language] = /^( *)(`{3,}|~{3,})(.*)$/.exec(lines[at]!) ?? [];
    if (fence === undefined) continue;
    const place = `${page}:${at + 1}`;
    const closing = new RegExp(`^ *${fence[0]}{${fence.length},}$`);
    const end = lines.findIndex((line, index) => index > at && closing.test(line));
    if (end < 0) throw new Error(`${place}: the block has no end`);
    const code = lines.slice(at + 1, end).map((line) => line.slice(Math.min(indent!.length, line.search(/\S|$/))));
    blocks.push({
      page,
      line: at + 1,
      language: language!,
      code: code.map((line) => `${line}\n`).join(''),
      note: noteOf(commentAbove(lines, at), place),
    });
    at = end;
  }
  return blocks;
}

/** The lines of the comment that ends directly above a line. */
function commentAbove(lines: readonly string[], at: number): string[] {
  if (at === 0 || !lines[at - 1]!.endsWith('-->')) return [];
  const start = lines
    .slice(0, at)
    .map((line) => line.trimStart().startsWith('<!--'))
    .lastIndexOf(true);
  const indent = lines[start]!.indexOf('<');
  const comment = lines.slice(start, at).map((line) => line.slice(indent));
  const text = comment.join('\n').slice('<!--'.length, -'-->'.length);
  return text.split('\n').map((line, index, all) => (all.length === 1 || index === 0 ? line.trim() : line));
}

function noteOf(lines: readonly string[], place: string): Note {
  const commands: string[] = [];
  const exchanges: { from: string[]; to: string[] }[] = [{ from: [], to: [] }];
  const said: { -readonly [key in 'notRun' | 'programOf']?: string } = {};
  let [continues, byHand] = [false, false];
  for (const line of lines) {
    const [, mark, text] = /^([-+$])(?: (.*))?$/.exec(line) ?? [];
    if (line === '') exchanges.push({ from: [], to: [] });
    else if (line === 'continues') continues = true;
    else if (line === 'by hand') byHand = true;
    else if (line.startsWith('not run: ')) said.notRun = line.slice('not run: '.length);
    else if (line.startsWith('program of ')) said.programOf = line.slice('program of '.length);
    else if (mark === '$') commands.push(text!);
    else if (mark === '-') exchanges.at(-1)!.from.push(text ?? '');
    else if (mark === '+') exchanges.at(-1)!.to.push(text ?? '');
    else throw new Error(`${place}: the comment above the block says "${line}", which means nothing`);
  }
  const made = exchanges.filter(({ from, to }) => from.length + to.length > 0);
  return {
    continues,
    byHand,
    ...said,
    commands,
    exchanges: made.map(({ from, to }) => ({ from: from.join('\n'), to: to.join('\n') })),
  };
}

/** A program with other things in it; each must be there once. */
export function exchanged(program: string, { exchanges }: Note, place: string): string {
  return exchanges.reduce((text, { from, to }) => {
    if (from === '') return `${to}\n`;
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${place}: "${from}" is ${parts.length - 1} times in the program above`);
    return parts.join(to);
  }, program);
}
