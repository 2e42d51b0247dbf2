/** One rendered file, before it is written. */
export interface RenderedFile {
  /** Text (written as UTF-8) or bytes. */
  readonly content: string | Uint8Array;
  /**
   * Whether the file may be executed.
   *
   * @default false
   */
  readonly executable?: boolean;
  /** Path of the construct that made the file; empty for the app. */
  readonly owner: string;
}

/** What to write and where. */
export interface WriteRequest {
  /** The output folder, absolute or relative to `root`. */
  readonly outdir: string;
  /** The project's root: nothing is written outside it. */
  readonly root: string;
  /** Files by path relative to `outdir`, `/` between the parts. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  /**
   * Files that a tool wants elsewhere (a CI workflow, `.sops.yaml`), by path
   * relative to `root`, through the same manifest.
   *
   * @default - none
   */
  readonly projectFiles?: ReadonlyMap<string, RenderedFile>;
  /**
   * Overwrite generated files that were edited by hand, and take over an
   * output whose manifest is damaged.
   *
   * @default false
   */
  readonly overwriteEdited?: boolean;
  /**
   * The release of Cosmo that writes, for the manifest.
   *
   * @default - none: it was built from its sources, or the output is no estate
   */
  readonly release?: string;
}

/**
 * What a write did. Paths are relative to the output folder, so a project file
 * shows as `../.sops.yaml`; lists are sorted. The manifest is not counted.
 */
export interface WriteReport {
  /** The output folder's real absolute path. */
  readonly outdir: string;
  readonly created: string[];
  readonly changed: string[];
  readonly removed: string[];
  /** How many files were the same already and were not touched. */
  readonly unchanged: number;
  /**
   * What stands in the output folder and is not ours, such as `flake.lock`. A
   * folder that holds nothing of ours is one entry (`notes/`); more than
   * twenty entries in one folder are one (`hosts/* (1234 entries)`).
   */
  readonly left: string[];
  /** Files edited by hand that were overwritten or removed, as `overwriteEdited` asked. */
  readonly edited: string[];
}

/**
 * What `recoverOutput` found: nothing to do, staging of a write that never
 * came to its commit (discarded), a committed write (finished), or a write that
 * was being undone (undone to the end).
 */
export type Recovery = 'none' | 'discarded' | 'forward' | 'back';

/** Where a file stands: its path below the output folder, or below the project's root. */
export interface Place {
  readonly project: boolean;
  readonly path: string;
}

/** The two folders that places are relative to, as real absolute paths. */
export interface Site {
  readonly root: string;
  readonly outdir: string;
}
