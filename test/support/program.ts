import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { project } from './estate';
import * as cosmo from '../../src';
import { setRunContext } from '../../src/app/run-context';

/** The code blocks of a language in a Markdown file, in order. */
export function codeBlocks(file: string, language: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, code]) => (name === language ? [code!] : []));
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
