// What a program of tests loads: `import 'cosmo-nix/jest'`, or `setupFilesAfterEnv: ['cosmo-nix/jest']`.
import { removeTestFolders } from './folders';
import { EvaluateOptions, matchers } from './jest-matchers';
import { isOutput, outputText } from './output-text';
import type { ExpectedDiagnostic } from './testing';

export { matchers };
export type { EvaluateOptions };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
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
  }
}

/** The parts of jest that are used, where its globals are there. */
interface Globals {
  readonly expect?: {
    extend(more: typeof matchers): void;
    addSnapshotSerializer?(serializer: { test(value: unknown): boolean; serialize(value: any): string }): void;
  };
  readonly afterAll?: (work: () => void) => void;
}

const globals = globalThis as Globals;
globals.expect?.extend(matchers);
globals.expect?.addSnapshotSerializer?.({ test: isOutput, serialize: outputText });
globals.afterAll?.(removeTestFolders);
