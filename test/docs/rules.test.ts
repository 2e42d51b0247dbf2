import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import '../../src';
import { ALL_RULES } from '../../src/rules';
import { rulesReference } from '../../src/rules/reference';

const folder = resolve(__dirname, '../../docs/rules');
const pages = rulesReference();

test('the reference of the rules is what the rules say; else: npx projen docs:rules', () => {
  const committed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  expect(Object.fromEntries(committed)).toEqual(pages);
});

test('each rule is in the index and on one page', () => {
  for (const { code } of ALL_RULES) {
    const link = new RegExp(`\\[${code}\\]\\((\\w[\\w-]*\\.md)#${code.toLowerCase()}\\)`).exec(pages['README.md']!);
    expect([code, pages[link?.[1] ?? '']?.includes(`\n## ${code}\n`)]).toEqual([code, true]);
  }
  const headings = Object.values(pages).flatMap((text) => [...text.matchAll(/^## ([A-Z0-9_]+)$/gm)]);
  expect(headings).toHaveLength(ALL_RULES.length);
});

test('every link between its pages leads somewhere', () => {
  for (const [name, text] of Object.entries(pages)) {
    const prose = text.replace(/^```.*?^```$/gms, '');
    for (const [, to] of prose.matchAll(/(?<!\\)\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
      const found = to! in pages || existsSync(resolve(folder, to!));
      expect([name, to, found]).toEqual([name, to, true]);
    }
  }
});
