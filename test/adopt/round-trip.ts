import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join, posix } from 'path';
import ts from 'typescript';
import { Meanings } from './meaning';
import type { Followed, ModuleGraph } from '../../src/adopt/graph';
import { resolveFrom, Sources } from '../../src/adopt/paths';
import { moduleText } from '../../src/app/render/module-text';
import * as cosmo from '../../src/index';
import { parseFile } from '../../src/nix/parser';

/** The files below a folder. */
export function folderSources(root: string): Sources {
  const at = (path: string) => join(root, path);
  return {
    kind: (path) => {
      if (!existsSync(at(path))) return undefined;
      return statSync(at(path)).isDirectory() ? 'folder' : 'file';
    },
    read: (path) => readFileSync(at(path), 'utf8'),
    list: (path) => readdirSync(at(path)),
  };
}

/** Files in memory. */
export function memorySources(files: Readonly<Record<string, string>>): Sources {
  const folders = new Map<string, Set<string>>();
  for (const path of Object.keys(files)) {
    const parts = path.split('/');
    parts.forEach((part, index) => {
      const folder = parts.slice(0, index).join('/');
      folders.set(folder, (folders.get(folder) ?? new Set()).add(part));
    });
  }
  return {
    kind: (path) => (path in files ? 'file' : folders.has(path) ? 'folder' : undefined),
    read: (path) => files[path],
    list: (path) => [...(folders.get(path) ?? [])],
  };
}

/** Run a module of TypeScript whose imports are the library and what is given. */
export function runTypeScript(text: string, others: Readonly<Record<string, unknown>>): Record<string, any> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = { exports: {} as Record<string, any> };
  const load = (name: string): unknown => {
    if (name === 'cosmo-nix') return cosmo;
    if (name in others) return others[name];
    throw new Error(`nothing gives ${name}`);
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('module', 'exports', 'require', outputText)(module, module.exports, load);
  return module.exports;
}

/** How what a program makes differs from the module that it comes from. */
export interface Difference {
  readonly path: string;
  readonly want: string;
  readonly have: string;
}

/**
 * Run the function that a module became, and hold what it writes against the module.
 * @returns nothing where both mean the same
 */
export function compareModule(graph: ModuleGraph, one: Followed): Difference | undefined {
  const text = graph.moduleText(one);
  const app = new cosmo.App({ projectRoot: '/', release: '25.11' });
  // What the estate declares does not matter here.
  for (const [, input] of one.text.matchAll(/\binputs\.([A-Za-z_][A-Za-z0-9_-]*)/g)) {
    if (input !== 'self' && !app._inputs.has(input)) new cosmo.FlakeInput(app, input, { url: 'path:/x' });
  }
  for (const [, input] of one.text.matchAll(/\binputs\."([A-Za-z_][A-Za-z0-9_-]*)"/g)) {
    if (input !== 'self' && !app._inputs.has(input)) new cosmo.FlakeInput(app, input, { url: 'path:/x' });
  }
  const host =
    one.kind === 'home'
      ? new HomeSystem(app, 'home')
      : new cosmo.NixosSystem(app, 'host', { platform: 'x86_64-linux' });
  const file = (_scope: unknown, path: string) => cosmo.Expr._outputFile(`assets/${path}`);
  const made = runTypeScript(text, { [one.name!.filesModule]: { file } });
  (made[one.name!.name] as (scope: cosmo.System) => void)(host);
  const module = host._modules.find(({ node }) => node.id === one.name!.id);
  const path = `${host.folder}/module.nix`;
  const printed = (module && moduleText(module, path)) ?? '{ }';
  const meanings = new Meanings();
  const followed = new Set(one.imports);
  const from = one.file;
  const wanted = meanings.module(parseFile(one.text).root, (literal) => resolveFrom(from, literal) ?? literal);
  const have = meanings.module(parseFile(printed).root, (literal) => {
    const target = posix.join(host.folder, literal);
    return target.startsWith('assets/') ? target.slice('assets/'.length) : (resolveFrom(from, literal) ?? literal);
  });
  const imports = wanted.imports.filter((item) => {
    const target = /^\(path "(.*)"\)$/.exec(item);
    return !target || !followed.has(target[1]);
  });
  const want = `${imports.join('\n')}\n${wanted.body}`;
  const got = `${have.imports.join('\n')}\n${have.body}`;
  return want === got ? undefined : { path: one.path, want, have: got };
}

class HomeSystem extends cosmo.System {
  constructor(app: cosmo.App, id: string) {
    super(app, id, { kind: cosmo.SystemKind.HOME, systemName: id, folder: `homes/${id}` });
  }

  get configRef(): cosmo.Expr {
    return cosmo.Nix.ref('inputs.self');
  }
}
