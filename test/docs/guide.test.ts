import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Severity } from '../../src';
import { codeBlocks, runProgram } from '../support/program';

const folder = resolve(__dirname, '../../docs/guide');
const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];

/** Files that a page's programs find in their project: blocks of `file`, whose first line is the path. */
function filesOf(page: string): Record<string, string> {
  return Object.fromEntries(
    codeBlocks(join(folder, page), 'file').map((block) => {
      const end = block.indexOf('\n');
      return [block.slice(0, end), block.slice(end + 1)];
    }),
  );
}

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
