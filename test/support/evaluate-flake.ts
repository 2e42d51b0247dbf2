import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nixEval } from './nix';

/** What a flake's outputs evaluate to; see `evaluate-flake.nix`. */
export interface EvaluatedFlake {
  /** What each system sets. */
  readonly systems: Record<string, Record<string, any>>;
  /** The names in each output. */
  readonly outputs: Record<string, string[]>;
}

/** Evaluate the flake in a folder with real Nix and stand-ins for its inputs. */
export function evaluateFlake(folder: string): EvaluatedFlake {
  const tokens = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.nix')) continue;
    for (const [token] of readFileSync(join(folder, file), 'utf8').matchAll(/[A-Za-z_][A-Za-z0-9_'-]*/g)) {
      tokens.add(token);
    }
  }
  // Names that the evaluation gives a meaning of its own.
  for (const name of ['_type', '_package', '_unset', 'outPath', '__toString', '__functor', 'type']) tokens.delete(name);
  const list = [...tokens].map((token) => JSON.stringify(token)).join(' ');
  return nixEval(
    `import ${join(__dirname, 'evaluate-flake.nix')} { flake = ${folder}; tokens = [ ${list} ]; }`,
  ) as EvaluatedFlake;
}

/**
 * How `have` falls short of `want`: a leaf of `want` must be set to the same
 * value, a list must hold at least its items, and `<unset>` in a string stands
 * for anything.
 */
export function shortfalls(want: unknown, have: unknown, path: string = ''): string[] {
  if (isSet(want) && Object.keys(want).length > 0) {
    return Object.entries(want).flatMap(([key, value]) =>
      shortfalls(value, isSet(have) ? have[key] : undefined, path === '' ? key : `${path}.${key}`),
    );
  }
  if (same(want, have) || (Array.isArray(want) && want.length === 0 && have === undefined)) return [];
  return [`${path}: want ${JSON.stringify(want)}, have ${JSON.stringify(have)}`];
}

function same(want: unknown, have: unknown): boolean {
  if (Array.isArray(want) && Array.isArray(have)) return want.every((item) => have.some((other) => same(item, other)));
  if (typeof want === 'string' && typeof have === 'string' && want.includes('<unset>')) {
    const pattern = want.split('<unset>').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.*')}$`, 's').test(have);
  }
  return want === have;
}

function isSet(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
