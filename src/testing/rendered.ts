import { createHash } from 'crypto';
import { posix } from 'path';
import { App } from '../app';
import { Aspects } from '../app/aspects';
import { reveal } from '../app/definitions/reveal';
import { isPlainSet } from '../app/option-tree';
import { renderApp, Rendered } from '../app/render/render-app';
import { whileStill } from '../app/still';
import { Expr } from '../nix';
import { parseFile } from '../nix/parser';

/** Files for the machine alone: of no use to who reads a change. */
const MACHINE_FILES = new Set(['tree.json', 'cosmo.json']);

/** What an app writes, whatever the checks find. */
export function renderUnchecked(app: App): Rendered {
  Aspects._run(app);
  return whileStill(() => renderApp(app, { diagnostics: [], acknowledged: [] }));
}

/**
 * The files of an output as texts, by their paths from the output folder,
 * sorted. Copied files are told by their size and hash.
 */
export function textsOf(app: App, { files, projectFiles }: Rendered, withTree: boolean): Record<string, string> {
  const texts = new Map<string, string>();
  for (const [path, { content }] of files) {
    if (withTree || !MACHINE_FILES.has(path)) texts.set(path, textOf(content));
  }
  const outdir = posix.normalize(app.outdir.replace(/\\/g, '/'));
  for (const [path, { content }] of projectFiles) texts.set(posix.relative(outdir, path), textOf(content));
  return Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  return `(copied: ${content.length} bytes, sha256 ${createHash('sha256').update(content).digest('hex')})\n`;
}

/** The parts of a flake, as data as far as they are. */
export interface Flake {
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/** Read the text of a flake. */
export function readFlake(text: string): Flake {
  const flake = plainSet(Expr._of(parseFile(text).root));
  return { inputs: plainSet(flake.inputs), outputs: plainSet(flake.outputs) };
}

function plainSet(value: unknown): Record<string, unknown> {
  const found = reveal(value).map((one) => one.value);
  return (found.find(isPlainSet) ?? {}) as Record<string, unknown>;
}
