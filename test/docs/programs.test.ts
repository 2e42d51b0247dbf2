import { App, Severity } from '../../src';
import { formatDiagnostic } from '../../src/app';
import { CosmoError } from '../../src/app/error';
import { withoutPlaces } from '../support/cosmo-output';
import { Block, blocksOf, pagesOfReaders } from '../support/markdown';
import { filesOf, programOf, programsOf, runProgram } from '../support/program';

/** Files of an output that appear in it afterwards, or that it does not render. */
const LATER = ['flake.lock', 'cosmo.json'];

// Pages that are made of others show programs of those.
const pages = pagesOfReaders().filter((page) => !/^docs\/(constructs|rules)\//.test(page));
const ofEstates = (page: string) =>
  Object.entries(programsOf(page)).filter(([, program]) => !program.includes('new projects.'));
const withPrograms = pages.filter((page) => ofEstates(page).length > 0);

describe.each(withPrograms)('the programs of %s', (page) => {
  const files = filesOf(page);
  const programs = ofEstates(page);
  let apps: App[];

  beforeAll(() => {
    apps = programs.map(([, program]) => runProgram(program, files));
  });

  test('synthesize, without an error or a warning', () => {
    for (const [at, app] of apps.entries()) {
      const wrong = app.check().filter(({ severity }) => severity !== Severity.INFO);
      expect([programs[at]![0], ...wrong]).toEqual([programs[at]![0]]);
      expect(Object.keys(app.render())).toContain('flake.nix');
    }
  });

  test('write what the page shows', () => {
    const written = apps.flatMap((app) => [...Object.values(app.render()), ...Object.values(app.renderProjectFiles())]);
    const shown = blocksOf(page).filter((block) => /^(nix|yaml|jsonc)$/.test(block.language) && !block.note.byHand);
    for (const { line, code } of shown) {
      expect([line, code, written.some((text) => text.includes(code))]).toEqual([line, code, true]);
    }
  });

  test('write the files that the page lists', () => {
    const written = apps.flatMap((app) => Object.keys(app.render()));
    const listed = texts(page, /^nix-out\/$/).flatMap(({ code }) =>
      [...code.matchAll(/^ {2}(\S+)/gm)].map(([, path]) => path!),
    );
    const named = apps.flatMap((app) => Object.values(app.render())).join('\n');
    const known = (path: string) =>
      LATER.includes(path) ||
      written.some((one) => one === path || (path.endsWith('/') && one.startsWith(path))) ||
      // A copy of a file is no text that is rendered, but is named in one.
      (path.startsWith('assets/') && named.includes(`/${path.replace(/\/$/, '')};`));
    expect(listed.filter((path) => !known(path))).toEqual([]);
  });

  for (const block of texts(page, /^(error|warning) /)) {
    test(`are told what is shown in line ${block.line}`, () => {
      expect(found(programOf(block), files)).toBe(withoutPlaces(block.code));
    });
  }
});

test('every page of the guide has a program', () => {
  const guide = pages.filter((page) => page.startsWith('docs/guide/') && !page.endsWith('/README.md'));
  expect(guide.filter((page) => !withPrograms.includes(page))).toEqual([]);
});

function texts(page: string, first: RegExp): Block[] {
  return blocksOf(page).filter(({ language, code }) => language === 'text' && first.test(code.split('\n')[0]!));
}

/** What is refused or found, as text. */
function found(program: string, files: Record<string, string>): string {
  try {
    const all = runProgram(program.replace('app.synth();', ''), files).check();
    return all.map((one) => `${formatDiagnostic(one)}\n`).join('\n');
  } catch (error) {
    if (!CosmoError.isCosmoError(error)) throw error;
    return `error ${error.message}\n`;
  }
}
