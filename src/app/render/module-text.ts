import { Expr } from '../../nix';
import { Node } from '../../nix/ast';
import { checkTree } from '../../nix/check-tree';
import { NixError } from '../../nix/error';
import { parseFile } from '../../nix/parser';
import { printFile } from '../../nix/print';
import { printModuleBody } from '../../nix/print-data';
import { CosmoError } from '../error';
import { FlakeInput } from '../flake-input';
import type { NixModule } from '../nix-module';
import { System, SystemKind } from '../system';
import { needsOf } from './scan';

/** The arguments that the module system gives to modules, in the order they are usually written. */
const ARGUMENTS = ['config', 'osConfig', 'lib', 'options', 'pkgs', 'inputs', 'modulesPath', 'utils', 'name'];
/** Those that only some kinds of System have. */
const ONLY: Record<string, SystemKind[]> = {
  osConfig: [SystemKind.HOME],
  utils: [SystemKind.NIXOS],
};

/** A NixModule as the text of its file; undefined where it says nothing. */
export function moduleText(module: NixModule, path: string): string | undefined {
  return withConstruct(module, () => {
    const { source, description } = module._props;
    const comment =
      description ?? module.node.path.replace(/\/(module|Module|Resource|Default)$/, '').replace(/\$/g, '');
    if (source !== undefined) return sourceText(module, source, path, comment);
    const definitions = module._definitions();
    const declared = module._declared();
    const imports = module._importList;
    const parts: Record<string, unknown> = imports.length > 0 ? { imports } : {};
    if (declared) {
      parts.options = declared;
      if (definitions !== undefined) parts.config = definitions;
    } else if (Expr.isExpr(definitions)) {
      parts.config = definitions;
    } else if (definitions !== undefined) {
      if (imports.length === 0) return fileText(module, module.system, definitions, path, comment);
      Object.assign(parts, definitions);
    }
    return Object.keys(parts).length === 0 ? undefined : fileText(module, module.system, parts, path, comment);
  });
}

/** The `default.nix` of a System. */
export function entryText(system: System, path: string, imports: readonly Expr[]): string {
  return withConstruct(system, () => fileText(system, system, { imports }, path, system.node.path) ?? '');
}

function fileText(
  construct: System | NixModule,
  system: System,
  body: unknown,
  path: string,
  comment: string,
): string | undefined {
  const needs = new Set<string>();
  const text = printModuleBody(body, {
    from: path,
    onExpr: (expr: Expr) => note(construct, system, expr._node, needs),
  });
  if (text === '{ }') return undefined;
  return `${headline(comment)}${header(needs)}${text}\n`;
}

function sourceText(module: NixModule, source: string, path: string, comment: string): string {
  const file = parseFile(source);
  checkTree(file.root, source);
  const needs = new Set<string>();
  note(module, module.system, file.root, needs);
  const text = printFile(file, { from: path });
  if (file.root.kind === 'lambda' || needs.size === 0) return headline(comment) + text;
  return printFile(parseFile(`${headline(comment)}${header(needs)}${source}`), { from: path });
}

function headline(comment: string): string {
  return `# ${comment.replace(/\s+/g, ' ')}. Written by cosmo: change the estate, not this file.\n`;
}

/** `{ config, ... }:`, as short as the module allows. */
function header(needs: ReadonlySet<string>): string {
  const named = ARGUMENTS.filter((name) => needs.has(name));
  if (named.length === 0) return '';
  if (named.length <= 2) return `{ ${named.join(', ')}, ... }:\n`;
  return `{\n${named.map((name) => `  ${name},\n`).join('')}  ...\n}:\n`;
}

/** Note which arguments a tree needs, and refuse what nothing gives. */
function note(construct: System | NixModule, system: System, node: Node, needs: Set<string>): void {
  const { free, inputs } = needsOf(node);
  for (const name of free) {
    if (!ARGUMENTS.includes(name) || (ONLY[name] && !ONLY[name].includes(system.kind))) {
      throw new CosmoError({
        code: 'NIX_UNDEFINED_VARIABLE',
        message: `the Nix variable \`${name}\` is not defined`,
        why: `a module of ${system.node.path} has ${ARGUMENTS.filter((a) => !ONLY[a] || ONLY[a].includes(system.kind)).join(', ')}`,
        mend: `write it out (lib.${name}, pkgs.${name}), bind it with let, or correct its name`,
        construct,
      });
    }
    needs.add(name);
  }
  for (const input of inputs) FlakeInput.named(construct, input);
}

/** Say errors of the language layer again, with the construct they concern. */
function withConstruct<T>(construct: System | NixModule, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof NixError) throw CosmoError.fromNix(error, construct);
    throw error;
  }
}
