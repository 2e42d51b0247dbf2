import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cliReference, examplesOf, pathOf, visible } from '../../projenrc/cli-pages';
import { cosmoCommand } from '../../src/cli/main';
import { allVerbs, callsIn, verbOf, wordsOfCosmo } from '../support/command-line';

const docs = resolve(__dirname, '../../docs');
const page = join(docs, 'cli.md');

/** What follows `cosmo` in each call of it in an example. */
function callsOf(example: string): (readonly string[])[] {
  return callsIn(example).flatMap((call) => (wordsOfCosmo(call) ? [wordsOfCosmo(call)!] : []));
}

const program = cosmoCommand();
const verbs = allVerbs(program).map((verb) => [pathOf(verb), verb] as const);

test('the page of the command is what the help of its verbs says; else: npx projen docs:cli', () => {
  expect(readFileSync(page, 'utf8')).toBe(cliReference(program));
});

test('every verb stands in a group of the help', () => {
  expect(visible(program).filter((verb) => !verb.helpGroup())).toEqual([]);
});

test.each(verbs)('%s has a section of its own, and examples that the command takes', (name, verb) => {
  const sections = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => /^##+ (.*)/.exec(line)?.[1] === name);
  expect(sections).toHaveLength(1);
  const calls = examplesOf(verb).flatMap(callsOf);
  expect(calls.map((words) => `cosmo ${words.join(' ')}`)).toContainEqual(expect.stringMatching(`^${name}( |$)`));
  for (const words of calls) expect(verbOf(words)).toMatch(new RegExp(`^cosmo ${words[0]}`));
});

test('the examples of the general help are such that the command takes', () => {
  const calls = examplesOf(program).flatMap(callsOf);
  expect(calls.length).toBeGreaterThan(3);
  for (const words of calls) expect(verbOf(words)).toBe(`cosmo ${words[0]}`);
});

test('an example with an option or verb that is not there would be found', () => {
  expect(() => verbOf(['synth', '--forse'])).toThrow('--forse');
  expect(() => verbOf(['sinth'])).toThrow('sinth');
});

const pages = [page, ...readdirSync(join(docs, 'cli')).map((name) => join(docs, 'cli', name))];

test.each(pages)('links of %s lead somewhere', (file) => {
  const text = readFileSync(file, 'utf8').replace(/^```.*?^```$/gms, '');
  const headings = (path: string) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => /^#+ (.*)/.exec(line)?.slice(1) ?? [])
      .map((title) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replace(/ /g, '-'),
      );
  for (const [, to] of text.matchAll(/(?<!\\)\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(to!)) continue;
    const [path, anchor] = to!.split('#');
    const target = path === '' ? file : resolve(dirname(file), path!);
    expect([to, existsSync(target)]).toEqual([to, true]);
    if (anchor !== undefined) expect(headings(target)).toContain(anchor);
  }
});

test('the pages written by hand are all linked from the page of the command', () => {
  const text = readFileSync(page, 'utf8');
  for (const name of readdirSync(join(docs, 'cli'))) expect(text).toContain(`](cli/${name})`);
});
