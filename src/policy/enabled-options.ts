import { IConstruct } from 'constructs';
import { Defined, Definitions, taken } from '../app/definitions/definitions';
import { reveal } from '../app/definitions/reveal';
import { isPlainSet } from '../app/option-tree';

/** An option that is on, by its path without `enable`. */
export interface Enabled {
  readonly option: string;
  readonly by: Defined;
}

/** The options that are looked for, as a tree of their names: a module is walked along both at once. */
export class EnabledOptions {
  private readonly root: Branch = { children: new Map(), wanted: false };

  /** @param options paths without `enable`; a star stands for any one name */
  constructor(options: readonly string[]) {
    for (const option of options) {
      let at = this.root;
      for (const name of option.split('.')) {
        let next = at.children.get(name);
        if (!next) at.children.set(name, (next = { children: new Map(), wanted: false }));
        at = next;
      }
      at.wanted = true;
    }
  }

  /** Which of them are on. */
  public in(definitions: readonly Definitions[]): Enabled[] {
    const found = new Map<string, Defined[]>();
    for (const { owner, tree } of definitions) walk(tree, this.root, PLAIN, [], owner, found);
    return [...found].flatMap(([option, values]) => {
      const by = taken(values).find(({ value }) => value === true);
      return by ? [{ option, by }] : [];
    });
  }
}

interface Branch {
  readonly children: Map<string, Branch>;
  wanted: boolean;
}

/** The priority of a definition that says none. */
const PLAIN = 100;

function walk(
  value: unknown,
  branch: Branch,
  priority: number,
  names: readonly string[],
  owner: IConstruct,
  found: Map<string, Defined[]>,
): void {
  for (const one of reveal(value)) {
    if (!isPlainSet(one.value)) continue;
    const outer = priority === PLAIN ? one.priority : priority;
    for (const [name, inner] of Object.entries(one.value)) {
      if (inner === undefined) continue;
      if (branch.wanted && name === 'enable') {
        const option = names.join('.');
        const values = reveal(inner).map((each) => ({
          owner,
          names,
          value: each.value,
          priority: outer === PLAIN ? each.priority : outer,
        }));
        found.set(option, [...(found.get(option) ?? []), ...values]);
      }
      for (const next of [branch.children.get(name), branch.children.get('*')]) {
        if (next) walk(inner, next, outer, [...names, name], owner, found);
      }
    }
  }
}
