import { Node } from '../../src/nix/ast';
import { parseExpression, parseFile } from '../../src/nix/parser';
import { sketch } from '../support/tree';

const of = (text: string): string => sketch(parseExpression(text));

describe('literals', () => {
  test.each([
    ['24', 'int:24'],
    ['007', 'int:007'],
    ['9223372036854775807', 'int:9223372036854775807'],
    ['0009223372036854775807', 'int:0009223372036854775807'],
    ['1.5', 'float:1.5'],
    ['.5', 'float:.5'],
    ['0.5', 'float:0.5'],
    ['1.', 'float:1.'],
    ['1.e3', 'float:1.e3'],
    ['1.0e-7', 'float:1.0e-7'],
    ['2.5E+10', 'float:2.5E+10'],
    ['true', 'true'],
    ['__curPos', '__curPos'],
    ["a-b'c_d", "a-b'c_d"],
    ['<nixpkgs>', '<nixpkgs>'],
    ['<nixpkgs/lib/a-b.nix>', '<nixpkgs/lib/a-b.nix>'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));

  test('an exponent needs a dot, as in Nix: 1e3 applies 1 to e3', () => {
    expect(of('1e3')).toBe('(int:1 e3)');
  });
  test('a leading zero ends the integer before a fraction', () => {
    expect(of('00.5')).toBe('(int:00 float:.5)');
    expect(of('01.5')).toBe('(int:01 float:.5)');
  });
  test('a name followed by a number with a dot', () => {
    expect(of('a.5')).toBe('(a float:.5)');
  });

  test.each([
    'http://example.org/a?b=c&d=%20',
    'x:y',
    'a.b+c-d:e',
    'github:nixos/nixpkgs/nixos-unstable',
    "mailto:o'neil",
  ])('the URI %s is a string', (text) => expect(of(text)).toBe(`"${text}"`));
  test('with a space behind the colon it is a function, and so it is behind an underscore', () => {
    expect(of('x: y')).toBe('(λ x y)');
    expect(of('a_b:y')).toBe('(λ a_b y)');
  });
});

describe('paths', () => {
  test.each([
    ['./a', 'path:./a'],
    ['../a/b.nix', 'path:../a/b.nix'],
    ['/etc/nixos', 'path:/etc/nixos'],
    ['~/x', 'path:~/x'],
    ['a/b', 'path:a/b'],
    ['1/2', 'path:1/2'],
    ['a-/b', 'path:a-/b'],
    ['+/x', 'path:+/x'],
    ['.../a', 'path:.../a'],
    ['./.', 'path:./.'],
    ['./${a}', 'path:./|${a}'],
    ['/${a}/b', 'path:/|${a}|/b'],
    ['~/${a}.nix', 'path:~/|${a}|.nix'],
    ['a/b${c}d/${e}', 'path:a/b|${c}|d/|${e}'],
    ['./a${b}//c', 'path:./a|${b}|//c'],
    ['a /b', '(a path:/b)'],
    ['a / b', '(/ a b)'],
    ['a// b', '(// a b)'],
    ["a'b/c", "(a'b path:/c)"],
    ['a<b>', '(a <b>)'],
    ['a.b/c', 'path:a.b/c'],
    ['[./a./b]', '[path:./a./b]'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));
});

describe('operators', () => {
  test.each([
    ['1 + 2 * 3', '(+ int:1 (* int:2 int:3))'],
    ['1 - 2 - 3', '(- (- int:1 int:2) int:3)'],
    ['a + b - c + d', '(+ (- (+ a b) c) d)'],
    ['8 / 4 * 2', '(* (/ int:8 int:4) int:2)'],
    ['a ++ b ++ c', '(++ a (++ b c))'],
    ['a // b // c', '(// a (// b c))'],
    ['a -> b -> c', '(-> a (-> b c))'],
    ['a && b && c', '(&& (&& a b) c)'],
    ['a || b && c || d', '(|| (|| a (&& b c)) d)'],
    ['a == b && c != d', '(&& (== a b) (!= c d))'],
    ['a < b == c >= d', '(== (< a b) (>= c d))'],
    ['a <= b // c ++ d', '(<= a (// b (++ c d)))'],
    ['-a + -b', '(+ (- a) (- b))'],
    ['a -1', '(- a int:1)'],
    ['- - 1', '(- (- int:1))'],
    ['--1', '(- (- int:1))'],
    ['-a.b', '(- (. a b))'],
    ['-f x', '(- (f x))'],
    ['-a ? b', '(? (- a) b)'],
    ['!a ? b', '(! (? a b))'],
    ['!a + b', '(! (+ a b))'],
    ['!a // b', '(// (! a) b)'],
    ['!a == b', '(== (! a) b)'],
    ['!!a', '(! (! a))'],
    ['a * !b + c == d', '(== (* a (! (+ b c))) d)'],
    ['a ++ -b', '(++ a (- b))'],
    ['a ? b.c."d".${e}', '(? a b.c."d".${e})'],
    ['a ? b ? c', '(? (? a b) c)'],
    ['a ++ b ? c', '(++ a (? b c))'],
    ['f a ? b', '(? (f a) b)'],
    ['a |> b |> c', '(|> (|> a b) c)'],
    ['a <| b <| c', '(<| a (<| b c))'],
    ['a || b |> c -> d', '(|> (|| a b) (-> c d))'],
    ['(a == b) == c', '(== <(== a b)> c)'],
    ['f a b + g c', '(+ ((f a) b) (g c))'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));
});

describe('selection', () => {
  test.each([
    ['a.b.c', '(. a b.c)'],
    ['a . b', '(. a b)'],
    ['a."b c".${d}', '(. a "b c".${d})'],
    ['a.b or c', '(. a b or c)'],
    ['a.b or c.d or e', '(. a b or (. c d or e))'],
    ['f a.b or c d', '((f (. a b or c)) d)'],
    ['a.or', '(. a or)'],
    ['a.b.or or c', '(. a b.or or c)'],
    ['{ }.a', '(. {} a)'],
    ['(f x).a.b', '(. <(f x)> a.b)'],
    ['"a".b', '(. "a" b)'],
    ['[ a.b c.d ]', '[(. a b) (. c d)]'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));

  test.each([
    ['f or x', '((f or) x)'],
    ['[ a or b ]', '[a or b]'],
    ['f (t or a)', '(f <((t or) a)>)'],
    ['a.b or c or d', '(((. a b or c) or) d)'],
  ])('behind a term without selection `or` is a name: %s', (text, expected) => expect(of(text)).toBe(expected));
});

describe('sets and lists', () => {
  test.each([
    ['{ }', '{}'],
    ['{ a = 1; }', '{a=int:1}'],
    ['{ a.b.c = 1; "d e".f = 2; ${g} = 3; "${h}" = 4; }', '{a.b.c=int:1; "d e".f=int:2; ${g}=int:3; "${h}"=int:4}'],
    ['{ or = 1; }', '{or=int:1}'],
    ['{ true = 1; }', '{true=int:1}'],
    ['{ inherit; }', '{inherit }'],
    ['{ inherit a "b" ${"c"} or; }', '{inherit a "b" ${"c"} or}'],
    ['{ inherit (f x) a b; }', '{inherit <(f x)> a b}'],
    ['rec { a = b; }', 'rec{a=b}'],
    ['let { a = 1; body = a; }', 'let{a=int:1; body=a}'],
    ['f let { body = a; }', '(f let{body=a})'],
    ['let { body = f; } x', '(let{body=f} x)'],
    ['[ ]', '[]'],
    ['[ a (f b) [ c ] { } "d" ./e 1 ]', '[a <(f b)> [c] {} "d" path:./e int:1]'],
    ['[ rec { } ]', '[rec{}]'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));
});

describe('functions', () => {
  test.each([
    ['x: x', '(λ x x)'],
    ['x: y: z: x', '(λ x (λ y (λ z x)))'],
    ['{ }: 1', '(λ {} int:1)'],
    ['{ ... }: 1', '(λ {...} int:1)'],
    ['{ a }: a', '(λ {a} a)'],
    ['{ a, }: a', '(λ {a} a)'],
    ['{ a, b ? 1 + 2, ... }: a', '(λ {a,b?(+ int:1 int:2),...} a)'],
    ['{ a ? { b }: b, c }: a', '(λ {a?(λ {b} b),c} a)'],
    ['args@{ a, ... }: a', '(λ args@{a,...} a)'],
    ['{ a }@args: a', '(λ {a}@args a)'],
    ['{ }@args: a', '(λ {}@args a)'],
    ['args@{ }: a', '(λ args@{} a)'],
    ['{ # c\n a # d\n , b }: a', '(λ {a,b} a)'],
    ['{ /* c */ }: a', '(λ {} a)'],
    ['{}:{}', '(λ {} {})'],
    ['f (x: x) { }', '((f <(λ x x)>) {})'],
    ['x /* : */ y', '(x y)'],
    ['x /* c */ : y', '(λ x y)'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));
});

describe('keywords', () => {
  test.each([
    ['let in a', '(let {} a)'],
    ['let a = 1; inherit (b) c; in a', '(let {a=int:1; inherit <b> c} a)'],
    ['let ${"a"} = 1; in a', '(let {${"a"}=int:1} a)'],
    ['if a then b else c', '(if a b c)'],
    ['if a then b else if c then d else e', '(if a b (if c d e))'],
    ['with a; with b; c', '(with a (with b c))'],
    ['assert a == b; c', '(assert (== a b) c)'],
    ['x: let a = x; in with a; if b then y: y else z', '(λ x (let {a=x} (with a (if b (λ y y) z))))'],
    ['with a; b + c', '(with a (+ b c))'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));

  test('a longer name that begins with one is a name', () => {
    expect(of("[ in' let-in if_ thenx rec1 withs ]")).toBe("[in' let-in if_ thenx rec1 withs]");
  });
});

describe('spans', () => {
  const text = '  { a.b = f (x + 1) "s${t}"; }  # end\n';
  const root = parseFile(text).root;
  const covered = (node: Node): string => text.slice(node.span?.start, node.span?.end);

  test('cover exactly what a node was read from', () => {
    expect(covered(root)).toBe('{ a.b = f (x + 1) "s${t}"; }');
    if (root.kind !== 'set') throw new Error('no set');
    const [binding] = root.items;
    if (binding.kind !== 'assign' || binding.value.kind !== 'apply') throw new Error('no application');
    expect(text.slice(binding.span?.start, binding.span?.end)).toBe('a.b = f (x + 1) "s${t}";');
    expect(binding.path.map((attr) => text.slice(attr.span?.start, attr.span?.end))).toEqual(['a', 'b']);
    expect(covered(binding.value)).toBe('f (x + 1) "s${t}"');
    expect(covered(binding.value.fn)).toBe('f (x + 1)');
    expect(covered(binding.value.arg)).toBe('"s${t}"');
    if (binding.value.fn.kind !== 'apply' || binding.value.fn.arg.kind !== 'paren') throw new Error('no brackets');
    expect(covered(binding.value.fn.arg)).toBe('(x + 1)');
    expect(covered(binding.value.fn.arg.inner)).toBe('x + 1');
  });

  test('cover operators, prefixes and functions', () => {
    for (const whole of ['-a * b', '!a // b', 'a ? b.c', 'x: y: x', '{ a }@b: a', 'a.b or c', 'if a then b else c']) {
      expect(parseExpression(` ${whole} `).span).toEqual({ start: 1, end: 1 + whole.length });
    }
  });
});

describe('layout of the author', () => {
  const flag = (text: string, name: 'expanded' | 'bodyBelow'): unknown => (parseExpression(text) as never)[name];

  test('braces and brackets on different lines', () => {
    expect(flag('{\n a = 1; }', 'expanded')).toBe(true);
    expect(flag('{ a = 1; }', 'expanded')).toBeUndefined();
    expect(flag('rec\n{ a = 1; }', 'expanded')).toBeUndefined();
    expect(flag('[ a\r\nb ]', 'expanded')).toBe(true);
    expect(flag('[ a b ]', 'expanded')).toBeUndefined();
    expect(flag('{ a = "\n"; }', 'expanded')).toBe(true);
    expect(flag("{ a = ''\n''; }", 'expanded')).toBe(true);
    expect(flag('{ a = /* x\n */ 1; }', 'expanded')).toBe(true);
    expect(flag('{ a = "${\nb}"; }', 'expanded')).toBe(true);
  });
  test('parameters', () => {
    const param = (text: string): unknown => (parseExpression(text) as { param?: unknown }).param;
    expect(param('{\n a }: a')).toMatchObject({ expanded: true });
    expect(param('{ a }: \n a')).not.toMatchObject({ expanded: true });
  });
  test('the body of a function below its colon', () => {
    expect(flag('x: y', 'bodyBelow')).toBeUndefined();
    expect(flag('x:\ny', 'bodyBelow')).toBe(true);
    expect(flag('x: # c\n y', 'bodyBelow')).toBe(true);
    expect(flag('x: {\n}', 'bodyBelow')).toBeUndefined();
  });
  test('inherit with its semicolon on another line', () => {
    expect(parseExpression('{ inherit a\n; }')).toMatchObject({ items: [{ kind: 'inherit', expanded: true }] });
    expect(parseExpression('{ inherit a; }')).toMatchObject({ items: [{ kind: 'inherit', expanded: undefined }] });
  });
  test('a comma behind the last parameter', () => {
    const last = (text: string): unknown => {
      const { param } = parseExpression(text) as unknown as { param: { params: { comma?: unknown }[] } };
      return param.params[param.params.length - 1].comma;
    };
    expect(last('{ a, }: a')).toBeDefined();
    expect(last('{ a }: a')).toBeUndefined();
  });
});

test.each(['\n', '\r\n', '\r'])('the line end %j separates tokens, ends comments and counts for blank lines', (end) => {
  expect(of(`[ a # x${end} b${end}${end}c ]`)).toBe('[a b # c]');
});

test('parseExpression refuses anything behind the expression but comments', () => {
  expect(of('a # comment\n/* other */')).toBe('a');
  expect(() => parseExpression('a ; b')).toThrow('Found `;` where the end of the text was expected.');
});
