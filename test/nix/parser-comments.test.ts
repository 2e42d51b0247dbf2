import { Mark, Trivium } from '../../src/nix/ast';
import { parseExpression, parseFile } from '../../src/nix/parser';

const line = (text: string): Trivium => ({ kind: 'line', text });
const blank: Trivium = { kind: 'blank' };
const at = (text: string): Record<string, any> => parseExpression(text);

describe('comments of a file', () => {
  test('before the expression belong to its first token, behind it to the file', () => {
    const file = parseFile('# a\n\n\n# b\nx # c\n\n# d\n');
    expect(file.root).toMatchObject({ mark: { before: [line(' a'), blank, line(' b')], after: 'c' } });
    expect(file.trailing).toEqual([blank, line(' d')]);
  });
  test('the first token is also that of a longer expression', () => {
    expect(at('# a\nf x + y')).toMatchObject({ left: { fn: { mark: { before: [line(' a')] } } } });
  });
  test('without comments there are no marks', () => {
    expect(at('\nx\n')).toMatchObject({ mark: undefined });
    expect(parseFile('x\n').trailing).toEqual([]);
  });
});

describe('which comment stays behind its token', () => {
  const after = (text: string): Mark | undefined => at(text).left.mark;

  test('one on the same line, of either form', () => {
    expect(after('a # x\n+ b')).toEqual({ after: 'x' });
    expect(after('a /* x */ + b')).toEqual({ after: 'x' });
    expect(after('a /* x */\n+ b')).toEqual({ after: 'x' });
    expect(after('a /* x */ # y\n+ b')).toEqual({ after: 'x y' });
    expect(after('a /**/ + b')).toBeUndefined();
  });
  test('not one on the next line', () => {
    expect(after('a\n# x\n+ b')).toBeUndefined();
    expect(at('a\n# x\n+ b').mark).toEqual({ before: [line(' x')] });
  });
  test('not one of several lines, nor a doc comment', () => {
    expect(at('a /* x\n  y */ + b').mark).toEqual({ before: [{ kind: 'block', doc: false, lines: ['x', 'y'] }] });
    expect(at('a /** x */ + b').mark).toEqual({ before: [{ kind: 'block', doc: true, lines: ['x'] }] });
  });
  test('the rest of what follows goes to the next token', () => {
    const root = at('a # x\n# y\n\n\n# z\n+ b');
    expect(root.left.mark).toEqual({ after: 'x' });
    expect(root.mark).toEqual({ before: [line(' y'), blank, line(' z')] });
  });
  test('one that lines up with the comment below it belongs to that', () => {
    const root = at('a # x\n  # y\n+ b');
    expect(root.left.mark).toBeUndefined();
    expect(root.mark).toEqual({ before: [line(' x'), line(' y')] });
  });
  test('one that lines up with the token below it belongs to that', () => {
    expect(at('{ # x\n  a = 1; }').items[0]).toEqual({ kind: 'loose', trivia: [line(' x')] });
    expect(at('{ # x\n   a = 1; }').open).toEqual({ after: 'x' });
  });
  test('columns count tabs as stops of eight', () => {
    expect(at('{\t# x\n        a = 1; }').open).toBeUndefined();
    expect(at('{\t# x\n\ta = 1; }').open).toBeUndefined();
    expect(at('{\t# x\n  a = 1; }').open).toEqual({ after: 'x' });
  });
});

describe('between items', () => {
  test('of a set, a list and a let, comments and blank lines stand loose', () => {
    const items = [
      { kind: 'loose', trivia: [line(' x')] },
      { kind: 'assign' },
      { kind: 'loose', trivia: [blank, line(' y'), blank] },
      { kind: 'inherit' },
      { kind: 'loose', trivia: [line(' z')] },
    ];
    const text = '\n# x\na = 1; # t\n\n# y\n\n\ninherit b;\n# z\n';
    expect(at(`{${text}}`)).toMatchObject({ items, close: undefined });
    expect(at(`{${text}}`).items[1].semicolon).toEqual({ after: 't' });
    expect(at(`let ${text} in a`)).toMatchObject({ items, inMark: undefined });
    expect(at('[\n# x\na # t\n\n# y\nb\n# z\n]')).toMatchObject({
      items: [
        { kind: 'loose', trivia: [line(' x')] },
        { name: 'a', mark: { after: 't' } },
        { kind: 'loose', trivia: [blank, line(' y')] },
        { name: 'b', mark: undefined },
        { kind: 'loose', trivia: [line(' z')] },
      ],
    });
  });
  test('of the parameters they belong to the tokens', () => {
    const { param } = at('{ # o\n    # x\n   a # t\n   , # c\n  # y\n  b ? 1 # d\n  , # e\n  ... # f\n  # g\n}: a');
    expect(param).toMatchObject({
      open: { after: 'o' },
      params: [
        { name: 'a', mark: { before: [line(' x')], after: 't' }, comma: { after: 'c' } },
        { name: 'b', mark: { before: [line(' y')] }, fallback: { mark: { after: 'd' } }, comma: { after: 'e' } },
      ],
      ellipsisMark: { after: 'f' },
      close: { before: [line(' g')] },
    });
  });
  test('inside empty parameters they belong to the closing brace', () => {
    expect(at('{\n# x\n}: a').param.close).toEqual({ before: [line(' x')] });
  });
});

test('every other token carries its own', () => {
  const c = (n: number): string => `# ${n}\n`;
  expect(at(`if ${c(1)} a then ${c(2)} b else ${c(3)} c`)).toMatchObject({
    keyword: { after: '1' },
    thenMark: { after: '2' },
    elseMark: { after: '3' },
  });
  expect(at(`with ${c(1)} a; ${c(2)} b`)).toMatchObject({ keyword: { after: '1' }, semicolon: { after: '2' } });
  expect(at(`assert ${c(1)} a; ${c(2)} b`)).toMatchObject({ keyword: { after: '1' }, semicolon: { after: '2' } });
  expect(at(`let ${c(1)} in ${c(2)} b`)).toMatchObject({ keyword: { after: '1' }, inMark: { after: '2' } });
  expect(at(`( ${c(1)} a ) ${c(2)}`)).toMatchObject({ open: { after: '1' }, close: { after: '2' } });
  expect(at(`rec ${c(1)} { ${c(2)} } ${c(3)}`)).toMatchObject({
    recMark: { after: '1' },
    open: { after: '2' },
    close: { after: '3' },
  });
  expect(at(`a . ${c(1)} b ${c(2)} . "c" ${c(3)} or ${c(4)} d`)).toMatchObject({
    path: [
      { name: 'b', dot: { after: '1' }, mark: { after: '2' } },
      { kind: 'quoted', mark: { after: '3' } },
    ],
    orMark: { after: '4' },
  });
  expect(at(`a ? ${c(1)} b`)).toMatchObject({ mark: { after: '1' } });
  expect(at(`- ${c(1)} b`)).toMatchObject({ mark: { after: '1' } });
  expect(at(`x ${c(1)} : ${c(2)} b`)).toMatchObject({ param: { mark: { after: '1' } }, colon: { after: '2' } });
  expect(at(`x @ ${c(1)} { }: b`)).toMatchObject({ param: { at: { after: '1' } } });
  expect(at(`{ inherit ${c(1)} ( ${c(2)} a ) b; ${c(3)} }`).items[0]).toMatchObject({
    keyword: { after: '1' },
    from: { open: { after: '2' } },
    semicolon: { after: '3' },
  });
  expect(at(`{ a = ${c(1)} b; }`).items[0]).toMatchObject({ equals: { after: '1' } });
  expect(at(`./a\${b} ${c(1)}`)).toMatchObject({ mark: { after: '1' } });
  expect(at(`{ \${a} ${c(1)} = 1; }`).items[0].path[0]).toMatchObject({ kind: 'dynamic', mark: { after: '1' } });
});

test('inside an interpolation, comments before the brace are its own', () => {
  expect(at('"${ # x\n a # y\n # z\n}"').parts[0]).toMatchObject({
    value: { mark: { before: [line(' x')], after: 'y' } },
    trailing: [line(' z')],
  });
});

describe('block comments', () => {
  const block = (text: string): unknown => at(`${text}\nx`).mark?.before?.[0];

  test('of one line become line comments', () => {
    expect(block('/* x */')).toEqual(line(' x'));
    expect(block('/*x*/')).toEqual(line(' x'));
    expect(block('/*\n  x\n*/')).toEqual(line(' x'));
  });
  test('without text vanish', () => {
    expect(block('/**/')).toBeUndefined();
    expect(block('/*\n\n*/')).toBeUndefined();
    expect(block('/***/')).toBeUndefined();
  });
  test('lose common indentation and empty ends, keep what is relative', () => {
    expect(block('/*\n\n    a\n      b\n\n    c\n\n*/')).toEqual({
      kind: 'block',
      doc: false,
      lines: ['  a', '    b', '', '  c'],
    });
    expect(block('/*\n a\n   b\n*/')).toEqual({ kind: 'block', doc: false, lines: ['a', '  b'] });
    expect(block('  /* a\n     b\n       c */')).toEqual({ kind: 'block', doc: false, lines: ['a', 'b', '  c'] });
    expect(block('/* a\n b */')).toEqual({ kind: 'block', doc: false, lines: ['a', 'b'] });
  });
  test('lose a column of stars', () => {
    expect(block('/**\n * a\n *   b\n */')).toEqual({ kind: 'block', doc: true, lines: ['a', '  b'] });
    expect(block('/*\n * a\n b\n */')).toEqual({ kind: 'block', doc: false, lines: ['* a', 'b'] });
  });
  test('read CRLF as LF', () => {
    expect(block('/* a\r\n   b */')).toEqual({ kind: 'block', doc: false, lines: ['a', 'b'] });
  });
});

describe('the name of a language before a string', () => {
  test.each(['/* bash */ "x"', "/* c++ */ ''\n x''", '/* a.b-c_d */\n"x"'])('%s', (text) => {
    const name = /\* (\S+) \*/.exec(text)?.[1];
    expect(at(text).mark.before).toEqual([{ kind: 'language', text: name }]);
  });
  test('also behind another token', () => {
    const root = at('f /* bash */ "x"');
    expect(root.fn.mark).toBeUndefined();
    expect(root.arg.mark.before).toEqual([{ kind: 'language', text: 'bash' }]);
  });
  test.each(['/* two words */ "x"', '/* bash */ x', '/* bash */\n\n"x"', `/* ${'x'.repeat(31)} */ "x"`, '# bash\n"x"'])(
    'is an ordinary comment in %j',
    (text) => expect(JSON.stringify(at(text))).not.toContain('language'),
  );
});

describe('regions that the formatter leaves alone', () => {
  test('stand where they end, byte for byte, and are opened where they begin', () => {
    const region = '  /*nixfmt:disable*/ \n  a =   1;\n/*nixfmt:enable*/';
    expect(at(`{\n${region}\n  b = 2;\n}`)).toMatchObject({
      items: [
        { kind: 'loose', trivia: [{ kind: 'verbatim', text: '', opens: true }] },
        { kind: 'assign' },
        { kind: 'loose', trivia: [{ kind: 'verbatim', text: region, toEnd: false }] },
        { kind: 'assign' },
      ],
    });
  });
  test('one that is never closed reaches to the end of the file', () => {
    expect(parseFile('[\n/*nixfmt:disable*/\n  a   b ]\n\n').trailing).toEqual([
      { kind: 'blank' },
      { kind: 'verbatim', text: '/*nixfmt:disable*/\n  a   b ]\n\n', toEnd: true },
    ]);
  });
  test('an end without a beginning, and a directive beside code, are comments', () => {
    expect(at('/*nixfmt:enable*/\nx').mark.before).toEqual([{ kind: 'line', text: 'nixfmt:enable', directive: true }]);
    expect(at('[ /*nixfmt:disable*/\n a ]').open).toEqual({ after: 'nixfmt:disable' });
  });
  test('a string that one cuts through keeps its quotes and its columns', () => {
    expect(at("''\n    a ${\n/*nixfmt:disable*/\nb}\n  ''")).toMatchObject({ kind: 'indented', cut: '    ' });
    expect(at("''a ${b}''")).toMatchObject({ kind: 'string' });
  });
});
