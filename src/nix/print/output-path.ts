import { Binary, PathLiteral } from '../ast';
import { escapeText } from '../escape';

/** What may stand in a path literal between its slashes. */
const SEGMENT = /^[A-Za-z0-9._+-]+$/;

/**
 * A file of the output as seen from another: a path literal such as `./x.nix`
 * or `../../assets/a.txt`. A name that no path literal can hold stands in a
 * string: `../. + "/a b"`.
 *
 * @param target the file, from the output's root
 * @param from the file that names it, from the output's root; a file in the root unless given
 */
export function outputPath(target: string, from = ''): PathLiteral | Binary {
  const to = segments(target);
  const home = segments(from).slice(0, -1);
  let common = 0;
  while (common < home.length && common < to.length && home[common] === to[common]) common += 1;
  const up = home.slice(common).map(() => '..');
  const down = to.slice(common);
  const start = up.length > 0 ? up : ['.'];
  if (down.every((segment) => SEGMENT.test(segment))) {
    // A path literal has a slash in it and does not end in one.
    const path = down.length > 0 || up.length > 1 ? [...start, ...down] : [...start, '.'];
    return { kind: 'path', parts: [path.join('/')] };
  }
  const plain = down.findIndex((segment) => !SEGMENT.test(segment));
  const base = [...start, ...down.slice(0, plain)];
  return {
    kind: 'binary',
    op: '+',
    left: { kind: 'path', parts: [(base.length > 1 ? base : [...base, '.']).join('/')] },
    right: { kind: 'string', parts: [`/${escapeText(down.slice(plain).join('/'))}`] },
  };
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}
