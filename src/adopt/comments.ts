import type { Item, Mark, Node, Trivium } from '../nix/ast';

/** The lines of comments, without what marks them. Blank lines do not count. */
export function linesOf(trivia: readonly Trivium[] | undefined): string[] {
  return (trivia ?? []).flatMap((one) => {
    switch (one.kind) {
      case 'blank':
        return [];
      case 'block':
        return one.lines.map((line) => line.trim());
      case 'line':
        return one.text.split('\n').map((line) => line.trim());
      case 'language':
        return [one.text.trim()];
      case 'verbatim':
        return one.text
          .split('\n')
          .flatMap((line) => (line.includes('#') ? [line.slice(line.indexOf('#') + 1).trim()] : []));
    }
  });
}

/** Whether a blank line stands before what the comments belong to. */
export function isApart(trivia: readonly Trivium[] | undefined): boolean {
  return trivia?.[0]?.kind === 'blank';
}

/** All comments in a tree, in the order of its text. */
export function commentsIn(root: unknown): string[] {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
      return;
    }
    if (value === null || typeof value !== 'object') return;
    if (isLoose(value)) {
      lines.push(...linesOf(value.trivia));
      return;
    }
    const own = value as { readonly kind?: string };
    for (const [key, member] of Object.entries(value)) {
      if (key === 'span' || typeof member !== 'object' || member === null) continue;
      if (isMark(member, key)) {
        lines.push(...linesOf(member.before));
        if (member.after) lines.push(member.after);
      } else if (own.kind === 'interpolation' && key === 'trailing') {
        lines.push(...linesOf(member as Trivium[]));
      } else {
        walk(member);
      }
    }
  };
  walk(root);
  return lines;
}

const MARKS = new Set(
  'mark open close dot equals semicolon keyword recMark orMark inMark thenMark elseMark colon at comma question ellipsisMark'.split(
    ' ',
  ),
);

function isMark(value: object, key: string): value is Mark {
  return MARKS.has(key) && !('kind' in value);
}

function isLoose(value: object): value is Item<Node> & { kind: 'loose' } {
  return (value as { kind?: unknown }).kind === 'loose';
}
