/**
 * How deep an expression may nest: the deepest syntax tree that is read or
 * printed, counted in expressions and interpolations from the root to a leaf.
 * What is deeper is refused with `NIX_TOO_DEEP`, since every pass over a tree
 * recurses and must not run out of stack: at this depth the greediest take
 * five sixths of what Node gives them. Nix files written by people stay below 100.
 */
export const MAX_DEPTH = 1000;
