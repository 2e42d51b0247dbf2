import { existsSync, readFileSync } from 'fs';
import { join, posix, relative, resolve } from 'path';
import type { App, Asset, System } from '../../app';
import { fileNames } from '../../app/render/render-system';
import { topOf } from '../git/work-tree';

/** What a path of the output leads to. */
export interface Found {
  /** Whether something stands there, or may: what cannot be told is taken as there. */
  readonly exists: boolean;
  /** The original in the project, where an asset brings it. */
  readonly source?: string;
  /** Whether it lies outside of what Nix takes for the flake. */
  readonly outside?: boolean;
}

const AT_THE_TOP = new Set(['.', 'flake.nix', 'flake.lock', 'flake-module.nix', 'cosmo.json', 'tree.json']);

/** Tells what will stand at a path of the output, given from its root. */
export function filesOfOutput(app: App): (path: string) => Found {
  const outdir = resolve(app.projectRoot, app.outdir);
  // Of a repository Nix takes all for the flake; without one only the output, but one may be made.
  const top = topOf(outdir) || app.projectRoot;
  const assets = new Map<string, Asset>(app._assets.map((asset) => [asset.target, asset]));
  const texts = new Set(app._textFiles.map(({ target }) => target));
  const systems = new Map<string, System>(app._systems.map((system) => [system.folder, system]));
  const folders = new Set<string>(systems.keys());
  for (const target of [...assets.keys(), ...texts, ...systems.keys()]) {
    for (const folder of above(target)) folders.add(folder);
  }
  const isModule = (path: string) => {
    const system = systems.get(posix.dirname(path));
    return system && path.endsWith('.nix') && fileNames(system).has(posix.basename(path, '.nix').toLowerCase());
  };
  let written: ReadonlySet<string> | undefined;

  return (path) => {
    const onDisk = resolve(outdir, path);
    if (path === '..' || path.startsWith('../')) {
      const isOutside = /^\.\.(\/|$)/.test(relative(top, onDisk));
      return { exists: !isOutside && existsSync(onDisk), outside: isOutside };
    }
    if (AT_THE_TOP.has(path) || folders.has(path) || texts.has(path) || isModule(path)) return { exists: true };
    for (const holder of [path, ...above(path)]) {
      const asset = assets.get(holder);
      const source = asset && join(asset.sourcePath, path.slice(holder.length));
      if (source !== undefined && existsSync(source)) return { exists: true, source };
    }
    written ??= writtenBefore(outdir);
    // What synth wrote before and does not write any more is taken away.
    return {
      exists: !written.has(path) && ![...written].some((one) => one.startsWith(`${path}/`)) && existsSync(onDisk),
    };
  };
}

function above(path: string): string[] {
  const folders: string[] = [];
  for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) folders.push(at);
  return folders;
}

/** The files that the manifest of the last synth lists. */
function writtenBefore(outdir: string): ReadonlySet<string> {
  try {
    const { files } = JSON.parse(readFileSync(join(outdir, 'cosmo.json'), 'utf8')) as { files: { path: string }[] };
    return new Set(files.map(({ path }) => path));
  } catch {
    return new Set();
  }
}
