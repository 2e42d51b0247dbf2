import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** What the library says of what is refused. */
export interface Refusal {
  /** Who refuses it: `App.addRule()`, `HostProps.hostName`. */
  readonly owner: string;
  /** What it says, a code in it in backticks. */
  readonly text: string;
}

/** Where codes of errors are told, from the doc comments of the library's declarations. */
export class Refusals {
  /** Those of a compiled copy of the library: the folder of its `index.js`. */
  public static read(folder: string): Refusals {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const all = files
      .filter((file) => file.endsWith('.d.ts') && !file.startsWith('cli'))
      .sort()
      .flatMap((file) => refusalsIn(readFileSync(join(folder, file), 'utf8')));
    return new Refusals(folder, all);
  }

  private constructor(
    private readonly folder: string,
    private readonly all: readonly Refusal[],
  ) {}

  /** What is said of a code. */
  public of(code: string): Refusal[] {
    return this.all.filter(({ text }) => codesIn(text).includes(code));
  }

  /** What is said of all codes that begin like this one, such as `DISK_…`, or else who uses it; none where nobody does. */
  public near(code: string): Refusal[] {
    const files = this.usersOf(code);
    if (files.length === 0) return [];
    const family = this.all.filter(({ text }) => familiesIn(text).some((beginning) => code.startsWith(beginning)));
    const text = 'Its message says what is refused, and how to mend it.';
    return family.length > 0 ? family : files.map((file) => ({ owner: file, text }));
  }

  /** The compiled files that have a code in quotes. */
  private usersOf(code: string): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js') && readFileSync(join(this.folder, file), 'utf8').includes(`'${code}'`))
      .sort();
  }

  /** Every code that is told. */
  public get codes(): string[] {
    return [...new Set(this.all.flatMap(({ text }) => codesIn(text)))].sort();
  }
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{4,})`/g)].map(([, code]) => code!);
}

/** `DISK_…` stands for all that begin so. */
function familiesIn(text: string): string[] {
  return [...text.matchAll(/`([A-Z][A-Z0-9_]*_)…`/g)].map(([, family]) => family!);
}

/** The doc comments that name a code, with what they stand before. */
function refusalsIn(declarations: string): Refusal[] {
  const found: Refusal[] = [];
  let type = '';
  for (const [, doc, declaration] of declarations.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^ *([^\s*/}].*)$/gm)) {
    const top = /^export (?:declare )?(?:abstract )?(class|interface|enum|function|const) (\w+)/.exec(declaration!);
    if (top) type = top[2]!;
    if (doc === undefined || !/`[A-Z][A-Z0-9]*_/.test(doc)) continue;
    const owner = top ? (top[1] === 'function' ? `${type}()` : type) : member(type, declaration!);
    for (const text of passages(doc).flatMap(clauses)) {
      if (codesIn(text).length + familiesIn(text).length > 0) found.push({ owner, text });
    }
  }
  return found;
}

function member(type: string, declaration: string): string {
  if (declaration.startsWith('constructor(')) return `new ${type}()`;
  const [, name = '', call = ''] =
    /^(?:(?:static|readonly|protected|abstract|get|set|async) )*(\w+)\??(\()?/.exec(declaration) ?? [];
  return `${type}.${name}${call ? '()' : ''}`;
}

/** The paragraphs and tags of a doc comment, each on one line. */
function passages(doc: string): string[] {
  return doc
    .replace(/^\s*\* ?/gm, '')
    .split(/\n\s*\n|\n(?=@|- )/)
    .map((passage) => passage.replace(/\s+/g, ' ').trim());
}

/** What a `@throws` says of each code, where it says several. */
function clauses(passage: string): string[] {
  return passage.startsWith('@throws ') ? passage.slice('@throws '.length).split('; ') : [passage];
}
