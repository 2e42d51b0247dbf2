/** From plain data to the syntax tree. */

import { Binding, Item, Node } from './ast';
import { exprNode } from './brand';
import { checkBigInt, checkObject, checkText, DataWalk, isInteger, Key, refuseType } from './data';
import { isPlainText } from './escape';
import { assign, attr, attrSet, FALSE, float, integer, list, NULL, TRUE } from './make';
import { string } from './make-string';

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
  return convert(new DataWalk(path), value, 0);
}

/**
 * The tree of a module's or flake's body: as `toNode`, but a set on several
 * lines, in which `a = { b = 1; }` is written `a.b = 1` as people do.
 */
export function toBody(value: unknown): Node {
  const walk = new DataWalk();
  const node = convert(walk, value, 0);
  if (node.kind !== 'set' || exprNode(value) || node.items.length === 0) return node;
  const items: Item<Binding>[] = [];
  walk.enter(value as object, 0);
  for (const [key, member] of members(value as object)) {
    const chain = collapse(walk, key, member);
    items.push(...assign(chain.path.map(attr), convert(walk, chain.value, chain.path.length)));
  }
  return { ...node, items, expanded: true };
}

/** Follows a chain of objects with a single member each; the walk goes along. */
export function collapse(walk: DataWalk, key: string, member: unknown): { path: string[]; value: unknown } {
  const path = [key];
  let value = member;
  walk.keys[0] = key;
  while (typeof value === 'object' && value !== null && !Array.isArray(value) && !exprNode(value)) {
    checkObject(walk, value, path.length);
    const [only, other] = members(value);
    if (!only || other) break;
    walk.enter(value, path.length);
    walk.keys[path.length] = only[0];
    path.push(only[0]);
    value = only[1];
  }
  return { path, value };
}

function members(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
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
