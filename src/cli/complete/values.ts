import { spawnSync } from 'child_process';
import { readFileSync, statSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import type { TreeNode } from '../../diff/output';
import { codeCache } from '../code-cache';
import { Config, readConfig } from '../config';
import { libraryRules } from '../report/rules';
import { version } from '../version';

/** What may be typed, and what it is. */
export interface Named {
  readonly name: string;
  readonly what?: string;
}

/** Where names are looked for. */
export interface Place {
  /** The working directory. */
  readonly folder: string;
  readonly config?: string;
  readonly out?: string;
}

const FILES: readonly Named[] = [{ name: ':files' }];
const FOLDERS: readonly Named[] = [{ name: ':folders' }];

/** By the name of an argument or of an option's value. */
const VALUES: Readonly<Record<string, (place: Place, current: string) => readonly Named[]>> = {
  code: codes,
  system: systems,
  systems,
  host: systems,
  hosts: systems,
  construct: (place) => nodes(place).flatMap(({ path, type }) => (path === '' ? [] : [{ name: path, what: type }])),
  inputs,
  from: (place) => [...revisions(place), ...FOLDERS],
  to: (place) => [...revisions(place), ...FOLDERS],
  source: () => [...['nixos', 'home-manager', 'darwin'].map((name) => ({ name })), ...FILES],
  topics: () => ['hosts', 'network', 'storage', 'secrets', 'connections'].map((name) => ({ name })),
  file: () => FILES,
  app: () => FILES,
  path: () => FILES,
  folder: () => FOLDERS,
};

/** What may stand for it; nothing where that is not known. */
export function valuesOf(name: string, place: Place, current: string): Named[] {
  return [...(VALUES[name]?.(place, current) ?? [])];
}

/** Codes of rules, in the letters that are typed. */
function codes(place: Place, current: string): Named[] {
  const all = rules(place);
  if (!/[a-z-]/.test(current)) return [...all];
  return all.map(({ name, what }) => ({ name: name.toLowerCase().replace(/_/g, '-'), what }));
}

/** All rules. The whole library is loaded for them, so they are kept for the next time. */
function rules(place: Place): readonly Named[] {
  const cache = codeCache(rootOf(place));
  const file = cache && join(cache, 'rules.json');
  const library = `${version()} ${statSync(__filename).mtimeMs}`;
  const kept = file ? (json(file) as { library?: string; rules?: Named[] } | undefined) : undefined;
  if (kept?.library === library && kept.rules) return kept.rules;
  const found = libraryRules().map(({ code, title }) => ({ name: code, what: title }));
  try {
    if (file) writeFileSync(file, JSON.stringify({ library, rules: found }));
  } catch {
    // Then it takes as long the next time.
  }
  return found;
}

/** Machines of the last output. */
function systems(place: Place): Named[] {
  const found = nodes(place).flatMap(({ folder, type }) => {
    const [, name] = /^(?:hosts|darwin)\/(?:.*\/)?([^/]+)$/.exec(folder ?? '') ?? [];
    return name === undefined ? [] : [{ name, what: type }];
  });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** Inputs that the lock file of the last output pins. */
function inputs(place: Place): Named[] {
  const lock = json(join(outdirOf(place), 'flake.lock')) as
    { root?: string; nodes?: Record<string, { inputs?: Record<string, unknown> }> } | undefined;
  return Object.keys(lock?.nodes?.[lock.root ?? 'root']?.inputs ?? {}).map((name) => ({ name }));
}

function revisions({ folder }: Place): Named[] {
  const args = ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'];
  const { stdout, status } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', timeout: 1000 });
  if (status !== 0) return [];
  return ['HEAD', ...stdout.split('\n').filter((name) => name !== '')].map((name) => ({ name }));
}

/** The constructs of the last output. */
function nodes(place: Place): TreeNode[] {
  const { tree } = (json(join(outdirOf(place), 'tree.json')) ?? {}) as { tree?: TreeNode };
  const all: TreeNode[] = [];
  const open = tree ? [tree] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    all.push(node);
    open.push(...[...(node.children ?? [])].reverse());
  }
  return all;
}

function outdirOf(place: Place): string {
  const { folder, out } = place;
  return out === undefined ? resolve(rootOf(place), configOf(place).output ?? 'nix-out') : resolve(folder, out);
}

function rootOf(place: Place): string {
  return configOf(place).root;
}

function configOf({ folder, config }: Place): Config {
  try {
    return readConfig(config, folder);
  } catch {
    // What is wrong with it is told by the verb, when it is called.
    return { root: folder };
  }
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
