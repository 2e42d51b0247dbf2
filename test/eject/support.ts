import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from '../../src';
import { Output } from '../../src/diff';
import { Ejected, ejectOutput, leavingOf } from '../../src/eject';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What an app would write. */
export function outputOf(app: App): Output {
  const { files, projectFiles } = app._output();
  return { name: 'the program', files, projectFiles };
}

/** The flake of some systems, or of all. */
export function ejected(output: Output, ...names: string[]): Ejected {
  const all = leavingOf(output);
  return ejectOutput(output, names.length === 0 ? all : all.filter(({ name }) => names.includes(name)));
}

/** The same as an output that knows its systems, to be compared with the one that it comes from. */
export function asOutput({ files }: Ejected, from: Output): Output {
  const tree = from.files.get('tree.json')!;
  return { name: 'the flake', files: new Map([...files, ['tree.json', tree]]), projectFiles: new Map() };
}

/** Write files to a new folder. */
export function written(files: Output['files']): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eject-test-')));
  made.push(folder);
  for (const [path, { content }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The texts of files that are none of a person's. */
export function textsOf({ files }: Ejected): Record<string, string> {
  const own = [...files].filter(([path]) => !path.startsWith('assets/'));
  return Object.fromEntries(own.map(([path, { content }]) => [path, Buffer.from(content as string).toString('utf8')]));
}
