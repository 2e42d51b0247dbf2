import { leaveOutStack } from './foreign';

/** Where in a text something stands; line and column count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/**
 * What the Nix language layer refuses. `src/app` turns it into a
 * `CosmoError` that also names the construct.
 */
export class NixError extends Error {
  /** @internal what a wrapper needs to say it again, with a place. */
  constructor(
    /** Stable code, such as `NIX_SYNTAX` or `NIX_NOT_DATA`. */
    readonly code: string,
    /** What happened and why, in one sentence. */
    readonly problem: string,
    /** How to mend it. */
    readonly mend: string,
    /** The key path inside the value, such as `['services', 'x', 0]`. */
    readonly keyPath: readonly (string | number)[] = [],
    /** The place in the text, for text that was parsed. */
    readonly position?: SourcePosition,
    /** The text's line with a caret under the place. */
    readonly excerpt?: string,
  ) {
    super(
      [
        problem,
        keyPath.length > 0 ? `  at ${formatKeyPath(keyPath)}` : undefined,
        position ? `  at line ${position.line}, column ${position.column}` : undefined,
        excerpt,
        `  ${mend}`,
      ]
        .filter((line) => line !== undefined)
        .join('\n'),
    );
    this.name = 'NixError';
    leaveOutStack(this);
  }

  /** What jsii hands to other languages: without the name of the class, which means nothing there. */
  public toString(): string {
    return this.message;
  }
}

/** `services."a b"[0].x` */
export function formatKeyPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += (text === '' ? '' : '.') + (/^[A-Za-z_][A-Za-z0-9_'-]*$/.test(key) ? key : JSON.stringify(key));
  }
  return text;
}
