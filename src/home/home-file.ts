import { Asset } from '../app';
import { Expr } from '../nix';

/** A file that home-manager puts into a home. Exactly one of `text` and `source` is given. */
export interface HomeFile {
  /**
   * The content: a string, or an Expr of one.
   * @default - `source` says it
   */
  readonly text?: string | Expr;
  /**
   * Where the content is: the path of a file or folder of the project (from
   * its root; it is copied into the output), an Asset, or an Expr of a path or package.
   * @default - `text` says it
   */
  readonly source?: string | Asset | Expr;
  /**
   * Whether the file can be executed.
   * @default - as the source is; a text is not
   */
  readonly executable?: boolean;
  /**
   * Link each file of a source folder by itself, so that the folder can hold other files too.
   * @default false
   */
  readonly recursive?: boolean;
  /**
   * Replace a file that stands there already, without a backup.
   * @default false
   */
  readonly force?: boolean;
  /**
   * Shell commands to run when the file has changed.
   * @default - none
   */
  readonly onChange?: string | Expr;
}
