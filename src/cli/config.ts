import { existsSync, readFileSync, realpathSync, statSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { parse } from '@iarna/toml';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';

/** What `cosmo.toml` says. */
export interface Config {
  /** The project's root, without links: the folder of `cosmo.toml`, or the working directory. */
  readonly root: string;
  /** The configuration file, where there is one. */
  readonly file?: string;
  /** The estate's program. */
  readonly app?: string;
  /** The output folder, from the root. */
  readonly output?: string;
  /** Whether warnings stop synthesis as errors do. */
  readonly warningsAsErrors?: boolean;
}

/** The name of the configuration file. */
export const CONFIG_FILE = 'cosmo.toml';

const KEYS = ['app', 'output', 'warnings'] as const;
/** What `warnings` may be. */
const WARNINGS = ['warning', 'error'];

/**
 * Read the configuration: the given file, or the `cosmo.toml` of this folder
 * or the nearest one above it.
 * @throws UsageError where it is no TOML, or has keys or values that mean nothing.
 */
export function readConfig(file: string | undefined, folder: string): Config {
  const path = file === undefined ? find(folder) : resolve(folder, file);
  if (path === undefined) return { root: realpathSync(folder) };
  const table = parseFile(path);
  for (const [key, value] of Object.entries(table)) checkKey(key, value, path);
  return {
    root: realpathSync(dirname(path)),
    file: path,
    app: table.app as string | undefined,
    output: table.output as string | undefined,
    warningsAsErrors: table.warnings === 'error' || undefined,
  };
}

/** The nearest `cosmo.toml`, from a folder upward. */
function find(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, CONFIG_FILE);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}

function parseFile(path: string): Record<string, unknown> {
  if (!existsSync(path)) throw usage('CONFIG_MISSING', `there is no ${path}`, 'correct the path after --config');
  if (statSync(path).isDirectory()) {
    throw usage('CONFIG_MISSING', `${path} is a folder`, `give the file: --config ${join(path, CONFIG_FILE)}`);
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw usage('CONFIG_UNREADABLE', `${path} cannot be read: ${(error as Error).message}`, 'mend its permissions');
  }
  try {
    return parse(text);
  } catch (error) {
    throw usage(
      'CONFIG_SYNTAX',
      `${path} is no TOML: ${(error as Error).message.trimEnd()}`,
      'texts stand in quotes: app = "main.ts"; https://toml.io has the rest',
    );
  }
}

function checkKey(key: string, value: unknown, path: string): void {
  const name = basename(path);
  if (!(KEYS as readonly string[]).includes(key)) {
    const guess = nearest(key, KEYS);
    throw usage(
      'CONFIG_KEY',
      `${path} has the key "${key}", which means nothing`,
      guess
        ? `did you mean "${guess}"?`
        : `${name} takes ${KEYS.map((known) => `"${known}"`)
            .join(', ')
            .replace(/, (?=[^,]*$)/, ' and ')}`,
    );
  }
  if (typeof value !== 'string') {
    throw usage('CONFIG_VALUE', `"${key}" in ${path} is ${kindOf(value)}, not a text`, `write ${key} = "…"`);
  }
  if (value.trim() === '') {
    throw usage('CONFIG_VALUE', `"${key}" in ${path} is empty`, `write ${key} = "…", or leave it out`);
  }
  if (key === 'warnings' && !WARNINGS.includes(value)) {
    throw usage(
      'CONFIG_VALUE',
      `"warnings" in ${path} is "${value}"`,
      'write warnings = "error" for them to count as errors, or leave it out',
    );
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  return 'a table';
}
