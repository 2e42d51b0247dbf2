import { parseFile } from '../nix/parser';
import { printFile } from '../nix/print';

/** Names that generated modules give to things of theirs, and what a person would call them. */
const NAMES: readonly (readonly [RegExp, string])[] = [[/\bcosmo-health\b/g, 'host-health']];

/** A module with names that tell nothing of who wrote it. */
export function ownNames(text: string): string {
  const renamed = NAMES.reduce((before, [name, own]) => before.replace(name, own), text);
  if (renamed === text) return text;
  try {
    // Lines may be broken elsewhere now.
    return printFile(parseFile(renamed));
  } catch {
    return renamed;
  }
}
