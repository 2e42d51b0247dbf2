import { Node } from './ast';
import { NixError } from './error';
import { textTrouble } from './escape';
import { binary } from './make';
import { string } from './make-string';

const LITERAL = /^(?:\.{1,2}|~)?(?:\/[A-Za-z0-9._+-]+)+$/;
const BASE = /^(\.{1,2}|)(?=\/)/;

/**
 * A path: a literal where Nix can read the text as one, else a literal with
 * the rest added as a string (`./. + "/a b"`).
 *
 * @throws NixError `NIX_BAD_PATH` for text that begins with none of `./`, `../`, `/` and `~/`
 */
export function pathNode(text: string): Node {
  const trimmed = text.length > 1 ? text.replace(/\/+$/, '') : text;
  if (trimmed === '.' || trimmed === '..') return { kind: 'path', parts: [`${trimmed}/.`] };
  if (LITERAL.test(trimmed)) return { kind: 'path', parts: [trimmed] };
  const base = BASE.exec(text);
  if (!base || textTrouble(text) !== undefined) {
    throw new NixError(
      'NIX_BAD_PATH',
      `${JSON.stringify(text)} is no Nix path.`,
      'Begin it with `./`, `../` or `/`. A path in `<…>` is made by Nix.searchPath().',
    );
  }
  const rest = trimmed.slice(base[1].length);
  const root: Node = { kind: 'path', parts: [`${base[1]}/.`] };
  return rest === '' || rest === '/' ? root : binary('+', root, string([rest.replace(/\/{2,}/g, '/')]));
}

/** `<nixpkgs/lib>`, without its brackets. @throws NixError `NIX_BAD_PATH` */
export function searchPathNode(text: string): Node {
  if (/^[A-Za-z0-9._+-]+(?:\/[A-Za-z0-9._+-]+)*$/.test(text)) return { kind: 'searchPath', text: `<${text}>` };
  throw new NixError('NIX_BAD_PATH', `${JSON.stringify(text)} is no search path.`, "Give it as in 'nixpkgs/lib'.");
}
