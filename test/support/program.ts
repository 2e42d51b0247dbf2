import ts from 'typescript';
import { project } from './estate';
import { Block, blocksOf, exchanged } from './markdown';
import * as cosmo from '../../src';
import { setRunContext } from '../../src/app/run-context';

/** The end of a program. */
const SYNTH = 'app.synth();\n';

/** The code blocks of a language in a page, in order. */
export function codeBlocks(page: string, language: string): string[] {
  return blocksOf(page).flatMap((block) => (block.language === language ? [block.code] : []));
}

/** Whether a block is a whole program: of an estate, or of a project of projen. */
export function isProgram({ language, code }: Block): boolean {
  return language === 'ts' && /\bnew (App|projects\.\w+)\(/.test(code);
}

/**
 * The program that a block is, goes on with, or is about: the last whole one above it on its page, with what the
 * comment above the block exchanges in it.
 */
export function programOf(block: Block): string {
  const place = `${block.page}:${block.line}`;
  const above = programAbove(block);
  if (above === undefined && block.note.exchanges[0]?.from !== '') {
    throw new Error(`${place}: there is no program above it`);
  }
  const program = exchanged(above ?? '', block.note, place);
  return block.note.continues ? `${program.replace(SYNTH, '')}\n${block.code}\n${SYNTH}` : program;
}

/** The last whole program on the page of a block, down to the block; undefined where there is none. */
export function programAbove(block: Block): string | undefined {
  const { programOf: page } = block.note;
  if (page !== undefined) return blocksOf(page).find(isProgram)!.code;
  return blocksOf(block.page)
    .filter((one) => one.line <= block.line && isProgram(one))
    .at(-1)?.code;
}

/** Every program of a page, by the lines of their blocks: the whole ones, and what goes on with one. */
export function programsOf(page: string): Record<string, string> {
  const programs = blocksOf(page).filter(
    (block) => block.language === 'ts' && (isProgram(block) || block.note.continues),
  );
  return Object.fromEntries(programs.map((block) => [`${page}:${block.line}`, programOf(block)]));
}

/** The files that the programs of a page find in their project: blocks of `file`, whose first line is the path. */
export function filesOf(page: string): Record<string, string> {
  return Object.fromEntries(
    codeBlocks(page, 'file').map((block) => {
      const end = block.indexOf('\n');
      return [block.slice(0, end), block.slice(end + 1)];
    }),
  );
}

/** Run a program that imports the library, in a project folder with these files, and give the App that it makes. */
export function runProgram(program: string, files: Record<string, string> = {}): cosmo.App {
  const apps: cosmo.App[] = [];
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(program, { compilerOptions: options });
  const modules: Record<string, unknown> = { 'cosmo-nix': cosmo, constructs: jest.requireActual('constructs') };
  setRunContext({ root: project(files), apps });
  try {
    new Function('require', 'exports', outputText)((name: string) => modules[name], {});
  } finally {
    setRunContext(undefined);
  }
  return apps[0]!;
}
