import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parse as parseToml } from '@iarna/toml';
import { parse as parseYaml } from 'yaml';
import { pathOf } from '../../projenrc/cli-pages';
import { refusedIn } from '../../projenrc/error-codes';
import { libraryRules } from '../../src/app/rules/registry';
import { readConfig } from '../../src/cli/config';
import { cosmoCommand } from '../../src/cli/main';
import { PRELUDE } from '../../src/rules/page';
import { notCanonical } from '../../src/testing/canonical';
import { allVerbs, wrongCommands } from '../support/command-line';
import { docExamples } from '../support/doc-examples';
import { project } from '../support/estate';
import { Block, blocksIn, blocksOf, pagesOfReaders, ROOT } from '../support/markdown';
import { isProgram, programOf } from '../support/program';
import { complaints } from '../support/workflow';

/** What is wrong with a block; nothing where all is well. What it throws is wrong too. */
type Check = (block: Block) => string[];

/**
 * Each language that a block may be of, and what is looked at here. What takes longer has a file of its own:
 * `programs.test.ts` runs what is TypeScript, `types.test.ts` holds it to its types, `sessions.test.ts` runs commands.
 */
const LANGUAGES: Readonly<Record<string, Check>> = {
  console: (block) => [...wrongCommands(commandsOf(block)), ...unknownCodes(block), ...wrongLines(block)],
  // Files of a page's program; typed-options.test.ts asks an editor, and testing.test.ts runs tests.
  editor: only('docs/guide/typed-options.md'),
  file: ({ code }) => (/^[\w./-]+\n./.test(code) ? [] : ['its first line is no path']),
  go: only('docs/guide/languages.md'),
  java: only('docs/guide/languages.md'),
  json: ({ code }) => nothing(JSON.parse(code)),
  jsonc: only('docs/guide/tailnet.md'),
  markdown: ({ code, page }) => nothing(blocksIn(code, page)),
  nix: ({ code, note }) => (note.byHand ? notCanonicalNix(code) : []),
  python: ({ code }) => pythonErrors(code),
  sh: ({ code }) => wrongCommands(code.split('\n')),
  test: only('docs/guide/testing.md'),
  text: textErrors,
  toml: ({ code }) => configErrors(code),
  ts: tsErrors,
  yaml: ({ code }) => nothing(parseYaml(code)),
  yml: ({ code }) => stepErrors(code),
};

const RULES = [...libraryRules().values()];
const RULE_EXAMPLES = new Set(
  [PRELUDE, ...RULES.flatMap(({ breaks, holds }) => [breaks, holds])].map((code) => code.trim()),
);
const GUIDE_PROGRAMS = new Set(
  pagesOfReaders()
    .filter((page) => page.startsWith('docs/guide/'))
    .flatMap(blocksOf)
    .filter(isProgram)
    .map(({ code }) => code.trim()),
);
/** What stands on the pages of the classes, and examples.test.ts runs. */
const DOC_EXAMPLES = new Set(docExamples().map(({ code }) => code));
const VERBS = allVerbs(cosmoCommand()).map(pathOf);
const CODES = new Set([...RULES.map(({ code }) => code), ...refusedIn(join(ROOT, 'src')).map(({ code }) => code)]);

test.each(pagesOfReaders())('every block of %s is of a known language, and right', (page) => {
  expect(blocksOf(page).flatMap(wrongWith)).toEqual([]);
});

test('the README, the pages and the examples are looked at', () => {
  const pages = pagesOfReaders();
  for (const page of [
    'README.md',
    'docs/cli.md',
    'docs/guide/host.md',
    'docs/rules/storage.md',
    'docs/constructs/app.md',
  ]) {
    expect(pages).toContain(page);
  }
  expect(pages).toContain('examples/interoperation/flake-parts/README.md');
  expect(pages.flatMap(blocksOf).length).toBeGreaterThan(1500);
});

test.each([
  ['an unknown language', 'ruby', 'puts 1\n'],
  ['no language', '', 'text\n'],
  ['a part of a program that says of none', 'ts', 'new Host(app);\n'],
  ['an option that the command has not', 'sh', 'npx cosmo synth --forse\n'],
  ['a verb that it has not', 'console', '$ sudo true && npx cosmo sinth\n'],
  ['what no shell takes', 'sh', 'for x in 1; done\n'],
  ['a task that there is not', 'sh', 'npx projen verifi\n'],
  ['a code that nothing is found by', 'console', '$ npx cosmo check\nerror HOST_NAMELESS: no\n'],
  ['a key that cosmo.toml has not', 'toml', 'ap = "main.ts"\n'],
  ['text that is no output', 'text', 'anything\n'],
  ['broken Python', 'python', 'def x(:\n'],
  ['a step of no workflow', 'yml', '- rum: x\n'],
])('%s would be found', (_what, language, code) => {
  const [block] = blocksIn(`\`\`\`${language}\n${code}\`\`\`\n`, 'docs/guide/README.md');
  expect(wrongWith(block!)).toContainEqual(expect.stringMatching(/^docs\/guide\/README.md:1: ./));
});

function wrongWith(block: Block): string[] {
  const check = LANGUAGES[block.language];
  const place = `${block.page}:${block.line}`;
  if (check === undefined) return [`${place}: the language "${block.language}" is unknown`];
  try {
    return check(block).map((message) => `${place}: ${message}`);
  } catch (error) {
    return [`${place}: ${(error as Error).message}`];
  }
}

/** What stands behind the prompt; that of root is `#`. */
function commandsOf({ code }: Block): string[] {
  return code.split('\n').flatMap((line) => /^[$#] (.*)/.exec(line)?.slice(1) ?? []);
}

/** A language that is checked elsewhere, on the page that this is done for. */
function only(allowed: string): Check {
  return ({ page }) => (page === allowed ? [] : [`such blocks are checked in ${allowed} alone`]);
}

function nothing(_parsed: unknown): string[] {
  return [];
}

function tsErrors(block: Block): string[] {
  const { page, code, note } = block;
  if (page.startsWith('docs/rules/')) return RULE_EXAMPLES.has(code.trim()) ? [] : ['it is the example of no rule'];
  if (page.startsWith('docs/constructs/')) {
    const known = [GUIDE_PROGRAMS, RULE_EXAMPLES, DOC_EXAMPLES].some((programs) => programs.has(code.trim()));
    return known ? [] : ['it is no program of the guide and no example of a doc comment: npx projen docs:constructs'];
  }
  return isProgram(block) || note.continues ? [] : ['it is no whole program, and does not say what it goes on with'];
}

/** What plain text may be: a finding, a list of files, the usage of a verb, a signature, a failure of a test. */
function textErrors(block: Block): string[] {
  const { code, page } = block;
  const [first] = code.split('\n');
  if (/^(error|warning|info) [A-Z0-9_]+: /.test(first!)) return [...unknownCodes(block), ...wrongLines(block)];
  if (/^[\w-]+\/$/.test(first!)) return [];
  if (page.startsWith('docs/constructs/')) return [];
  // The rest of that page is the text of the help, which cli.test.ts holds it to.
  if (page === 'docs/cli.md' && !first!.startsWith('cosmo ')) return [];
  if (page === 'docs/cli.md') return VERBS.some((verb) => `${first} `.startsWith(`${verb} `)) ? [] : ['no verb is so'];
  if (page === 'docs/guide/testing.md') return CODES.has(first!.split(':')[0]!) ? [] : ['its code is unknown'];
  return ['it is plain text of no known kind'];
}

/** Codes of findings that neither the library nor a program of the page has. */
function unknownCodes(block: Block): string[] {
  const codes = [...block.code.matchAll(/^(?:error|warning|info) ([A-Z0-9_]+)\b/gm)].map(([, code]) => code!);
  const own = blocksOf(block.page).filter(isProgram);
  return codes
    .filter((code) => !CODES.has(code) && !own.some((program) => program.code.includes(`'${code}'`)))
    .map((code) => `nothing is found by the code ${code}`);
}

/** Lines of the program that it shows, and that are others. */
function wrongLines(block: Block): string[] {
  const shown = [...block.code.matchAll(/^ +in main\.ts:(\d+)\n +(\d+) \| (.*)$/gm)];
  return shown.flatMap(([, place, number, text]) => {
    const line = programOf(block).split('\n')[Number(number) - 1]?.trim();
    return place === number && line === text ? [] : [`line ${number} of the program is ${line}`];
  });
}

function notCanonicalNix(code: string): string[] {
  return notCanonical(/^[\w".]+ =/.test(code) ? `{\n${code.replace(/^(?=.)/gm, '  ')}}\n` : code);
}

function pythonErrors(code: string): string[] {
  const { status, stderr } = spawnSync('python3', ['-c', 'import sys; compile(sys.stdin.read(), "block", "exec")'], {
    input: code,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [stderr];
}

function configErrors(code: string): string[] {
  parseToml(code);
  readConfig(undefined, project({ 'cosmo.toml': code }));
  return [];
}

/** Steps of a job of GitHub. */
function stepErrors(code: string): string[] {
  const steps = code.replace(/^(?=.)/gm, '      ');
  const workflow = `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
  const runs = (parseYaml(code) as { run?: string }[]).flatMap(({ run }) => run ?? []);
  return [...complaints(workflow).flat(), ...wrongCommands(runs)];
}
