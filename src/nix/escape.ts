/** From values to the source text of strings, keys and numbers. */

import { NixError } from './error';

/** Words that cannot be an identifier. `or` can in a few odd places; it is never written bare here. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'assert',
  'else',
  'if',
  'in',
  'inherit',
  'let',
  'or',
  'rec',
  'then',
  'with',
]);

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/** Whether the text can stand as a variable's name, or as a key without quotes. */
export function isPlainName(text: string): boolean {
  return IDENTIFIER.test(text) && !KEYWORDS.has(text);
}

/** Whether the text is a word of the language. */
export function isKeyword(text: string): boolean {
  return KEYWORDS.has(text);
}

/** Characters of which a string needs a closer look before it is put between quotes. */
const SUSPECT = /["\\\n\r\t\0\ud800-\udfff]|\$\{/;
const ESCAPED = /["\\\n\r\t]|\$\{/g;
const FORBIDDEN = /\0|\p{Surrogate}/u;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '${': '\\${',
};

/** Whether the text can stand between quotes as it is. */
export function isPlainText(text: string): boolean {
  return !SUSPECT.test(text);
}

/** Why Nix cannot hold the text, or nothing if it can. */
export function textTrouble(text: string): string | undefined {
  const found = FORBIDDEN.exec(text);
  if (!found) return undefined;
  return found[0] === '\0'
    ? `a NUL character (at index ${found.index}), which no Nix string can hold`
    : `half of a surrogate pair (at index ${found.index}), which is no Unicode text`;
}

/**
 * The text as it stands between `"` and `"`. Control characters other than
 * line feed, carriage return and tab stand raw: Nix has no escape for them.
 * The text must have no `textTrouble`.
 */
export function escapeText(text: string): string {
  return SUSPECT.test(text) ? text.replace(ESCAPED, (match) => ESCAPES[match]) : text;
}

/** What `''…''` would lose or a formatter may touch: CR, NUL, white space at a line's end, some apostrophes. */
const NOT_FOR_INDENTED = /[\r\0]|[ \t]\n|[ \t]$|'\$\{|'$/;
const LINE_AT_MARGIN = /^[^\n ]/m;

/**
 * Whether text with a line feed can be written as `''…''` without any loss:
 * some line stands at the margin, no line ends in white space, and there is no
 * carriage return, no `'` in front of `${` and none at the end.
 */
export function fitsIndented(text: string): boolean {
  return text.includes('\n') && !NOT_FOR_INDENTED.test(text) && LINE_AT_MARGIN.test(text);
}

/** The text as it stands between `''` and `''`, still with its line feeds. It must pass `fitsIndented`. */
export function escapeIndented(text: string): string {
  return text.replace(/''|\$\{/g, (match) => (match === "''" ? "'''" : "''${"));
}

/** The value of source text between `"` and `"`, as Nix reads it. */
export function unescapeText(source: string): string {
  return source.replace(/\\([^])|\r\n?/g, (_, char: string | undefined) => {
    if (char === undefined) return '\n';
    if (char === 'n') return '\n';
    if (char === 'r') return '\r';
    if (char === 't') return '\t';
    return char;
  });
}

/** The value of source text between `''` and `''`, as Nix reads it, indentation aside. */
export function unescapeIndented(source: string): string {
  return source.replace(/''(?:(['$])|\\([^]))/g, (_, mark: string | undefined, char: string) => {
    if (mark !== undefined) return mark === '$' ? '$' : "''";
    return unescapeText(`\\${char}`);
  });
}

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/** Whether Nix has an integer of that value: 64 bits with a sign. */
export function isInt64(value: bigint): boolean {
  return value >= MIN_INT && value <= MAX_INT;
}

/** The only integer whose digits Nix cannot read behind a minus. */
export function isSmallestInt(value: bigint): boolean {
  return value === MIN_INT;
}

/** A finite number of at least 2^-1022 (or 0), without sign, as the source text of a float. */
export function floatText(value: number): string {
  const text = String(value).replace('e+', 'e');
  if (text.includes('.')) return text;
  const exponent = text.indexOf('e');
  return exponent < 0 ? `${text}.0` : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}

/**
 * The segments of a dotted key path such as `services."a.b".enable`, as Nix
 * reads it: plain names, and quoted keys for everything else.
 *
 * @throws NixError `NIX_BAD_PATH` for anything else, `${…}` included.
 */
export function parseKeyPath(text: string): string[] {
  const segments = splitKeyPath(text);
  if (!segments) throw badPath(text, 'it is no list of names with dots between them');
  return segments.map(({ source, quoted }) => {
    if (quoted) {
      if (/(^|[^\\$])(\\\\)*(\$\$)*\$\{/.test(source)) throw badPath(text, 'it interpolates with ${…}');
      return unescapeText(source);
    }
    if (isPlainName(source)) return source;
    throw badPath(text, KEYWORDS.has(source) ? `\`${source}\` is a keyword` : `\`${source}\` is no plain name`);
  });
}

/** One segment of a key path. */
export interface KeyPathSegment {
  /** As it is written, without its quotes. */
  readonly source: string;
  readonly quoted: boolean;
}

/** A dotted key path, cut at its dots; undefined where it is none. */
export function splitKeyPath(text: string): KeyPathSegment[] | undefined {
  const segments: KeyPathSegment[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s".]+))\s*(\.|$)/y;
  for (;;) {
    const found = pattern.exec(text);
    if (!found) return undefined;
    const [, inside, name, dot] = found;
    segments.push(inside === undefined ? { source: name!, quoted: false } : { source: inside, quoted: true });
    if (dot === '') return segments;
  }
}

function badPath(text: string, why: string): NixError {
  return new NixError(
    'NIX_BAD_PATH',
    `\`${text}\` is no key path: ${why}.`,
    'Write names with dots between them, and put any other key in quotes: services."my.key".enable.',
  );
}
