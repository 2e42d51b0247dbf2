import { Nix, nix } from '../../src/nix';

const a = Nix.ref('config.a');
const call = Nix.ref('f').call(1);

describe('nix.str', () => {
  test.each([
    ['text alone', nix.str`x`, '"x"'],
    ['nothing', nix.str``, '""'],
    ['text, numbers and references', nix.str`http://${a}:${80}/${'p'}`, '"http://${config.a}:80/p"'],
    ['a big integer', nix.str`${2n ** 63n}`, '"9223372036854775808"'],
    ['text with code in it', nix.str`${'${x}'} "${'"'}"`, '"\\${x} \\"\\"\\""'],
    ['a string with references', nix.str`<${nix.str`${a}!`}>`, '"<${config.a}!>"'],
    ['a call', nix.str`${call}`, '"${f 1}"'],
    ['escapes of JavaScript', nix.str`a\tb`, '"a\\tb"'],
    ['several lines', nix.str`a\n${a}\n`, "''\n  a\n  ${config.a}\n''"],
  ])('%s', (_, expr, text) => expect(expr.source()).toBe(text));

  test('refuses what is no text', () => {
    expect(() => nix.str`${true}`).toThrow(/type boolean cannot be part of a string/);
    expect(() => nix.str`${[1]}`).toThrow(/An array cannot/);
    expect(() => nix.str`${undefined}`).toThrow(/type undefined/);
    expect(() => nix.str`${NaN}`).toThrow(/type number/);
  });
});

describe('nix.text', () => {
  test.each([
    [
      'takes off the shared indentation',
      nix.text`
        if ${a}; then
          echo hi

        fi
      `,
      "''\n  if ${config.a}; then\n    echo hi\n\n  fi\n''",
    ],
    [
      'keeps backslashes and escaped references',
      nix.text`
        printf 'a\n' \
          "\${HOME}" \`date\`
      `,
      "''\n  printf 'a\\n' \\\n    \"''${HOME}\" `date`\n''",
    ],
    [
      'leaves values as they are',
      nix.text`
        x: ${'    deep'}
        ${a}
      `,
      "''\n  x:     deep\n  ${config.a}\n''",
    ],
    ['does without a line break at the start', nix.text`a\b ${a}`, '"a\\\\b ${config.a}"'],
    [
      'counts a value as the start of its line',
      nix.text`
      ${a}
        b
      `,
      "''\n  ${config.a}\n    b\n''",
    ],
    [
      'ends without a line break where the text does',
      nix.text`
        a
        b`,
      "''\n  a\n  b''",
    ],
  ])('%s', (_, expr, text) => expect(expr.source()).toBe(text));
});

describe('nix', () => {
  test.each([
    ['code alone', nix`lib.optionals true [1]`, 'lib.optionals true [ 1 ]'],
    ['an Expr', nix`x: ${a}`, 'x: config.a'],
    ['a call as argument', nix`g ${call}`, 'g (f 1)'],
    ['a call as list item', nix`[ ${call} ${-1} ]`, '[\n  (f 1)\n  (-1)\n]'],
    ['operators', nix`${call} + ${Nix.ref('x').plus(1)} * ${2}`, 'f 1 + (x + 1) * 2'],
    ['data', nix`f ${{ x: [1, 'y'] }} ${null}`, 'f {\n  x = [\n    1\n    "y"\n  ];\n} null'],
    ['a string that looks like code', nix`f ${'pkgs.x ${y}'}`, 'f "pkgs.x \\${y}"'],
    ['a key', nix`config.${'a b'}.${'c'}`, 'config."a b".c'],
    ['a computed key', nix`config.${a}`, 'config.${config.a}'],
    ['a key of a binding', nix`{ ${'a.b'} = 1; x.${a} = 2; }`, '{\n  "a.b" = 1;\n  x.${config.a} = 2;\n}'],
    ['a key to inherit', nix`{ inherit (x) ${'a b'}; }`, '{ inherit (x) "a b"; }'],
    ['selection from a value', nix`${a}.b`, 'config.a.b'],
    ['selection from a call', nix`${call}.b or ${1}`, '(f 1).b or 1'],
    ['a test of a value', nix`${call} ? b`, 'f 1 ? b'],
    ['part of a string', nix`"x${'"'}${1}${a}"`, '"x\\"1${config.a}"'],
    ['a dollar in front', nix`"$${a}"`, '"\\$${config.a}"'],
    ['a brace behind a dollar', nix`"$${'{x}'}"`, '"\\$${"{x}"}"'],
    [
      "part of a '' string",
      nix`''
        a${'b'}${a}
        ${"it's"}
      ''`,
      "''\n  ab${config.a}\n  ${\"it's\"}\n''",
    ],
    ['part of a path', nix`./x/${'y.nix'}`, './x/y.nix'],
    ["Nix's own interpolation", nix`"\${x}"`, '"${x}"'],
    ["Nix's escapes", nix`"a\nb\\"`, '"a\\nb\\\\"'],
    [
      'comments',
      nix`# why
${call}`.attr('x'),
      '# why\n(f 1).x',
    ],
    ['a value in a default', nix`{ a ? ${call} }: a`, '{\n  a ? f 1,\n}:\na'],
    ['a let', nix`let x = ${call}; in ${call}`, 'let\n  x = f 1;\nin\nf 1'],
    ['with', nix`with ${call}; ${call}`, 'with f 1; f 1'],
    ['assert', nix`assert ${call}; ${call}`, 'assert f 1;\nf 1'],
    ['if', nix`if ${a} then -${call} else !${a}`, 'if config.a then -f 1 else !config.a'],
    ['a minus in front of a path', nix`-${Nix.path('./x')}`, '-(./x)'],
    ['names like its own', nix`VALUE_1_ ${1} "VALUE_${2}"`, 'VALUE_1_ 1 "VALUE_2"'],
    [
      'eleven values',
      nix`f ${1} ${2} ${3} ${4} ${5} ${6} ${7} ${8} ${9} ${10} "${11}0"`,
      'f 1 2 3 4 5 6 7 8 9 10 "110"',
    ],
  ])('%s', (_, expr, text) => {
    expect(expr.source()).toBe(text);
    expect(Nix.raw(expr.source()).source()).toBe(expr.source());
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'a comment',
      () => nix`1 # ${2}`,
      /Value 1 of the template stands where no value can stand: it stands in a comment/,
    ],
    ['a name', () => nix`a${1}b`, /Value 1 .* in a name/],
    ['a parameter', () => nix`${'x'}: 1`, /where a parameter is named/],
    ['what Nix takes for a URL', () => nix`x:${1}`, /part of a URL; put a space/],
    ['a path, with text that no path can hold', () => nix`./x/${'a b'}`, /Value 1 .*a path takes/],
    ['a key that is no string', () => nix`a.${1}`, /a key is a string or an Expr/],
    ['inherit, with an Expr', () => nix`{ inherit ${a}; }`, /`inherit` takes names only/],
    ['a string, with data that is no text', () => nix`"${[1]}"`, /cannot be part of a string/],
    ['an expression, with what is no data', () => nix`f ${1} ${{ x: NaN }}`, /from NaN[^]*at \[1\]\.x/],
    ['text that is no Nix', () => nix`f ${1} ]`, /line 1[^]*f VALUE_1_ \]/],
  ])('refuses a value in %s', (_, run, message) => expect(run).toThrow(message));
});
