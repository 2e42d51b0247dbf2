import { createRequire, Module } from 'module';
import { dirname } from 'path';
import { Assembly } from './assembly';
import { guard } from './guard';
import type { Watch } from './watch';

const loadModule = createRequire(__filename);

/**
 * Have a copy of the library guarded for whoever loads it from now on in this
 * process, by `import` or `require`. A copy that came without its assembly
 * is left as it is.
 */
export function guardModule(path: string, watch: Watch, cache: string | false): void {
  const library = loadModule(path) as Record<string, unknown>;
  const assembly = Assembly.read(dirname(dirname(path)), cache);
  if (assembly === undefined) return;
  // A module of its own: of one that it has loaded itself, Node hands the exports it had then to `import`.
  const module = new Module(path);
  module.filename = path;
  module.paths = loadModule.cache[path]?.paths ?? [];
  module.loaded = true;
  module.exports = guard(library, assembly, watch);
  loadModule.cache[path] = module;
}
