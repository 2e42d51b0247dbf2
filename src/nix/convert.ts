/** From plain data to the syntax tree. */

import { Binding, Item, Node } from './ast';
import { exprNode } from './brand';
import { checkBigInt, checkObject, checkText, DataWalk, isInteger, Key, refuseType } from './data';
import { isPlainText } from './escape';
import { assign, attr, attrSet, FALSE, float, integer, list, NULL, TRUE } from './make';
import { string } from './make-string';
import { withinStack } from './print/prepare';

/**
 * The tree of a value: booleans, null, strings, numbers, big integers,
 * arrays, plain objects, and `Expr`s anywhere among them. A string is always
 * a string, whatever stands in it.
 *
 * - A whole number is an integer, exactly, also beyond 2^53; any other number
 *   is a float that Nix reads back exactly; `-0` is `0`.
 * - An object's undefined members are left out.
 * - The same object may stand in several places, but not inside itself.
 *
 * @param path where the value stands, for error messages
 * @throws NixError `NIX_NOT_DATA` for what Nix cannot hold, with its key path; `NIX_TOO_DEEP`
 */
export function toNode(value: unknown, path: readonly Key[] = []): Node {
  return withinStack(() => convert(new DataWalk(path), value, 0));
}

/**
 * The tree of a module's or flake's body: as `toNode`, but a set on several
 * lines, in which `a = { b = 1; }` is written `a.b = 1` as people do: at every
 * level of it, but not in lists.
 */
export function toBody(value: unknown): Node {
  const walk = new DataWalk();
  if (!isSet(value)) return convert(walk, value, 0);
  const items = bodyItems(walk, value, 0);
  return items.length === 0 ? attrSet([]) : { ...attrSet([]), items, expanded: true };
}

/** The tree of a value inside a body that a walk has come to. */
export function bodyNode(walk: DataWalk, value: unknown, depth: number): Node {
  return isSet(value) ? attrSet(bodyItems(walk, value, depth)) : convert(walk, value, depth);
}

function bodyItems(walk: DataWalk, value: object, depth: number): Item<Binding>[] {
  checkObject(walk, value, depth);
  walk.enter(value, depth);
  return Object.keys(value).flatMap((key) => {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) return [];
    const chain = collapse(walk, key, member, depth);
    chain.path.forEach((part, index) => checkText(walk, part, depth + index + 1, true));
    return assign(chain.path.map(attr), bodyNode(walk, chain.value, depth + chain.path.length));
  });
}

/** Whether a value is an object that stands for a set. */
function isSet(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !exprNode(value);
}

/** Follows a chain of objects with a single member each, from a key at a depth; the walk goes along. */
export function collapse(
  walk: DataWalk,
  key: string,
  member: unknown,
  depth: number,
): { path: string[]; value: unknown } {
  const path = [key];
  let value = member;
  walk.keys[depth] = key;
  while (isSet(value)) {
    const below = depth + path.length;
    checkObject(walk, value, below);
    const only = onlyKey(value);
    if (only === undefined) break;
    walk.enter(value, below);
    walk.keys[below] = only;
    path.push(only);
    value = (value as Readonly<Record<string, unknown>>)[only];
  }
  return { path, value };
}

/** The key of an object's only member. */
function onlyKey(value: object): string | undefined {
  let only: string | undefined;
  for (const key of Object.keys(value)) {
    if ((value as Readonly<Record<string, unknown>>)[key] === undefined) continue;
    if (only !== undefined) return undefined;
    only = key;
  }
  return only;
}

/** The tree of a value that a walk has come to. */
export function convert(walk: DataWalk, value: unknown, depth: number): Node {
  switch (typeof value) {
    case 'string':
      if (isPlainText(value)) return { kind: 'string', parts: value === '' ? [] : [value] };
      checkText(walk, value, depth);
      return string([value]);
    case 'boolean':
      return value ? TRUE : FALSE;
    case 'number':
      return isInteger(walk, value, depth) ? integer(value) : float(value);
    case 'bigint':
      checkBigInt(walk, value, depth);
      return integer(value);
    case 'object': {
      if (value === null) return NULL;
      const node = exprNode(value);
      if (node) {
        walk.onExpr?.(value);
        return node;
      }
      return Array.isArray(value) ? convertArray(walk, value, depth) : convertObject(walk, value, depth);
    }
    default:
      throw refuseType(walk, value, depth);
  }
}

function convertArray(walk: DataWalk, value: readonly unknown[], depth: number): Node {
  walk.enter(value, depth);
  const items: Node[] = [];
  for (let i = 0; i < value.length; i += 1) {
    walk.keys[depth] = i;
    items.push(convert(walk, value[i], depth + 1));
  }
  return list(items);
}

function convertObject(walk: DataWalk, value: object, depth: number): Node {
  checkObject(walk, value, depth);
  walk.enter(value, depth);
  const bindings: Item<Binding>[] = [];
  for (const key of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    walk.keys[depth] = key;
    if (!isPlainText(key)) checkText(walk, key, depth + 1, true);
    bindings.push(...assign([attr(key)], convert(walk, member, depth + 1)));
  }
  return attrSet(bindings);
}
