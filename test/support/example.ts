import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { nixEval } from './nix';
import { App } from '../../src';
import { setRunContext } from '../../src/app/run-context';
import type { EvaluatedFlake } from '../../src/testing/evaluate';

export const EXAMPLES = resolve(__dirname, '../../examples');

const made = new Map<string, App>();

/** Run the program of an example once, as a project of its own, and give the App that it makes. */
export function runExample(name: string): App {
  const before = made.get(name);
  if (before) return before;
  const apps: App[] = [];
  setRunContext({ root: join(EXAMPLES, name), dryRun: true, apps });
  try {
    jest.requireActual(join(EXAMPLES, name, 'main'));
  } finally {
    setRunContext(undefined);
  }
  made.set(name, apps[0]!);
  return apps[0]!;
}

/** Every file of a folder, by its path, in order. */
export function filesOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found[relative(folder, path)] = readFileSync(path, 'utf8');
  }
  return found;
}

/** Links of a page, and its pictures, that lead nowhere. */
export function brokenLinks(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to]) => to!)
    .filter((to) => !/^[a-z]+:/.test(to) && !existsSync(resolve(dirname(page), to.split('#')[0]!)));
}

/**
 * Evaluate a flake that was written by hand, with stand-ins for its inputs.
 * @param standIns a Nix expression: a function to further stand-ins, by the input's name
 */
export function evaluateByHand(folder: string, standIns: string = '_: { }'): EvaluatedFlake & Record<string, any> {
  const texts = Object.entries(filesOf(folder)).flatMap(([path, text]) => (path.endsWith('.nix') ? [text] : []));
  const tokens = new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_'-]*/g) ?? []));
  for (const name of ['_type', '_package', '_unset', 'outPath', '__toString', '__functor', 'type']) tokens.delete(name);
  const list = [...tokens].map((token) => JSON.stringify(token)).join(' ');
  const path = (of: string) => `(/. + ${JSON.stringify(of)})`;
  return nixEval(`import ${path(resolve(__dirname, '../../share/evaluate-flake.nix'))} {
    flake = ${path(folder)};
    tokens = [ ${list} ];
    standIns = ${standIns};
  }`) as EvaluatedFlake & Record<string, any>;
}
