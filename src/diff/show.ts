import type { Change, Setting } from './change';
import { Code, showPath, showValue, Value } from './value';

/** A line of a report: what its sign says, and its text. */
export interface Line {
  readonly sign: '+' | '-' | '~' | '>' | ' ';
  readonly text: string;
}

/** How many lines of a text that changed are told. */
const MOST_LINES = 12;

/** What a change is, in a line, or in several for texts of several lines. `name` puts a System's folder into words. */
export function showChange(change: Change, name: (folder: string) => string = lastName): Line[] {
  const { kind, path, from, to } = change;
  const option = showPath(path);
  switch (kind) {
    case 'moved': {
      const other = change.other!;
      const count = change.count === 1 ? '1 option' : `${change.count} options`;
      if (other.system === undefined) return [{ sign: '>', text: `${showPath(other.path)} → ${option} (${count})` }];
      const where = change.isAway ? `to ${name(other.system)}` : `from ${name(other.system)}`;
      return [{ sign: '>', text: `${option} (${count}) moved ${where}` }];
    }
    case 'set':
      return [{ sign: '+', text: to ? `${option} = ${showSetting(to)}` : option }];
    case 'removed':
      return [{ sign: '-', text: from ? `${option} = ${showSetting(from)}` : option }];
    case 'changed':
      return showChanged(change, option);
  }
}

function showChanged({ from, to, added, removed, isReordered }: Change, option: string): Line[] {
  if (isReordered) return [{ sign: '~', text: `${option}: the same items in another order` }];
  if (added && removed) {
    const parts = [...removed.map((one) => `- ${showValue(one)}`), ...added.map((one) => `+ ${showValue(one)}`)];
    return [{ sign: '~', text: `${option}: ${parts.join(', ')}` }];
  }
  if (!from || !to) return [{ sign: '~', text: option }];
  const texts = [linesOf(from.value), linesOf(to.value)] as const;
  const isSameBehind = from.behind.join() === to.behind.join();
  if (isSameBehind && texts[0] && texts[1] && texts[0].length + texts[1].length > 2) {
    const changed = changedLines(texts[0], texts[1]);
    const told = changed.slice(0, MOST_LINES);
    const more = changed.length - told.length;
    return [
      { sign: '~', text: `${option}:` },
      ...told.map(({ sign, text }): Line => ({ sign: ' ', text: `  ${sign} ${text}` })),
      ...(more > 0 ? [{ sign: ' ', text: `  … and ${more} more lines` } as const] : []),
    ];
  }
  return [{ sign: '~', text: `${option}: ${showSetting(from)} → ${showSetting(to)}` }];
}

/** A value with what it stands behind: `mkForce true`. */
function showSetting({ value, behind }: Setting): string {
  const text = showValue(value);
  return behind.length === 0 ? text : `${behind.join(' ')} ${text}`;
}

/** The lines of a text, or of a piece of Nix. */
function linesOf(value: Value): string[] | undefined {
  if (typeof value === 'string') return value.replace(/\n$/, '').split('\n');
  return value instanceof Code && !value.isPath ? value.nix.split('\n') : undefined;
}

/** The last name of a folder. */
function lastName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

/** Lines that only one of two texts has, in their order. */
export function changedLines(before: readonly string[], after: readonly string[]): { sign: '+' | '-'; text: string }[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const gone = a.map((text) => ({ sign: '-' as const, text }));
  const come = b.map((text) => ({ sign: '+' as const, text }));
  // What is that long is told as a whole.
  if (a.length * b.length > 250_000) return [...gone, ...come];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const lines: { sign: '+' | '-'; text: string }[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (i < a.length && (j === b.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) lines.push(gone[i++]!);
    else lines.push(come[j++]!);
  }
  return lines;
}
