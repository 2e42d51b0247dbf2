import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Block, blocksOf, pagesOfReaders, ROOT } from '../support/markdown';
import { Session } from '../support/session';

// The compiled library, with what jsii says of it: in CI it is there, and elsewhere `npx projen compile` makes it.
const compiled = existsSync(join(ROOT, '.jsii'));
if (!compiled && process.env.CI) throw new Error('There is no .jsii: run npx projen compile first');

/** Whether a block shows what commands print. */
function shows({ language, code, note }: Block): boolean {
  if (note.notRun !== undefined) return false;
  return language === 'console' ? /^\$ .*\n[^$\n]/m.test(code) : note.commands.length > 0;
}

const sessions = pagesOfReaders()
  .map((page) => [page, blocksOf(page).filter(shows)] as const)
  .filter(([, blocks]) => blocks.length > 0);

(compiled ? describe : describe.skip).each(sessions)('what commands print in %s', (page, blocks) => {
  const session = new Session(page);

  test.each(blocks.map((block) => [block.line, block] as const))('is that of line %s', (_line, block) => {
    const printed = session.shows(block);
    expect(like(printed, block.code)).toBe(block.code);
  });
});

test('most of what is shown is run', () => {
  const all = pagesOfReaders()
    .flatMap(blocksOf)
    .filter(({ language }) => language === 'console');
  expect(sessions.flatMap(([, blocks]) => blocks).length).toBeGreaterThan(20);
  expect(all.filter(({ note }) => note.notRun !== undefined).length).toBeLessThan(10);
});

/** What was printed, in the words of the page where they differ by what differs each time. */
function like(printed: string, shown: string): string {
  return pattern(shown).test(printed) || sameData(printed, shown) ? shown : printed;
}

/** Whether both are one command and the same JSON; but for the version, which the repository has none of. */
function sameData(printed: string, shown: string): boolean {
  const [one, other] = [printed, shown].map((text) => /^(\$ .*)\n(\{[^]*)$/.exec(text)?.slice(1));
  if (one === undefined || other === undefined || one[0] !== other[0]) return false;
  const data = (text: string) => ({ ...(JSON.parse(text) as object), cosmo: undefined });
  return isDeepStrictEqual(data(one[1]!), data(other[1]!));
}

/** `…` is anything: whole lines where it stands alone. So are times, and hashes of what is new each time. */
function pattern(shown: string): RegExp {
  const quoted = shown
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/^( *)#.*$/gm, '$&')
    .replace(/\\\(\d+\\\.\d+ s\\\)/g, '\\(\\d+\\.\\d+ s\\)')
    .replace(/^ *…\n/gm, '(?:.*\\n)*?')
    .replace(/…/g, '.*');
  return new RegExp(`^${quoted}$`);
}
