import fc from 'fast-check';
import { NixError } from '../../src/nix/error';
import { parseFile } from '../../src/nix/parser';
import cases from '../fixtures/canonical-cases.json';
import { describeWithNix, nixParses } from '../support/nix';

const texts = cases.map((each) => each.in);

const accepts = (text: string): boolean => {
  try {
    parseFile(text);
    return true;
  } catch (error) {
    if (error instanceof NixError && error.code === 'NIX_SYNTAX') return false;
    throw error;
  }
};

test('every text of the canonical cases parses, and so does its canonical form', () => {
  const refused = cases.flatMap((each) => [each.in, each.out]).filter((text) => !accepts(text));
  expect(refused).toEqual([]);
});

describeWithNix('real Nix', () => {
  /** The texts on which Nix and we disagree; those that Nix refuses for more than syntax are left out. */
  const disagreements = async (candidates: readonly string[]): Promise<{ differ: object[]; accepted: number }> => {
    const verdicts = await nixParses(candidates);
    const differ = candidates
      .map((text, i) => ({ text, nix: verdicts[i], ours: accepts(text) }))
      .filter(({ nix, ours }) => nix !== undefined && nix !== ours);
    return { differ, accepted: verdicts.filter((verdict) => verdict === true).length };
  };
  // Debian's Nix knows no pipe operators yet.
  const withoutPipes = (text: string): boolean => !/\|>|<\|/.test(text);

  test('accepts the canonical cases', async () => {
    const { differ, accepted } = await disagreements(texts);
    expect(differ).toEqual([]);
    expect(accepted).toBeGreaterThan(1200);
  }, 60_000);

  test('agrees on texts with tokens taken out, doubled, replaced and put in', async () => {
    const tokens = (
      "or rec let in inherit if then else with assert ? @ : ; , . ... ${ } { ( ) [ ] = == != < > <= + - * / // ++ -> && || ! \" '' $ \\ " +
      "a/b ./x ~/y <a/b> 1 1.5 .5 1. 0. 00.5 1e3 http://a.b x:y /* */ ''' ''$ ''\\ $$ a/ ./ ~ % .../a x-y _a a'b //${x} ./${x}/ ./a//b ./a${x}//b"
    ).split(' ');
    const inserted = fc.constantFrom(...tokens, '# c\n', '/* c */', '\r\n', '\t', 'a.b or c');
    const change = fc.record({
      kind: fc.constantFrom('delete', 'double', 'insert', 'insert', 'replace'),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      token: inserted,
    });
    const mutant = fc
      .tuple(
        fc.constantFrom(...texts.filter((text) => text.length < 400)),
        fc.array(change, { minLength: 1, maxLength: 2 }),
      )
      .map(([text, changes]) => {
        const pieces = text.match(/[A-Za-z0-9_]+|\s+|[^A-Za-z0-9_\s]/g) ?? [];
        for (const { kind, at, token } of changes) {
          const i = Math.floor(at * pieces.length);
          if (kind === 'delete') pieces.splice(i, 1);
          else if (kind === 'double') pieces.splice(i, 0, pieces[i]);
          else pieces.splice(i, kind === 'replace' ? 1 : 0, token);
        }
        return pieces.join('');
      })
      .filter(withoutPipes);
    const { differ, accepted } = await disagreements(fc.sample(mutant, { numRuns: 250, seed: 1 }));
    expect(differ).toEqual([]);
    expect(accepted).toBeGreaterThan(25);
  }, 60_000);

  test('agrees on short texts of random tokens in every kind of place', async () => {
    const pieces = (
      "a b or 1 0 . .. ... / // ~/ < > + - * ? : @ '' ' ''' \" $ ${ $${ } { ( ) [ ] = ; , \\ \\n ''$ ''\\ /* */ # e3 1. ! == != && -> " +
      'let in rec inherit if then else with assert a/b ./. x:y <x> _ __curPos ü a.b'
    ).split(' ');
    const soup = fc
      .array(fc.constantFrom(...pieces, ' ', ' ', ' ', '\n', '\r', '\t', 'a.b or c'), { minLength: 1, maxLength: 5 })
      .map((list) => list.join(''));
    const place = fc.constantFrom(
      '_',
      '"_"',
      "''_''",
      '{ a = _; }',
      '[ _ ]',
      './a_',
      '{ _ }',
      '{ _ }: a',
      'let _ in a',
      'a _ b',
      'a._',
      './${_}',
      '{ inherit _; }',
      '{ inherit (a) _; }',
      'a_: b',
      '${_}/a', // prettier-ignore
    );
    const text = fc.tuple(place, soup).map(([around, inner]) => around.replace('_', () => inner));
    const { differ, accepted } = await disagreements(fc.sample(text.filter(withoutPipes), { numRuns: 250, seed: 2 }));
    expect(differ).toEqual([]);
    expect(accepted).toBeGreaterThan(25);
  }, 60_000);
});
