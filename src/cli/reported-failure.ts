import { CosmoError } from '../app/error';
import type { ReportedError } from '../app/reported-error';

/** What the library inside a command said of its failure; its stack is of that process. */
export class ReportedFailure extends CosmoError {
  constructor(error: ReportedError) {
    super({ ...error, message: error.problem ?? error.message });
    this.stack = error.stack ?? '';
    this.makers = error.makers;
    this.audit = error.audit;
    if (error.checkFailed) Object.assign(this, { diagnostics: error.audit?.diagnostics ?? [] });
  }
}
