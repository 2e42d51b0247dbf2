import { existsSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import type { createJiti } from 'jiti';
import { codeCache } from './code-cache';
import { guardModule } from './guard/install';
import type { Watch } from './guard/watch';

/** For what is loaded when it is needed, and by its path. */
const loadModule = createRequire(__filename);

/** What is asked of the loader. */
export interface Load {
  readonly root: string;
  readonly file: string;
  /** Whether the program has done something that must not be done twice. */
  readonly begun: () => boolean;
  /** What notes how the program uses the library. */
  readonly watch: Watch;
}

/**
 * Run a TypeScript or JavaScript program in this process: types are taken out
 * and not checked, every line keeps its number, and the compiled form is kept
 * for the next run.
 * @returns when the program's top level is done.
 */
export async function loadProgram(load: Load): Promise<unknown> {
  const host = new Host(load.begun);
  const create = loadModule(join(JITI, 'jiti.cjs')) as CreateJiti;
  const paths = sharedPaths(load.file);
  const cache = codeCache(load.root);
  if (guarding !== load.watch) guardModule(paths['cosmo-nix'], load.watch, cache);
  const start = (tsconfigPaths: string | false) =>
    create(
      load.file,
      {
        transform: (options) => host.compile(options),
        fsCache: cache,
        tsconfigPaths,
        virtualModules: sharedModules(paths),
      },
      host,
    );
  let jiti: ReturnType<CreateJiti>;
  try {
    jiti = start(tsconfigWithPaths(load.file));
  } catch {
    // It extends what is not installed. Programs seldom need it; one that does is told of its import.
    jiti = start(false);
  }
  return jiti.import(load.file);
}

/** What notes the use of the library that is guarded already. */
let guarding: Watch | undefined;

/** Do beforehand, in a process that waits for its program, what needs nothing of the program but where it stands. */
export function prepareProgram({ root, file, watch }: Pick<Load, 'root' | 'file' | 'watch'>): void {
  loadModule(join(JITI, 'jiti.cjs'));
  warmCompiler(file);
  const paths = sharedPaths(file);
  guardModule(paths['cosmo-nix'], watch, codeCache(root));
  loadModule(paths.constructs);
  guarding = watch;
}

/** Compile the program, and throw away what comes of it: the compiler is fast the second time. */
function warmCompiler(file: string): void {
  const compile = loadModule(join(JITI, 'babel.cjs')) as Compile;
  const options = { source: readFileSync(file, 'utf8'), filename: file, ts: /ts$/.test(file), async: true };
  for (let i = 0; i < WARM_UPS; i++) compile(options);
}

/** How often the compiler is run before it is needed. */
const WARM_UPS = 3;

type JitiOptions = NonNullable<Parameters<typeof createJiti>[1]>;
type Compile = NonNullable<JitiOptions['transform']>;
type CreateJiti = (file: string, options: JitiOptions, host: Host) => { import: (file: string) => Promise<unknown> };

/** jiti without its own ways of importing. */
const JITI = join(dirname(loadModule.resolve('jiti')), '..', 'dist');

/**
 * What jiti runs files with. It runs a JavaScript file as it stands, and where
 * that fails a second time, compiled. That is right for a file that Node
 * cannot read; one that failed by itself must not run again, so its second
 * run is refused with the error of the first.
 */
class Host {
  public readonly nativeImport: (id: string) => Promise<unknown>;
  public readonly createRequire: (from: string) => NodeJS.Require;
  public readonly onError: (error: unknown) => never;
  private readonly failed = new Map<string, { readonly error: unknown }>();
  private compiler?: Compile;

  constructor(begun: () => boolean) {
    const note = (id: string, error: unknown) => {
      if (begun() || !isOfTheFormat(error)) this.failed.set(id, { error });
      return error;
    };
    this.nativeImport = async (id) => {
      try {
        return (await import(id.startsWith('/') ? pathToFileURL(id).href : id)) as unknown;
      } catch (error) {
        throw note(id, error);
      }
    };
    this.createRequire = (from) => {
      const native = createRequire(from);
      const noting = (id: string): unknown => {
        try {
          return native(id) as unknown;
        } catch (error) {
          throw note(id, error);
        }
      };
      return Object.assign(noting, native);
    };
    this.onError = (error) => {
      throw error;
    };
  }

  /** The compiled form of a file; the compiler is loaded when the first one is asked for. */
  public compile(options: Parameters<Compile>[0]): ReturnType<Compile> {
    const failed = this.failed.get((options as { filename?: string }).filename ?? '');
    if (failed) throw failed.error;
    this.compiler ??= loadModule(join(JITI, 'babel.cjs')) as Compile;
    return this.compiler(options);
  }
}

/** Errors of a file that Node cannot run as it stands, but compiled code perhaps can. */
function isOfTheFormat(error: unknown): boolean {
  const { code, name, message } = (error ?? {}) as NodeJS.ErrnoException;
  return (
    name === 'SyntaxError' ||
    (name === 'ReferenceError' && /ES module scope/.test(message)) ||
    /^(ERR_)?MODULE_NOT_FOUND$/.test(code ?? '') ||
    /^ERR_(UNKNOWN_FILE_EXTENSION|UNSUPPORTED_DIR_IMPORT|REQUIRE_ESM|REQUIRE_ASYNC_MODULE)$/.test(code ?? '')
  );
}

/** Where this library and `constructs` are for the program. */
function sharedPaths(file: string): { readonly 'cosmo-nix': string; readonly constructs: string } {
  const from = createRequire(file);
  const find = (name: string, fallback: string) => {
    try {
      return from.resolve(name);
    } catch {
      return fallback;
    }
  };
  return {
    'cosmo-nix': find('cosmo-nix', join(__dirname, '..', 'index.js')),
    constructs: find('constructs', loadModule.resolve('constructs')),
  };
}

/**
 * This library and `constructs` for the program: the copy that it finds from
 * where it stands, or else this one, for a program beside which nothing is
 * installed. Loaded when they are asked for.
 */
function sharedModules(paths: Readonly<Record<string, string>>): Record<string, unknown> {
  const modules = {};
  for (const [name, path] of Object.entries(paths)) {
    Object.defineProperty(modules, name, { enumerable: true, get: () => loadModule(path) as unknown });
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
