import { shortened } from './show';
import { changedLines } from '../diff/show';

/** What a text has other than was wanted, line by line: `+` is wanted, `-` is there. */
export function textDifference(wanted: string, actual: string): string[] {
  const changed = changedLines(actual.split('\n'), wanted.split('\n'));
  return ['--- have', '+++ want', ...shortened(changed.map(({ sign, text }) => `${sign} ${text}`))];
}
