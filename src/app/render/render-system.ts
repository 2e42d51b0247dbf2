import { Expr } from '../../nix';
import type { NixModule } from '../nix-module';
import type { System } from '../system';
import { entryText, moduleText } from './module-text';
import type { Refusals } from './refusals';
import type { AddFile } from './render-app';

/** Write a System's folder: a file for each of its NixModules, and a `default.nix` that imports what stands beside it. */
export function renderSystem(system: System, add: AddFile, refusals: Refusals): void {
  const imports: Expr[] = [...system._imports.values()];
  const taken = new Set<string>(['default']);
  for (const module of system._modules) {
    if (!stillThere(module)) continue;
    const name = fileName(module, system, taken);
    const path = `${system.folder}/${name}.nix`;
    refusals.attempt(() => {
      const text = moduleText(module, path);
      if (text === undefined) return;
      taken.add(name.toLowerCase());
      add(path, { content: text, owner: module.node.path });
      imports.push(Expr._outputFile(path));
    });
  }
  const path = `${system.folder}/default.nix`;
  refusals.attempt(() => add(path, { content: entryText(system, path, imports), owner: system.node.path }));
}

/** The names of the files that a System's modules may be written to, without `.nix`, in lower case. */
export function fileNames(system: System): ReadonlySet<string> {
  const taken = new Set<string>(['default']);
  for (const module of system._modules) taken.add(fileName(module, system, taken).toLowerCase());
  return taken;
}

/** Whether a module was not taken out of the tree again. */
function stillThere(module: NixModule): boolean {
  return module.node.scope?.node.tryFindChild(module.node.id) === module;
}

/** Ids that say nothing: the only module of a construct takes the construct's name. */
const SILENT = new Set(['module', 'Module', 'Resource', 'Default']);

/** The module's path inside its System, `-` between its parts; unique in the folder. */
function fileName(module: NixModule, system: System, taken: ReadonlySet<string>): string {
  const given = module._props.fileName;
  const inside =
    given ??
    module.node.path
      .slice(system.node.path.length + 1)
      .split('/')
      .map((part) => part.replace(/^\$/, ''))
      .filter((part, index, all) => !(SILENT.has(part) && index > 0 && index === all.length - 1))
      .join('-');
  const base = inside.replace(/[^A-Za-z0-9._+-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'module';
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
  return name;
}
