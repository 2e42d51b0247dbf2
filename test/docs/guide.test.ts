import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(__dirname, '../../docs/guide');
const INDEX = 'README.md';
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== INDEX)
  .sort();

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
