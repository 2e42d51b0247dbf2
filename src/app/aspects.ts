import { IConstruct } from 'constructs';

/** Something that visits every construct below the one it was added to, before the checks run. */
export interface IAspect {
  /**
   * Called once for each construct. It may add constructs and options, and report.
   *
   * @param node the construct that is visited
   */
  visit(node: IConstruct): void;
}

/**
 * The aspects of one construct.
 *
 * @example
 * import { App, Aspects, NoPlaintextSecrets, SshHardened } from 'cosmo-nix';
 * declare const app: App;
 *
 * // What holds for all machines of the estate.
 * Aspects.of(app).add(new SshHardened());
 * Aspects.of(app).add(new NoPlaintextSecrets());
 */
export class Aspects {
  /** The aspects of `construct`; the same object each time. */
  public static of(construct: IConstruct): Aspects {
    const holder = construct as { [SLOT]?: Aspects };
    const root = construct.node.root as { [USED]?: boolean };
    root[USED] = true;
    return (holder[SLOT] ??= new Aspects());
  }

  /** @internal runs every aspect of the tree, outer ones first. Constructs that an aspect adds are visited too. */
  public static _run(root: IConstruct): void {
    if (!(root as { [USED]?: boolean })[USED]) return;
    const done = new Map<IAspect, Set<IConstruct>>();
    const walk = (node: IConstruct, inherited: readonly IAspect[]) => {
      const own = (node as { [SLOT]?: Aspects })[SLOT]?.all ?? [];
      const active = own.length > 0 ? [...inherited, ...own] : inherited;
      for (const aspect of active) {
        let seen = done.get(aspect);
        if (!seen) done.set(aspect, (seen = new Set()));
        if (!seen.has(node)) {
          seen.add(node);
          aspect.visit(node);
        }
      }
      for (const child of node.node.children) walk(child, active);
    };
    walk(root, []);
  }

  private readonly aspects: IAspect[] = [];

  private constructor() {}

  /**
   * Add an aspect.
   *
   * @param aspect what visits the construct and all below it, when the estate is synthesized
   */
  public add(aspect: IAspect): void {
    this.aspects.push(aspect);
  }

  /** The aspects, in the order they were added. */
  public get all(): IAspect[] {
    return [...this.aspects];
  }
}

const SLOT = Symbol('cosmo-nix.aspects');
/** On the root of a tree: whether some construct of it has aspects. */
const USED = Symbol('cosmo-nix.aspects-used');
