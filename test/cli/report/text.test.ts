import { at, located } from './located';
import { findingsText } from '../../../src/cli/report/text';
import { widthOf, wrap } from '../../../src/cli/report/wrap';
import { Style } from '../../../src/cli/style';

const style = new Style({ isTTY: false } as NodeJS.WriteStream);
const options = { style, width: 100, root: '/project', verbose: false };

describe('lines', () => {
  test('break between words, and go on below the first', () => {
    expect(wrap('one two three four', 14, '  why: ')).toBe('  why: one two\n       three\n       four');
  });

  test('are longer where a word or a quotation is', () => {
    expect(wrap('write `a b c d e f` here', 12)).toBe('write\n`a b c d e f`\nhere');
  });

  test('that are indented stay as they are, such as an excerpt of a file', () => {
    expect(wrap('it fails here:\n    12 | some long line of a program\nand there', 20, '', '    ')).toBe(
      'it fails here:\n    12 | some long line of a program\n    and there',
    );
  });

  test.each([
    [{ columns: 70 }, undefined, 70],
    [{ columns: 10 }, undefined, 40],
    [{}, '120', 120],
    [{}, 'wide', 100],
    [{}, undefined, 100],
  ])('are as wide as the terminal: %j, COLUMNS %s', (stream, columns, wanted) => {
    const before = process.env.COLUMNS;
    if (columns === undefined) delete process.env.COLUMNS;
    else process.env.COLUMNS = columns;
    try {
      expect(widthOf(stream)).toBe(wanted);
    } finally {
      if (before === undefined) delete process.env.COLUMNS;
      else process.env.COLUMNS = before;
    }
  });
});

describe('a finding', () => {
  test('has all who have part in it, with their lines', () => {
    const one = {
      ...located({ keyPath: 'a.b', why: 'it is slow', mend: 'make it fast' }, [12, 20]),
      related: [
        { path: 'cellar', places: at([7, 9]) },
        { path: 'shed', places: at([7, 9]) },
        { path: '', places: [] },
      ],
      also: [{ path: 'barn', keyPath: 'c', message: 'here too', places: at([8]) }],
    };
    expect(findingsText([one], options)).toBe(`warning SO_SO: not ideal
  at attic, a.b
  with cellar, shed, in main.ts:7, from main.ts:9
  with (the app)
  also at barn, c, in main.ts:8: here too
  why: it is slow
  mend: make it fast
  in main.ts:12
  in main.ts:20
`);
  });

  test('counts places beyond five, and names all with --verbose', () => {
    const also = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ path: `barn-${number}` }));
    const text = findingsText([located({ also })], options);
    expect(text).toContain('  also at barn-5, in main.ts:50\n  also at 2 more places\n');
    expect(text).not.toContain('barn-6');
    expect(findingsText([located({ also })], { ...options, verbose: true })).toContain('also at barn-7');
  });
});

describe('findings of one cause', () => {
  const loop = (count: number, line?: number) =>
    Array.from({ length: count }, (_, index) =>
      located({ path: `host-${index}`, message: `host-${index} is so-so` }, line === undefined ? [] : [line]),
    );

  test('are told once: those of one line', () => {
    const text = findingsText(loop(1000, 5), options);
    expect(text).toBe(`warning SO_SO (1000 times): host-0 is so-so
  at host-0
  and at host-1, host-2, host-3, host-4, host-5, …
  in main.ts:5
`);
  });

  test('are told once where no line is known, if they are many and say the same', () => {
    expect(findingsText(loop(4), options)).toContain('warning SO_SO (4 times): host-0 is so-so\n  at host-0\n');
    expect(findingsText(loop(3), options)).toContain('warning SO_SO: host-2 is so-so\n');
  });

  test('are told with what each says, where that differs', () => {
    const ports = [80, 443, 53].map((port) => located({ path: `p${port}`, message: `port ${port} is taken` }, [5]));
    expect(findingsText(ports, options)).toContain(
      'warning SO_SO (3 times): port 80 is taken\n  at p80\n  and at p53: port 53 is taken\n  and at p443: port 443 is taken\n',
    );
  });

  test('are not what another line, code, prop or severity is the cause of', () => {
    const found = [
      located({}, [5]),
      located({ path: 'b' }, [6]),
      located({ path: 'c', code: 'OTHER' }, [5]),
      located({ path: 'd', keyPath: 'x' }, [5]),
    ];
    expect(findingsText(found, options)).not.toContain('times');
  });

  test('are cut short beyond ten of a code, and each is told with --verbose', () => {
    const found = Array.from({ length: 13 }, (_, index) => located({ path: `h${index}` }, [index + 1]));
    const text = findingsText(found, options);
    expect(text.match(/^warning/gm)).toHaveLength(10);
    expect(text).toMatch(/\n… and 3 more of SO_SO\n$/);
    expect(findingsText(found, { ...options, verbose: true }).match(/^warning/gm)).toHaveLength(13);
  });
});
