import { Refuse } from '../app/refuse';
import { Expr, Nix } from '../nix';

/** How a format is written. */
export interface DataFormat {
  /** The extension of its files. */
  readonly extension: string;
  /** Refuses data that the format has no place for. */
  check?(data: unknown, refuse: Refuse): void;
  /** The text of data without Exprs. */
  text(data: unknown): string;
  /** The data as Nix is to write it. */
  nixData?(data: unknown): unknown;
  /** The function of nixpkgs that writes it, such as `pkgs.formats.json { }`. */
  generator(data: unknown): Expr;
}

/** `pkgs.formats.NAME { … }` */
export function nixFormat(name: string, settings: Record<string, any> = {}): Expr {
  return Nix.ref('pkgs.formats').attr(name).call(settings);
}
