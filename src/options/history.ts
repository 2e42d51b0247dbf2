import { isPlaceholder } from './catalogue-tree';
import { Found, Path } from './check-finding';
import { CatalogueDiff } from './diff';
import { formatKeyPath } from '../nix/error';

/** What became of an option: its new path, or nothing. */
export interface Change {
  readonly to?: readonly string[];
}

/** Options that are gone from a catalogue, by their old paths. */
export class History {
  private readonly root = new HistoryPlace();

  constructor(diffs: readonly CatalogueDiff[]) {
    for (const { removed, renamed } of diffs) {
      for (const path of removed) this.root.add(path, {});
      for (const { from, to } of renamed) this.root.add(from, { to });
    }
  }

  /** What is known of a path of real names, and of what stood below it. */
  public find(path: readonly string[]): HistoryPlace | undefined {
    let at: HistoryPlace | undefined = this.root;
    for (const name of path) at = at?.at(name);
    return at;
  }
}

/** A place in the tree of gone options. */
export class HistoryPlace {
  /** What became of the option that stood here. */
  public change?: Change;
  private readonly below = new Map<string, HistoryPlace>();

  public add(path: readonly string[], change: Change): void {
    const [first, ...rest] = path;
    if (first === undefined) {
      this.change = change;
      return;
    }
    const name = isPlaceholder(first) ? '*' : first;
    let next = this.below.get(name);
    if (!next) this.below.set(name, (next = new HistoryPlace()));
    next.add(rest, change);
  }

  public at(name: string): HistoryPlace | undefined {
    return this.below.get(name) ?? this.below.get('*');
  }

  /** The names of what stood below. */
  public names(): string[] {
    return [...this.below.keys()];
  }

  /**
   * What to tell of a definition of the option that stood here.
   * @param path the definition's path: its names stand for the placeholders of the new one
   * @param base how many segments of it lead to the configuration that it is in
   */
  public finding(path: Path, base: number): Pick<Found, 'code' | 'message' | 'why' | 'mend'> {
    const { to } = this.change ?? {};
    if (!to) {
      return {
        code: 'OPTION_REMOVED',
        message:
          'this option was removed: an older catalogue has it, and that of the inputs as they are pinned has not',
        mend: 'take it out; the release notes of what declared it say what to do instead',
      };
    }
    const name = formatKeyPath([...path.slice(0, base), ...filled(to, path.slice(base))]);
    return {
      code: 'OPTION_RENAMED',
      message: `this option is gone, and ${name} is new and of the same type: most likely it was renamed`,
      mend: `set ${name}`,
    };
  }
}

/** A new path with the names that stood for the placeholders of the old one. */
function filled(to: readonly string[], path: Path): Path {
  return to.map((part, i) => (isPlaceholder(part) || part === '*' ? (path[i] ?? part) : part));
}
