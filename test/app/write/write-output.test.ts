import * as fs from 'node:fs';
import { join } from 'node:path';
import { files, identities, newRoot, output, put, read, tree, write } from './support';
import { recoverOutput, writeOutput } from '../../../src/app/write';

const sum = (digit: string) => expect.stringMatching(new RegExp(`^${digit}[0-9a-f]{63}$`));

test('writes files, an executable one and bytes among them, and a manifest', () => {
  const root = newRoot();
  const bytes = new Uint8Array([0, 255, 10]);
  const report = write(root, { 'flake.nix': '{ }\n', 'hosts/web/run.sh': '#!/bin/sh\n', 'assets/logo': bytes });
  expect(report).toEqual({
    outdir: join(root, 'nix-out'),
    created: ['assets/logo', 'flake.nix', 'hosts/web/run.sh'],
    changed: [],
    removed: [],
    unchanged: 0,
    left: [],
    edited: [],
  });
  expect(Buffer.from(bytes).equals(fs.readFileSync(join(root, 'nix-out/assets/logo')))).toBe(true);
  const { 'assets/logo': _, ...texts } = output(join(root, 'nix-out'));
  expect(texts).toEqual({ 'flake.nix': '{ }\n', 'hosts/web/run.sh': 'x #!/bin/sh\n' });
});

test('the manifest has one sorted line a file, and is the same for the same files in any order', () => {
  const [one, other] = [newRoot(), newRoot()];
  const projectFiles = files({ '.sops.yaml': 'keys: []\n' });
  write(one, { b: '2', a: '1' }, { projectFiles });
  write(other, { a: '1', b: '2' }, { projectFiles });
  const text = read(one, 'nix-out/cosmo.json');
  expect(read(other, 'nix-out/cosmo.json')).toBe(text);
  expect(text.split('\n')).toHaveLength(3 + 4 + 2 + 1); // files, head, foot, last newline
  expect(text.split('\n').filter((line) => line.includes('"path"'))).toHaveLength(3);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    generator: 'cosmo-nix',
    files: [
      { path: 'a', sha256: sum('6'), owner: 'made/a' },
      { path: 'b', sha256: sum('d'), owner: 'made/b' },
      { path: '.sops.yaml', project: true, sha256: sum('.'), owner: 'made/.sops.yaml' },
    ],
  });
});

test('an output without files has a manifest without files', () => {
  const root = newRoot();
  write(root, {});
  expect(JSON.parse(read(root, 'nix-out/cosmo.json')).files).toEqual([]);
});

test('a second write of the same touches nothing, not even the manifest', () => {
  const root = newRoot();
  write(root, { a: '1', 'b/c': '#!x' });
  const before = identities(root);
  const report = write(root, { a: '1', 'b/c': '#!x' });
  expect(report).toMatchObject({ created: [], changed: [], removed: [], unchanged: 2 });
  expect(identities(root)).toEqual(before);
});

test('a change touches only what changed, and removes what is no longer made with the folders it leaves empty', () => {
  const root = newRoot();
  write(root, { same: '1', changed: '1', 'gone/deep/file': '1', 'kept/gone': '1', 'kept/same': '1' });
  const before = identities(root);
  const report = write(root, { same: '1', changed: '2', new: '1', 'kept/same': '1' });
  expect(report).toMatchObject({
    created: ['new'],
    changed: ['changed'],
    removed: ['gone/deep/file', 'kept/gone'],
    unchanged: 2,
  });
  expect(output(join(root, 'nix-out'))).toEqual({ same: '1', changed: '2', new: '1', 'kept/same': '1' });
  const after = identities(root);
  for (const path of ['nix-out/same', 'nix-out/kept/same']) expect(after[path]).toBe(before[path]);
});

test('flake.lock and all else that is not ours stays, and is listed; a whole folder as one', () => {
  const root = newRoot();
  write(root, { a: '1', 'hosts/web': '1', 'old/file': '1' });
  put(root, 'nix-out/flake.lock', 'lock');
  put(root, 'nix-out/hosts/mine', 'mine');
  put(root, 'nix-out/notes/deep/one', '1');
  put(root, 'nix-out/old/mine', 'mine');
  const report = write(root, { a: '1', 'hosts/web': '1' });
  expect(report.left).toEqual(['flake.lock', 'hosts/mine', 'notes/', 'old/']);
  expect(report.removed).toEqual(['old/file']);
  expect(output(join(root, 'nix-out'))).toMatchObject({ 'flake.lock': 'lock', 'old/mine': 'mine' });
});

test('many files of the user in one folder are listed as one entry', () => {
  const root = newRoot();
  for (let n = 0; n < 21; n++) put(root, `nix-out/hosts/${n}`, 'mine');
  expect(write(root, { 'hosts/web': '1' }).left).toEqual(['hosts/* (21 entries)']);
});

test('the executable bit is set, and taken away, when only that changes', () => {
  const root = newRoot();
  const file = (executable: boolean) => new Map([['run', { content: 'x', owner: '', executable }]]);
  writeOutput({ root, outdir: 'nix-out', files: file(false) });
  expect(output(join(root, 'nix-out'))).toEqual({ run: 'x' });
  expect(writeOutput({ root, outdir: 'nix-out', files: file(true) }).changed).toEqual(['run']);
  expect(output(join(root, 'nix-out'))).toEqual({ run: 'x x' });
  expect(writeOutput({ root, outdir: 'nix-out', files: file(false) }).changed).toEqual(['run']);
  expect(output(join(root, 'nix-out'))).toEqual({ run: 'x' });
});

test('project files go beside the root through the same manifest, and go again', () => {
  const root = newRoot();
  put(root, '.github/workflows/mine.yml', 'mine');
  const projectFiles = files({ '.sops.yaml': 'a', '.github/workflows/check.yml': 'b' });
  const report = write(root, { a: '1' }, { projectFiles });
  expect(report.created).toEqual(['../.github/workflows/check.yml', '../.sops.yaml', 'a']);
  expect(write(root, { a: '1' }, { projectFiles }).unchanged).toBe(3);
  expect(write(root, { a: '1' }).removed).toEqual(['../.github/workflows/check.yml', '../.sops.yaml']);
  expect(Object.keys(tree(root)).sort()).toEqual(['.github/workflows/mine.yml', 'nix-out/a', 'nix-out/cosmo.json']);
});

test('a file becomes a folder and a folder a file', () => {
  const root = newRoot();
  write(root, { a: '1', 'b/c/d': '1', 'b/e': '1' });
  write(root, { 'a/x/y': '2', b: '2' });
  expect(output(join(root, 'nix-out'))).toEqual({ 'a/x/y': '2', b: '2' });
  write(root, { a: '1', 'b/c/d': '1', 'b/e': '1' });
  expect(output(join(root, 'nix-out'))).toEqual({ a: '1', 'b/c/d': '1', 'b/e': '1' });
});

test('a file removed by hand is written again; one no longer made is simply gone', () => {
  const root = newRoot();
  write(root, { a: '1', 'b/c': '1', d: '1' });
  fs.rmSync(join(root, 'nix-out/a'));
  fs.rmSync(join(root, 'nix-out/b'), { recursive: true });
  expect(write(root, { a: '1', d: '1' })).toMatchObject({ created: ['a'], removed: [], edited: [] });
});

test('a file edited to just the new content is fine', () => {
  const root = newRoot();
  write(root, { a: '1' });
  put(root, 'nix-out/a', '2');
  expect(write(root, { a: '2' })).toMatchObject({ changed: [], unchanged: 1, edited: [] });
});

test('a file of the user with just the content to be written is taken into the manifest', () => {
  const root = newRoot();
  put(root, 'nix-out/a', '1');
  expect(write(root, { a: '1' })).toMatchObject({ created: [], unchanged: 1 });
  expect(read(root, 'nix-out/cosmo.json')).toContain('"path":"a"');
});

test('with overwriteEdited edited files are overwritten or removed, and named', () => {
  const root = newRoot();
  write(root, { a: '1', b: '1', c: '1' });
  put(root, 'nix-out/a', 'edited');
  put(root, 'nix-out/b', 'edited');
  const report = write(root, { a: '2', c: '1' }, { overwriteEdited: true });
  expect(report).toMatchObject({ changed: ['a'], removed: ['b'], edited: ['a', 'b'] });
  expect(output(join(root, 'nix-out'))).toEqual({ a: '2', c: '1' });
});

test('with overwriteEdited a link in the place of a file is replaced, and what it leads to is not touched', () => {
  const root = newRoot();
  const elsewhere = newRoot();
  put(elsewhere, 'precious', 'mine');
  write(root, { a: '1', b: '1' });
  for (const name of ['a', 'b']) {
    fs.rmSync(join(root, 'nix-out', name));
    fs.symlinkSync(join(elsewhere, 'precious'), join(root, 'nix-out', name));
  }
  expect(write(root, { a: '2' }, { overwriteEdited: true }).edited).toEqual(['a', 'b']);
  expect(output(join(root, 'nix-out'))).toEqual({ a: '2' });
  expect(read(elsewhere, 'precious')).toBe('mine');
});

test('a merge conflict in the manifest is got out of with overwriteEdited: both sides of it are known', () => {
  const root = newRoot();
  write(root, { both: '1', ours: '1', theirs: '1', 'old/ours': '1' });
  const lines = read(root, 'nix-out/cosmo.json').split('\n');
  lines.splice(4, 0, '<<<<<<< HEAD');
  lines.splice(6, 0, '=======');
  lines.splice(8, 0, '>>>>>>> theirs');
  put(root, 'nix-out/cosmo.json', lines.join('\n'));
  put(root, 'nix-out/unlisted', 'not in the manifest');
  const wanted = { both: '2', ours: '1', unlisted: 'wanted' };
  const report = write(root, wanted, { overwriteEdited: true });
  expect(report).toMatchObject({
    changed: ['both', 'unlisted'],
    removed: ['old/ours', 'theirs'],
    edited: ['unlisted'],
  });
  expect(output(join(root, 'nix-out'))).toEqual(wanted);
  expect(write(root, wanted)).toMatchObject({ changed: [], unchanged: 3 });
});

test('a salvaged manifest removes nothing that was edited', () => {
  const root = newRoot();
  write(root, { a: '1', b: '1' });
  put(root, 'nix-out/b', 'edited');
  put(root, 'nix-out/cosmo.json', `${read(root, 'nix-out/cosmo.json')}<<<`);
  expect(write(root, { a: '1' }, { overwriteEdited: true })).toMatchObject({ removed: [], left: ['b'] });
});

test('an output folder given as an absolute path, deep, or through a link inside the project', () => {
  const root = newRoot();
  expect(write(root, { a: '1' }, { outdir: join(root, 'deep/er/out') }).outdir).toBe(join(root, 'deep/er/out'));
  fs.symlinkSync('deep/er', join(root, 'short'));
  expect(write(root, { a: '1' }, { outdir: 'short/out' })).toMatchObject({
    outdir: join(root, 'deep/er/out'),
    unchanged: 1,
  });
});

test('a root reached through a link', () => {
  const root = newRoot();
  const link = join(newRoot(), 'link');
  fs.symlinkSync(root, link);
  expect(write(link, { a: '1' }, { outdir: join(link, 'nix-out') }).outdir).toBe(join(root, 'nix-out'));
});

test('on a file system that ignores case, a file renamed in case alone is not lost', () => {
  const root = newRoot();
  write(root, { 'Web.nix': '1' });
  // What such a file system shows: one file under both names.
  fs.linkSync(join(root, 'nix-out/Web.nix'), join(root, 'nix-out/web.nix'));
  write(root, { 'web.nix': '1' });
  expect(output(join(root, 'nix-out'))).toEqual({ 'web.nix': '1' });
});

test('without hard links the previous files are kept as copies', () => {
  const root = newRoot();
  write(root, { a: '1', gone: '1' });
  const link = jest.spyOn(jest.requireActual<typeof fs>('node:fs'), 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
  });
  write(root, { a: '2' });
  expect(link).toHaveBeenCalledTimes(3); // a, gone, cosmo.json
  link.mockRestore();
  expect(output(join(root, 'nix-out'))).toEqual({ a: '2' });
});

test('a project file on another file system than the output goes through a copy beside it', () => {
  const root = newRoot();
  const actual = jest.requireActual<typeof fs>('node:fs');
  const rename = actual.renameSync;
  const spy = jest.spyOn(actual, 'renameSync').mockImplementation((from, to) => {
    if (`${from}`.includes('/new/') && `${to}`.endsWith('.sops.yaml')) {
      throw Object.assign(new Error('EXDEV: cross-device link'), { code: 'EXDEV' });
    }
    rename(from, to);
  });
  // The copy's own rename goes from `.cosmo-.sops.yaml`, outside new/.
  write(root, { a: '1' }, { projectFiles: files({ '.sops.yaml': 'x' }) });
  spy.mockRestore();
  expect(tree(root)).toMatchObject({ '.sops.yaml': 'x', 'nix-out/a': '1' });
  expect(Object.keys(tree(root))).toHaveLength(3);
});

test('recovery of an output in order finds nothing to do', () => {
  const root = newRoot();
  write(root, { a: '1' });
  const before = identities(root);
  expect(recoverOutput('nix-out', root)).toBe('none');
  expect(identities(root)).toEqual(before);
});

describe('the release that writes', () => {
  const manifest = (root: string) => read(root, 'nix-out/cosmo.json');

  test('stands in the manifest, once it has changed something', () => {
    const root = newRoot();
    write(root, { a: '1' });
    const before = manifest(root);
    expect(before).not.toContain('"cosmo"');
    write(root, { a: '1' }, { release: '1.0.0' });
    expect(manifest(root)).toBe(before);
    write(root, { a: '2' }, { release: '1.0.0' });
    expect(JSON.parse(manifest(root))).toMatchObject({ version: 1, generator: 'cosmo-nix', cosmo: '1.0.0' });
  });

  test('leaves an output that it has nothing to change in as it is', () => {
    const root = newRoot();
    write(root, { a: '1' }, { release: '1.0.0' });
    const before = manifest(root);
    expect(write(root, { a: '1' }, { release: '1.1.0' }).unchanged).toBe(1);
    expect(manifest(root)).toBe(before);
    write(root, { b: '1' }, { release: '1.1.0' });
    expect(manifest(root)).toContain('"cosmo": "1.1.0"');
  });

  test('is none where the manifest says what is none', () => {
    const root = newRoot();
    write(root, { a: '1' }, { release: '9.0.0' });
    put(root, 'nix-out/cosmo.json', manifest(root).replace('9.0.0', 'newest'));
    write(root, { a: '2' }, { release: '1.0.0' });
    expect(manifest(root)).toContain('"cosmo": "1.0.0"');
  });
});
