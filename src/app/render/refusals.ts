import type { Audit } from '../check';
import { Diagnostic, Severity } from '../diagnostics';
import { CosmoError } from '../error';

/** What cannot be written: all of it is looked for, so that it can be told at once. */
export class Refusals {
  private readonly errors: CosmoError[] = [];

  /** Do a part of the work; undefined where it was refused. */
  public attempt<T>(part: () => T): T | undefined {
    try {
      return part();
    } catch (error) {
      if (!CosmoError.isCosmoError(error)) throw error;
      this.errors.push(error);
      return undefined;
    }
  }

  /** Throw the first refusal, with the others and what the checks had found beside it. */
  public throw({ diagnostics, acknowledged }: Audit): void {
    const [first, ...others] = this.errors;
    if (first === undefined) return;
    first.audit = { diagnostics: [...others.map(asFinding), ...diagnostics], acknowledged };
    throw first;
  }
}

function asFinding({ code, problem, path, keyPath, why, mend }: CosmoError): Diagnostic {
  return { severity: Severity.ERROR, code, message: problem, path: path ?? '', keyPath, why, mend };
}
