import * as cosmo from '../../src';
import { PRELUDE } from '../../src/rules/page';
import { Block, blocksOf, pagesOfReaders } from '../support/markdown';
import { filesOf, isProgram, programOf } from '../support/program';
import { typeErrors } from '../support/type-check';

/** Names that stand alone in text, and are of TypeScript itself. */
const OF_LANGUAGE = ['Record', 'Symbol', 'String'];
/** Names that the library takes from `constructs`. */
const OF_CONSTRUCTS = ['Construct', 'IConstruct'];

/** The files that the blocks of a page are, each in a folder of its own with the files of the page. */
function filesFor(page: string): Record<string, string> {
  if (page.startsWith('docs/rules/')) return { [`${page}.ts`]: examplesOf(page) };
  if (page.startsWith('docs/constructs/')) return { [`${page}.ts`]: signaturesOf(page) };
  const blocks = blocksOf(page).filter(({ language }) => language === 'ts' || language === 'test');
  const beside = Object.entries(filesOf(page)).filter(([path]) => path.endsWith('.ts') && path !== 'main.ts');
  return Object.fromEntries(
    blocks.flatMap((block) => {
      const folder = `${page}:${block.line}`;
      const text = isProgram(block) || block.note.continues ? programOf(block) : block.code;
      return [[`${folder}/main.ts`, text], ...beside.map(([path, code]) => [`${folder}/${path}`, code])];
    }),
  );
}

/** The examples of rules, each in a function, so that one line less or more in a file is nothing to the others. */
function examplesOf(page: string): string {
  const examples = blocksOf(page).filter(({ language }) => language === 'ts');
  const functions = examples.map(({ code, line }) => `export function line${line}(app: App): void {\n${code}}\n`);
  const text = functions.join('\n');
  const used = wordsOf(text).filter((name) => name in cosmo);
  return [...imports([...used, ...wordsOf(text).filter((name) => OF_CONSTRUCTS.includes(name))]), PRELUDE, text].join(
    '\n',
  );
}

/** The signatures of a page of constructs, as members of an interface. */
function signaturesOf(page: string): string {
  const texts = blocksOf(page).filter(({ language }) => language === 'text');
  const members = texts.map(signature);
  const names = wordsOf(members.join('\n')).filter((name) => !/^Line\d/.test(name) && !OF_LANGUAGE.includes(name));
  return [...imports(names), ...members].join('\n');
}

function signature({ code, line }: Block): string {
  const text = code
    .trim()
    .replace(/^\w+\.(?=\w+\()/, '')
    .replace(/^new \w+/, 'new ');
  return `export interface Line${line} {\n${text}${text.endsWith(')') ? ': void' : ''}\n}`;
}

/** Every word that begins with a capital, once. */
function wordsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\b[A-Z]\w+\b/g)].map(([name]) => name))];
}

function imports(names: readonly string[]): string[] {
  const own = names.filter((name) => !OF_CONSTRUCTS.includes(name));
  const others = names.filter((name) => OF_CONSTRUCTS.includes(name));
  return [`import { ${own.join(', ')} } from 'cosmo-nix';`, `import { ${others.join(', ')} } from 'constructs';`];
}

test('every block of TypeScript is right to its compiler', () => {
  const files = Object.assign({}, ...pagesOfReaders().map(filesFor)) as Record<string, string>;
  expect(Object.keys(files).length).toBeGreaterThan(100);
  // An example of a rule may name what it makes, and be given more than it takes.
  const unused = /^docs\/rules\/.*is declared but its value is never read/;
  expect(typeErrors(files).filter((message) => !unused.test(message))).toEqual([]);
}, 120_000);
