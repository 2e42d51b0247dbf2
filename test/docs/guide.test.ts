import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Severity } from '../../src';
import { codeBlocks, runProgram } from '../support/program';

const folder = resolve(__dirname, '../../docs/guide');
const INDEX = 'README.md';
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== INDEX)
  .sort();

/** Files that a page's programs find in their project: blocks of `file`, whose first line is the path. */
function filesOf(page: string): Record<string, string> {
  return Object.fromEntries(
    codeBlocks(join(folder, page), 'file').map((block) => {
      const end = block.indexOf('\n');
      return [block.slice(0, end), block.slice(end + 1)];
    }),
  );
}

/** What a page is called: its heading up to a colon. */
function titleOf(page: string): string {
  return /^# (.+)$/m.exec(readFileSync(join(folder, page), 'utf8'))![1]!.split(': ')[0]!;
}

/** Where the links of a page lead, from its folder, without those into the web. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(folder, page), 'utf8').replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!).filter((to) => !/^[a-z]+:/.test(to));
}

describe('the index', () => {
  test('names every page once by its title, each in a line of its own, and nothing else below its headings', () => {
    const [, ...parts] = readFileSync(join(folder, INDEX), 'utf8').split(/^## /m);
    const named = parts.flatMap((part) => [...part.matchAll(/^- \[([^\]]+)\]\(([^)]+)\): \S.*$/gm)]);
    expect(named.map(([, , page]) => page!).sort()).toEqual(pages);
    expect(parts.join('').match(/\]\(/g)).toHaveLength(named.length);
    for (const [, title, page] of named) expect([page, title]).toEqual([page, titleOf(page!)]);
  });

  test('is what the README of the project links to', () => {
    expect(readFileSync(resolve(folder, '../../README.md'), 'utf8')).toContain('](docs/guide/README.md)');
  });
});

test.each([INDEX, ...pages])('links of %s lead somewhere', (page) => {
  const broken = linksOf(page).filter((to) => !existsSync(resolve(folder, to.split('#')[0]!)));
  expect(broken).toEqual([]);
});

describe.each(pages)('the page %s', (page) => {
  const programs = codeBlocks(join(folder, page), 'ts').filter((code) => code.includes('new App('));

  test('has a complete example', () => {
    expect(programs.length).toBeGreaterThan(0);
  });

  test('synthesizes, without an error or a warning', () => {
    for (const program of programs) {
      const app = runProgram(program, filesOf(page));
      expect(app.check().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
      expect(Object.keys(app.render())).toContain('flake.nix');
    }
  });

  test('shows parts of what comes out', () => {
    const shown = ['nix', 'yaml'].flatMap((language) => codeBlocks(join(folder, page), language));
    const out = programs
      .map((program) => runProgram(program, filesOf(page)))
      .flatMap((app) => [...Object.values(app.render()), ...Object.values(app.renderProjectFiles())])
      .join('\n');
    for (const part of shown) expect(out).toContain(part);
  });
});
