/** Character classes of the Nix lexer, as tables over ASCII. */

const table = (...ranges: string[]): Uint8Array => {
  const bits = new Uint8Array(128);
  for (const range of ranges) {
    const last = range.charCodeAt(range.length - 1);
    for (let code = range.charCodeAt(0); code <= last; code += 1) bits[code] = 1;
  }
  return bits;
};

const IDENTIFIER_START = table('az', 'AZ', '_');
const IDENTIFIER = table('az', 'AZ', '09', '_', "'", '-');
const PATH = table('az', 'AZ', '09', '.', '_', '-', '+');
const SCHEME = table('az', 'AZ', '09', '+', '-', '.');
const URI = table('az', 'AZ', '09', ..."%/?:@&=+$,-_.!~*'");

/** Code units with a meaning of their own. */
export const Code = {
  TAB: 9,
  LF: 10,
  CR: 13,
  SPACE: 32,
  QUOTE: 34,
  HASH: 35,
  DOLLAR: 36,
  APOSTROPHE: 39,
  STAR: 42,
  PLUS: 43,
  COMMA: 44,
  MINUS: 45,
  DOT: 46,
  SLASH: 47,
  ZERO: 48,
  NINE: 57,
  COLON: 58,
  LESS: 60,
  EQUALS: 61,
  GREATER: 62,
  QUESTION: 63,
  AT: 64,
  BACKSLASH: 92,
  OPEN_BRACE: 123,
  BAR: 124,
  CLOSE_BRACE: 125,
  TILDE: 126,
} as const;

export const isIdentifierStart = (code: number): boolean => code < 128 && IDENTIFIER_START[code] === 1;
export const isIdentifier = (code: number): boolean => code < 128 && IDENTIFIER[code] === 1;
export const isPath = (code: number): boolean => code < 128 && PATH[code] === 1;
export const isScheme = (code: number): boolean => code < 128 && SCHEME[code] === 1;
export const isUri = (code: number): boolean => code < 128 && URI[code] === 1;
export const isDigit = (code: number): boolean => code >= Code.ZERO && code <= Code.NINE;
