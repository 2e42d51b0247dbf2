/**
 * Regular expressions as `builtins.match` of Nix has them: POSIX extended,
 * read byte by byte, and always about the whole string.
 */

/** What a POSIX class of characters stands for in a JavaScript class: bytes, in the C locale. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** Characters that a backslash may make ordinary. */
const ESCAPABLE = '^$\\.*+?()[]{}|';

/**
 * A test of whole strings for a pattern; undefined where the pattern is none
 * that Nix would take, or has something that JavaScript cannot say.
 */
export function posixMatcher(pattern: string): ((text: string) => boolean) | undefined {
  const known = matchers.get(pattern);
  if (known !== undefined) return known || undefined;
  const source = translate(bytes(pattern));
  let expression: RegExp | undefined;
  try {
    expression = source === undefined ? undefined : new RegExp(`^(?:${source})$`);
  } catch {
    expression = undefined;
  }
  const matcher = expression && ((text: string) => expression.test(bytes(text)));
  matchers.set(pattern, matcher ?? false);
  return matcher;
}

const matchers = new Map<string, ((text: string) => boolean) | false>();

/**
 * Where a pattern that begins at `from` may end in a text that goes on behind
 * it: at the end of the text, at a parenthesis that is not the pattern's own,
 * or at words that the description of a type goes on with.
 *
 * @param least the first place to look at; undefined comes back where there is none any more
 */
export function patternEnd(text: string, from: number, least = from): number | undefined {
  let depth = 0;
  let i = from;
  while (i < text.length) {
    if (i >= least && depth === 0 && CONTINUATION.test(text.slice(i, i + 40))) return i;
    const char = text[i]!;
    if (char === '\\') {
      i += 2;
      continue;
    }
    if (char === '[') {
      const end = bracketEnd(text, i);
      if (end === undefined) return least <= text.length ? text.length : undefined;
      i = end;
      continue;
    }
    if (char === '(') depth++;
    if (char === ')') {
      if (depth === 0) return i >= least ? i : undefined;
      depth--;
    }
    i++;
  }
  return least <= text.length ? text.length : undefined;
}

const CONTINUATION = /^(?: or |, or | convertible to it|, not containing newlines or colons| \(with check: )/;

/** The place behind a bracket expression that begins at `start`. */
function bracketEnd(text: string, start: number): number | undefined {
  let i = start + 1;
  if (text[i] === '^') i++;
  if (text[i] === ']') i++;
  while (i < text.length && text[i] !== ']') {
    const special = text[i] === '[' ? text[i + 1] : undefined;
    if (special === ':' || special === '.' || special === '=') {
      const end = text.indexOf(`${special}]`, i + 2);
      if (end < 0) return undefined;
      i = end + 2;
    } else {
      i++;
    }
  }
  return i < text.length ? i + 1 : undefined;
}

/** The pattern in JavaScript's words. */
function translate(pattern: string): string | undefined {
  let source = '';
  let i = 0;
  while (i < pattern.length) {
    const char = pattern[i]!;
    if (char === '\\') {
      const next = pattern[i + 1];
      if (next === undefined || !ESCAPABLE.includes(next)) return undefined;
      source += `\\${next}`;
      i += 2;
    } else if (char === '[') {
      const end = bracketEnd(pattern, i);
      const set = end === undefined ? undefined : translateBracket(pattern.slice(i + 1, end - 1));
      if (set === undefined) return undefined;
      source += set;
      i = end!;
    } else {
      // A dot is any character, a newline too.
      source += char === '.' ? '[^]' : char === '/' ? '\\/' : char;
      i++;
    }
  }
  return source;
}

/** What stands between the brackets. A backslash is an ordinary character there. */
function translateBracket(inner: string): string | undefined {
  let source = '[';
  let i = 0;
  if (inner[0] === '^') {
    source += '^';
    i = 1;
  }
  const first = i;
  while (i < inner.length) {
    const char = inner[i]!;
    if (char === '[' && /[:.=]/.test(inner[i + 1] ?? '')) {
      const match = /^\[:(\w+):\]/.exec(inner.slice(i));
      const set = match && CLASSES[match[1]!];
      if (!set) return undefined;
      source += set;
      i += match[0].length;
      continue;
    }
    const range = char === '-' && i > first && i < inner.length - 1;
    source += range ? '-' : /[\\\]^[-]/.test(char) ? `\\${char}` : char;
    i++;
  }
  return source + ']';
}

/** A string as the bytes of its UTF-8 form, one character each. */
function bytes(text: string): string {
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
