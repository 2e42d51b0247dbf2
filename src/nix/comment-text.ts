import { Trivium } from './ast';
import { NixError } from './error';
import { textTrouble } from './escape';

/** A comment of any number of lines as `#` lines. @throws NixError `NIX_NOT_DATA` for NUL or half a surrogate pair. */
export function commentLines(text: string): Trivium[] {
  const trouble = textTrouble(text);
  if (trouble !== undefined) {
    throw new NixError('NIX_NOT_DATA', `A comment holds ${trouble}.`, 'Take the character out of the text.');
  }
  return text
    .trimEnd()
    .split(/\r\n|[\r\n]/)
    .map((line) => ({ kind: 'line', text: line.trim() === '' ? '' : ` ${line.trimEnd()}` }));
}
