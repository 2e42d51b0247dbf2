import { join } from 'node:path';
import * as fc from 'fast-check';
import { drop, identities, newRoot, output, put } from './support';
import { RenderedFile, writeOutput } from '../../../src/app/write';

const PARTS = ['a', 'b', 'c', 'flake.nix', 'ö', '.hidden', 'with space'];
const path = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const file = fc.record({
  content: fc.oneof(fc.constantFrom('', 'one', 'two'), fc.string({ unit: 'grapheme', maxLength: 20 })),
  executable: fc.boolean(),
  owner: fc.constantFrom('', 'host', 'host/zfs'),
});

/** A map of files none of which is another's folder. */
const fileMap = fc.dictionary(path, file, { maxKeys: 8 }).map((record) => {
  const map = new Map<string, RenderedFile>();
  for (const [name, value] of Object.entries(record)) {
    const inTheWay = [...map.keys()].some(
      (other) => `${other}/`.startsWith(`${name}/`) || name.startsWith(`${other}/`),
    );
    if (!inTheWay) map.set(name, value);
  }
  return map;
});

const shown = ({ content, executable }: RenderedFile) => `${executable ? 'x ' : ''}${content as string}`;
const USER = { 'flake.lock': 'lock', 'mine/notes': 'notes', 'a.mine/b': 'mine' };

test('after any sequence of writes the output is the last map and the files of the user, no more', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fileMap, fileMap), { minLength: 1, maxLength: 6 }), (sequence) => {
      const root = newRoot();
      for (const [name, text] of Object.entries(USER)) put(root, `nix-out/${name}`, text);
      put(root, 'src/main.ts', 'mine');
      let before = new Map<string, RenderedFile>();
      for (const [files, others] of sequence) {
        // Project files stand in a folder of their own here, to be told from the user's.
        const projectFiles = new Map([...others].map(([name, value]) => [`project/${name}`, value]));
        const previously = identities(join(root, 'nix-out'));
        const report = writeOutput({ root, outdir: 'nix-out', files, projectFiles });

        const expected = new Map([...files].map(([name, value]) => [`nix-out/${name}`, shown(value)]));
        for (const [name, value] of projectFiles) expected.set(name, shown(value));
        for (const [name, text] of Object.entries(USER)) expected.set(`nix-out/${name}`, text);
        expected.set('src/main.ts', 'mine');
        const { 'nix-out/cosmo.json': manifest, ...rest } = output(root);
        expect(rest).toEqual(Object.fromEntries(expected));
        expect(JSON.parse(manifest).files).toHaveLength(files.size + projectFiles.size);

        const now = identities(join(root, 'nix-out'));
        for (const [name, value] of files) {
          const same = before.has(name) && shown(before.get(name)!) === shown(value);
          if (same) expect(now[name]).toBe(previously[name]);
          const listed = report.created.includes(name) || report.changed.includes(name);
          expect(listed).toBe(!same);
        }
        expect(report.created.length + report.changed.length + report.unchanged).toBe(files.size + projectFiles.size);
        expect(report.left).toEqual(['a.mine/', 'flake.lock', 'mine/']);
        expect(writeOutput({ root, outdir: 'nix-out', files, projectFiles })).toMatchObject({
          created: [],
          changed: [],
          removed: [],
        });
        expect(identities(join(root, 'nix-out'))).toEqual(now);
        before = files;
      }
      drop(root);
    }),
    { numRuns: 60 },
  );
});
