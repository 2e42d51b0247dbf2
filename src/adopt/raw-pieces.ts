import { Code } from './code';
import { commentsIn } from './comments';
import { Made, Shares } from './made';
import { PathMap, rawText } from './raw';
import { Scope } from './scope';
import { Tally } from './tally';
import type { Node } from '../nix/ast';

/** What becomes raw Nix, and what is said in the program with it. */
export class RawPieces extends Tally {
  /** Names of `let` that stand somewhere, as a constant or in raw Nix. */
  readonly said = new Set<string>();
  /** How much of the `let` raw pieces say again. */
  repeated = 0;
  /** Comments that stand in the program, as comments or in raw Nix. */
  protected readonly kept: string[] = [];

  constructor(protected readonly files: PathMap) {
    super();
  }

  protected raw(node: Node, scope: Scope, before?: Shares): Made {
    if (before) this.restore(before);
    return { code: this.rawCode(node, scope, false), isExpr: true };
  }

  /** The same on one line, for a place inside a string. */
  protected rawFlat(node: Node, scope: Scope): Code {
    return this.rawCode(node, scope, true);
  }

  /** One value that is made of several: raw where a part of it is. */
  protected compound(node: Node, scope: Scope, make: () => Made | undefined): Made {
    const before = { ...this.shares };
    const kept = this.kept.length;
    const made = make();
    if (made) return this.counted(before, made);
    this.kept.length = kept;
    return this.raw(node, scope, before);
  }

  private rawCode(node: Node, scope: Scope, oneLine: boolean): Code {
    this.shares.raw += 1;
    this.kept.push(...commentsIn(node));
    const { code, names, repeated } = rawText(node, scope, this.files, oneLine);
    this.repeated += repeated;
    for (const name of names) this.said.add(name);
    return code;
  }
}
