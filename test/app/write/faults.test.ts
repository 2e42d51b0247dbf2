import * as fs from 'node:fs';
import { join } from 'node:path';
import { Fault, withFault } from './faults';
import { drop, files, identities, newRoot, put, tree, write } from './support';
import { CosmoError } from '../../../src/app/error';
import { recoverOutput, writeOutput } from '../../../src/app/write';

const OLD = {
  'flake.nix': 'old',
  same: 'same',
  'gone/deep/one': 'old',
  'gone/two': 'old',
  'file-to-folder': 'old',
  'folder-to-file/x': 'old',
  'hosts/web.nix': 'old',
  mode: 'same',
};
const NEW = {
  'flake.nix': 'new',
  same: 'same',
  'file-to-folder/x/y': 'new',
  'folder-to-file': 'new',
  'hosts/web.nix': 'new and longer',
  'hosts/new/a': '#!new',
  mode: 'same',
};
const OLD_PROJECT = files({ '.sops.yaml': 'old', '.github/old.yml': 'old' });
const NEW_PROJECT = files({ '.sops.yaml': 'new', '.github/workflows/new.yml': 'new' });

const writeOld = (root: string) => write(root, OLD, { projectFiles: OLD_PROJECT });
const writeNew = (root: string) => {
  const wanted = files(NEW);
  wanted.set('mode', { ...wanted.get('mode')!, executable: true });
  return writeOutput({ root, outdir: 'nix-out', files: wanted, projectFiles: NEW_PROJECT });
};

/** What stands outside the working folder. */
const whole = (root: string) =>
  Object.fromEntries(Object.entries(tree(root)).filter(([path]) => !path.startsWith('nix-out/.cosmo/')));

/** Without empty folders: one that cannot be removed is no reason to give up what is written. */
const withoutEmpty = (found: Record<string, string>) =>
  Object.fromEntries(Object.entries(found).filter(([path]) => !path.endsWith('/')));

const EXPECTED = { old: {} as Record<string, string>, new: {} as Record<string, string>, calls: 0 };

beforeAll(() => {
  const root = prepared();
  EXPECTED.old = tree(root);
  EXPECTED.calls = withFault('once', Infinity, '', () => writeNew(root)).calls;
  EXPECTED.new = tree(root);
});

/** A root with the old output and files of the user. */
function prepared(): string {
  const root = newRoot();
  writeOld(root);
  put(root, 'nix-out/flake.lock', 'lock');
  put(root, 'nix-out/gone/mine', 'mine');
  return root;
}

/** What is left of a process that died: its lock names one that is gone. */
function bury(root: string) {
  const work = join(root, 'nix-out/.cosmo');
  const lock = join(work, 'lock');
  if (!fs.existsSync(lock)) return;
  // Killed while it broke a lock: two seconds later, so that the test need not wait for them.
  const guards = fs.readdirSync(work).filter((name) => name.startsWith('lock-break-'));
  for (const guard of guards) fs.utimesSync(join(work, guard), 0, 0);
  const text = fs.readFileSync(lock, 'utf8');
  try {
    fs.writeFileSync(lock, JSON.stringify({ ...JSON.parse(text), began: 'long ago' }));
  } catch {
    fs.utimesSync(lock, 0, 0); // Killed between creating the lock and writing it.
  }
}

function attempt(fault: Fault, nth: number, code: string, root: string) {
  let error: unknown;
  const { failed } = withFault(fault, nth, code, () => {
    try {
      writeNew(root);
    } catch (thrown) {
      error = thrown;
    }
  });
  return { failed, error };
}

test('the scenario does everything a write can do', () => {
  expect(EXPECTED.calls).toBeGreaterThan(100);
  expect(EXPECTED.new).toMatchObject({
    'nix-out/flake.lock': 'lock',
    'nix-out/gone/mine': 'mine',
    'nix-out/hosts/new/a': 'x #!new',
    'nix-out/mode': 'x same',
    '.github/workflows/new.yml': 'new',
  });
  expect(Object.keys(EXPECTED.new).filter((path) => path.includes('.cosmo'))).toEqual([]);
});

describe.each<[Fault, string]>([
  ['once', 'ENOSPC'],
  ['once', 'EPERM'], // Which a missing right gives, and a file system without hard links.
  ['no room', 'ENOSPC'],
])('a call that fails (%s, %s), at each call in turn', (fault, code) => {
  test('leaves the old output whole, file for file the same, and the next write succeeds', () => {
    let refused = 0;
    for (let nth = 0; nth < EXPECTED.calls; nth++) {
      const root = prepared();
      const before = identities(root);
      const { failed, error } = attempt(fault, nth, code, root);
      if (fault === 'once') expect(failed).toBe(true);
      if (error !== undefined) {
        refused++;
        expect(CosmoError.isCosmoError(error)).toBe(true);
        const { why } = error as CosmoError;
        if (why?.includes('could not be undone')) {
          // Two faults: a folder that was removed could not be made again.
          expect(fault).toBe('no room');
          bury(root);
          expect(recoverOutput('nix-out', root)).toBe('back');
        }
        expect({ nth, tree: whole(root) }).toEqual({ nth, tree: EXPECTED.old });
        const after = identities(root);
        for (const path of Object.keys(before)) {
          expect({ nth, path, is: after[path] }).toEqual({ nth, path, is: before[path] });
        }
      } else {
        expect({ nth, tree: withoutEmpty(whole(root)) }).toEqual({ nth, tree: EXPECTED.new });
      }
      bury(root);
      writeNew(root);
      expect({ nth, tree: withoutEmpty(tree(root)) }).toEqual({ nth, tree: EXPECTED.new });
      drop(root);
    }
    expect(refused).toBeGreaterThan(fault === 'no room' ? 10 : 80);
  });
});

describe('a process that dies, at each call in turn', () => {
  test('leaves what recovery brings to the whole old or the whole new output', () => {
    const seen: Record<string, number> = { old: 0, new: 0 };
    for (let nth = 0; nth < EXPECTED.calls; nth++) {
      const root = prepared();
      attempt('dead', nth, 'EIO', root);
      bury(root);
      const recovery = recoverOutput('nix-out', root);
      const is = tree(root);
      const which = is['nix-out/flake.nix'] === 'old' ? 'old' : 'new';
      seen[which]++;
      if (recovery === 'forward') expect(which).toBe('new');
      expect({ nth, tree: is }).toEqual({ nth, tree: EXPECTED[which] });
      drop(root);
    }
    expect(seen.old).toBeGreaterThan(40);
    expect(seen.new).toBeGreaterThan(20);
  });

  test('and the one that recovers dies too, at each of its calls', () => {
    // From three moments of the first: one before the commit, two after it.
    for (const first of [0.5, 0.75, 0.85].map((part) => Math.floor(EXPECTED.calls * part))) {
      for (let nth = 0, done = false; !done; nth++) {
        const root = prepared();
        attempt('dead', first, 'EIO', root);
        bury(root);
        done = !attempt('dead', nth, 'EIO', root).failed;
        bury(root);
        recoverOutput('nix-out', root);
        const is = tree(root);
        const which = is['nix-out/flake.nix'] === 'old' ? 'old' : 'new';
        expect({ first, nth, tree: is }).toEqual({ first, nth, tree: EXPECTED[which] });
        drop(root);
      }
    }
  });

  test('while undoing leaves what recovery undoes to the end', () => {
    const renames = countRenames(prepared());
    const recoveries: Record<string, number> = {};
    for (let after = 0; after < 45; after++) {
      const root = prepared();
      failLastRenameThenDie(root, renames, after);
      bury(root);
      const recovery = recoverOutput('nix-out', root);
      recoveries[recovery] = (recoveries[recovery] ?? 0) + 1;
      // Killed before it could note that it undoes: the write counts, and is finished.
      const expected = recovery === 'forward' ? EXPECTED.new : EXPECTED.old;
      expect({ after, tree: tree(root) }).toEqual({ after, tree: expected });
      drop(root);
    }
    expect(recoveries.forward).toBeLessThan(5);
    expect(recoveries.back).toBeGreaterThan(20);
  });
});

const isPlacing = ([from]: unknown[]) => String(from).includes('/.cosmo/new/');

function countRenames(root: string): number {
  const actual = jest.requireActual<typeof fs>('node:fs');
  const spy = jest.spyOn(actual, 'renameSync');
  writeNew(root);
  const count = spy.mock.calls.filter(isPlacing).length;
  spy.mockRestore();
  return count;
}

/** The last file to be put in place fails, and the process dies some calls after that, in the midst of undoing. */
function failLastRenameThenDie(root: string, renames: number, after: number) {
  const actual = jest.requireActual<typeof fs>('node:fs');
  const names = [
    'lstatSync',
    'mkdirSync',
    'renameSync',
    'rmdirSync',
    'unlinkSync',
    'readFileSync',
    'readdirSync',
  ] as const;
  let placed = 0;
  let calls = -1;
  const spies = names.map((name) => {
    const original = actual[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(actual, name).mockImplementation(((...args: unknown[]) => {
      if (!String(args[0]).startsWith(root)) return original(...args);
      if (calls >= 0 && calls++ > after) throw Object.assign(new Error('dead'), { code: 'EIO' });
      if (name === 'renameSync' && isPlacing(args) && ++placed === renames) {
        calls = 0;
        throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      }
      return original(...args);
    }) as never);
  });
  expect(() => writeNew(root)).toThrow();
  spies.forEach((spy) => spy.mockRestore());
}

describe('between a committed write and its recovery', () => {
  /** A root where a write died just after its commit. */
  function committed(): string {
    for (let nth = Math.floor(EXPECTED.calls / 2); ; nth++) {
      const root = prepared();
      attempt('dead', nth, 'EIO', root);
      bury(root);
      if (fs.existsSync(join(root, 'nix-out/.cosmo/journal.json'))) return root;
    }
  }

  test('an edit is not lost: it is found by the next write', () => {
    const root = committed();
    put(root, 'nix-out/hosts/web.nix', 'edited');
    expect(() => writeNew(root)).toThrow(/WRITE_EDITED_BY_HAND[^]*hosts\/web.nix/);
    expect(tree(root)).toEqual({ ...EXPECTED.new, 'nix-out/hosts/web.nix': 'edited' });
  });

  test('an edited file that was to be removed stays', () => {
    const root = committed();
    put(root, 'nix-out/gone/two', 'edited');
    expect(writeNew(root).left).toContain('gone/');
    expect(tree(root)).toEqual({ ...EXPECTED.new, 'nix-out/gone/two': 'edited' });
  });

  test('a link put in the place of a folder is not followed', () => {
    const root = committed();
    const away = newRoot();
    fs.rmSync(join(root, 'nix-out/hosts'), { recursive: true });
    fs.symlinkSync(away, join(root, 'nix-out/hosts'));
    expect(() => recoverOutput('nix-out', root)).toThrow(/WRITE_OUTSIDE_PROJECT/);
    expect(tree(away)).toEqual({});
    fs.rmSync(join(root, 'nix-out/hosts'));
    expect(recoverOutput('nix-out', root)).toBe('forward');
    expect(tree(root)).toEqual(EXPECTED.new);
  });

  test('where finishing fails, the old output is put back', () => {
    const root = committed();
    let error: unknown;
    // The first file to be put in place is refused.
    const actual = jest.requireActual<typeof fs>('node:fs');
    const rename = actual.renameSync;
    const spy = jest.spyOn(actual, 'renameSync').mockImplementation((from, to) => {
      if (isPlacing([from])) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      rename(from, to);
    });
    try {
      recoverOutput('nix-out', root);
    } catch (thrown) {
      error = thrown;
    }
    spy.mockRestore();
    expect(error).toMatchObject({ code: 'WRITE_FAILED', why: 'the previous output is as it was' });
    expect(tree(root)).toEqual(EXPECTED.old);
  });

  test('a journal that leads outside is refused, whoever made its checksum', () => {
    const root = committed();
    const path = join(root, 'nix-out/.cosmo/journal.json');
    const body = fs.readFileSync(path, 'utf8').split('\n')[1].replace('"hosts/web.nix"', '"../../web.nix"');
    fs.writeFileSync(path, `${sha256(body)}\n${body}\n`);
    expect(() => recoverOutput('nix-out', root)).toThrow(/WRITE_JOURNAL_DAMAGED[^]*no place to write/);
  });
});

function sha256(text: string): string {
  return jest
    .requireActual<typeof import('node:crypto')>('node:crypto')
    .createHash('sha256')
    .update(text)
    .digest('hex');
}
