import { Node } from '../nix/ast';
import { exprNode } from '../nix/brand';
import { OptionType } from './type/option-type';
import { posixMatcher } from './type/posix-pattern';

/** What a value is to Nix, as far as data shows it. What only Nix can tell, and what is no data at all, is `unknown`. */
export type Shape = 'null' | 'boolean' | 'integer' | 'float' | 'string' | 'list' | 'set' | 'unknown';

/** The shape of a value that `look` gave. */
export function shapeOf(value: unknown): Shape {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return typeof value as 'boolean' | 'string';
    case 'bigint':
      return 'integer';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'float';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      const node = exprNode(value);
      if (node) return isFloat(node) ? 'float' : 'unknown';
      const prototype: unknown = Object.getPrototypeOf(value);
      return prototype === Object.prototype || prototype === null ? 'set' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

function isFloat(node: Node): boolean {
  return node.kind === 'float' || (node.kind === 'unary' && node.operand.kind === 'float');
}

/**
 * Whether a type takes a value, as far as its outermost form goes: what the
 * type's own `check` says in nixpkgs. By it the module system chooses among
 * alternatives; members of lists and sets are looked at afterwards.
 */
export function fits(type: OptionType, value: unknown): boolean {
  const shape = shapeOf(value);
  return shape === 'unknown' || fitsShape(type, value, shape);
}

function fitsShape(type: OptionType, value: unknown, shape: Shape): boolean {
  switch (type.kind) {
    case 'anything':
    case 'unknown':
      return true;
    case 'boolean':
      return shape === 'boolean';
    case 'integer':
      return shape === 'integer' && within(type, value) && !(type.nonzero && Number(value) === 0);
    case 'float':
      return shape === 'float';
    case 'number':
      if (shape === 'float' && typeof value !== 'number') return true;
      return (shape === 'integer' || shape === 'float') && within(type, value);
    case 'string':
      return typeof value === 'string' && fitsString(type, value);
    case 'path':
      return fitsPath(type, value);
    case 'package':
      return typeof value === 'string' ? isStorePath(value) : shape === 'set' && member(value, 'type') === 'derivation';
    case 'enum':
      return type.values.some((allowed) => (typeof value === 'bigint' ? Number(value) : value) === allowed);
    case 'nullOr':
      return shape === 'null' || fitsShape(type.of, value, shape);
    case 'list':
      if (type.attributes && shape === 'set') return true;
      return shape === 'list' && !(type.nonEmpty && (value as unknown[]).length === 0);
    case 'attrs':
    case 'set':
      return shape === 'set';
    case 'submodule':
      return shape === 'set' || isAbsolute(value);
    case 'tagged':
      return shape === 'set' && tagOf(type, value as object) !== undefined;
    case 'either':
      return type.of.some((of) => fitsShape(of, value, shape));
    case 'coerced':
      return fitsShape(type.from, value, shape) || fitsShape(type.to, value, shape);
    case 'function':
    case 'opaque':
      return false;
    case 'tuple':
      return shape === 'list' && (value as unknown[]).length === type.of.length;
    case 'module':
      return shape === 'set' || isAbsolute(value);
    case 'value':
      if (shape === 'null') return type.nullable;
      if (shape === 'list') return type.lists;
      return (shape === 'set' && type.sets) || type.scalars.some((scalar) => fitsShape(scalar, value, shape));
    case 'named':
      return fitsShape(type.of, value, shape);
  }
}

/** Whether a value is of a type but for its range, pattern, length or being another than those listed. */
export function nearlyFits(type: OptionType, value: unknown): boolean {
  const shape = shapeOf(value);
  switch (type.kind) {
    case 'integer':
      return shape === 'integer';
    case 'number':
      return shape === 'integer' || shape === 'float';
    case 'string':
    case 'path':
      return shape === 'string';
    case 'enum':
      return type.values.some((allowed) => shapeOf(allowed) === shape);
    case 'list':
    case 'tuple':
      return shape === 'list';
    case 'tagged':
      return shape === 'set';
    case 'nullOr':
    case 'named':
      return nearlyFits(type.of, value);
    case 'either':
      return type.of.some((of) => nearlyFits(of, value));
    case 'coerced':
      return nearlyFits(type.to, value) || nearlyFits(type.from, value);
    default:
      return false;
  }
}

/** The one name of a tagged set; undefined where it is not one, or not one of the choices. */
export function tagOf(type: OptionType & { kind: 'tagged' }, value: object): string | undefined {
  const names = Object.keys(value).filter((name) => (value as Record<string, unknown>)[name] !== undefined);
  const [tag] = names;
  return names.length === 1 && (type.choices === undefined || type.choices.includes(tag!)) ? tag : undefined;
}

function within(
  type: { readonly min?: number; readonly max?: number; readonly above?: number },
  value: unknown,
): boolean {
  const number = Number(value);
  return (
    (type.min === undefined || number >= type.min) &&
    (type.max === undefined || number <= type.max) &&
    (type.above === undefined || number > type.above)
  );
}

function fitsString(type: OptionType & { kind: 'string' }, text: string): boolean {
  if (type.nonEmpty && /^[ \t\n]*$/.test(text)) return false;
  if (type.singleLine && !(type.singleLine === 'optional' ? /^[^\n\r]*\n?$/ : /^[^\n\r]*$/).test(text)) return false;
  if (type.entry && /[\n:]/.test(text)) return false;
  return type.pattern === undefined || (posixMatcher(type.pattern)?.(text) ?? true);
}

function fitsPath(type: OptionType & { kind: 'path' }, value: unknown): boolean {
  const text = typeof value === 'string' ? value : type.inStore === false ? undefined : outPath(value);
  if (text === undefined) return false;
  if (type.entry && /[\n:]/.test(text)) return false;
  if (type.absolute !== undefined && type.absolute !== text.startsWith('/')) return false;
  return type.inStore === undefined || type.inStore === isInStore(text);
}

/** Whether it reads as an absolute path: a string, or a set that Nix turns into one. */
function isAbsolute(value: unknown): boolean {
  const text = typeof value === 'string' ? value : outPath(value);
  return text !== undefined && text.startsWith('/');
}

function outPath(value: unknown): string | undefined {
  const path = shapeOf(value) === 'set' ? member(value, 'outPath') : undefined;
  return typeof path === 'string' ? path : undefined;
}

function member(value: unknown, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** The path of something in the store, and not of a file inside it. */
function isStorePath(text: string): boolean {
  return /^\/nix\/store\/[^/]+$/.test(text) || /^\/[0-9a-z]{52}$/.test(text);
}

function isInStore(text: string): boolean {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  const inStore = parts[0] === 'nix' && parts[1] === 'store' && /^[^]{32}-[^]+$/.test(parts[2] ?? '');
  return inStore || /^[0-9a-z]{52}$/.test(parts[0] ?? '');
}
