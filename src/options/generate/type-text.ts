import { stringText } from './schema-text';
import type { CatalogueNode } from '../catalogue';
import type { OptionType } from '../type/option-type';

/** Where a type stands, for what it needs of its surroundings. */
export interface TypeContext {
  /** The place in the catalogue: options of a submodule stand below it. */
  readonly node: CatalogueNode | undefined;
  /** Its path. */
  readonly path: readonly string[];
  /** The name of an interface of the options below a place; `open` where others may be set beside them. */
  interfaceOf(node: CatalogueNode, path: readonly string[], open: boolean): string;
  /** What a module holds that is a whole configuration of the same kind. */
  whole(): string;
}

/** Any value: what is not known, and what is not looked at. */
export const ANY = 'any';

/**
 * The type of TypeScript for what an option takes as plain data, without what
 * every option takes (`Value`). What only Nix can make is an Expr.
 */
export function typeText(type: OptionType, context: TypeContext): string {
  switch (type.kind) {
    case 'anything':
    case 'unknown':
    case 'value':
      return ANY;
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'float':
    case 'number':
      return 'number';
    case 'string':
    case 'path':
      return 'string';
    case 'package':
      return 'Package';
    case 'function':
    case 'opaque':
      return 'Expr';
    case 'enum':
      return type.values.length === 0 ? 'never' : union(type.values.map(literalText));
    case 'nullOr':
      return union([typeText(type.of, context), 'null']);
    case 'list':
      return `List<${typeText(type.of, below(context, context.node?.item, '*'))}>`;
    case 'attrs':
      return `Attrs<${typeText(type.of, below(context, context.node?.any, '<name>'))}>`;
    case 'set':
      return submodule(context, true);
    case 'submodule':
      return submodule(context, type.freeform !== undefined);
    case 'tagged':
      return submodule(context, false);
    case 'either':
      return union(type.of.map((one) => typeText(one, context)));
    case 'coerced':
      return union([typeText(type.to, context), typeText(type.from, context)]);
    case 'tuple':
      return `readonly [${type.of.map((one) => valueText(typeText(one, leaf(context)))).join(', ')}]`;
    case 'module':
      return type.whole === true ? context.whole() : ANY;
    case 'named':
      return typeText(type.of, context);
  }
}

/** The type of a property: what the option takes, or an Expr, or one with a priority. */
export function valueText(text: string): string {
  return text === ANY ? ANY : `Value<${text}>`;
}

/** The options below a place, or a set of anything where the catalogue tells of none. */
function submodule({ node, path, interfaceOf }: TypeContext, open: boolean): string {
  if (!node || (node.names.length === 0 && !node.any)) return 'Attrs<any>';
  return interfaceOf(node, path, open);
}

function below(context: TypeContext, node: CatalogueNode | undefined, segment: string): TypeContext {
  return { ...context, node, path: [...context.path, segment] };
}

function leaf(context: TypeContext): TypeContext {
  return { ...context, node: undefined };
}

/** A union, each member once; anything beside it leaves nothing to say. */
function union(members: readonly string[]): string {
  const all = new Set(members);
  return all.has(ANY) ? ANY : [...all].join(' | ');
}

function literalText(value: string | number | boolean | null): string {
  if (typeof value === 'string') return stringText(value);
  return typeof value === 'number' && !Number.isFinite(value) ? 'number' : String(value);
}
