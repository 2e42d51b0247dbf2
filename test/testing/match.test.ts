import { Capture, Expr, Match, Matcher, MatchResult, Nix } from '../../src';
import { compare } from '../../src/testing/compare';
import { refusal } from '../support/estate';

const messages = (pattern: unknown, actual: unknown) =>
  compare(pattern, actual).mismatches.map(({ path, message }) => `${path.join('/')}: ${message}`);

describe.each<[string, unknown, unknown[], [unknown, string[]][]]>([
  [
    'data',
    5,
    [5, Nix.value(5), Nix.mkForce(5)],
    [
      [6, [': want 5, have 6']],
      [undefined, [': want 5, have nothing']],
    ],
  ],
  ['a text', 'a', ['a', Nix.raw('"a"')], [['b', [': want "a", have "b"']]]],
  ['null', null, [null, Nix.NULL], [[false, [': want null, have false']]]],
  [
    'a list',
    [1, 2],
    [[1, 2]],
    [
      [
        [2, 1],
        ['[0]: want 1, have 2', '[1]: want 2, have 1'],
      ],
      [[1], ['[1]: want 2, have nothing']],
      [[1, 2, 3], ['[2]: want no more items, have 3']],
    ],
  ],
  [
    'a set',
    { a: { b: 1 } },
    [{ a: { b: 1, c: 2 }, d: 3 }],
    [
      [{ a: {} }, ['a/b: want 1, have nothing']],
      [[], [': want { a = { b = 1; }; }, have [ ]']],
    ],
  ],
  ['anyValue', Match.anyValue(), [0, null, '', Nix.ref('config.x')], [[undefined, [': want any value, have nothing']]]],
  ['absent', Match.absent(), [undefined], [[null, [': want nothing, have null']]]],
  ['absent in a set', { a: Match.absent() }, [{}, { b: 1 }], [[{ a: 1 }, ['a: want nothing, have 1']]]],
  ['not', Match.not(5), [6, undefined, '5'], [[5, [': want not(5), have 5']]]],
  ['not of a part', Match.not({ a: 1 }), [{ a: 1, b: 2 }], [[{ a: 1 }, [': want not({ a = 1; }), have { a = 1; }']]]],
  [
    'objectLike',
    Match.objectLike({ a: 1 }),
    [{ a: 1, b: 2 }, Nix.raw('{ a = 1; }')],
    [
      [5, [': want objectLike({ a = 1; }), have 5']],
      [{ a: 2 }, ['a: want 1, have 2']],
    ],
  ],
  [
    'objectEquals',
    Match.objectEquals({ a: { b: 1 } }),
    [{ a: { b: 1 } }],
    [[{ a: { b: 1, c: 2 } }, ['a/c: want nothing, have 2']]],
  ],
  [
    'arrayWith',
    Match.arrayWith([2, 1]),
    [[1, 2, 3]],
    [
      [[1], [': want an item 2']],
      ['x', [': want arrayWith([ 2 1 ]), have "x"']],
    ],
  ],
  ['arrayEquals', Match.arrayEquals([{ a: 1 }]), [[{ a: 1 }]], [[[{ a: 1, b: 2 }], ['[0]/b: want nothing, have 2']]]],
  [
    'stringLike',
    Match.stringLike('*.home.(arpa)'),
    ['a.home.(arpa)', '\n.home.(arpa)'],
    [
      ['a-home.(arpa)', [': want stringLike("*.home.(arpa)"), have "a-home.(arpa)"']],
      [5, [': want stringLike("*.home.(arpa)"), have 5']],
    ],
  ],
  [
    'stringLikeRegexp',
    Match.stringLikeRegexp('^/dev/'),
    ['/dev/sda'],
    [['x/dev/', [': want stringLikeRegexp("^/dev/"), have "x/dev/"']]],
  ],
  [
    'expr',
    Match.expr('config.a  or 5'),
    [Nix.raw('config.a or 5'), Nix.ref('config.a').orDefault(5)],
    [
      [Nix.ref('config.a'), [': want expr(config.a or 5), have config.a']],
      ['config.a or 5', [': want expr(config.a or 5), have "config.a or 5"']],
    ],
  ],
  ['expr of any kind', Match.expr(), [Nix.pkg('git')], [['git', [': want expr(), have "git"']]]],
  [
    'expr by its text',
    Match.expr(Match.stringLike('config.*')),
    [Nix.ref('config.a')],
    [[Nix.pkg('a'), [': want expr(stringLike("config.*")), have pkgs.a']]],
  ],
  ['an Expr', Nix.pkg('git'), [Nix.raw('pkgs.git')], [[Nix.pkg('vim'), [': want pkgs.git, have pkgs.vim']]]],
  ["one of jest's", expect.stringContaining('b'), ['abc'], [['ac', [': want StringContaining, have "ac"']]]],
])('%s', (_name, pattern, good, bad) => {
  test.each(good.map((value) => [value instanceof Expr ? value.source() : value, value]))(
    'matches %p',
    (_label, value) => {
      expect(messages(pattern, value)).toEqual([]);
    },
  );

  test.each(bad.map(([value, wanted]) => [value instanceof Expr ? value.source() : value, value, wanted]))(
    'does not match %p',
    (_label, value, wanted) => {
      expect(messages(pattern, value)).toEqual(wanted);
    },
  );
});

describe('arrayWith', () => {
  test('gives each pattern an item of its own, whatever fits where', () => {
    expect(messages(Match.arrayWith([Match.anyValue(), 1]), [1, 2])).toEqual([]);
    expect(messages(Match.arrayWith([1, 1]), [1, 2])).toEqual([': want an item 1']);
  });

  test('tells which item comes closest', () => {
    expect(messages(Match.arrayWith([{ a: 1, b: 2 }]), [{ a: 1, b: 3 }, {}])).toEqual([
      ': want an item { a = 1; b = 2; }; [0] comes closest: b: want 2, have 3',
    ]);
  });
});

test('a piece of Nix that is none is refused', () => {
  expect(() => Match.expr('a b ]')).toThrow(/NIX|expect|unexpected|\]/);
});

test('a member that every object has is no member of a set', () => {
  expect(messages({ toString: Match.absent() }, {})).toEqual([]);
});

test('a matcher of one’s own', () => {
  class Even extends Matcher {
    public readonly label = 'even()';

    public test(actual: any): MatchResult {
      const result = new MatchResult(actual);
      if (actual % 2 !== 0) result.mismatch(`want an even number, have ${actual}`);
      return result;
    }
  }
  expect(messages([new Even(), new Even()], [2, 3])).toEqual(['[1]: want an even number, have 3']);
  expect(Matcher.isMatcher(new Even())).toBe(true);
  expect(Matcher.isMatcher({ label: 'x' })).toBe(false);
});

describe('a capture', () => {
  /** Hold a value against a pattern, as an assertion does. */
  function assert(pattern: unknown, actual: unknown): void {
    const result = compare(pattern, actual);
    if (result.isMatch) result._whenMatched.forEach((act) => act());
  }

  test('takes values one after the other', () => {
    const capture = new Capture();
    assert({ a: capture }, { a: 1 });
    assert(Match.arrayWith([capture]), ['x']);
    expect(capture.asNumber()).toBe(1);
    expect([capture.next(), capture.asString(), capture.next()]).toEqual([true, 'x', false]);
  });

  test('takes nothing where the whole does not match, or its own pattern does not', () => {
    const capture = new Capture(Match.stringLike('a*'));
    assert({ a: capture, b: 1 }, { a: 'ax', b: 2 });
    assert({ a: capture }, { a: 'b' });
    assert({ a: capture }, {});
    expect(refusal(() => capture.value).code).toBe('CAPTURE_EMPTY');
  });

  test.each<[string, unknown, (capture: Capture) => unknown]>([
    ['boolean', true, (capture) => capture.asBoolean()],
    ['list', [1], (capture) => capture.asArray()],
    ['set', { a: 1 }, (capture) => capture.asObject()],
  ])('gives a %s as such, and refuses to as another', (_name, value, as) => {
    const capture = new Capture();
    assert(capture, value);
    expect(as(capture)).toEqual(value);
    expect(refusal(() => capture.asExpr()).code).toBe('CAPTURE_KIND');
  });

  test('gives an Expr', () => {
    const capture = new Capture();
    assert(capture, Nix.pkg('git'));
    expect(capture.asExpr().source()).toBe('pkgs.git');
    expect(refusal(() => capture.asObject()).message).toContain('is not a set: pkgs.git');
  });
});
