import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './markdown';

const src = (name: string) => join(ROOT, 'src', name);

/** What the library is to who imports it: as the package has it, with the project types for projen. */
const LIBRARY = `export * from '${src('index')}';
export * as projects from '${src('projects/project-types')}';
`;

/** A folder of files that are on no disk, within the repository so that its packages are found. */
const FOLDER = join(ROOT, 'test/.blocks');

/**
 * What TypeScript finds wrong with files that are on no disk, all in one go and strictly: `path:line: message`. Paths
 * are from a folder of their own.
 */
export function typeErrors(files: Readonly<Record<string, string>>): string[] {
  const virtual = new Map(
    Object.entries({ ...files, 'library.ts': LIBRARY }).map(([path, text]) => [join(FOLDER, path), text]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUnusedLocals: true,
    noImplicitReturns: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    module: ts.ModuleKind.Node16,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: ['node', 'jest'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { 'cosmo-nix': [join(FOLDER, 'library.ts')], 'cosmo-nix/jest': [src('testing/jest.ts')] },
  };
  const folders = new Set([...virtual.keys()].flatMap(foldersAbove));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => virtual.has(path) || disk.fileExists(path),
    readFile: (path) => virtual.get(path) ?? disk.readFile(path),
    directoryExists: (path) => folders.has(path) || disk.directoryExists!(path),
    getSourceFile: (path, language) => {
      const text = virtual.get(path) ?? disk.readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, language);
    },
  };
  const roots = Object.keys(files).map((path) => join(FOLDER, path));
  const program = ts.createProgram({ rootNames: roots, options, host });
  return [
    ...program.getOptionsDiagnostics().map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ...roots.flatMap((root) => errorsOf(program, program.getSourceFile(root)!)),
  ];
}

function errorsOf(program: ts.Program, file: ts.SourceFile): string[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ start = 0, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file.fileName.slice(FOLDER.length + 1)}:${line + 1}: ${message}`;
  });
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === ROOT ? [] : [folder, ...foldersAbove(folder)];
}
