import { IConstruct } from 'constructs';
import { Claim, ClaimEntry, Claims } from '../claims';
import { ConnectionEntry, Connections } from '../connections';
import { SystemOptions } from '../definitions/system-options';
import { System } from '../system';

/** A claim, with the construct that makes it. */
export interface EstateClaim {
  /** What is claimed. */
  readonly claim: Claim;
  /** Who claims it. */
  readonly construct: IConstruct;
  /**
   * The address that a port is claimed on; `*` for all.
   * @default - it is no port
   */
  readonly address?: string;
}

/**
 * The finished tree as rules see it: walked once, with indices that are built
 * when the first rule asks for them and serve all others.
 */
export class Estate {
  /** @internal look at a tree. */
  public static _of(root: IConstruct): Estate {
    return new Estate(root);
  }

  /** The root of the tree: the App. */
  public readonly root: IConstruct;
  /** All constructs, each after the one it stands in. */
  public readonly constructs: IConstruct[] = [];
  /** All Systems, each after the one it stands in. */
  public readonly systems: System[] = [];
  /** @internal */
  public readonly _claims: ClaimEntry[] = [];
  /** @internal who uses which endpoint, in the order of the tree. */
  public readonly _connections: ConnectionEntry[] = [];
  private readonly tables = new Map<unknown, unknown>();
  private readonly kinds = new Map<unknown, IConstruct[]>();
  private readonly classes = new Map<unknown, number[]>();

  private constructor(root: IConstruct) {
    this.root = root;
    const stack: IConstruct[] = [root];
    while (stack.length > 0) {
      const construct = stack.pop()!;
      const ofClass = this.classes.get(construct.constructor);
      if (ofClass) ofClass.push(this.constructs.length);
      else this.classes.set(construct.constructor, [this.constructs.length]);
      this.constructs.push(construct);
      if (System.isSystem(construct)) this.systems.push(construct);
      const made = Claims._peek(construct);
      if (made) this._claims.push(...made._entries);
      const used = Connections._peek(construct);
      if (used) this._connections.push(...used._entries);
      const children = construct.node.children;
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
    }
  }

  /** What is claimed, in the order of the tree. */
  public get claims(): EstateClaim[] {
    return this._claims.map(({ claim, owner, address }) => ({ claim, construct: owner, address }));
  }

  /**
   * What the modules of a System set. The same object each time.
   *
   * @param system the System whose modules are read
   */
  public optionsOf(system: System): SystemOptions {
    const holder = system as unknown as Holder;
    if (holder[OPTIONS]?.estate !== this) holder[OPTIONS] = { estate: this, options: new SystemOptions(system) };
    return holder[OPTIONS].options;
  }

  /**
   * @internal the constructs of a kind in the order of the tree, by the class's own guard: `estate._all(Host.isHost)`.
   * The guard is asked once a class.
   */
  public _all<T extends IConstruct>(guard: (construct: any) => construct is T): readonly T[] {
    let found = this.kinds.get(guard);
    if (!found) {
      const places = [...this.classes.values()].filter(([first]) => guard(this.constructs[first!]));
      const inOrder = places.length === 1 ? places[0]! : places.flat().sort((a, b) => a - b);
      this.kinds.set(guard, (found = inOrder.map((place) => this.constructs[place]!)));
    }
    return found as T[];
  }

  /** @internal let go of what was read of the Systems: rendering needs none of it. */
  public _release(): void {
    for (const system of this.systems) (system as unknown as Holder)[OPTIONS] = undefined;
  }

  /** @internal an index of facts: built by the first who asks for it. */
  public _table<T>(build: (estate: Estate) => T): T {
    if (!this.tables.has(build)) this.tables.set(build, build(this));
    return this.tables.get(build) as T;
  }
}

/** Where a System keeps what an estate has read of it. */
const OPTIONS = Symbol('cosmo-nix.options');

interface Holder {
  [OPTIONS]?: { readonly estate: Estate; readonly options: SystemOptions };
}
