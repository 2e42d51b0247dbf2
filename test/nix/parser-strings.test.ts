import fc from 'fast-check';
import { Part } from '../../src/nix/ast';
import { parseExpression } from '../../src/nix/parser';
import { describeWithNix, nixEval } from '../support/nix';
import { sketch } from '../support/tree';

const of = (text: string): string => sketch(parseExpression(text));

describe('"…" strings hold their source', () => {
  test.each([
    ['""', '""'],
    ['"a b"', '"a b"'],
    [String.raw`"a\"b\\"`, String.raw`"a\"b\\"`],
    ['"a${b}c${d}"', '"a|${b}|c|${d}"'],
    [String.raw`"\${a}"`, String.raw`"\${a}"`],
    ['"$${a}"', '"$${a}"'],
    ['"$$${a}"', '"$$|${a}"'],
    ['"$"', '"$"'],
    ['"a$"', '"a$"'],
    [String.raw`"$\${a}"`, String.raw`"$\${a}"`],
    [String.raw`"$\"b"`, String.raw`"$\"b"`],
    ['"a\nb"', '"a\nb"'],
    ['"${"${a}"}"', '"${"${a}"}"'],
    ['"${{ a = "}"; }.a}"', '"${(. {a="}"} a)}"'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));

  test('with CR and CRLF as LF, unless escaped, as Nix reads them', () => {
    expect(of('"a\r\nb\rc\\\r"')).toBe('"a\nb\nc\\\r"');
  });
});

describe("''…'' strings", () => {
  test.each([
    ["''\n  a\n    b\n  c\n''", "''a⏎  b⏎c⏎''"],
    ["''\n  a\n\n  b''", "''a⏎⏎b''"],
    ["''a\n  b''", "''a⏎  b''"],
    ["''  a\n  b\n  ''", "''a⏎b⏎''"],
    ["''\n    a\n  ${b}\n''", "''  a⏎${b}⏎''"],
    ["''\n    ${a}\n   b\n''", "'' |${a}⏎b⏎''"],
    ["''\n   \n     \n  a\n''", "'' ⏎   ⏎a⏎''"],
    ["''\n\ta\n  b\n''", "''\ta⏎  b⏎''"],
    ["''\n  '''a\n   ''${b}\n ''\\n\n''", "'' '''a⏎  ''${b}⏎''\\n⏎''"],
    ["''\n  a\r\n  b\r\n''", "''a\r⏎b\r⏎''"],
  ])('%j loses its common indentation', (text, expected) => expect(of(text)).toBe(expected));

  test.each([
    ["''''", '""'],
    ["''\n''", '""'],
    ["''   ''", '""'],
    ["''a''", '"a"'],
    ["''\n  a''", '"a"'],
    ["''${a}''", '"${a}"'],
    ["''it's''", '"it\'s"'],
    ["''a ''$ ''${b} ''' $${c}''", '"a \\$ \\${b} \'\' $${c}"'],
    ["''$''", '"$"'],
    ["'''${a}''", '"\'|${a}"'],
  ])('%j without line break, quotation mark or backslash is a plain string', (text, expected) =>
    expect(of(text)).toBe(expected),
  );

  test.each(["''a\"b''", "''a''\\nb''", "''\\a''", "''a\nb''", "''a\rb''"])('%j stays as it is', (text) => {
    expect(parseExpression(text).kind).toBe('indented');
  });

  test('an escaped line break does not end the line: what follows keeps its spaces', () => {
    expect(of("''\n  a''\\\n    b\n  c''")).toBe("''a''\\\n    b⏎c''");
  });
});

describeWithNix('real Nix', () => {
  /** The value of the text parts of a parsed string; an interpolation of `"…"` counts as its text. */
  const value = (text: string): string => {
    const node = parseExpression(text);
    if (node.kind === 'string') return node.parts.map((part) => plain(part, unescapeSimple)).join('');
    if (node.kind === 'indented') {
      return node.lines.map((line) => line.map((part) => plain(part, unescapeIndented)).join('')).join('\n');
    }
    throw new Error('no string');
  };
  const plain = (part: Part, unescape: (text: string) => string): string => {
    if (typeof part === 'string') return unescape(part);
    if (part.value.kind !== 'string') throw new Error('no string inside');
    return part.value.parts.map((inner) => plain(inner, unescapeSimple)).join('');
  };
  const letter = (c: string): string => ({ n: '\n', r: '\r', t: '\t' })[c] ?? c;
  const unescapeSimple = (text: string): string => text.replace(/\\([^])/g, (_, c: string) => letter(c));
  const unescapeIndented = (text: string): string =>
    text.replace(/''\\([^])|''\$|'''/g, (all, c?: string) =>
      c === undefined ? (all === "'''" ? "''" : '$') : letter(c),
    );

  const pieces = [
    'a',
    ' ',
    '  ',
    '\n',
    '\r',
    '\r\n',
    '\t',
    "'",
    '"',
    '\\',
    '\\n',
    "''\\n",
    "''\\\n",
    "'''",
    "''$",
    '$',
    '$$',
    '{',
    '${"x"}',
    '${"\n y"}',
  ];

  test.each(["''", '"'])('reads random strings between %s as we do', (quotes) => {
    const texts = fc
      .sample(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), { numRuns: 600, seed: 20 })
      .map((list) => quotes + list.join('') + quotes)
      .filter((text) => {
        try {
          return ['string', 'indented'].includes(parseExpression(text).kind);
        } catch {
          return false;
        }
      });
    expect(texts.length).toBeGreaterThan(150);
    const expected = nixEval(`[ ${texts.join('\n')} ]`);
    expect(texts.map((text) => [text, value(text)])).toEqual(texts.map((text, i) => [text, (expected as string[])[i]]));
  });
});
