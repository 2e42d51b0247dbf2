import * as constructs from 'constructs';
import ts from 'typescript';
import * as cosmo from '../../src';
import { setRunContext } from '../../src/app/run-context';
import { PRELUDE } from '../../src/rules/page';
import { project } from '../support/estate';

const options: ts.CompilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
const prelude = ts.transpileModule(PRELUDE, { compilerOptions: options }).outputText;

/** What an example may name without importing it. */
const SCOPE: Record<string, unknown> = { ...cosmo, Construct: constructs.Construct };

/** An app whose project holds the files that a rule's examples need, as the command line runs it. */
export function exampleApp(files: Record<string, string> = {}): cosmo.App {
  setRunContext({ root: project(files), apps: [] });
  try {
    return new cosmo.App();
  } finally {
    setRunContext(undefined);
  }
}

/** Run an example below a scope of a tree. */
export function runExample(text: string, scope: constructs.Construct): void {
  const { outputText } = ts.transpileModule(text, { compilerOptions: options });
  const body = `${prelude}\n${outputText.replace(/^"use strict";$/m, '')}`;
  new Function('app', ...Object.keys(SCOPE), body)(scope, ...Object.values(SCOPE));
}
