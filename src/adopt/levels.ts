import { commentsIn, isApart } from './comments';
import { Loose } from './loose';
import { selectOf, unwrapped } from './scope';
import type { Attr, Binding, Item, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';

/** A level of a set: what it has by name, and what it computes the names of. */
export interface Level {
  readonly entries: Slot[];
  readonly closing: string[];
}
/** What stands at one name of a level. */
export interface Slot {
  readonly name?: string;
  readonly computed?: Attr;
  comments: string[];
  behind?: string;
  apart: boolean;
  value?: Node;
  level?: Level;
}

/** From the bindings of sets to levels, in which each name stands once. */
export class Levels {
  /** @param kept takes every comment that has a place in the level */
  constructor(private readonly kept: string[]) {}

  set(node: Node & { kind: 'set' }): Level {
    const level = this.level(node.items);
    const open = commentsIn({ open: node.open });
    const close = commentsIn({ close: node.close });
    this.kept.push(...open, ...close);
    if (open.length > 0) {
      if (level.entries.length > 0) level.entries[0].comments.unshift(...open);
      else level.closing.unshift(...open);
    }
    level.closing.push(...close);
    return level;
  }

  level(items: readonly Item<Binding>[], into: Level = { entries: [], closing: [] }): Level {
    const loose = new Loose(this.kept);
    for (const item of items) {
      if (item.kind === 'loose') {
        loose.add(item.trivia);
        continue;
      }
      const { before, after } = aroundOf(item);
      this.kept.push(...before, ...(after === undefined ? [] : [after]));
      const above = loose.take();
      const comments = [...above.comments, ...before];
      const isAway = above.apart || isApart(firstTrivia(item));
      if (item.kind === 'assign') {
        this.assign(into, item.path, item.value, { comments, behind: after, apart: isAway });
      } else {
        item.names.forEach((one, index) => {
          const name = attrName(one)!;
          const value: Node = item.from ? selectOf(item.from.inner, name) : { kind: 'identifier', name };
          const own = index === 0 ? comments : [];
          into.entries.push({
            name,
            value,
            comments: own,
            apart: index === 0 && isAway,
            ...(index === 0 ? { behind: after } : {}),
          });
        });
      }
    }
    into.closing.push(...loose.take().comments);
    return into;
  }

  private assign(
    into: Level,
    path: readonly Attr[],
    value: Node,
    around: { readonly comments: readonly string[]; readonly behind?: string; readonly apart: boolean },
  ): void {
    let level = into;
    for (const [index, part] of path.entries()) {
      const name = attrName(part);
      let slot = name === undefined ? undefined : level.entries.find((one) => one.name === name);
      if (!slot) {
        slot = { ...(name === undefined ? { computed: part } : { name }), comments: [], apart: false };
        level.entries.push(slot);
      }
      if (index === path.length - 1) {
        slot.comments.push(...around.comments);
        slot.apart ||= around.apart;
      }
      if (index < path.length - 1) {
        level = slot.level ??= { entries: [], closing: [] };
        continue;
      }
      const bare = unwrapped(value);
      if (
        bare.kind === 'set' &&
        !bare.rec &&
        !bare.legacyLet &&
        commentsIn({ ...bare, items: [], open: undefined, close: undefined }).length === 0
      ) {
        const inner = this.set(bare);
        if (around.behind !== undefined) inner.closing.push(around.behind);
        if (slot.level) {
          slot.level.entries.push(...inner.entries);
          slot.level.closing.push(...inner.closing);
          merge(slot.level);
        } else {
          slot.level = inner;
        }
        if (value.kind === 'paren') slot.comments.push(...this.keep(without(commentsIn(value), commentsIn(bare))));
      } else {
        slot.value = value;
        slot.behind = around.behind;
      }
    }
  }

  private keep(lines: readonly string[]): readonly string[] {
    this.kept.push(...lines);
    return lines;
  }
}

/** Lines without those of another list, one for one. */
export function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count === 0;
  });
}

/** Comments at a binding. */
export function marksOf(item: Item<Binding>): string[] {
  if (item.kind === 'loose') return [];
  const { before, after } = aroundOf(item);
  return [...before, ...(after === undefined ? [] : [after])];
}

/** Comments of a binding itself: above it, and behind it on its line. */
function aroundOf(item: Binding): { readonly before: string[]; readonly after?: string } {
  const after = item.semicolon?.after;
  const own = item.kind === 'assign' ? { path: item.path, equals: item.equals } : { ...item, semicolon: undefined };
  const semicolon = item.semicolon?.before ? { semicolon: { before: item.semicolon.before } } : {};
  return { before: commentsIn({ ...own, ...semicolon }), ...(after === undefined ? {} : { after }) };
}

function firstTrivia(item: Binding) {
  return item.kind === 'assign'
    ? item.path[0].kind === 'dynamic'
      ? undefined
      : item.path[0].mark?.before
    : item.keyword?.before;
}

/** What stands above the only entry of a set stands above the set. */
export function lift(slot: Slot): void {
  if (slot.level?.entries.length !== 1 || slot.level.closing.length > 0) return;
  const [only] = slot.level.entries;
  lift(only);
  slot.comments.push(...only.comments.splice(0));
  slot.apart ||= only.apart;
}

/** Make one of the entries that have the same name. */
function merge(level: Level): void {
  const names = new Map<string, Slot>();
  const merged: Slot[] = [];
  for (const slot of level.entries) {
    const first = slot.name === undefined ? undefined : names.get(slot.name);
    if (first?.level && slot.level) {
      first.level.entries.push(...slot.level.entries);
      first.level.closing.push(...slot.level.closing);
      first.comments.push(...slot.comments);
      merge(first.level);
    } else {
      if (slot.name !== undefined) names.set(slot.name, slot);
      merged.push(slot);
    }
  }
  level.entries.splice(0, level.entries.length, ...merged);
}
