import { CosmoError } from '../app/error';

/** A program that the command runs is missing or failed. */
export class ToolError extends CosmoError {}

/** An error of a program that the command runs: what happened, and how to mend it. */
export function toolError(code: string, message: string, mend: string, why?: string): ToolError {
  return new ToolError({ code, message, mend, why });
}
