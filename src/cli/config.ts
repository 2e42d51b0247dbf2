import { existsSync, readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { parse } from '@iarna/toml';
import { nearest } from './nearest';
import { CosmoError } from '../app/error';

/** What `cosmo.toml` says. */
export interface Config {
  /** The project's root: the folder of `cosmo.toml`, or the working directory. */
  readonly root: string;
  /** The estate's program. */
  readonly app?: string;
  /** The output folder, from the root. */
  readonly output?: string;
}

const KEYS = ['app', 'output'] as const;

/**
 * Read the configuration: the given file, or the `cosmo.toml` of this folder
 * or the nearest one above it.
 * @throws where it is no TOML, or has keys or values that mean nothing.
 */
export function readConfig(file: string | undefined, folder: string): Config {
  const path = file === undefined ? find(folder) : resolve(folder, file);
  if (path === undefined) return { root: folder };
  if (!existsSync(path)) throw usage('CONFIG_MISSING', `there is no ${file}`, 'correct the path after --config');
  let table: Record<string, unknown>;
  try {
    table = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw usage(
      'CONFIG_SYNTAX',
      `${path} is no TOML: ${(error as Error).message}`,
      'see https://toml.io for how it is written',
    );
  }
  for (const [key, value] of Object.entries(table)) {
    if (!(KEYS as readonly string[]).includes(key)) {
      const guess = nearest(key, KEYS);
      throw usage(
        'CONFIG_KEY',
        `${path} has the key "${key}", which means nothing`,
        guess ? `did you mean "${guess}"?` : `it takes ${KEYS.join(' and ')}`,
      );
    }
    if (typeof value !== 'string' || value.trim() === '') {
      throw usage('CONFIG_VALUE', `"${key}" in ${path} must be a text, and not empty`, `write ${key} = "…"`);
    }
  }
  return { root: dirname(path), app: table.app as string | undefined, output: table.output as string | undefined };
}

function find(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, 'cosmo.toml');
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}

/** An error in how the command was called. */
export class UsageError extends CosmoError {}

export function usage(code: string, message: string, mend: string): UsageError {
  return new UsageError({ code, message, mend });
}
