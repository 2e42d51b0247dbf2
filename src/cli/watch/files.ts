import { existsSync, FSWatcher, readdirSync, watch } from 'fs';
import { dirname, join } from 'path';
import { listOf, stateOf } from './reads';

/** How long after a change the next is waited for: editors write a file in several steps. */
const SETTLE_MS = 15;
/** How often is looked where nothing tells of changes, as on some network file systems. */
const POLL_MS = 1000;
/** How many files of a project are watched at most, where all of them are. */
const MOST = 20_000;

/**
 * Tells when files that a round looked at are not as they were then. Folders are watched, as editors replace files;
 * what has changed is found by comparing, so that nothing is missed that happens while a round runs.
 */
export class WatchedFiles {
  private states = new Map<string, string>();
  private readonly folders = new Map<string, FSWatcher>();
  private settle?: NodeJS.Timeout;
  private readonly poll: NodeJS.Timeout;

  constructor(private readonly changed: () => void) {
    this.poll = setInterval(() => this.look(), POLL_MS);
  }

  /** Watch these from now on, whose states are those that a round found. */
  public set(states: ReadonlyMap<string, string>): void {
    this.states = new Map(states);
    const wanted = new Set([...this.states].map(([path, state]) => folderOf(path, state)));
    for (const [folder, watcher] of this.folders) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.folders.delete(folder);
    }
    for (const folder of wanted) this.watchFolder(folder);
    this.look();
  }

  /** What is not as it was. */
  public get changes(): string[] {
    return [...this.states].flatMap(([path, state]) => (now(path, state) === state ? [] : [path]));
  }

  public close(): void {
    clearInterval(this.poll);
    clearTimeout(this.settle);
    for (const watcher of this.folders.values()) watcher.close();
  }

  private watchFolder(folder: string): void {
    if (this.folders.has(folder)) return;
    try {
      const watcher = watch(folder, () => this.soon());
      const drop = () => {
        watcher.close();
        this.folders.delete(folder);
      };
      watcher.on('error', drop);
      this.folders.set(folder, watcher);
    } catch {
      // It is gone, or no more can be watched: the poll finds what changes in it.
    }
  }

  private soon(): void {
    clearTimeout(this.settle);
    this.settle = setTimeout(() => this.look(), SETTLE_MS);
  }

  private look(): void {
    if (this.changes.length > 0) this.changed();
  }
}

/** All files below a folder with their states, but those of packages and of hidden folders. */
export function filesBelow(root: string, without: readonly string[]): Map<string, string> {
  const states = new Map<string, string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined && states.size < MOST; folder = open.pop()) {
    if (without.includes(folder)) continue;
    states.set(folder, listOf(folder));
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isFile() && !/\.pyc$/.test(entry.name)) states.set(path, stateOf(path));
        if (entry.isDirectory() && !/^(\..*|node_modules|__pycache__|venv)$/.test(entry.name)) open.push(path);
      }
    } catch {
      // It was removed meanwhile.
    }
  }
  return states;
}

/** How a path is now, in the way that its state was taken. */
function now(path: string, state: string): string {
  return state.startsWith('list ') ? listOf(path) : stateOf(path);
}

/** The folder that tells of changes of a path: the nearest one there is. */
function folderOf(path: string, state: string): string {
  let folder = state.startsWith('list ') || state === 'folder' ? path : dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
