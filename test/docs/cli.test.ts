import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { cliReference, examplesOf, pathOf, visible } from '../../projenrc/cli-pages';
import { cosmoCommand } from '../../src/cli/main';

const docs = resolve(__dirname, '../../docs');
const page = join(docs, 'cli.md');

/** Every verb that the help lists, and the verbs of verbs. */
function allVerbs(command: Command): Command[] {
  return visible(command).flatMap((verb) => [verb, ...allVerbs(verb)]);
}

/** The calls of cosmo in a line of a shell, each as its words without `cosmo`. */
function callsIn(line: string): string[][] {
  return line
    .split(/ (?:&&|\|\||\|) /)
    .map((part) => part.replace(/ >>? \S+$/, ''))
    .map((part) => [...part.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!))
    .filter(([first]) => first === 'cosmo')
    .map((words) => words.slice(1));
}

/** What the command would run, without running it. */
function parsed(words: readonly string[]): string {
  const program = cosmoCommand();
  let ran = '';
  for (const verb of [program, ...allVerbs(program)]) {
    verb.exitOverride().configureOutput({ writeErr: () => undefined });
    if (verb.commands.length === 0) verb.action(() => void (ran = pathOf(verb)));
  }
  program.parse(words as string[], { from: 'user' });
  return ran;
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
  const calls = examplesOf(verb).flatMap(callsIn);
  expect(calls.map((words) => `cosmo ${words.join(' ')}`)).toContainEqual(expect.stringMatching(`^${name}( |$)`));
  for (const words of calls) expect(parsed(words)).toMatch(new RegExp(`^cosmo ${words[0]}`));
});

test('the examples of the general help are such that the command takes', () => {
  const calls = examplesOf(program).flatMap(callsIn);
  expect(calls.length).toBeGreaterThan(3);
  for (const words of calls) expect(parsed(words)).toBe(`cosmo ${words[0]}`);
});

test('an example with an option or verb that is not there would be found', () => {
  expect(() => parsed(['synth', '--forse'])).toThrow('--forse');
  expect(() => parsed(['sinth'])).toThrow('sinth');
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
