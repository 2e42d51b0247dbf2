import { NixError } from '../../src/nix/error';
import { parseExpression, parseFile, ParseOptions } from '../../src/nix/parser';

function refusal(text: string, options?: ParseOptions): NixError {
  try {
    parseFile(text, options);
  } catch (error) {
    if (error instanceof NixError) return error;
    throw error;
  }
  throw new Error(`was not refused: ${text}`);
}

describe('what is refused, where, and how to mend it', () => {
  test('a missing semicolon, shown where it belongs', () => {
    expect(refusal('{\n  a = 1\n  b = 2;\n}').message).toMatchInlineSnapshot(`
     "The binding of line 2, column 3 misses its \`;\` before \`b = …\`.
       at line 2, column 8
       2 |   a = 1
         |        ^
       Write \`;\` at the end of the binding. If a comparison was meant, write \`==\`."
    `);
  });
  test('a missing semicolon behind a list, before a comment', () => {
    expect(refusal('{\n  a = [ 1 ] # one\n  # two\n  b.c = 2;\n}').message).toMatchInlineSnapshot(`
     "The binding of line 2, column 3 misses its \`;\` before \`b.c = …\`.
       at line 2, column 12
       2 |   a = [ 1 ] # one
         |            ^
       Write \`;\` at the end of the binding. If a comparison was meant, write \`==\`."
    `);
  });
  test('a missing semicolon behind inherit, before a binding', () => {
    expect(refusal('{\n  inherit a\n  b = 2;\n}').message).toMatchInlineSnapshot(`
     "The \`inherit\` of line 2, column 3 misses its \`;\` before \`b = …\`.
       at line 2, column 12
       2 |   inherit a
         |            ^
       Write \`;\` at the end of the \`inherit\`. If a comparison was meant, write \`==\`."
    `);
  });
  test('a missing semicolon at the end of a set', () => {
    expect(refusal('{ a = 1 }').message).toMatchInlineSnapshot(`
     "Found \`}\` where \`;\` was expected, to end the binding of line 1, column 3.
       at line 1, column 8
       1 | { a = 1 }
         |        ^
       Write \`;\` at the end of the binding."
    `);
  });
  test('a missing semicolon behind inherit', () => {
    expect(refusal('{\n  inherit a b\n}').message).toMatchInlineSnapshot(`
     "Found \`}\` where \`;\` was expected, to end the \`inherit\` of line 2, column 3.
       at line 2, column 14
       2 |   inherit a b
         |              ^
       Write \`;\` at the end of the \`inherit\`."
    `);
  });
  test('a missing semicolon behind with', () => {
    expect(refusal('with pkgs [ hello ]').message).toMatchInlineSnapshot(`
     "Found the end of the text where \`;\` was expected, to end the \`with\` of line 1, column 1.
       at line 1, column 20
       1 | with pkgs [ hello ]
         |                    ^
       Write \`;\` at the end of the \`with\`."
    `);
  });
  test('a string that is never closed', () => {
    expect(refusal('{\n  a = "x;\n}\n').message).toMatchInlineSnapshot(`
     "The string that opens here with \`"\` is never closed.
       at line 2, column 7
       2 |   a = "x;
         |       ^
       Write \`"\` where it ends, and \`\\"\` for a quotation mark inside it."
    `);
  });
  test('an indented string that is never closed', () => {
    expect(refusal("{\n  a = ''\n    x;\n}\n").message).toMatchInlineSnapshot(`
     "The string that opens here with \`''\` is never closed.
       at line 2, column 7
       2 |   a = ''
         |       ^
       Write \`''\` where it ends, and \`'''\` for two quotation marks inside it."
    `);
  });
  test('a brace that is never closed, with where it opened', () => {
    expect(refusal('{\n  a = {\n    b = 1;\n').message).toMatchInlineSnapshot(`
     "The \`{\` that opens at line 2, column 7 is never closed: the text ends before its \`}\`.
       at line 2, column 7
       2 |   a = {
         |       ^
       Write \`}\` where it ends."
    `);
  });
  test('a bracket closed by another', () => {
    expect(refusal('{\n  a = [ 1 2 ;\n}').message).toMatchInlineSnapshot(`
     "Found \`;\` where \`]\` was expected, to close the \`[\` of line 2, column 7.
       at line 2, column 13
       2 |   a = [ 1 2 ;
         |             ^
       Items of a list are separated by spaces: remove the \`;\`, or close the list with \`]\` before it."
    `);
  });
  test('a parenthesis that is never closed', () => {
    expect(refusal('{ a = (f x; }').message).toMatchInlineSnapshot(`
     "Found \`;\` where \`)\` was expected, to close the \`(\` of line 1, column 7.
       at line 1, column 11
       1 | { a = (f x; }
         |           ^
       Close it with \`)\`, or remove what does not belong there."
    `);
  });
  test('an interpolation that is never closed', () => {
    expect(refusal('"a ${b"').message).toMatchInlineSnapshot(`
     "The string that opens here with \`"\` is never closed.
       at line 1, column 7
       1 | "a \${b"
         |       ^
       Write \`"\` where it ends, and \`\\"\` for a quotation mark inside it."
    `);
  });
  test('a comment that is never closed', () => {
    expect(refusal('a\n  /* b').message).toMatchInlineSnapshot(`
     "This comment is never closed.
       at line 2, column 3
       2 |   /* b
         |   ^
       Write \`*/\` where the comment ends, or use \`#\` for a comment of one line."
    `);
  });
  test('a comma in a list', () => {
    expect(refusal('[ 1, 2 ]').message).toMatchInlineSnapshot(`
     "Found \`,\` where \`]\` was expected, to close the \`[\` of line 1, column 1.
       at line 1, column 4
       1 | [ 1, 2 ]
         |    ^
       Items of a list are separated by spaces: remove the comma."
    `);
  });
  test('a comma in a set', () => {
    expect(refusal('{ a = 1, b = 2 }').message).toMatchInlineSnapshot(`
     "Found \`,\` where \`;\` was expected, to end the binding of line 1, column 3.
       at line 1, column 8
       1 | { a = 1, b = 2 }
         |        ^
       End the binding with \`;\`, not with a comma."
    `);
  });
  test('`=` for `==`', () => {
    expect(refusal('if a = b then c else d').message).toMatchInlineSnapshot(`
     "Found \`=\` where \`then\` of the \`if\` at line 1, column 1 was expected.
       at line 1, column 6
       1 | if a = b then c else d
         |      ^
       Nix compares with \`==\`; a binding \`name = value;\` stands inside \`{ … }\` or \`let … in\`."
    `);
  });
  test('an `if` without `else`', () => {
    expect(refusal('{ a = if b then c; }').message).toMatchInlineSnapshot(`
     "Found \`;\` where \`else\` of the \`if\` at line 1, column 7 was expected.
       at line 1, column 18
       1 | { a = if b then c; }
         |                  ^
       Every \`if\` has an \`else\`: write what the value is otherwise."
    `);
  });
  test('comparison that is chained', () => {
    expect(refusal('1 < x < 3').message).toMatchInlineSnapshot(`
     "\`<\` cannot be chained.
       at line 1, column 7
       1 | 1 < x < 3
         |       ^
       Put parentheses around one side: \`(a < b) < c\`, or \`a < (b < c)\`."
    `);
  });
  test('pipes in both directions', () => {
    expect(refusal('a |> b <| c').message).toMatchInlineSnapshot(`
     "\`|>\` and \`<|\` cannot stand side by side.
       at line 1, column 8
       1 | a |> b <| c
         |        ^
       Put parentheses around one side: \`(a |> b) <| c\`, or \`a |> (b <| c)\`."
    `);
  });
  test('a keyword as a name', () => {
    expect(refusal('{ with = 1; }').message).toMatchInlineSnapshot(`
     "Found the keyword \`with\` where \`}\` was expected, to close the \`{\` of line 1, column 1.
       at line 1, column 3
       1 | { with = 1; }
         |   ^
       To bind it, quote it: \`"with" = …;\`."
    `);
  });
  test('a number as a name', () => {
    expect(refusal('{ a.1 = 1; }').message).toMatchInlineSnapshot(`
     "Found the number \`.1\` where \`=\` behind the name was expected.
       at line 1, column 4
       1 | { a.1 = 1; }
         |    ^
       A name cannot begin with a digit: quote it, \`"…"\`."
    `);
  });
  test('a negative number in a list', () => {
    expect(refusal('[ -1 ]').message).toMatchInlineSnapshot(`
     "Found \`-\` where \`]\` was expected, to close the \`[\` of line 1, column 1.
       at line 1, column 3
       1 | [ -1 ]
         |   ^
       Put parentheses around the item: \`(-…)\`."
    `);
  });
  test('an integer beyond 64 bits', () => {
    expect(refusal('9223372036854775808').message).toMatchInlineSnapshot(`
     "The integer 9223372036854775808 is larger than Nix can hold (9223372036854775807).
       at line 1, column 1
       1 | 9223372036854775808
         | ^
       Write it as a string, or as a float with a \`.\`."
    `);
  });
  test('a computed name in inherit', () => {
    expect(refusal('{ inherit ${a}; }').message).toMatchInlineSnapshot(`
     "\`inherit\` cannot take a computed name.
       at line 1, column 11
       1 | { inherit \${a}; }
         |           ^
       Write the name out, or a binding: \`\${name} = …;\`."
    `);
  });
  test('a path with a slash at its end', () => {
    expect(refusal('{ a = ./b/; }').message).toMatchInlineSnapshot(`
     "A path cannot end in a slash.
       at line 1, column 10
       1 | { a = ./b/; }
         |          ^
       Remove the slash; for a folder, name the folder."
    `);
  });
  test('two slashes in a path', () => {
    expect(refusal('./a//b').message).toMatchInlineSnapshot(`
     "A path cannot hold two slashes in a row.
       at line 1, column 4
       1 | ./a//b
         |    ^
       Write one slash, or spaces around the operator \`//\`."
    `);
  });
  test('single quotes', () => {
    expect(refusal("{ a = 'b'; }").message).toMatchInlineSnapshot(`
     "\`'\` (U+0027) begins nothing in Nix.
       at line 1, column 7
       1 | { a = 'b'; }
         |       ^
       Write strings in \`"…"\` or \`''…''\`: Nix has none in single quotes."
    `);
  });
  test('typographic quotation marks', () => {
    expect(refusal('{ a = “b”; }').message).toMatchInlineSnapshot(`
     "\`“\` (U+201C) begins nothing in Nix.
       at line 1, column 7
       1 | { a = “b”; }
         |       ^
       Replace the typographic quotation mark with \`"\`."
    `);
  });
  test('an invisible character', () => {
    expect(refusal('{ a =\u00a01; }').message).toMatchInlineSnapshot(`
     "The character (U+00A0) begins nothing in Nix.
       at line 1, column 6
       1 | { a = 1; }
         |      ^
       Replace this invisible character with an ordinary space."
    `);
  });
  test('interpolation outside of a string', () => {
    expect(refusal('{ a = ${b}; }').message).toMatchInlineSnapshot(`
     "Found \`\${\` where an expression was expected.
       at line 1, column 7
       1 | { a = \${b}; }
         |       ^
       Interpolation belongs inside a string, a path or an attribute name: write \`"\${…}"\`."
    `);
  });
  test('a default with `=`', () => {
    expect(refusal('{ a ? 1, b = 2 }: a').message).toMatchInlineSnapshot(`
     "Found \`=\` where \`}\` was expected, to close the \`{\` of line 1, column 1.
       at line 1, column 12
       1 | { a ? 1, b = 2 }: a
         |            ^
       The default of a parameter is written \`name ? value\`."
    `);
  });
  test('a parameter behind the ellipsis', () => {
    expect(refusal('{ ..., a }: a').message).toMatchInlineSnapshot(`
     "Found \`,\` where \`}\` was expected, to close the \`{\` of line 1, column 1.
       at line 1, column 6
       1 | { ..., a }: a
         |      ^
       \`...\` stands last, without a comma behind it."
    `);
  });
  test('parameters without a comma', () => {
    expect(refusal('{ a, b c }: a').message).toMatchInlineSnapshot(`
     "Found the name \`c\` where \`}\` was expected, to close the \`{\` of line 1, column 1.
       at line 1, column 8
       1 | { a, b c }: a
         |        ^
       Separate parameters with \`,\`."
    `);
  });
  test('a function without its colon', () => {
    expect(refusal('{ a, b } a').message).toMatchInlineSnapshot(`
     "Found the name \`a\` where \`:\` behind the parameters of a function was expected.
       at line 1, column 10
       1 | { a, b } a
         |          ^
       Write \`:\` and the body of the function, or \`=\` to bind a name."
    `);
  });
  test('a function as an argument without parentheses', () => {
    expect(refusal('map x: x').message).toMatchInlineSnapshot(`
     "Found \`:\` where the end of the text was expected.
       at line 1, column 6
       1 | map x: x
         |      ^
       Put parentheses around a function that is an operand or an argument: \`(x: …)\`. The parameter of a function is a name or \`{ … }\`."
    `);
  });
  test('a keyword expression as an operand', () => {
    expect(refusal('a ++ if b then c else d').message).toMatchInlineSnapshot(`
     "Found the keyword \`if\` where an expression was expected.
       at line 1, column 6
       1 | a ++ if b then c else d
         |      ^
       Put parentheses around it: \`(if …)\`."
    `);
  });
  test('let as an operand', () => {
    expect(refusal('a + let b = 1; in b').message).toMatchInlineSnapshot(`
     "Found the name \`b\` where \`{\` behind \`let\` was expected.
       at line 1, column 9
       1 | a + let b = 1; in b
         |         ^
       Put parentheses around a \`let … in …\` that is an operand, an argument or an item."
    `);
  });
  test('let without in', () => {
    expect(refusal('let a = 1; a').message).toMatchInlineSnapshot(`
     "Found the end of the text where \`=\` behind the name was expected.
       at line 1, column 13
       1 | let a = 1; a
         |             ^
       Close a set with \`}\`, and write \`in\` before the expression that uses the names of a \`let\`."
    `);
  });
  test('`or` without a selection', () => {
    expect(refusal('or 1').message).toMatchInlineSnapshot(`
     "Found the keyword \`or\` where an expression was expected.
       at line 1, column 1
       1 | or 1
         | ^
       \`or\` stands behind a selection: \`a.b or fallback\`."
    `);
  });
  test('a closing bracket too many', () => {
    expect(refusal('{ a = 1; } }').message).toMatchInlineSnapshot(`
     "Found \`}\` where the end of the text was expected.
       at line 1, column 12
       1 | { a = 1; } }
         |            ^
       Remove the \`}\`, or open it with \`{\`."
    `);
  });
  test('an empty text', () => {
    expect(refusal('').message).toMatchInlineSnapshot(`
     "Found the end of the text where an expression was expected.
       at line 1, column 1
       1 | 
         | ^
       Write an expression here."
    `);
  });
  test('a text of comments only', () => {
    expect(refusal('# nothing\n').message).toMatchInlineSnapshot(`
     "Found the end of the text where an expression was expected.
       at line 2, column 1
       2 | 
         | ^
       Write an expression here."
    `);
  });
  test('a value that is missing', () => {
    expect(refusal('{ a = ; }').message).toMatchInlineSnapshot(`
     "Found \`;\` where an expression was expected.
       at line 1, column 7
       1 | { a = ; }
         |       ^
       Write the expression before it."
    `);
  });
});

describe('the place', () => {
  test('counts lines and columns from 1, in characters', () => {
    expect(refusal('{\n  a = "é😀" ];\n}').position).toEqual({ line: 2, column: 12 });
  });
  test('counts CR and CRLF as line ends', () => {
    expect(refusal('{\r\n\r  ]').position).toEqual({ line: 3, column: 3 });
  });
  test('is given at the line of the file that the text stands in', () => {
    const error = refusal('{\n  a = ];\n}', { firstLine: 40 });
    expect(error.position).toEqual({ line: 41, column: 7 });
    expect(error.excerpt).toBe('  41 |   a = ];\n     |       ^');
  });
  test('keeps tabs in the excerpt, so that the caret stands below it', () => {
    expect(refusal('\ta\tb ]').excerpt).toBe('  1 | \ta\tb ]\n    | \t \t  ^');
  });
  test('is shown without the rest of a long line', () => {
    const { excerpt } = refusal(`[ ${'a '.repeat(5000)} ; ${'b '.repeat(5000)} ]`);
    expect(excerpt?.split('\n')[0].length).toBeLessThan(120);
    expect(excerpt).toContain('…');
    const [line, caret] = (excerpt ?? '').split('\n');
    expect(line[caret.indexOf('^')]).toBe(';');
  });
  test('has a code', () => {
    expect(refusal('[').code).toBe('NIX_SYNTAX');
  });
});

test.each([
  '{ inherit a.b; }',
  '{ inherit (a; }',
  '{ a }',
  '{ a, }',
  '{ a b = 1; }',
  '{ "a" }: 1',
  '{ a = 1; }: 1',
  'a@b: 1',
  '{ a }@{ b }: 1',
  'rec { a = 1; ',
  'rec a',
  'let a = 1; in',
  '[ x: x ]',
  '[ a + b ]',
  '[ if a then b else c ]',
  'f -x y:',
  'a ? ',
  'a ? (b)',
  'a.',
  'a.(b)',
  'a.b or or',
  '!',
  'a ==',
  '== a',
  'a != b != c',
  'a == b != c',
  'a ? b < c < d',
  '${a}',
  'foo${a}/b',
  '<a/${b}>',
  '< a>',
  '<a/>',
  '~',
  '~/',
  './',
  '/',
  './a${b}/',
  '..',
  '...',
  'a b or.c',
  'x or:',
  '{ or }: 1',
  '"${}"',
  '"\\"',
  "''a''\\''",
  'a /* b',
  'a && ',
  'a & b',
  'a | b',
  'a % b',
  '(a',
  '()',
  'if a then b',
  'with a b',
  'assert a b',
  'a ; b',
  'a, b',
  '\u0000',
  '\ufeffa',
  'ä',
])('%j is no Nix', (text) => expect(refusal(text).code).toBe('NIX_SYNTAX'));

test('parseExpression gives errors at the same line', () => {
  expect(() => parseExpression('\n]', { firstLine: 9 })).toThrow('line 10, column 1');
});
