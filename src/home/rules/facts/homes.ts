import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../../app';
import { Defined, Definitions, ownDefinitions, systemAt, valuesAt } from '../../../app/definitions/definitions';
import { reveal } from '../../../app/definitions/reveal';
import { isPlainSet } from '../../../app/option-tree';
import type { Estate } from '../../../app/rules/estate';
import { DarwinHost, Host, MachineUser } from '../../../hosts';
import { Expr } from '../../../nix';
import { HomeAttachment } from '../../home-attachment';
import { StandaloneHome } from '../../standalone-home';

/** A profile, or what a host or a standalone home says of its own. */
export interface HomePart {
  readonly construct: IConstruct;
  readonly definitions: readonly Definitions[];
  /** The profiles of the home that bring it with them: itself, or those that build on it. */
  readonly roots: Set<IConstruct>;
  /** Who has them in the home. */
  readonly by: Set<IConstruct>;
}

/** A home as home-manager puts it together. */
export class Home {
  /** The profiles and other parts, each once. */
  public readonly parts = new Map<IConstruct, HomePart>();
  /** Whether a part of it cannot be looked into. */
  public unseen = false;

  constructor(
    public readonly userName: string,
    /** The System that it is evaluated with. */
    public readonly system: System,
    /** The user, the standalone home, or who sets the options. */
    public readonly about: IConstruct,
  ) {}

  /** The name of the home for a reader. */
  public get name(): string {
    return this.system.kind === SystemKind.HOME
      ? this.system.systemName
      : `${this.userName} on ${this.system.systemName}`;
  }

  /** All definitions at an option path of home-manager. */
  public at(path: readonly string[]): Defined[] {
    return [...this.parts.values()].flatMap(({ definitions }) => valuesAt(definitions, path));
  }
}

/** The homes of the estate: of users of hosts, however they are given, and those of their own. */
export function homes(estate: Estate): readonly Home[] {
  const profiles = new Map<System, { definitions: Definitions[]; unseen: boolean; bases: System[] }>();
  const read = (profile: System) => {
    let seen = profiles.get(profile);
    if (!seen) {
      const own = ownDefinitions(profile);
      const bases = [...profile._imports.values()].flatMap((one) => importedBy(profile, one) ?? []);
      profiles.set(profile, (seen = { definitions: own.definitions, unseen: own.unseen.length > 0, bases }));
    }
    return seen;
  };
  const add = (home: Home, profile: System, root: IConstruct, by: IConstruct) => {
    const before = home.parts.get(profile);
    if (before?.roots.has(root) && before.by.has(by)) return;
    const { definitions, unseen, bases } = read(profile);
    if (before) {
      before.roots.add(root);
      before.by.add(by);
    } else {
      home.parts.set(profile, { construct: profile, definitions, roots: new Set([root]), by: new Set([by]) });
    }
    home.unseen ||= unseen;
    for (const base of bases) add(home, base, root, by);
  };

  const found: Home[] = [];
  for (const system of estate.systems) {
    if (system instanceof StandaloneHome) {
      const home = new Home(system.userName, system, system);
      const { definitions, unseen, bases } = read(system);
      home.parts.set(system, { construct: system, definitions, roots: new Set([system]), by: new Set([system]) });
      home.unseen = unseen;
      for (const profile of bases) add(home, profile, profile, system);
      found.push(home);
    } else if (system.kind !== SystemKind.HOME) {
      found.push(...homesOf(estate, system, add));
    }
  }
  return found;
}

function homesOf(
  estate: Estate,
  system: System,
  add: (home: Home, profile: System, root: IConstruct, by: IConstruct) => void,
): Iterable<Home> {
  const byName = new Map<string, Home>();
  for (const { value, owner, names } of estate.optionsOf(system)._at(['home-manager', 'users', '*'])) {
    const name = names[0]!;
    let home = byName.get(name);
    if (!home) byName.set(name, (home = new Home(name, system, userOf(system, name, owner))));
    if (!isPlainSet(value)) {
      home.unseen = true;
      continue;
    }
    const before = home.parts.get(owner);
    const definitions = [...(before?.definitions ?? []), { owner, tree: value }];
    home.parts.set(owner, { construct: owner, definitions, roots: new Set([system]), by: new Set([owner]) });
    for (const { value: imports } of reveal(value.imports)) {
      for (const one of Array.isArray(imports) ? imports : []) {
        const profile = Expr.isExpr(one) ? importedBy(system, one) : undefined;
        if (profile) add(home, profile, profile, owner);
        else home.unseen = true;
      }
    }
  }
  return byName.values();
}

/** The System that an import leads to; undefined for a file, or a module of an input. */
function importedBy(system: System, imported: Expr): System | undefined {
  const node = imported._node;
  return node.kind === 'outputFile' ? systemAt(system, node.target) : undefined;
}

function userOf(system: System, name: string, owner: IConstruct): IConstruct {
  if (owner instanceof HomeAttachment) return owner.user;
  if (Host.isHost(system) || DarwinHost.isDarwinHost(system)) return system.findUser(name) ?? owner;
  return owner;
}

/** The home directory of a home, where it is known. */
export function directoryOf(home: Home): string | undefined {
  const [given] = home.at(['home', 'homeDirectory']);
  if (typeof given?.value === 'string') return given.value;
  return MachineUser.isMachineUser(home.about) ? home.about.homeDirectory : undefined;
}
