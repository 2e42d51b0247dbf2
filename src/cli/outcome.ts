import type { Place } from './source-line';
import type { Diagnostic } from '../app/diagnostics';
import { CosmoError } from '../app/error';
import type { RenderedOutput } from '../app/rendered-output';
import type { RuleData } from '../app/rules/rule-data';
import type { SynthResult } from '../app/synth-result';

/** How a program ended: with what it synthesized, or with an error, or with both. */
export interface Outcome {
  /** What was written, over all its calls of `synth`. */
  readonly result?: SynthResult;
  /** What was rendered, where the run asks for it. */
  readonly rendered?: RenderedOutput;
  /** What went wrong. */
  readonly error?: unknown;
  /** Where it was another process: what it printed on its standard error and was held back. */
  readonly output?: string;
  /** The same without what only those need who look into the library; all of it where that is not told. */
  readonly brief?: string;
  /** What was seen of how the program uses the library, and no check has told. */
  readonly remarks?: readonly Diagnostic[];
  /** The program's lines that made the construct a finding is about. */
  readonly placesOf?: (finding: { path?: string; code?: string; keyPath?: string }) => readonly Place[];
  /** Rules that the program added. */
  readonly rules?: readonly RuleData[];
}

/** What a program did that no estate's program may; seen from outside, so its stack says nothing. */
export class ProgramError extends CosmoError {}

/** An error about a program as a whole: what it did, and how to mend it. */
export function programError(code: string, message: string, mend: string): ProgramError {
  return new ProgramError({ code, message, mend });
}

/** What several calls of `synth` did together, over the state before the first. */
export function together(results: readonly SynthResult[]): SynthResult | undefined {
  const last = results.at(-1);
  if (last === undefined || results.length === 1) return last;
  const fate = new Map<string, 'created' | 'changed' | 'removed'>();
  for (const result of results) {
    for (const file of result.created) fate.set(file, fate.get(file) === 'removed' ? 'changed' : 'created');
    for (const file of result.changed) fate.set(file, fate.get(file) ?? 'changed');
    for (const file of result.removed) {
      if (fate.get(file) === 'created') fate.delete(file);
      else fate.set(file, 'removed');
    }
  }
  const files = last.created.length + last.changed.length + last.unchanged;
  const those = (wanted: string) => [...fate].flatMap(([file, was]) => (was === wanted ? [file] : [])).sort();
  const [created, changed, removed] = [those('created'), those('changed'), those('removed')];
  const edited = [...new Set(results.flatMap((result) => result.edited))].sort();
  return { ...last, created, changed, removed, edited, unchanged: files - created.length - changed.length };
}
