import type { Assembly, Callable, TypeInfo } from './assembly';
import { Findings, isConstruct, Judge, show } from './misfit';
import type { Lines, Watch } from './watch';
import type { Diagnostic, Severity } from '../../app/diagnostics';
import { CosmoError } from '../../app/error';
import { nearest } from '../../app/nearest';

type Library = Record<string, unknown>;
type Class = (abstract new (...args: unknown[]) => object) & { readonly prototype: Record<string, unknown> };
type Function = (this: unknown, ...args: unknown[]) => unknown;

/**
 * The library as a program sees it that the command runs: the types of what
 * it hands in are held against the library's own description of them, as an
 * editor and the kernels of other languages do. Plain JavaScript gets no such
 * help, and the types of TypeScript are taken out before it runs.
 *
 * Only what the program itself calls is looked at, not what the library's
 * constructs do among themselves, and not what a subclass hands to its base.
 */
export function guard(library: Library, assembly: Assembly, watch: Watch): Library {
  const sentry = new Sentry(library, assembly, watch);
  const exports: Library = {};
  for (const name of Object.keys(library)) exports[name] = library[name];
  Object.defineProperty(exports, '__esModule', { value: true });
  for (const info of assembly.all()) {
    const value = library[info.name];
    if (info.kind === 'class' && typeof value === 'function') exports[info.name] = sentry.wrap(info, value as Class);
  }
  return new Proxy(exports, {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^[A-Z]/.test(name) && !(name in target)) throw sentry.unknownName(name, exports);
      return Reflect.get(target, name, receiver) as unknown;
    },
    // Interop code asks before it reads; a name that is not there is to be refused, not read as undefined.
    has: (target, name) => Reflect.has(target, name) || (typeof name === 'string' && /^[A-Z]/.test(name)),
  });
}

class Sentry {
  private readonly judge: Judge;
  /** How many calls of the library by the program are under way. */
  private depth = 0;

  constructor(
    library: Library,
    private readonly assembly: Assembly,
    private readonly watch: Watch,
  ) {
    this.judge = new Judge(assembly, library);
  }

  public wrap(info: TypeInfo, value: Class): Class {
    for (const method of info.methods ?? []) this.wrapMethod(info, method, value);
    const initializer = info.initializer;
    const name = info.name;
    const proxy: Class = new Proxy(value, {
      construct: (target, args: unknown[], newTarget) => {
        const own = newTarget === proxy;
        const make = () => Reflect.construct(target, args, own ? target : newTarget) as object;
        if (this.depth > 0) return make();
        if (own && initializer) return this.call(`new ${name}()`, name, initializer, args, undefined, make);
        const lines = this.watch.here();
        const made = make();
        if (isConstruct(made)) this.watch.note(made.node.path, lines);
        return made;
      },
      apply: () => {
        throw new CosmoError({
          code: 'NEW_MISSING',
          message: `${name} is a class: it is made with new`,
          mend: `new ${name}(…)`,
        });
      },
    });
    return proxy;
  }

  /** Hold the arguments of methods that take props against their types. */
  private wrapMethod(info: TypeInfo, method: Callable, value: Class): void {
    const takesProps = method.parameters?.some(({ type }) => this.assembly.propsOf(type.fqn ?? '') !== undefined);
    const name = method.name!;
    const holder = (method.static ? value : value.prototype) as Record<string, unknown>;
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (!takesProps || typeof descriptor?.value !== 'function') return;
    const own = descriptor.value as Function;
    const call = (self: unknown, args: unknown[]) =>
      this.depth > 0
        ? own.apply(self, args)
        : this.call(`${info.name}.${name}()`, `${name}()`, method, args, self, () => own.apply(self, args));
    const wrapped: Function = function (...args) {
      return call(this, args);
    };
    Object.defineProperty(wrapped, 'name', { value: name });
    Object.defineProperty(holder, name, { ...descriptor, value: wrapped });
  }

  /** Make a call of the program, and say what is wrong with its arguments. */
  private call<T>(title: string, owner: string, callable: Callable, args: unknown[], self: unknown, make: () => T): T {
    const lines = this.watch.here();
    const findings: Findings = { misfits: [], unknown: [], missing: [] };
    const path = pathOf(callable, args, self);
    this.look(title, callable, args, findings);
    const refuse = (soft: boolean) => {
      const misfit = findings.misfits.find((found) => soft || !found.soft);
      if (misfit) throw refusal('PROP_TYPE', misfit.message, misfit.mend, path, misfit.keyPath);
      for (const { keyPath, member } of findings.missing) {
        const typo = findings.unknown.find(({ guess }) => guess === member.name);
        if (!soft && !typo) continue;
        const message = `${owner} needs the prop ${keyPath}${typo ? `, and has no ${typo.keyPath}` : ''}`;
        const mend = typo ? `write ${member.name} in place of ${typo.name}` : `give ${keyPath}`;
        throw refusal('PROP_MISSING', message, mend, path, keyPath, member.docs?.summary);
      }
    };
    refuse(false);
    this.depth++;
    let made: T;
    try {
      made = make();
    } catch (error) {
      this.remark(owner, findings, path, lines);
      if (!CosmoError.isCosmoError(error)) refuse(true);
      throw error;
    } finally {
      this.depth--;
    }
    const construct = isConstruct(made) ? made : isConstruct(self) ? self : undefined;
    if (isConstruct(made)) this.watch.note(made.node.path, lines);
    this.remark(owner, findings, construct?.node.path ?? path ?? '', lines);
    refuse(true);
    return made;
  }

  private look(title: string, { parameters = [] }: Callable, args: unknown[], findings: Findings): void {
    parameters.forEach(({ name, type, optional }, index) => {
      const value = args[index];
      const props = type.fqn === undefined ? undefined : this.assembly.propsOf(type.fqn);
      if (value !== undefined && value !== null && !(name === 'id' && value === '')) {
        if (!props && !type.primitive && !type.fqn?.startsWith('constructs.')) return;
        const before = findings.misfits.length;
        this.judge.judge(value, type, props ? '' : name, findings);
        const found = findings.misfits[before];
        if (found && !props) {
          const order = parameters.map((parameter) => parameter.name).join(', ');
          findings.misfits[before] = {
            ...found,
            message: `${found.message}, in ${title}`,
            mend: `its arguments are (${order})`,
            soft: false,
          };
        }
      } else if (!optional && props) {
        for (const [key, member] of props) if (!member.optional) findings.missing.push({ keyPath: key, member });
      } else if (!optional && (type.primitive === 'string' || type.fqn?.startsWith('constructs.'))) {
        const message = `${title} is given no ${name}: it is ${value === '' ? 'empty' : show(value)}`;
        findings.misfits.push({ keyPath: name, message, mend: mendOf(name, title), soft: false });
      }
    });
  }

  /** Have props that nothing reads found among what the checks find. */
  private remark(owner: string, { unknown }: Findings, path: string | undefined, lines: Lines): void {
    for (const { keyPath, name, guess, known } of unknown) {
      const where = keyPath === name ? owner : keyPath.slice(0, -name.length - 1);
      const diagnostic: Diagnostic = {
        severity: 'warning' as Severity,
        code: 'PROP_UNKNOWN',
        message: `${where} has no prop ${name}`,
        path: path ?? '',
        keyPath,
        why: 'nothing reads it, so it changes nothing',
        mend: guess ? `did you mean ${guess}?` : `what there is: ${list(known)}`,
      };
      this.watch.remark(diagnostic, lines);
    }
  }

  public unknownName(name: string, exports: Library): CosmoError {
    const guess = nearest(name, Object.keys(exports));
    return new CosmoError({
      code: 'IMPORT_UNKNOWN',
      message: `cosmo-nix has no ${name}`,
      mend: guess ? `did you mean ${guess}?` : 'API.md in the package names all there is',
    });
  }
}

function mendOf(name: string, title: string): string {
  if (name === 'scope') return 'the first argument is the construct that it stands in, such as the App or a Host';
  if (name === 'id') {
    return `the second argument is its name, unlike those beside it: ${title.slice(0, -1)}app, 'name', …)`;
  }
  return `give ${name}`;
}

/** The path of the construct that is about to be made, or that a method is called on. */
function pathOf({ parameters = [] }: Callable, args: unknown[], self: unknown): string | undefined {
  if (isConstruct(self)) return self.node.path;
  const [scope, id] = args;
  if (parameters[0]?.name !== 'scope' || !isConstruct(scope) || typeof id !== 'string') return undefined;
  return scope.node.path ? `${scope.node.path}/${id}` : id;
}

function refusal(
  code: string,
  message: string,
  mend: string,
  path?: string,
  keyPath?: string,
  why?: string,
): CosmoError {
  return new CosmoError({ code, message, mend, why, path: path || undefined, keyPath: keyPath || undefined });
}

function list(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
}
