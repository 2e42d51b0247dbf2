import { existsSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import type { createJiti } from 'jiti';
import { codeCache } from './code-cache';

/** For what is loaded when it is needed, and by its path. */
const loadModule = createRequire(__filename);

/** What is asked of the loader. */
export interface Load {
  readonly root: string;
  readonly file: string;
  /** Whether the program has done something that must not be done twice. */
  readonly begun: () => boolean;
}

/**
 * Run a TypeScript or JavaScript program in this process: types are taken out
 * and not checked, every line keeps its number, and the compiled form is kept
 * for the next run.
 * @returns when the program's top level is done.
 */
export function loadProgram(load: Load): Promise<unknown> {
  return new Promise((done, fail) => {
    // jiti runs a JavaScript file natively, and a second time, compiled, where
    // that fails. A program that failed by itself must not run again: its error
    // ends the run, and jiti never hears of it.
    const nativeImport = async (id: string) => {
      try {
        return (await import(id.startsWith('/') ? pathToFileURL(id).href : id)) as unknown;
      } catch (error) {
        if (!load.begun() && isOfTheFormat(error)) throw error;
        fail(error);
        return new Promise(() => undefined);
      }
    };
    const onError = (error: unknown) => {
      throw error;
    };
    const { create, transform } = jitiCore();
    const jiti = create(
      load.file,
      {
        transform,
        fsCache: codeCache(load.root),
        tsconfigPaths: tsconfigWithPaths(load.file),
        virtualModules: sharedModules(load.file),
      },
      { onError, nativeImport, createRequire },
    );
    jiti.import(load.file).then(done, fail);
  });
}

/** Errors of a file that Node cannot run as it stands, but compiled code perhaps can. */
function isOfTheFormat(error: unknown): boolean {
  const { code, name, message } = error as NodeJS.ErrnoException;
  return (
    name === 'SyntaxError' ||
    (name === 'ReferenceError' && /ES module scope/.test(message)) ||
    /^(ERR_)?MODULE_NOT_FOUND$/.test(code ?? '') ||
    /^ERR_(UNKNOWN_FILE_EXTENSION|UNSUPPORTED_DIR_IMPORT|REQUIRE_ESM|REQUIRE_ASYNC_MODULE)$/.test(code ?? '')
  );
}

type JitiOptions = NonNullable<Parameters<typeof createJiti>[1]>;

type CreateJiti = (
  file: string,
  options: JitiOptions,
  host: { onError: unknown; nativeImport: unknown; createRequire: unknown },
) => { import: (file: string) => Promise<unknown> };

/** jiti without its own way of importing; its compiler is loaded when a file must be compiled. */
function jitiCore(): { create: CreateJiti; transform: NonNullable<JitiOptions['transform']> } {
  const dist = join(dirname(loadModule.resolve('jiti')), '..', 'dist');
  let compiler: NonNullable<JitiOptions['transform']> | undefined;
  return {
    create: loadModule(join(dist, 'jiti.cjs')) as CreateJiti,
    transform: (options) => (compiler ??= loadModule(join(dist, 'babel.cjs')) as typeof compiler)!(options),
  };
}

/**
 * This library and `constructs` for the program: the copy that it finds from
 * where it stands, or else this one, for a program beside which nothing is
 * installed. Loaded when they are asked for.
 */
function sharedModules(file: string): Record<string, unknown> {
  const modules = {};
  const from = createRequire(file);
  const own = { 'cosmo-nix': join(__dirname, '..', 'index.js'), constructs: 'constructs' };
  for (const [name, fallback] of Object.entries(own)) {
    Object.defineProperty(modules, name, {
      enumerable: true,
      get: () => {
        let path = fallback;
        try {
          path = from.resolve(name);
        } catch {
          // Not installed there.
        }
        return loadModule(path) as unknown;
      },
    });
  }
  return modules;
}

/** The program's `tsconfig.json`, where it may have `paths` to resolve by. */
function tsconfigWithPaths(file: string): string | false {
  for (let at = dirname(file); ; at = dirname(at)) {
    const path = join(at, 'tsconfig.json');
    if (existsSync(path)) return /"(paths|extends|baseUrl)"/.test(readFileSync(path, 'utf8')) ? path : false;
    if (dirname(at) === at) return false;
  }
}
