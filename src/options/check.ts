import { IConstruct } from 'constructs';
import { Catalogue } from './catalogue';
import { OptionFinding } from './check-finding';
import { shapeOf } from './check-shape';
import { DefinitionWalk, WalkContext } from './check-walk';
import { CatalogueDiff } from './diff';
import { FreePaths, pathSegments } from './free-paths';
import { HIDDEN_OF_FLAKES, hiddenOptions } from './hidden-options';
import { History } from './history';
import { look } from './look';

export type { OptionCode, OptionFinding } from './check-finding';

/** What one module sets. */
export interface OptionDefinitions {
  /** The construct that it is for: findings are about it. */
  readonly owner: IConstruct;
  /**
   * The module's definitions: plain data, in which any value may be an Expr, or
   * an Expr of a whole module. `config`, `options` and `imports` are taken as
   * the module system takes them.
   */
  readonly tree: unknown;
  /**
   * Options that the module declares, as a tree: they and what is below them
   * are known, and not looked into.
   * @default - those below `options` in the tree
   */
  readonly declared?: unknown;
}

/** What an `OptionCheck` knows beside its catalogue. */
export interface OptionCheckProps {
  /**
   * Namespaces that no catalogue describes, such as those of a flake's own
   * modules: `services.foo`, `programs.*.bar`. What is set there is accepted.
   * @default - none
   */
  readonly free?: readonly string[];
  /**
   * How the catalogue differs from older ones: options that are gone are told
   * as renamed or removed, not as unknown.
   * @default - none
   */
  readonly history?: readonly CatalogueDiff[];
}

/**
 * Checks what modules set against a catalogue of options. Made once for a
 * catalogue, it checks any number of systems.
 *
 * Plain data is judged as Nix' module system judges it: names, types, ranges,
 * enumerations and patterns, read-only options. An Expr is trusted, but for
 * what `mkIf`, `mkMerge` and priorities wrap, and for literals written in Nix.
 * What several definitions of one option are together (a conflict, a list
 * merged) is not looked at.
 */
export class OptionCheck {
  private readonly context: WalkContext;
  private readonly free: readonly (readonly string[])[];

  constructor(catalogue: Catalogue, props: OptionCheckProps = {}) {
    this.context = {
      root: catalogue.root,
      history: new History(props.history ?? []),
      whole: catalogue.kind !== 'other',
    };
    const has = (path: readonly string[]) => catalogue.find(path) !== undefined;
    const ofFlakes = HIDDEN_OF_FLAKES.map(pathSegments).filter((path) => has(path.slice(0, -1)));
    this.free = [
      ...[...hiddenOptions(catalogue.kind).map(pathSegments), ...ofFlakes].filter((path) => !has(path)),
      ...(props.free ?? []).map(pathSegments),
    ];
  }

  /**
   * What is wrong with the definitions of one system's modules, in their
   * order; nothing is told twice.
   */
  public check(definitions: readonly OptionDefinitions[]): OptionFinding[] {
    const free = new FreePaths();
    for (const path of this.free) free.add(path);
    for (const { tree, declared } of definitions) {
      if (declared !== undefined) declare(free, declared, []);
      for (const one of look(tree)) {
        if (shapeOf(one) === 'set') declare(free, (one as { options?: unknown }).options, []);
      }
    }
    const findings: OptionFinding[] = [];
    const told = new Map<IConstruct, Set<string>>();
    for (const { owner, tree } of definitions) {
      const seen = told.get(owner) ?? new Set<string>();
      told.set(owner, seen);
      const walk = new DefinitionWalk(this.context, (found) => {
        const key = `${found.code} ${found.keyPath} ${found.message}`;
        if (seen.has(key)) return;
        seen.add(key);
        findings.push({ owner, ...found });
      });
      walk.module(tree, free.start);
    }
    return findings;
  }
}

/** No option has a longer path. */
const LONGEST = 50;

/** The paths of declared options: where a tree of sets comes to something else. */
function declare(free: FreePaths, tree: unknown, path: readonly string[]): void {
  if (tree === undefined) return;
  for (const one of look(tree)) {
    if (shapeOf(one) === 'set' && !('_type' in (one as object)) && path.length < LONGEST) {
      for (const [name, inner] of Object.entries(one as object)) declare(free, inner, [...path, name]);
    } else if (path.length > 0) {
      free.add(path);
    }
  }
}
