import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { cosmo, newProject, PACKAGE, put } from '../cli/cosmo';

/** What every matcher takes, and what it does not. */
const BODY = `
declare const host: Host;
expect(host).toHaveOption('a', 1);
expect(host).not.toHaveOption('a');
expect(host).toHaveDiagnostic('A', { path: 'x' });
expect(() => host).toBeRefused('X');
expect(host).toBeCanonicalNix();
expect(host).toEvaluate({ skipWithoutNix: true });
expect(host).toEvaluateTo(1);
// @ts-expect-error the path is a text
expect(host).toHaveOption(5);
// @ts-expect-error there is no such option
expect(host).toEvaluate({ skip: true });
// @ts-expect-error there is no such matcher
expect(host).toBeOdd();
`;

/** The parts of Vitest's types that matchers are added to, exported as it does: from a package of its own. */
const VITEST = {
  'node_modules/@vitest/expect/package.json': '{ "name": "@vitest/expect", "types": "index.d.ts" }',
  'node_modules/@vitest/expect/index.d.ts': `
interface Matchers<T = any> {}
interface Assertion<T = any> extends Matchers<T> { readonly not: Assertion<T> }
interface ExpectStatic extends Matchers { <T>(actual: T): Assertion<T>; extend(more: object): void }
export { Assertion, ExpectStatic, Matchers };
`,
  'node_modules/vitest/package.json': '{ "name": "vitest", "main": "index.mjs", "types": "index.d.ts" }',
  'node_modules/vitest/index.d.ts': `
import { ExpectStatic } from '@vitest/expect';
export { Assertion, ExpectStatic, Matchers } from '@vitest/expect';
export declare const expect: ExpectStatic;
`,
  'node_modules/vitest/index.mjs': `
const say = (...what) => console.log(what.join(' '));
export const expect = {
  extend: (more) => say('matchers', Object.keys(more).join()),
  addSnapshotSerializer: ({ test, serialize }) => say('serializer', typeof test, typeof serialize),
};
export const afterAll = (work) => say('afterAll', typeof work);
`,
};

const imports = (...more: string[]) => [`import type { Host } from 'cosmo-nix';`, ...more, BODY].join('\n');
const JEST = `import { expect } from '@jest/globals';`;
const OF_VITEST = `import { expect } from 'vitest';`;

describe('matchers in other runners', () => {
  let root: string;

  beforeAll(() => {
    root = newProject({
      ...VITEST,
      'globals/a.ts': imports(`import 'cosmo-nix/jest';`),
      'globals/module.mts': imports(`import 'cosmo-nix/jest.js';`),
      'jest/a.ts': imports(JEST, `import 'cosmo-nix/jest';`),
      'jest/module.mts': imports(JEST, `import 'cosmo-nix/jest.js';`),
      'vitest/a.ts': imports(OF_VITEST, `import { matchers } from 'cosmo-nix/vitest';`, 'expect.extend(matchers);'),
      'vitest/module.mts': imports(
        OF_VITEST,
        `import { matchers } from 'cosmo-nix/vitest.mjs';`,
        'expect.extend(matchers);',
      ),
    });
    symlinkSync(join(PACKAGE, 'node_modules/@jest'), join(root, 'node_modules/@jest'));
    // Starting the command sees to it that `lib` is what `src` says.
    cosmo(root, ['--version']);
  });

  const sources = new Map<string, ts.SourceFile | undefined>();

  /** What TypeScript finds in files of the project. */
  function errors(options: ts.CompilerOptions, files: readonly string[]): string[] {
    const all: ts.CompilerOptions = {
      ...options,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      typeRoots: [join(PACKAGE, 'node_modules/@types')],
      // This package is linked here, and looks for its neighbours where it lies.
      paths: { vitest: [join(root, 'node_modules/vitest/index.d.ts')] },
    };
    const host = ts.createCompilerHost(all);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (path, language, ...rest) => {
      const { impliedNodeFormat } = language as ts.CreateSourceFileOptions;
      const key = `${path} ${impliedNodeFormat ?? ''}`;
      if (!sources.has(key)) sources.set(key, read(path, language, ...rest));
      return sources.get(key);
    };
    const program = ts.createProgram({ rootNames: files.map((file) => join(root, file)), options: all, host });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  }

  const resolutions: [string, ts.CompilerOptions, string[]][] = [
    ['node16', { module: ts.ModuleKind.Node16 }, ['a.ts', 'module.mts']],
    ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }, ['a.ts']],
    [
      'node10',
      {
        module: ts.ModuleKind.CommonJS,
        moduleResolution: ts.ModuleResolutionKind.Node10,
        ignoreDeprecations: '6.0',
      },
      ['a.ts'],
    ],
  ];

  test.each(resolutions)('have types in all of them, with %s', (_name, options, names) => {
    const of = (folder: string) => names.map((name) => `${folder}/${name}`);
    expect(errors({ ...options, types: ['jest'] }, of('globals'))).toEqual([]);
    expect(errors({ ...options, types: [] }, [...of('jest'), ...of('vitest')])).toEqual([]);
  });

  test('are added to the expect of Vitest, with the serializer of outputs', () => {
    put(root, { 'setup.mjs': `import { matchers } from 'cosmo-nix/vitest.mjs';\nconsole.log(typeof matchers);\n` });
    const said = execFileSync(process.execPath, ['--preserve-symlinks', 'setup.mjs'], { cwd: root, encoding: 'utf8' });
    expect(said).toBe(
      [
        'matchers toHaveOption,toHaveDiagnostic,toBeRefused,toBeCanonicalNix,toEvaluate,toEvaluateTo',
        'serializer function function',
        'afterAll function',
        'object\n',
      ].join('\n'),
    );
  });

  test('are all in the package', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const [packed] = JSON.parse(execFileSync('npm', args, { cwd: PACKAGE, encoding: 'utf8', stdio: 'pipe' })) as [
      { files: { path: string }[] },
    ];
    const files = ['jest.d.ts', 'jest.js', 'vitest.d.mts', 'vitest.d.ts', 'vitest.mjs'];
    expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(files));
  });

  test('are given to other runners, which load them without one', () => {
    const program = `console.log(Object.keys(require('cosmo-nix/jest').matchers).length > 0)`;
    expect(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' })).toBe('true\n');
  });
});
