import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refusedIn } from '../../projenrc/error-codes';

const src = resolve(__dirname, '../../src');
const library = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/'))
  .sort();
const texts = new Map(library.map((file) => [file, readFileSync(join(src, file), 'utf8')]));

/** The `@throws` of each doc comment of a file. */
function throwsOf(file: string): string[][] {
  const comments = texts.get(file)!.match(/\/\*\*(?:(?!\*\/).)*\*\//gs) ?? [];
  return comments.map((comment) => comment.match(/@throws (?:(?!\n *\* @|\*\/).)*/gs) ?? []).filter(([tag]) => tag);
}

/** The files of classes that stand in the tree, below `Construct` by any number of classes. */
function constructFiles(): string[] {
  const bases = new Map<string, string>();
  for (const text of texts.values()) {
    for (const [, name, base] of text.matchAll(/^export (?:abstract )?class (\w+) extends (\w+)/gm)) {
      bases.set(name!, base!);
    }
  }
  const isConstruct = (name: string | undefined): boolean =>
    name !== undefined && (/^(Root)?Construct$/.test(name) || isConstruct(bases.get(name)));
  return library.filter((file) =>
    [...texts.get(file)!.matchAll(/^export (?:abstract )?class (\w+) extends/gm)].some(([, name]) => isConstruct(name)),
  );
}

test('a doc comment has one @throws: jsii hands on the last alone', () => {
  const several = library.filter((file) => throwsOf(file).some((tags) => tags.length > 1));
  expect(several).toEqual([]);
});

test('a @throws of a construct names codes, and no family of them', () => {
  const families = constructFiles().flatMap((file) =>
    throwsOf(file).flatMap((tags) => tags.flatMap((tag) => tag.match(/`[A-Z][A-Z0-9_]*…`/g) ?? [])),
  );
  expect(families).toEqual([]);
});

test('a construct tells every code that its own file refuses by', () => {
  const files = constructFiles();
  expect(files.length).toBeGreaterThan(70);
  const refused = refusedIn(src);
  const untold = files.flatMap((file) => {
    const told = throwsOf(file).flat().join(' ');
    const codes = new Set(refused.filter((one) => one.file === file).map(({ code }) => code));
    return [...codes].filter((code) => !told.includes(`\`${code}\``)).map((code) => `${file}: ${code}`);
  });
  expect(untold).toEqual([]);
});
