import type { SynthResult } from '../../src/app/synth-result';
import { together } from '../../src/cli/outcome';

function result(part: Partial<SynthResult>): SynthResult {
  return {
    outdir: '/x',
    systems: [],
    created: [],
    changed: [],
    removed: [],
    unchanged: 0,
    left: [],
    edited: [],
    diagnostics: [],
    acknowledged: [],
    ...part,
  };
}

describe('several calls of synth together', () => {
  test('are nothing where there was none, and the one where there was one', () => {
    const one = result({ created: ['a'] });
    expect([together([]), together([one])]).toEqual([undefined, one]);
  });

  test('say what became of each file since before the first', () => {
    const first = result({ created: ['new', 'brief'], changed: ['twice'], removed: ['back', 'gone'], unchanged: 1 });
    const last = result({ created: ['back'], changed: ['twice', 'new', 'late'], removed: ['brief'], systems: ['s'] });
    expect(together([first, last])).toEqual(
      result({ systems: ['s'], created: ['new'], changed: ['back', 'late', 'twice'], removed: ['gone'], unchanged: 0 }),
    );
  });

  test('keep what was edited by hand of all of them', () => {
    const both = together([result({ edited: ['b', 'a'] }), result({ edited: ['a'], unchanged: 3 })]);
    expect(both).toMatchObject({ edited: ['a', 'b'], unchanged: 3 });
  });
});
