import { Assembly, neighbours, Type } from './assembly';

/** The parts of the index, by the folder of `src`; a type is told of where the first construct that needs it is. */
export const PARTS: readonly (readonly [title: string, folder: string])[] = [
  ['The estate', 'app'],
  ['Hosts', 'hosts'],
  ['Storage', 'storage'],
  ['Guests', 'guests'],
  ['Containers', 'containers'],
  ['Homes', 'home'],
  ['The network', 'network'],
  ['Secrets', 'secrets'],
  ['Services', 'services'],
  ['Files', 'files'],
  ['CI', 'ci'],
  ['Deployment', 'deploy'],
];

/** Pages of what is no construct, and no construct names. */
export const BESIDE: Readonly<Record<string, string>> = {
  nix: 'Values and Nix expressions',
  app: 'Aspects, claims, diagnostics, rules',
  policy: 'Policies',
  testing: 'Testing',
  projects: 'Projects',
};

/** The page on which each type is told of, and the types of each page in the order that they are told in. */
export class Homes {
  private readonly pages = new Map<string, string>();
  private readonly types = new Map<string, Type[]>();

  constructor(assembly: Assembly) {
    const constructs = PARTS.flatMap(([, folder]) => assembly.constructs.filter((type) => folderOf(type) === folder));
    for (const type of constructs) this.settle(type, pageName(type));
    // Nearest first; of those at the same distance, the construct of the type's own folder.
    let edge = constructs;
    while (edge.length > 0) {
      const next = new Map<Type, Type[]>();
      for (const from of edge) {
        for (const to of neighbours(from).map((fqn) => assembly.find(fqn))) {
          // Values of Nix have a page of their own.
          if (!to || this.pages.has(to.fqn) || folderOf(to) === 'nix') continue;
          next.set(to, [...(next.get(to) ?? []), from]);
        }
      }
      for (const [type, froms] of next) {
        const own = froms.find((from) => folderOf(from) === folderOf(type)) ?? froms[0]!;
        this.settle(type, this.pages.get(own.fqn)!);
      }
      edge = [...next.keys()];
    }
    for (const type of assembly.types) {
      if (!this.pages.has(type.fqn)) this.settle(type, `beside-${folderOf(type)}.md`);
    }
  }

  /** The file of the page that tells of a type. */
  public pageOf(fqn: string): string | undefined {
    return this.pages.get(fqn);
  }

  /** What a page tells of, the construct first. */
  public on(page: string): readonly Type[] {
    return this.types.get(page) ?? [];
  }

  /** The pages of what is no construct. */
  public get beside(): string[] {
    return [...this.types.keys()].filter((page) => page.startsWith('beside-')).sort();
  }

  private settle(type: Type, page: string): void {
    this.pages.set(type.fqn, page);
    this.types.set(page, [...(this.types.get(page) ?? []), type]);
  }
}

/** `zfs-pool.md` of `ZfsPool` */
export function pageName(type: Type): string {
  return `${type.name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}.md`;
}

/** The folder of `src` that a type stands in. */
export function folderOf(type: Type): string {
  return type.locationInModule.filename.split('/')[1]!;
}
