import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { files, newRoot, put, read, refusal, tree, write } from './support';
import { writeOutput } from '../../../src/app/write';

/** The refusal of a write that must leave the project as it is. */
function refused(root: string, work: () => unknown) {
  const before = tree(root);
  const error = refusal(work);
  expect(tree(root)).toEqual(before);
  expect(error.mend).toBeTruthy();
  return error;
}

describe('paths', () => {
  test.each([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['C:/windows', 'absolute'],
    ['../up', '".."'],
    ['a/../../up', '".."'],
    ['a/./b', '"."'],
    ['a//b', 'part of it is empty'],
    ['a/', 'part of it is empty'],
    ['a\\b', 'backslash'],
    ['a\0b', 'control character'],
    ['a\nb', 'control character'],
    ['a\ud800b', 'Unicode'],
    ['cosmo.json', 'manifest'],
    ['Cosmo.JSON', 'manifest'],
    ['.cosmo/lock', 'stages'],
    ['.git/config', '.git'],
    ['a/.GIT/hooks/pre-commit', '.git'],
    [`a/${'é'.repeat(128)}`, '255 bytes'],
  ])('%j is refused', (path, why) => {
    const root = newRoot();
    for (const where of ['files', 'projectFiles'] as const) {
      const error = refused(root, () => write(root, {}, { [where]: files({ [path]: 'x' }) }));
      expect(error.code).toBe('WRITE_BAD_PATH');
      expect(error.message).toContain(why);
      expect(error.path).toBe(`made/${path}`);
    }
  });

  test.each([
    ['a.nix', 'A.nix', 'case'],
    ['stra\u00dfe', 'STRASSE', 'case'],
    ['caf\u00e9', 'cafe\u0301', 'Unicode form'],
    ['hosts/a', 'Hosts/b', 'folders that differ'],
    ['a', 'a/b', 'folder and for a file'],
    ['x/y', 'X', 'file and for a folder'],
    ['A', 'a/b/c', 'folder and for a file'],
  ])('%j beside %j is refused', (one, other, how) => {
    const root = newRoot();
    for (const both of [
      { [one]: '1', [other]: '2' },
      { [other]: '2', [one]: '1' },
    ]) {
      const error = refused(root, () => write(root, both));
      expect(error.code).toBe('WRITE_PATH_CLASH');
      expect(error.message).toMatch(/differ|same name/);
    }
    expect(refusal(() => write(root, { [one]: '1', [other]: '2' })).message).toMatch(
      new RegExp(`${how}|for a (file and for a folder|folder and for a file)`),
    );
  });

  test.each(['nix-out/x', 'Nix-Out/x', 'nix-out'])('the project file %s in the output folder is refused', (path) => {
    const root = newRoot();
    const error = refused(root, () => write(root, {}, { projectFiles: files({ [path]: 'x' }) }));
    expect(error.code).toBe('WRITE_PATH_CLASH');
  });

  test('one path in the output folder and one beside the root are two', () => {
    const root = newRoot();
    write(root, { a: '1' }, { projectFiles: files({ a: '2', 'A.d/x': '3' }) });
    expect(tree(root)).toMatchObject({ 'nix-out/a': '1', a: '2', 'A.d/x': '3' });
  });
});

describe('the output folder', () => {
  test.each([
    ['.', 'WRITE_BAD_OUTDIR'],
    ['', 'WRITE_BAD_OUTDIR'],
    ['a/..', 'WRITE_BAD_OUTDIR'],
    ['.git', 'WRITE_BAD_OUTDIR'],
    ['.git/hooks', 'WRITE_BAD_OUTDIR'],
    ['repository', 'WRITE_BAD_OUTDIR'],
    ['file', 'WRITE_BAD_OUTDIR'],
    ['file/deep', 'WRITE_BAD_OUTDIR'],
    ['here', 'WRITE_BAD_OUTDIR'],
    ['..', 'WRITE_OUTSIDE_PROJECT'],
    ['../beside', 'WRITE_OUTSIDE_PROJECT'],
    ['/', 'WRITE_OUTSIDE_PROJECT'],
    ['/tmp', 'WRITE_OUTSIDE_PROJECT'],
    ['away', 'WRITE_OUTSIDE_PROJECT'],
    ['away/deep', 'WRITE_OUTSIDE_PROJECT'],
    ['nowhere', 'WRITE_OUTSIDE_PROJECT'],
  ])('%j is refused with %s', (outdir, code) => {
    const root = newRoot();
    put(root, 'file', 'mine');
    put(root, 'repository/.git', 'gitdir: elsewhere');
    fs.symlinkSync(newRoot(), join(root, 'away'));
    fs.symlinkSync('missing', join(root, 'nowhere'));
    fs.symlinkSync('.', join(root, 'here'));
    expect(refused(root, () => write(root, { a: '1' }, { outdir })).code).toBe(code);
  });

  test('a root that is missing or a file is refused', () => {
    const root = newRoot();
    put(root, 'file', 'mine');
    expect(refused(root, () => write(join(root, 'missing'), {})).code).toBe('WRITE_BAD_ROOT');
    expect(refused(root, () => write(join(root, 'file'), {})).code).toBe('WRITE_BAD_ROOT');
  });

  test('a refused first write leaves no empty folders', () => {
    const root = newRoot();
    put(root, '.sops.yaml', 'mine');
    const error = refused(root, () =>
      write(root, {}, { outdir: 'deep/er/out', projectFiles: files({ '.sops.yaml': 'x' }) }),
    );
    expect(error.code).toBe('WRITE_FOREIGN_FILE');
    expect(Object.keys(tree(root))).toEqual(['.sops.yaml']);
  });
});

describe('links', () => {
  test.each([{}, { overwriteEdited: true }])('a link in the place of a folder is never followed (%j)', (more) => {
    const root = newRoot();
    const away = newRoot();
    write(root, { 'hosts/a': '1' });
    fs.renameSync(join(root, 'nix-out/hosts'), join(away, 'hosts'));
    fs.symlinkSync(join(away, 'hosts'), join(root, 'nix-out/hosts'));
    expect(refused(root, () => write(root, { 'hosts/a': '2' }, more)).code).toBe('WRITE_OUTSIDE_PROJECT');
    expect(refused(root, () => write(root, {}, more)).code).toBe('WRITE_OUTSIDE_PROJECT');
    expect(tree(away)).toEqual({ 'hosts/a': '1' });
  });

  test('a link to a folder inside the project is refused too', () => {
    const root = newRoot();
    write(root, { 'real/a': '1' });
    fs.symlinkSync('real', join(root, 'nix-out/hosts'));
    expect(refused(root, () => write(root, { 'hosts/a': '2', 'real/a': '1' })).code).toBe('WRITE_SYMLINK');
  });

  test('a link above a project file is refused', () => {
    const root = newRoot();
    fs.symlinkSync(newRoot(), join(root, '.github'));
    const projectFiles = files({ '.github/workflows/check.yml': 'x' });
    expect(refused(root, () => write(root, {}, { projectFiles })).code).toBe('WRITE_OUTSIDE_PROJECT');
  });

  test('a link of the user in the place of a file is refused', () => {
    const root = newRoot();
    put(root, 'nix-out/other', '1');
    fs.symlinkSync('other', join(root, 'nix-out/a'));
    const error = refused(root, () => write(root, { a: '1' }));
    expect(error.code).toBe('WRITE_FOREIGN_FILE');
    expect(error.message).toContain('is a link to other');
  });

  test('a link in the place of the working folder is refused', () => {
    const root = newRoot();
    const away = newRoot();
    fs.mkdirSync(join(root, 'nix-out'));
    fs.symlinkSync(away, join(root, 'nix-out/.cosmo'));
    expect(refused(root, () => write(root, { a: '1' })).code).toBe('WRITE_SYMLINK');
    expect(tree(away)).toEqual({});
  });
});

describe("the user's files", () => {
  test('a file that the manifest does not list is refused, also with overwriteEdited', () => {
    const root = newRoot();
    write(root, { other: '1' });
    put(root, 'nix-out/a', 'mine');
    for (const overwriteEdited of [false, true]) {
      const error = refused(root, () => write(root, { a: '1', b: '1' }, { overwriteEdited }));
      expect(error.code).toBe('WRITE_FOREIGN_FILE');
      expect(error.message).toContain('nix-out/a');
      expect(error.mend).toBe('move it away');
    }
  });

  test('a project file of the user is refused', () => {
    const root = newRoot();
    put(root, '.sops.yaml', 'mine');
    const error = refused(root, () => write(root, { a: '1' }, { projectFiles: files({ '.sops.yaml': 'x' }) }));
    expect(error).toMatchObject({ code: 'WRITE_FOREIGN_FILE', message: expect.stringContaining('.sops.yaml') });
  });

  test('where the manifest is missing, the refusal says how to come by it', () => {
    const root = newRoot();
    write(root, { a: '1' });
    fs.rmSync(join(root, 'nix-out/cosmo.json'));
    expect(refused(root, () => write(root, { a: '2' })).mend).toContain('cosmo.json from version control');
  });

  test('a folder in the place of a file is refused while anything in it is not ours', () => {
    const root = newRoot();
    write(root, { 'a/ours': '1' });
    put(root, 'nix-out/a/deep/mine', 'mine');
    const error = refused(root, () => write(root, { a: '1' }));
    expect(error).toMatchObject({
      code: 'WRITE_FOREIGN_FILE',
      message: expect.stringContaining('nix-out/a/deep/mine'),
    });
    fs.rmSync(join(root, 'nix-out/a/deep/mine'));
    expect(refused(root, () => write(root, { a: '1' })).message).toContain('nix-out/a/deep (');
  });

  test('a file in the place of a folder is refused', () => {
    const root = newRoot();
    put(root, 'nix-out/a', 'mine');
    const error = refused(root, () => write(root, { 'a/b/c': '1' }));
    expect(error).toMatchObject({ code: 'WRITE_FOREIGN_FILE', message: expect.stringContaining('nix-out/a (') });
  });

  test('what is no plain file is refused, also with overwriteEdited', () => {
    const root = newRoot();
    write(root, { a: '1' });
    fs.rmSync(join(root, 'nix-out/a'));
    execFileSync('mkfifo', [join(root, 'nix-out/a')]);
    for (const wanted of [{ a: '2' }, {}] as Record<string, string>[]) {
      const error = refusal(() => write(root, wanted, { overwriteEdited: true }));
      expect(error).toMatchObject({ code: 'WRITE_FOREIGN_FILE', message: expect.stringContaining('no plain file') });
    }
  });
});

describe('files edited by hand', () => {
  test('are all named, those no longer made too, and nothing is written', () => {
    const root = newRoot();
    write(root, { a: '1', b: '1', 'hosts/c': '1' });
    put(root, 'nix-out/a', 'edited');
    put(root, 'nix-out/hosts/c', 'edited');
    const error = refused(root, () => write(root, { a: '2', b: '2', new: '1' }));
    expect(error.code).toBe('WRITE_EDITED_BY_HAND');
    expect(error.message).toContain('nix-out/a');
    expect(error.message).toContain('nix-out/hosts/c');
    expect(error.message).not.toContain('nix-out/b');
    expect(error.mend).toContain('--force');
  });

  test('are refused also where nothing new is to be written', () => {
    const root = newRoot();
    write(root, { a: '1' });
    put(root, 'nix-out/a', '2');
    expect(refused(root, () => write(root, { a: '1' })).code).toBe('WRITE_EDITED_BY_HAND');
  });

  test('are named up to twenty', () => {
    const root = newRoot();
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`f${n}`, '1']));
    write(root, many);
    for (const path of Object.keys(many)) put(root, `nix-out/${path}`, 'edited');
    const error = refused(root, () => write(root, many));
    expect(error.message.match(/nix-out\/f/g)).toHaveLength(20);
    expect(error.message).toContain('and 5 more');
  });

  test('a file replaced by a link is one', () => {
    const root = newRoot();
    write(root, { a: '1', b: '1' });
    fs.rmSync(join(root, 'nix-out/a'));
    fs.symlinkSync('b', join(root, 'nix-out/a'));
    expect(refused(root, () => write(root, { a: '1', b: '1' })).code).toBe('WRITE_EDITED_BY_HAND');
  });
});

describe('the manifest', () => {
  const cases: [string, (text: string) => string][] = [
    ['empty', () => ''],
    ['no JSON', () => 'hello'],
    ['cut off', (text) => text.slice(0, -20)],
    ['of something else', () => '{"files":[]}'],
    ['null', () => 'null'],
    ['without version', (text) => text.replace('"version": 1', '"version": "x"')],
    ['listing a path outside', (text) => text.replace('"a"', '"../../a"')],
    ['listing the working folder', (text) => text.replace('"a"', '".cosmo/lock"')],
    ['with a hash that is none', (text) => text.replace(/"sha256":"[^"]*"/, '"sha256":"x"')],
  ];
  test.each(cases)('%s: refused, and overwriteEdited gets out of it', (_, damage) => {
    const root = newRoot();
    write(root, { a: '1' });
    put(root, 'nix-out/cosmo.json', damage(read(root, 'nix-out/cosmo.json')));
    const error = refused(root, () => write(root, { a: '2' }));
    expect(error.code).toBe('WRITE_MANIFEST_DAMAGED');
    expect(error.mend).toContain('--force');
    write(root, { a: '2' }, { overwriteEdited: true });
    expect(write(root, { a: '3' }).changed).toEqual(['a']);
  });

  test('of a newer version is refused', () => {
    const root = newRoot();
    write(root, { a: '1' });
    put(root, 'nix-out/cosmo.json', read(root, 'nix-out/cosmo.json').replace('"version": 1', '"version": 2'));
    expect(refused(root, () => write(root, { a: '2' })).code).toBe('WRITE_MANIFEST_NEWER');
  });

  test('of a newer release is changed by no older one, unless it is forced', () => {
    const root = newRoot();
    write(root, { a: '1' }, { release: '1.10.0' });
    const error = refused(root, () => write(root, { a: '2' }, { release: '1.9.3' }));
    expect(error.code).toBe('WRITE_OUTPUT_NEWER');
    expect(error.message).toContain('cosmo-nix 1.10.0 wrote nix-out, and this is 1.9.3');
    expect(read(root, 'nix-out/a')).toBe('1');
    // What is the same is no matter; nor is a copy that is no release.
    expect(write(root, { a: '1' }, { release: '1.9.3' }).unchanged).toBe(1);
    write(root, { a: '2' }, { release: '1.9.3', overwriteEdited: true });
    expect(read(root, 'nix-out/cosmo.json')).toContain('"cosmo": "1.9.3"');
  });

  test('a link or a folder in its place is refused', () => {
    const root = newRoot();
    put(root, 'mine.json', '{}');
    fs.mkdirSync(join(root, 'nix-out'));
    fs.symlinkSync('../mine.json', join(root, 'nix-out/cosmo.json'));
    expect(refused(root, () => write(root, { a: '1' })).code).toBe('WRITE_MANIFEST_DAMAGED');
    write(root, { a: '1' }, { overwriteEdited: true });
    expect(read(root, 'mine.json')).toBe('{}');
    fs.rmSync(join(root, 'nix-out/cosmo.json'));
    fs.mkdirSync(join(root, 'nix-out/cosmo.json'));
    expect(refused(root, () => write(root, { a: '1' }, { overwriteEdited: true })).code).toBe('WRITE_MANIFEST_DAMAGED');
  });
});

describe('a journal left behind', () => {
  test.each(['', 'x\n{}\n', '{}'])('that is damaged (%j) is refused, and overwriteEdited removes it', (text) => {
    const root = newRoot();
    write(root, { a: '1' });
    put(root, 'nix-out/.cosmo/journal.json', text);
    expect(refused(root, () => write(root, { a: '2' })).code).toBe('WRITE_JOURNAL_DAMAGED');
    write(root, { a: '2' }, { overwriteEdited: true });
    expect(tree(root)).toEqual({ 'nix-out/a': '2', 'nix-out/cosmo.json': expect.any(String) });
  });
});

test('a file system that refuses is said with the path, the mend and the cause', () => {
  const root = newRoot();
  write(root, { a: '1' });
  const spy = jest.spyOn(jest.requireActual<typeof fs>('node:fs'), 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, link'), { code: 'ENOSPC' });
  });
  const error = refusal(() => writeOutput({ root, outdir: 'nix-out', files: files({ a: '2' }) }));
  spy.mockRestore();
  expect(error.code).toBe('WRITE_FAILED');
  expect(error.message).toContain(join(root, 'nix-out/a'));
  expect(error.why).toBe('the previous output is as it was');
  expect(error.mend).toContain('free some space');
  expect((error.cause as { code: string }).code).toBe('ENOSPC');
});
