import { App, CosmoError, System } from '../app';
import { notCanonical } from './canonical';
import { compare } from './compare';
import { evaluateApp, evaluateNix, evaluateSystem, hasNix } from './evaluate';
import { inline, isExpr, marked } from './show';
import { Template } from './template';
import { ExpectedDiagnostic, Testing } from './testing';
import { NixError } from '../nix/error';

/** How `toEvaluate` goes about it. */
export interface EvaluateOptions {
  /**
   * Whether it passes, with a note in the log of the run, where Nix is not installed.
   * @default false: it fails there, and says so
   */
  readonly skipWithoutNix?: boolean;
}

/** What `expect` gets of this library, whichever runner's it is. `R` is what its matchers return. */
export interface CosmoMatchers<R = void> {
  /**
   * A System, or a Template, sets an option; see `Template.hasOption`.
   * @param pattern a value or a matcher; any value will do unless given
   */
  toHaveOption(path: string, pattern?: unknown): R;
  /** The checks find something in an App; see `Testing.expectDiagnostic`. */
  toHaveDiagnostic(code: string, expected?: ExpectedDiagnostic): R;
  /** A function is refused by the library, with a code. An error of any other kind is thrown on. */
  toBeRefused(code?: string): R;
  /** Nix is in the form of the official formatter: a text, an Expr, the files of `Testing.synth`, a System, an App. */
  toBeCanonicalNix(): R;
  /**
   * Real Nix evaluates it: a text, an Expr, a System, or an App, whose flake is evaluated with stand-ins for its
   * inputs and with a small module system that knows no options. Syntax, variables, imports and two values for
   * one option are found; types of options are not. Where Nix is not installed it fails.
   */
  toEvaluate(options?: EvaluateOptions): R;
  /** As `toEvaluate`, and what comes out matches: of a System what it sets, of an App that by system. */
  toEvaluateTo(pattern: unknown, options?: EvaluateOptions): R;
}

/** What jest takes from a matcher. */
export interface JestResult {
  readonly pass: boolean;
  message(): string;
}

/** What a matcher is held against: whether `.not` stands before it is of no matter to most. */
interface Context {
  readonly isNot?: boolean;
}

/** A matcher as jest's `expect.extend` takes it; so does Vitest's. */
type JestMatcher = (this: Context, received: any, ...expected: any[]) => JestResult;

/** The matchers of this library, for `expect.extend`. */
export const matchers: Record<keyof CosmoMatchers, JestMatcher> = {
  toHaveOption(received: unknown, path: string, pattern?: unknown) {
    const template = templateOf(received);
    const failed = attempt(() => template.hasOption(path, pattern));
    return {
      pass: failed === undefined,
      message: () =>
        failed ??
        (pattern === undefined
          ? (attempt(() => template.lacksOption(path)) ?? '')
          : `${path} is ${inline(template.optionOf(path))}, and should not match`),
    };
  },

  toHaveDiagnostic(received: unknown, code: string, expected?: ExpectedDiagnostic) {
    const app = appOf(received);
    const failed = attempt(() => Testing.expectDiagnostic(app, code, expected));
    return {
      pass: failed === undefined,
      message: () => failed ?? attempt(() => Testing.expectNoDiagnostics(app, code)) ?? '',
    };
  },

  toBeRefused(received: unknown, code?: string) {
    if (typeof received !== 'function') {
      throw new TypeError('give a function: expect(() => new ZfsPool(…)).toBeRefused(…)');
    }
    try {
      (received as () => unknown)();
    } catch (error) {
      const found = codeOf(error);
      // What is no refusal of the library is a mistake of the test.
      if (found === undefined) throw error;
      const pass = code === undefined || found === code;
      const wanted = code === undefined ? 'no refusal' : pass ? `no refusal with ${code}` : code;
      return { pass, message: () => `want ${wanted}, have\n\n${(error as Error).message}` };
    }
    return { pass: false, message: () => `want ${code ?? 'a refusal'}, and nothing was refused` };
  },

  toBeCanonicalNix(received: unknown) {
    const lines = notCanonical(received);
    return {
      pass: lines.length === 0,
      message: () =>
        lines.length === 0
          ? 'it is what the official formatter writes, and should not be'
          : ['it is not what the official formatter writes:', '', ...lines].join('\n'),
    };
  },

  toEvaluate(received: unknown, options: EvaluateOptions = {}) {
    if (options.skipWithoutNix === true && !hasNix()) return skipped(this);
    const failed = attempt(() => evaluated(received));
    return { pass: failed === undefined, message: () => failed ?? 'Nix evaluates it, and should not' };
  },

  toEvaluateTo(received: unknown, pattern: unknown, options: EvaluateOptions = {}) {
    if (options.skipWithoutNix === true && !hasNix()) return skipped(this);
    const result = compare(pattern, evaluated(received));
    return {
      pass: result.isMatch,
      message: () =>
        result.isMatch
          ? `it evaluates to ${inline(result.actual)}, and should not`
          : ['it evaluates to', '', ...marked(result.actual, result.mismatches)].join('\n'),
    };
  },
};

/** What Nix makes of a text, an Expr, a System or an App. */
function evaluated(received: unknown): unknown {
  if (typeof received === 'string') return evaluateNix(received);
  if (isExpr(received)) return evaluateNix(received.source());
  if (App.isApp(received)) return evaluateApp(received).systems;
  if (System.isSystem(received)) return Object.values(evaluateSystem(received).systems)[0];
  throw new TypeError('give a text of Nix, an Expr, a System or an App');
}

/** Passes, and says in the log that nothing was looked at. */
function skipped({ isNot }: Context): JestResult {
  // eslint-disable-next-line no-console
  console.warn('toEvaluate: there is no Nix here, so nothing was evaluated');
  return { pass: isNot !== true, message: () => '' };
}

function templateOf(received: unknown): Template {
  if (received instanceof Template) return received;
  if (System.isSystem(received)) return Template.of(received);
  throw new TypeError('give a System, such as a Host, or a Template');
}

function appOf(received: unknown): App {
  if (App.isApp(received)) return received;
  if (System.isSystem(received)) return App.of(received);
  throw new TypeError('give an App, or a System in one');
}

/** The message of an assertion that fails; undefined where it holds. */
function attempt(assertion: () => unknown): string | undefined {
  try {
    assertion();
    return undefined;
  } catch (error) {
    if (CosmoError.isCosmoError(error)) return error.message;
    throw error;
  }
}

/** The code of a refusal: the library's, or of a construct of others, which give their errors such a code. */
function codeOf(error: unknown): string | undefined {
  if (CosmoError.isCosmoError(error) || error instanceof NixError) return error.code;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?!ERR_)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code) ? code : undefined;
}
