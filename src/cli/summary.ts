import { relative } from 'path';
import { count, Style } from './style';
import type { SynthResult } from '../app/synth-result';

/** How many names of one kind are printed before the rest is counted. */
const MOST = 20;

/** What the summary needs. */
export interface Summary {
  readonly result: SynthResult;
  readonly root: string;
  readonly seconds: number;
  /** Name every file. */
  readonly verbose: boolean;
}

/** What a synthesis did, for a person: changed files by name, then one line that counts. */
export function summary({ result, root, seconds, verbose }: Summary, style: Style): string {
  const lines: string[] = [];
  const list = (names: readonly string[], paint: (text: string) => string, sign: string) => {
    const shown = verbose ? names : names.slice(0, MOST);
    for (const name of shown) lines.push(paint(`  ${sign} ${name}`));
    if (shown.length < names.length) lines.push(paint(`  ${sign} … and ${names.length - shown.length} more`));
  };
  list(result.created, (text) => style.green(text), '+');
  list(result.changed, (text) => style.yellow(text), '~');
  list(result.removed, (text) => style.red(text), '-');
  lines.push(headline(result, root) + style.dim(` (${seconds.toFixed(2)} s)`));
  if (result.edited.length > 0) {
    lines.push(style.yellow(`edited by hand, and overwritten as --force asked: ${result.edited.join(', ')}`));
  }
  if (result.left.length > 0) lines.push(style.dim(`not ours, left alone: ${result.left.join(', ')}`));
  return lines.join('\n');
}

/** One line that counts: systems, files, and what became of them. */
export function headline(result: SynthResult, root: string): string {
  const { created, changed, removed, unchanged } = result;
  const files = count(created.length + changed.length + unchanged, 'file');
  const place = relative(root, result.outdir) || '.';
  const counts = [
    created.length > 0 ? `${created.length} new` : '',
    changed.length > 0 ? `${changed.length} changed` : '',
    removed.length > 0 ? `${removed.length} removed` : '',
  ].filter((part) => part !== '');
  const what = `${count(result.systems.length, 'system')} in ${files} in ${place}: `;
  if (counts.length === 0) return `${what}nothing changed`;
  return what + [...counts, ...(unchanged > 0 ? [`${unchanged} as before`] : [])].join(', ');
}
