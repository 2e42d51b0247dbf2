import { Param, ParamItem, ParamSet } from './ast';
import { toNode } from './convert';
import { NixError } from './error';
import { checkName } from './make';

/** The parameters of a function that takes a set apart. */
export interface NixParams {
  /**
   * Attributes that the set must have.
   *
   * @default - none
   */
  readonly names?: string[];
  /**
   * Attributes that it may have, with their defaults: data or `Expr`s.
   *
   * @default - none
   */
  readonly defaults?: Record<string, any>;
  /**
   * Whether the set may have more attributes: `...`.
   *
   * @default false
   */
  readonly ellipsis?: boolean;
  /**
   * A name for the whole set: `name@{ … }`.
   *
   * @default - none
   */
  readonly alias?: string;
}

/** @internal */
export function paramOf(params: NixParams): Param {
  const names = [...(params.names ?? [])];
  const defaults = Object.entries(params.defaults ?? {}).filter(([, value]) => value !== undefined);
  const seen = new Set<string>();
  for (const name of [
    ...names,
    ...defaults.map(([key]) => key),
    ...(params.alias === undefined ? [] : [params.alias]),
  ]) {
    checkName(name);
    if (seen.has(name)) {
      throw new NixError('NIX_PARAMETER_TWICE', `The parameter \`${name}\` is given twice.`, 'Leave one of them out.');
    }
    seen.add(name);
  }
  const items: ParamItem[] = [
    ...names.map((name) => ({ name })),
    ...defaults.map(([name, value]) => ({ name, fallback: toNode(value, [name]) })),
  ];
  const set: ParamSet = { kind: 'paramSet', params: items, ellipsis: params.ellipsis ?? false };
  if (params.alias === undefined) return set;
  return { kind: 'paramAt', left: { kind: 'paramName', name: params.alias }, right: set };
}
