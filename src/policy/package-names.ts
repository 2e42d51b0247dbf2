import { isPlainSet } from '../app/option-tree';
import { literally } from '../app/pattern';
import { Expr } from '../nix';
import { Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';

/**
 * The packages of nixpkgs that a value names, by their attribute paths:
 * `pkgs.git`, `with pkgs; [ git ]`, `pkgs.python3.withPackages (…)`.
 */
export function packageNames(value: unknown): string[] {
  const found: string[] = [];
  if (Array.isArray(value)) for (const item of value) found.push(...packageNames(item));
  else if (Expr.isExpr(value)) collect((value as Expr)._node, false, found);
  return found;
}

/** Names of packages in a tree; `within` a `with pkgs;` every free name is one. */
function collect(node: Node, within: boolean, found: string[]): void {
  if (node.kind === 'data') {
    found.push(...packageNames(node.value));
    return;
  }
  if (node.kind === 'identifier') {
    if (within && node.name !== 'pkgs' && node.name !== 'lib') found.push(node.name);
    return;
  }
  if (node.kind === 'select' && node.target.kind === 'identifier') {
    const path = node.path.map(attrName);
    const end = path.indexOf(undefined);
    const names = (end < 0 ? path : path.slice(0, end)) as string[];
    if (node.target.name === 'pkgs') {
      if (names.length > 0) found.push(names.join('.'));
      return;
    }
    if (within && node.target.name !== 'lib') found.push([node.target.name, ...names].join('.'));
    return;
  }
  if (node.kind === 'with') {
    collect(node.body, within || (node.scope.kind === 'identifier' && node.scope.name === 'pkgs'), found);
    return;
  }
  // The arguments of a function hide what has their names: `ps: [ ps.requests ]` names parts of a package.
  if (node.kind === 'lambda') return;
  for (const member of Object.values(node) as unknown[]) {
    for (const inner of Array.isArray(member) ? member : [member]) {
      if (isPlainSet(inner) && typeof inner.kind === 'string') collect(inner as unknown as Node, within, found);
    }
  }
}

/**
 * Names with stars, held against attribute paths: `python3*` meets `python3`
 * and `python3Packages.requests`; `gcc` meets `gcc` and what is selected from it, `gcc.cc`.
 */
export class NamePatterns {
  private readonly exact = new Set<string>();
  private readonly globs: RegExp[] = [];

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      if (!pattern.includes('*')) this.exact.add(pattern);
      else this.globs.push(new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`));
    }
  }

  /** Whether a pattern meets the name, or a beginning of its path. */
  public meets(name: string): boolean {
    for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
      const part = name.slice(0, end);
      if (this.exact.has(part) || this.globs.some((glob) => glob.test(part))) return true;
    }
    return false;
  }
}
