import { isApart, linesOf } from './comments';
import type { Trivium } from '../nix/ast';

/** Comments and blank lines on lines of their own in a list or set, until the item below takes them. */
export class Loose {
  private comments: string[] = [];
  private apart = false;

  /** @param kept takes every comment, too */
  constructor(private readonly kept: string[]) {}

  add(trivia: readonly Trivium[]): void {
    this.addLines(linesOf(trivia));
    this.apart ||= isApart(trivia);
  }

  addLines(lines: readonly string[]): void {
    this.kept.push(...lines);
    this.comments.push(...lines);
  }

  take(): { readonly comments: string[]; readonly apart: boolean } {
    const { comments, apart } = this;
    this.comments = [];
    this.apart = false;
    return { comments, apart };
  }
}
