import type { Value } from './value';

/** What happened to an option. */
export type ChangeKind = 'set' | 'changed' | 'removed' | 'moved';

/** A change of one option of one System. */
export interface Change {
  readonly kind: ChangeKind;
  readonly path: readonly string[];
  /** What was; several where several modules define it. */
  readonly from?: Setting;
  readonly to?: Setting;
  /** Of lists: what is new in it, and what is gone from it. */
  readonly added?: readonly Value[];
  readonly removed?: readonly Value[];
  /** Of lists: the same items in another order. */
  readonly isReordered?: boolean;
  /** Of a move: where it was, or, where `isAway`, where it is. */
  readonly other?: MovedPlace;
  readonly isAway?: boolean;
  /** Of a move: how many options. */
  readonly count?: number;
  /** Files that define it. */
  readonly files: readonly string[];
}

/** Where something was that has been moved. */
export interface MovedPlace {
  /** The folder of the System; undefined for the same one. */
  readonly system?: string;
  readonly path: readonly string[];
}

/** A value with what it stands behind. */
export interface Setting {
  readonly value: Value;
  readonly behind: readonly string[];
}
